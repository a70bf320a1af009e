"""What land lies around a parcel: those that touch it, and those near it by chain and status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import cos, radians
from typing import Final, NamedTuple

import shapely
from sqlalchemy import Connection

from parkmap.crs import METRES_PER_DEGREE
from parkmap.geometry.coordinates import array_of
from parkmap.geometry.plane import to_plane
from parkmap.services.adjoining import adjoining
from parkmap.services.reading import ParcelQuery, filter_of
from parkmap.services.record import Actor, Record
from parkmap.services.views import View, view_of
from parkmap.store import lists, present
from parkmap.store.present import Stored

REACHES_M: Final = (500, 250, 100, 50)
"""So far from edge to edge is near: some minutes on foot, less where lots are very small."""
MOST: Final = 400
"""More are not counted: the next smaller reach is taken, so that a count is never cut."""


class Chain(NamedTuple):
    """Parcels of one chain ("" where none is told), and how many are drawn as what."""

    name: str
    ids: tuple[str, ...]
    drawn: dict[str, int]


class Nearby(NamedTuple):
    """Parcels that touch, the chains within so many metres, the most frequent first.

    0 metres: even the smallest reach holds more than are counted, so no chain is told.
    """

    touching: tuple[View, ...] = ()
    chains: tuple[Chain, ...] = ()
    metres: int = REACHES_M[0]


def nearby(record: Record, actor: Actor, view: View) -> Nearby:
    """The land around a parcel as this audience may know it; nothing without a boundary."""
    if not view.geometry or view.geometry == "null":
        return Nearby()
    with record.store.read() as connection:
        metres, ids = _in_reach(connection, record, actor, view)
        stored = present.some(connection, record.zone_id, "parcel", ids, with_geometry=True)
    around = _within(record, actor, view, stored, metres)
    return Nearby(adjoining(record, actor, [view.id]), _chains(around), metres)


def _in_reach(
    connection: Connection, record: Record, actor: Actor, view: View
) -> tuple[int, list[str]]:  # fmt: skip
    """The largest reach whose box has few enough parcels, and their ids."""
    west, south, east, north = (
        float(one) for one in shapely.bounds(shapely.from_geojson(view.geometry))
    )
    for metres in REACHES_M:
        up = metres / METRES_PER_DEGREE
        wide = up / max(0.2, cos(radians(north)))
        box = (west - wide, south - up, east + wide, north + up)
        chosen = filter_of(record, actor, ParcelQuery(bbox=box))
        ids = lists.ids(connection, record.zone_id, chosen, limit=MOST + 1)
        if len(ids) <= MOST:
            return metres, ids
    return 0, []


def _within(
    record: Record, actor: Actor, view: View, stored: Sequence[Stored], metres: int
) -> list[View]:  # fmt: skip
    """Those of them within reach, measured between the outlines that this audience reads."""
    shape = shapely.from_geojson(view.geometry)
    views = [one for each in stored if each.id != view.id
             and (one := view_of(record, actor, each)) is not None and one.geometry]  # fmt: skip
    shapes = [shape, *(shapely.from_geojson(one.geometry) for one in views)]
    own, *others = to_plane(array_of(shapes), record.zone.gk_zone)
    near = shapely.distance(own, array_of(others)) <= metres
    return [one for one, is_near in zip(views, near, strict=True) if is_near]


def _chains(views: Iterable[View]) -> tuple[Chain, ...]:
    groups: dict[str, list[View]] = {}
    for one in views:
        groups.setdefault(str(one.state.get("chain") or ""), []).append(one)
    chains = [
        Chain(name, tuple(one.id for one in found), dict(Counter(one.drawn_as for one in found)))
        for name, found in groups.items()
    ]
    return tuple(sorted(chains, key=lambda one: (not one.name, -len(one.ids), one.name)))


__all__ = ["Chain", "Nearby", "nearby"]
