"""All land that an audience may know of, in columns, so that a filter looks at it at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from parkmap.land.coded import Coded, coded, joined_columns, taken_from
from parkmap.land.criteria import CODED

NUMBERS: Final = (
    "mu", "years", "price", "rent", "far", "power", "water", "height", "bearing", "from",
    "confirmed", "siding", "ready", "rail_m", "road_m", "substation_m", "gas_m", "water_m",
)  # fmt: skip
"""Columns of figures: NaN where nothing is known; days as ordinals, flags as 0 and 1."""

Box = tuple[float, float, float, float]


class Item(NamedTuple):
    """A parcel on its way into the columns: `numbers` and `codes` by the names of columns.

    `name` (number and names) and `text` are what a search looks in, in small letters; `title` is
    by what it is put in order.
    """

    id: str
    area_dm2: int
    box: Box
    name: str
    text: str
    title: str
    numbers: Mapping[str, float]
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Inventory:
    """Parcels in order of id; all columns have one place for each."""

    ids: NDArray[np.object_]
    area_dm2: NDArray[np.int64]
    boxes: NDArray[np.float64]
    names: NDArray[np.object_]
    texts: NDArray[np.object_]
    titles: NDArray[np.object_]
    numbers: Mapping[str, NDArray[np.float64]]
    codes: Mapping[str, Coded]

    def __len__(self) -> int:
        """How many parcels."""
        return len(self.ids)

    def place(self, parcel_id: str) -> int | None:
        """Where a parcel stands; None where it is not there."""
        at = int(np.searchsorted(self.ids, parcel_id))
        return at if at < len(self.ids) and self.ids[at] == parcel_id else None

    def changed(self, items: Sequence[Item], gone: Collection[str]) -> Inventory:
        """The inventory with some parcels new or told anew, and without those that are gone."""
        dropped = {*gone, *(item.id for item in items)}
        keep = np.fromiter((one not in dropped for one in self.ids), bool, len(self.ids))
        return _joined(_taken(self, np.flatnonzero(keep)), inventory_of(items))


def inventory_of(items: Sequence[Item]) -> Inventory:
    """An inventory of some parcels.

    Examples
    --------
    >>> words = ("g-1", "g-1 光电", "g-1")
    >>> lot = Item("G-1", 60_000_00, (0, 0, 1, 1), *words, {"mu": 90}, {"chain": "光电"})
    >>> made = inventory_of([lot])
    >>> len(made), made.numbers["mu"].tolist(), made.codes["chain"].words
    (1, [90.0], ('光电',))
    """
    items = sorted(items, key=lambda one: one.id)
    none: Any = float("nan")
    return Inventory(
        _objects([one.id for one in items]),
        np.array([one.area_dm2 for one in items], dtype=np.int64),
        np.array([one.box for one in items], dtype=np.float64).reshape(-1, 4),
        _objects([one.name for one in items]),
        _objects([one.text for one in items]),
        _objects([one.title for one in items]),
        {name: np.array([one.numbers.get(name, none) for one in items], dtype=np.float64)
         for name in NUMBERS},
        {name: coded([one.codes.get(name, "") for one in items]) for name in CODED},
    )  # fmt: skip


def ordinal(day: str | None) -> float:
    """A day as a number that sorts; NaN for none."""
    return float(date.fromisoformat(day).toordinal()) if day else float("nan")


def _objects(values: Sequence[str]) -> NDArray[np.object_]:
    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made


def _taken(held: Inventory, rows: NDArray[np.int64]) -> Inventory:
    return Inventory(
        held.ids[rows], held.area_dm2[rows], held.boxes[rows], held.names[rows], held.texts[rows],
        held.titles[rows],
        {name: column[rows] for name, column in held.numbers.items()},
        {name: taken_from(column, rows) for name, column in held.codes.items()},
    )  # fmt: skip


def _joined(one: Inventory, other: Inventory) -> Inventory:
    both = Inventory(
        np.concatenate([one.ids, other.ids]),
        np.concatenate([one.area_dm2, other.area_dm2]),
        np.concatenate([one.boxes, other.boxes]),
        np.concatenate([one.names, other.names]),
        np.concatenate([one.texts, other.texts]),
        np.concatenate([one.titles, other.titles]),
        {name: np.concatenate([one.numbers[name], other.numbers[name]]) for name in NUMBERS},
        {name: joined_columns(one.codes[name], other.codes[name]) for name in CODED},
    )
    return _taken(both, np.argsort(both.ids, kind="stable"))


__all__ = ["NUMBERS", "Box", "Inventory", "Item", "inventory_of", "ordinal"]
