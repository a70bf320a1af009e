"""The columns of a table of boundaries: which one is the id, the ring, the easting, the WKT."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

IDS: Final = (
    "地块编号", "parcelid", "parcel", "宗地编号", "宗地号", "宗地代码", "地块号", "地块代码",
    "图斑编号", "图斑号", "parkid", "园区编号", "id", "编号", "fid",
)  # fmt: skip
POINTS: Final = ("界址点号", "点号", "界址点编号", "界址点", "点名", "pointno", "point",
                 "boundarypoint", "序号")  # fmt: skip
RINGS: Final = ("圈号", "地块圈号", "环号", "ring", "ringno")
WKTS: Final = ("wkt", "wktgeometry", "geom", "geometry", "thegeom", "wkbgeometry", "shape", "几何",
               "图形", "边界", "坐标串")  # fmt: skip
LNG: Final = re.compile(r"经度|^lng|^lon|longitude")
LAT: Final = re.compile(r"纬度|^lat(?:itude)?$")
EAST: Final = re.compile(r"横坐标|东坐标|坐标东|easting|^东$|^e$")
NORTH: Final = re.compile(r"纵坐标|北坐标|坐标北|northing|^北$|^n$")
X: Final = re.compile(r"^x(?:坐标|coord|coordinate)?(?:[北东])?$|^(?:point|坐标)x$")
Y: Final = re.compile(r"^y(?:坐标|coord|coordinate)?(?:[北东])?$|^(?:point|坐标)y$")
PAIRS: Final = ((LNG, LAT), (EAST, NORTH), (X, Y))
NOISE: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]|[\s_/\-:.]")
WKT_START: Final = re.compile(r"\s*(?:SRID=\d{1,6};)?\s*(?:MULTI)?POLYGON\b", re.IGNORECASE)
HEADER_ROWS: Final = 20
"""So many rows are searched for the header: tables for people begin with a title."""

LONGEST_NAME: Final = 60
MOST_COLUMNS: Final = 1_000


class Layout(NamedTuple):
    """Where things stand in a table, as places from 0; None where a column is missing.

    `wkt`, or `first` and `second`, are there; `names` are the headers, no two the same.
    """

    header: int
    names: list[str]
    wkt: int | None
    first: int | None = None
    second: int | None = None
    parcel: int | None = None
    ring: int | None = None
    point: int | None = None

    def attributes(self, cells: Sequence[Any]) -> dict[str, Any]:
        """The cells that are no coordinates, under their headers; blank ones as None."""
        used = {self.wkt, self.first, self.second, self.ring, self.point} - {None}
        return {
            name: _blank_none(cells[at]) if at < len(cells) else None
            for at, name in enumerate(self.names)
            if at not in used and name
        }


def layout_of(rows: Sequence[Sequence[Any]]) -> Layout | None:
    """Where things stand in a table; None where its columns say no boundary.

    Parameters
    ----------
    rows
        The first rows, cells as texts or values.

    Examples
    --------
    >>> found = layout_of([["界址点成果表"], ["地块编号", "点号", "X坐标（北）", "Y坐标（东）"]])
    >>> found.header, found.parcel, found.point, found.first, found.second
    (1, 0, 1, 2, 3)
    >>> layout_of([["name", "area"], ["a", "1"]]) is None
    True
    """
    for at, cells in enumerate(rows[:HEADER_ROWS]):
        if len(cells) > MOST_COLUMNS:
            continue
        keys = [_key(cell) for cell in cells]
        wkt, pair = _wkt_below(cells, rows[at + 1 : at + 2]), _pair(keys)
        if wkt is None and (pair is None or "wkt" in keys):
            wkt = _first(keys, WKTS)
        if wkt is not None or pair is not None:
            first, second = pair if pair is not None and wkt is None else (None, None)
            return Layout(at, _names(cells), wkt, first, second, _first(keys, IDS),
                          _first(keys, RINGS), _first(keys, POINTS))  # fmt: skip
    return None


def _wkt_below(cells: Sequence[Any], below: Sequence[Sequence[Any]]) -> int | None:
    """A column whose first cell is WKT, whatever its header says."""
    for row in below:
        for at, cell in enumerate(row[: len(cells)]):
            if isinstance(cell, str) and WKT_START.match(cell) and _key(cells[at]):
                return at
    return None


def _pair(keys: Sequence[str]) -> tuple[int, int] | None:
    for one, other in PAIRS:
        first = next((at for at, key in enumerate(keys) if one.search(key)), None)
        second = next((at for at, key in enumerate(keys) if other.search(key)), None)
        if first is not None and second is not None and first != second:
            return first, second
    return None


def _first(keys: Sequence[str], words: Sequence[str]) -> int | None:
    return next((keys.index(word) for word in words if word in keys), None)


def _key(cell: Any) -> str:
    """A header without units, spaces and width."""
    if not isinstance(cell, str) or len(cell) > LONGEST_NAME:
        return ""
    return NOISE.sub("", unicodedata.normalize("NFKC", cell).casefold().lstrip("\ufeff"))


def _names(cells: Sequence[Any]) -> list[str]:
    """Headers as attribute names; a second one of the same name gets its number."""
    names: list[str] = []
    for cell in cells:
        name = str(cell if cell is not None else "").strip()[:LONGEST_NAME]
        same, number = name, 1
        while name and name in names:
            number += 1
            name = f"{same} ({number})"
        names.append(name)
    return names


def _blank_none(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip() or None
    return value
