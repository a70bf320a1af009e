"""Land that fits a wish, as an audience may know it: pages of a list, ids, what to loosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from parkmap.errors import BadValue
from parkmap.land.criteria import Wanted
from parkmap.land.inventory import Inventory
from parkmap.land.sieve import Sieve
from parkmap.services.inventories import inventory
from parkmap.services.outlines import Box, public_box
from parkmap.services.record import Actor, Record
from parkmap.services.views import View, view_of
from parkmap.store import present

MOST_WITHIN: Final = 6_000
"""A screen draws some 5,000 parcels at most; where more fit in a box, nothing is faded."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the parcels that fit, in order; how many fit in all, and their area.

    `next_after` is the id after which the next page begins, None at the end.
    """

    views: tuple[View, ...]
    matched: int
    area_dm2: int
    next_after: str | None
    sieve: Sieve

    def availability(self, parcel_id: str) -> str:
        """The kind of availability of one that was found."""
        land = self.sieve.inventory
        at = land.place(parcel_id)
        column = land.codes["avail"]
        return "" if at is None else column.words[column.at[at]]


def find(
    record: Record, actor: Actor, wanted: Wanted, *, after: str = "", limit: int = 24,
    box: Box | None = None,
) -> Found:  # fmt: skip
    """A page of what fits a wish today.

    Raises
    ------
    BadValue
        The page before ended at a parcel that no longer fits: begin again.
    """
    land = inventory(record, actor)
    sieve = Sieve(land, wanted)
    rows = sieve.rows()
    if box is not None:
        rows = rows[_meets(land, public_box(record, actor, box))[rows]]
    begin = _begin(land, rows, after, in_order=not wanted.sort and not wanted.text)
    page = rows[begin : begin + limit]
    more = begin + limit < len(rows)
    return Found(
        _views(record, actor, land.ids[page].tolist()), len(rows),
        int(land.area_dm2[rows].sum()), str(land.ids[page[-1]]) if more else None, sieve,
    )  # fmt: skip


def fitting(record: Record, actor: Actor, wanted: Wanted) -> list[str]:
    """Ids of all that fit a wish today, in order of the wish."""
    land = inventory(record, actor)
    found: list[str] = land.ids[Sieve(land, wanted).rows()].tolist()
    return found


def fitting_within(record: Record, actor: Actor, wanted: Wanted, box: Box) -> list[str] | None:
    """Ids of what fits and meets a box; None where more than a screen holds."""
    land = inventory(record, actor)
    fits = Sieve(land, wanted).fits & _meets(land, public_box(record, actor, box))
    found: list[str] = land.ids[fits].tolist()
    return found if len(found) <= MOST_WITHIN else None


def _begin(land: Inventory, rows: NDArray[np.int64], after: str, *, in_order: bool) -> int:
    if not after:
        return 0
    if in_order:
        return int(np.searchsorted(land.ids[rows], after, side="right"))
    at = np.flatnonzero(land.ids[rows] == after)
    if not len(at):
        raise BadValue(
            "the list changed after %(id)s; load it again from its beginning", id=after[:80]
        )
    return int(at[0]) + 1


def _meets(land: Inventory, box: Box) -> NDArray[np.bool_]:
    west, south, east, north = box
    w, s, e, n = land.boxes.T
    met: NDArray[np.bool_] = (w <= east) & (e >= west) & (s <= north) & (n >= south)
    return met


def _views(record: Record, actor: Actor, ids: Sequence[str]) -> tuple[View, ...]:
    """The parcels as they stand now, in the order of the ids."""
    with record.store.read() as connection:
        stored = present.some(connection, record.zone_id, "parcel", ids, with_geometry=False)
    seen = {one.id: view for one in stored if (view := view_of(record, actor, one)) is not None}
    return tuple(seen[one] for one in ids if one in seen)


__all__ = ["Found", "find", "fitting", "fitting_within"]
