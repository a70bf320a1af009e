"""How large shapes are: plane area as in a cadastre, geodesic area as the check beside it."""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from pyproj import Geod

from parkmap.crs import WGS84, gk_epsg, transformer
from parkmap.geometry.coordinates import Floats, Geometries

GRS80: Final = Geod(ellps="GRS80")
REACH_DEG: Final = 3.0
"""How far from its central meridian a zone is still used: twice its half width."""


def plane_area_m2(geometries: Geometries, zone: int) -> Floats:
    """Plane area in a CGCS2000 3-degree Gauss-Kruger zone, square metres.

    Parameters
    ----------
    geometries
        Polygons in degrees; None gives NaN.
    zone
        3-degree zone, 25 to 45 (Changzhi is in 38).

    Returns
    -------
    Floats
        Square metres. Meaningless far outside the zone: see `area_m2`.

    Raises
    ------
    BadValue
        There is no such zone.

    Examples
    --------
    >>> square = shapely.box(113.1, 36.2, 113.101, 36.201)
    >>> plane_area_m2(np.array([square]), 38).round(1).tolist()
    [9981.0]
    """
    steps = transformer(WGS84, gk_epsg(zone))

    def projected(points: Floats) -> Floats:
        easting, northing = steps.transform(points[:, 0], points[:, 1])
        return np.column_stack([easting, northing])

    areas: Floats = shapely.area(shapely.transform(geometries, projected))
    return areas


def geodesic_area_m2(geometries: Geometries) -> Floats:
    """Area on the GRS 80 ellipsoid with geodesic edges, square metres; None gives NaN.

    Examples
    --------
    >>> square = shapely.box(113.1, 36.2, 113.101, 36.201)
    >>> geodesic_area_m2(np.array([square])).round(1).tolist()
    [9979.4]
    """
    areas: Floats = np.zeros(len(geometries))
    areas[shapely.is_missing(geometries)] = np.nan
    parts, owner = shapely.get_parts(geometries, return_index=True)
    for part, index in zip(parts, owner, strict=True):
        rings = shapely.get_rings(part)
        sizes = [_ring_area_m2(shapely.get_coordinates(ring)) for ring in rings]
        areas[index] += 2 * sizes[0] - sum(sizes) if sizes else 0.0
    return areas


def area_m2(geometries: Geometries, zone: int) -> Floats:
    """The area to record: plane in the zone where that reaches, geodesic elsewhere.

    A zone is used up to 3 degrees from its central meridian; land far away (a test on foreign
    data, a slip in a setting) would get a distorted figure there.
    """
    middle = (bounds(geometries)[:, 0] + bounds(geometries)[:, 2]) / 2
    with np.errstate(invalid="ignore"):
        near = np.abs(middle - 3 * zone) <= REACH_DEG
    areas: Floats = np.full(len(geometries), np.nan)
    areas[near] = plane_area_m2(geometries[near], zone)
    areas[~near] = geodesic_area_m2(geometries[~near])
    return areas


def bounds(geometries: Geometries) -> Floats:
    """West, south, east, north of each shape, one a row; NaN where there is none."""
    boxes: Floats = shapely.bounds(geometries).reshape(-1, 4)
    return boxes


def total_bounds(geometries: Geometries) -> tuple[float, float, float, float] | None:
    """West, south, east, north of all; None where there is nothing."""
    west, south, east, north = map(float, shapely.total_bounds(geometries))
    return None if np.isnan(west) else (west, south, east, north)


def _ring_area_m2(points: Floats) -> float:
    area, _ = GRS80.polygon_area_perimeter(points[:, 0], points[:, 1])
    return abs(float(area))
