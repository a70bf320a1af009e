"""Outlines as the public sees them, generalised where the workspace says so."""

from __future__ import annotations

from functools import lru_cache
from math import cos, radians

import shapely

from parkmap.services.record import Actor, Record

METRES_PER_DEGREE = 111_320.0


def public_outline(record: Record, actor: Actor, geojson: str) -> str:
    """The outline for this audience: as recorded, or simplified to the set tolerance."""
    tolerance = record.zone.policy.outline_tolerance_m
    if actor.audience != "public" or tolerance <= 0:
        return geojson
    return _simplified(geojson, tolerance)


@lru_cache(maxsize=4096)
def _simplified(geojson: str, tolerance_m: float) -> str:
    shape = shapely.from_geojson(geojson)
    degrees = tolerance_m / (METRES_PER_DEGREE * cos(radians(shape.centroid.y)))
    simpler = shapely.simplify(shape, degrees, preserve_topology=True)
    return str(shapely.to_geojson(shapely.set_precision(simpler, 1e-6, mode="pointwise")))
