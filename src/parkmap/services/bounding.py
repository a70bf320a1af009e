"""四至: what bounds a parcel on its four sides, worked out from neighbours and named streets."""

from __future__ import annotations

from typing import Any, Final

import shapely

from parkmap.geometry.coordinates import array_of
from parkmap.geometry.facing import REACH_M, SIDES, facing
from parkmap.geometry.plane import to_plane
from parkmap.reports.backdrop import Ground
from parkmap.services.reading import ParcelQuery, filter_of
from parkmap.services.record import Actor, Record
from parkmap.services.surroundings import Box, backdrop
from parkmap.services.views import View, view_of
from parkmap.store import lists, present

REACH_DEG: Final = REACH_M / 80_000
"""A degree of longitude is 80 km or more south of 44° north."""
MOST_NEAR: Final = 200
UNNAMED: Final = frozenset({"utilities"})
"""Layers that bound nothing."""

Bounds = dict[str, list[str]]


def bounds_of(record: Record, actor: Actor, view: View, lang: str) -> Bounds:
    """Side -> the names of what bounds a parcel there, as this audience reads them.

    Parcels that this audience may not know of are not named. Every list is empty where the
    parcel has no boundary.
    """
    if not view.geometry or view.geometry == "null":
        return {side: [] for side in SIDES}
    zone = record.zone.gk_zone
    shape = shapely.from_geojson(view.geometry)
    west, south, east, north = (float(one) for one in shapely.bounds(shape))
    box = (west - REACH_DEG, south - REACH_DEG, east + REACH_DEG, north + REACH_DEG)
    near = [*_parcels(record, actor, view.id, box, lang), *_things(record, box, lang)]
    plane = to_plane(array_of([shape]), zone)[0]
    met = facing(plane, array_of([one for _, one in near]))
    return {side: list(dict.fromkeys(near[at][0] for at in found)) for side, found in met.items()}


def _parcels(
    record: Record, actor: Actor, own: str, box: Box, lang: str
) -> list[tuple[str, Any]]:  # fmt: skip
    with record.store.read() as connection:
        chosen = filter_of(record, actor, ParcelQuery(bbox=box))
        ids = [one for one in lists.ids(connection, record.zone_id, chosen) if one != own]
        stored = present.some(
            connection, record.zone_id, "parcel", ids[:MOST_NEAR], with_geometry=True
        )
    views = [seen for one in stored if (seen := view_of(record, actor, one)) is not None]
    drawn = [one for one in views if one.geometry]
    shapes = to_plane(
        array_of([shapely.from_geojson(one.geometry) for one in drawn]), record.zone.gk_zone
    )
    return [(one.name(lang), shape) for one, shape in zip(drawn, shapes, strict=True)]


def _things(record: Record, box: Box, lang: str) -> list[tuple[str, Any]]:
    found = [one for one in backdrop(record, box, lang) if one.name and one.kind not in UNNAMED]
    return [(one.name, _wide(one)) for one in found]


def _wide(one: Ground) -> Any:
    """A street as wide as it is."""
    if one.kind != "roads":
        return one.shape
    return shapely.buffer(one.shape, one.width_m / 2, cap_style="flat")


__all__ = ["Bounds", "bounds_of"]
