"""What land lies around a parcel: those that touch it, and those near it by chain and status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import cos, radians
from typing import Final, NamedTuple

import shapely

from parkmap.crs import METRES_PER_DEGREE
from parkmap.geometry.coordinates import array_of
from parkmap.geometry.plane import to_plane
from parkmap.services.adjoining import adjoining
from parkmap.services.reading import ParcelQuery, filter_of
from parkmap.services.record import Actor, Record
from parkmap.services.views import View, view_of
from parkmap.store import lists, present

REACH_M: Final = 500
"""So far from edge to edge is near: some minutes on foot."""
MOST: Final = 600


class Chain(NamedTuple):
    """Parcels of one chain ("" where none is told), and how many are drawn as what."""

    name: str
    ids: tuple[str, ...]
    drawn: dict[str, int]


class Nearby(NamedTuple):
    """Parcels that touch, and the chains around, the most frequent first."""

    touching: tuple[View, ...]
    chains: tuple[Chain, ...]


def nearby(record: Record, actor: Actor, view: View) -> Nearby:
    """The land around a parcel as this audience may know it; nothing without a boundary."""
    if not view.geometry or view.geometry == "null":
        return Nearby((), ())
    return Nearby(adjoining(record, actor, [view.id]), _chains(_around(record, actor, view)))


def _around(record: Record, actor: Actor, view: View) -> list[View]:
    """The parcels within reach, measured between the outlines that this audience reads."""
    shape = shapely.from_geojson(view.geometry)
    west, south, east, north = (float(one) for one in shapely.bounds(shape))
    up = REACH_M / METRES_PER_DEGREE
    wide = up / max(0.2, cos(radians(north)))
    query = ParcelQuery(bbox=(west - wide, south - up, east + wide, north + up))
    with record.store.read() as connection:
        ids = lists.ids(connection, record.zone_id, filter_of(record, actor, query), limit=MOST)
        stored = present.some(connection, record.zone_id, "parcel", ids, with_geometry=True)
    views = [one for each in stored if each.id != view.id
             and (one := view_of(record, actor, each)) is not None and one.geometry]  # fmt: skip
    shapes = [shape, *(shapely.from_geojson(one.geometry) for one in views)]
    own, *others = to_plane(array_of(shapes), record.zone.gk_zone)
    near = shapely.distance(own, array_of(others)) <= REACH_M
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


__all__ = ["REACH_M", "Chain", "Nearby", "nearby"]
