"""What is written out: parcels with their columns, the same for every format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np
import shapely

from parkmap.geometry.coordinates import Geometries
from parkmap.land.codes import CODE_LISTS, word, words
from parkmap.land.fields import Kind
from parkmap.land.ledger import canonical
from parkmap.land.status import STATUSES, SUPPLY_WORDS, Style

ID_HEADER: Final = "地块编号"
"""Header of the ids in tables for people; an import looks for it."""

MU_HEADER: Final = "面积（亩）"
STYLES: Final[dict[str, Style]] = SUPPLY_WORDS | STATUSES
NUMBERS: Final[frozenset[Kind]] = frozenset({"number", "area"})


class Column(NamedTuple):
    """One field of a sheet: its name, its Chinese word, kind and unit."""

    name: str
    zh: str
    kind: Kind
    unit: str = ""

    @property
    def header(self) -> str:
        """The word with its unit, as a table for people has it.

        Examples
        --------
        >>> Column("area_m2", "面积", "area", "m²").header
        '面积（m²）'
        """
        return f"{self.zh}（{self.unit}）" if self.unit else self.zh


class SheetRow(NamedTuple):
    """A parcel: id, GeoJSON geometry text (None where there is none), values, style code."""

    id: str
    geometry: str | None
    values: Mapping[str, Any]
    drawn_as: str = ""


class Provenance(NamedTuple):
    """Which ledger a file was taken from, and where it stood."""

    zone: str
    epoch: str
    seq: int
    head: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows in order of id, as they stood on a day.

    `gk_zone` is the CGCS2000 3-degree zone of the workspace, in which formats without longitude
    and latitude are written.
    """

    layer: str
    title: str
    gk_zone: int
    as_of: date
    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...]
    provenance: Provenance

    def shapes(self) -> Geometries:
        """The geometries in longitude and latitude, shape (n,); None where a row has none."""
        texts = np.empty(len(self.rows), dtype=object)
        texts[:] = [None if one.geometry == "null" else one.geometry for one in self.rows]
        found: Geometries = np.asarray(shapely.from_geojson(texts), dtype=object)
        return found

    def filled(self) -> tuple[Column, ...]:
        """The columns in which some row has a value."""
        held = {
            name for row in self.rows for name, value in row.values.items() if value is not None
        }
        return tuple(column for column in self.columns if column.name in held)


def text_of(value: Any) -> str | None:
    """A value as the text of a text column; lists and objects as JSON.

    Examples
    --------
    >>> text_of("地块"), text_of(["T-1", "T-2"]), text_of(None)
    ('地块', '["T-1","T-2"]', None)
    """
    if value is None or isinstance(value, str):
        return value
    return canonical(value)


def shown(column: Column, value: Any) -> Any:
    """A value as people read it in Chinese: the word of a code, 是 or 否; the rest as it is.

    Examples
    --------
    >>> shown(Column("status", "盘活状态", "code"), "idle")
    '闲置'
    """
    if value is None:
        return None
    if column.kind == "code":
        if column.name == "supply":
            return SUPPLY_WORDS[value].zh if value in SUPPLY_WORDS else value
        return word(column.name, str(value), "zh") if column.name in CODE_LISTS else value
    if column.kind == "codes":
        return words(column.name, value, "zh")
    if column.kind == "flag":
        return "是" if value else "否"
    return text_of(value) if isinstance(value, (list, dict)) else value


def style_of(row: SheetRow) -> Style:
    """How a row is drawn; like land in use where its code is not known."""
    return STYLES.get(row.drawn_as, STATUSES["in_use"])
