"""Parcels like another one, those that can be had first, as an audience may know them."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np

from parkmap.land.availability import FREE_ORDER
from parkmap.land.inventory import Inventory
from parkmap.land.likeness import distance, likeness
from parkmap.said import Said
from parkmap.services.inventories import inventory
from parkmap.services.record import Actor, Record
from parkmap.services.views import View, view_of
from parkmap.store import present

MOST: Final = 4
LOOKED_AT: Final = 200
"""Of each kind so many of the nearest in area are compared in all that is told of them."""

FIGURES: Final = {"reference_price_wan_per_mu": "price", "far": "far"}
CODES: Final = {"chain": "chain", "land_use_code": "use", "servicing": "serv", "park": "park"}
"""Field by which parcels are compared -> column that tells it."""


class Similar(NamedTuple):
    """A parcel like the one asked about, whether it can be had, and what makes it alike."""

    view: View
    kind: str
    reasons: tuple[Said, ...]


def similar(record: Record, actor: Actor, view: View, most: int = MOST) -> tuple[Similar, ...]:
    """Up to `most` parcels like this one: available ones first, then by likeness.

    Parameters
    ----------
    view
        The parcel as this audience reads it; what it does not read counts for nothing.

    Returns
    -------
    tuple of Similar
        Never a retired parcel, nor one that this audience may not know of.
    """
    land = inventory(record, actor)
    kinds = _nearest(land, view, most)
    with record.store.read() as connection:
        stored = present.some(
            connection, record.zone_id, "parcel", list(kinds), with_geometry=False
        )
    seen = {one.id: found for one in stored if (found := view_of(record, actor, one)) is not None}
    return tuple(
        Similar(seen[one], kind, likeness(view.state, seen[one].state))
        for one, kind in kinds.items() if one in seen
    )  # fmt: skip


def _nearest(land: Inventory, view: View, most: int) -> dict[str, str]:
    """Id -> kind of availability, the likest first of each kind."""
    found: dict[str, str] = {}
    areas = np.maximum(land.area_dm2, 1).astype(np.float64)
    apart = np.abs(np.log(areas / max(view.area_dm2, 1)))
    for kind in FREE_ORDER:
        rows = np.flatnonzero(land.codes["avail"].are({kind}) & (land.ids != view.id))
        rows = rows[np.argsort(apart[rows], kind="stable")[:LOOKED_AT]]
        likest = sorted(rows.tolist(), key=lambda row: (distance(view.state, _told(land, row)),
                                                        str(land.ids[row])))  # fmt: skip
        for row in likest[: most - len(found)]:
            found[str(land.ids[row])] = kind
        if len(found) == most:
            break
    return found


def _told(land: Inventory, row: int) -> dict[str, Any]:
    told: dict[str, Any] = {"area_m2": float(land.area_dm2[row]) / 100}
    for field, name in CODES.items():
        column = land.codes[name]
        told[field] = column.words[column.at[row]]
    for field, name in FIGURES.items():
        value = float(land.numbers[name][row])
        told[field] = None if np.isnan(value) else value
    return told


__all__ = ["MOST", "Similar", "similar"]
