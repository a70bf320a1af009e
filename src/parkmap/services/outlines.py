"""Outlines as the public sees them, generalised where the workspace says so."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import ceil, cos, floor, radians
from typing import Any

import shapely

from parkmap.crs import METRES_PER_DEGREE
from parkmap.land.ledger import canonical
from parkmap.services.record import Actor, Record

STEPS = 2.0
"""A step east is no shorter than the tolerance as far north as 60 degrees."""


SAME_DEG = 1e-8
"""About a millimetre."""

Box = tuple[float, float, float, float]


def is_generalised(record: Record, actor: Actor) -> bool:
    """Whether this audience gets simplified outlines."""
    return actor.audience == "public" and record.zone.policy.outline_tolerance_m > 0


def public_outline(record: Record, actor: Actor, geojson: str) -> str:
    """The outline for this audience: as recorded, or simplified to the set tolerance."""
    if not is_generalised(record, actor):
        return geojson
    return _simplified(geojson, record.zone.policy.outline_tolerance_m)


def public_box(record: Record, actor: Actor, box: Box) -> Box:
    """The extent for this audience: as recorded, or rounded outwards to steps of the tolerance.

    What is asked for is rounded the same way: else boxes that close in on a parcel would tell the
    extent that its outline does not.
    """
    if not is_generalised(record, actor):
        return box
    step = STEPS * record.zone.policy.outline_tolerance_m / METRES_PER_DEGREE
    west, south, east, north = (edge / step for edge in box)
    return floor(west) * step, floor(south) * step, ceil(east) * step, ceil(north) * step


def lies_elsewhere(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> bool:
    """Whether two outlines (GeoJSON) differ on the ground, by more than a millimetre.

    A corner that a neighbour's cut put on an edge makes another ring and moves nothing.
    """
    if one == other:
        return False
    if one is None or other is None:
        return True
    old, new = (shapely.from_geojson(canonical(each)) for each in (one, other))
    return bool(shapely.hausdorff_distance(old, new) > SAME_DEG)


@lru_cache(maxsize=4096)
def _simplified(geojson: str, tolerance_m: float) -> str:
    shape = shapely.from_geojson(geojson)
    degrees = tolerance_m / (METRES_PER_DEGREE * cos(radians(shape.centroid.y)))
    simpler = shapely.simplify(shape, degrees, preserve_topology=True)
    return str(shapely.to_geojson(shapely.set_precision(simpler, 1e-6, mode="pointwise")))
