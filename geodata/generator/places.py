"""Where the town lies: from its own metres to longitude and latitude, rounded once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import shapely
from shapely import Polygon

from parkmap.crs import WGS84, gk_epsg, transformer
from parkmap.units import dm2_to_m2, m2_to_dm2

GK_ZONE: Final = 38
MIDDLE_EASTING: Final = 419_000.0
MIDDLE_NORTHING: Final = 4_003_000.0
STORED_DIGITS: Final = 10
CONTEXT_DIGITS: Final = 6


def lng_lat(points: Iterable[Sequence[float]], digits: int) -> list[list[float]]:
    """Town metres to [lng, lat] in degrees."""
    plane = [(MIDDLE_EASTING + point[0], MIDDLE_NORTHING + point[1]) for point in points]
    moved = transformer(gk_epsg(GK_ZONE), WGS84).itransform(plane)
    return [[round(float(lng), digits), round(float(lat), digits)] for lng, lat in moved]


def boundary(outline: Polygon) -> dict[str, Any]:
    """The GeoJSON polygon of an outline, its outer ring counter-clockwise, as it is stored."""
    whole = shapely.orient_polygons(outline)
    rings = [whole.exterior, *whole.interiors]
    coordinates = [lng_lat(ring.coords, STORED_DIGITS) for ring in rings]
    return {"type": "Polygon", "coordinates": coordinates}


def area_m2(geometry: dict[str, Any]) -> float:
    """Plane area of a stored boundary in Gauss-Kruger, with two decimals."""
    forward = transformer(WGS84, gk_epsg(GK_ZONE))
    rings = [list(forward.itransform(ring)) for ring in geometry["coordinates"]]
    return dm2_to_m2(m2_to_dm2(Polygon(rings[0], rings[1:]).area))
