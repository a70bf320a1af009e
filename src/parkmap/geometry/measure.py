"""How large shapes are: plane area as in a cadastre, geodesic area as the check beside it."""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod

from parkmap.crs import FIRST_ZONE, WGS84, gk_epsg, gk_zone, transformer
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
    near = in_reach(geometries, zone)
    areas: Floats = np.full(len(geometries), np.nan)
    areas[near] = plane_area_m2(geometries[near], zone)
    areas[~near] = geodesic_area_m2(geometries[~near])
    return areas


def in_reach(geometries: Geometries, zone: int) -> NDArray[np.bool_]:
    """Whether the middle of each shape is near enough to the zone to be measured in its plane."""
    boxes = bounds(geometries)
    with np.errstate(invalid="ignore"):
        near: NDArray[np.bool_] = np.abs((boxes[:, 0] + boxes[:, 2]) / 2 - 3 * zone) <= REACH_DEG
    return near


def spans_reach(west: float, east: float, zone: int) -> bool:
    """Whether all that lies between two longitudes is measured in the zone's plane.

    Examples
    --------
    >>> spans_reach(112.9, 113.3, 38), spans_reach(2.2, 2.3, 38)
    (True, False)
    """
    return abs(west - 3 * zone) <= REACH_DEG and abs(east - 3 * zone) <= REACH_DEG


def zone_of(geometries: Geometries, fixed: int | None = None) -> int:
    """The 3-degree zone to measure shapes in: the one that is fixed, else by longitude.

    All of them are measured in one, that of the middle of their common box, also where some lie
    across the border of two.

    Examples
    --------
    >>> shapes = np.array([shapely.box(112.4, 36.2, 112.45, 36.3)])
    >>> zone_of(shapes), zone_of(shapes, fixed=38)
    (37, 38)
    """
    if fixed is not None:
        gk_epsg(fixed)  # refuses a zone that does not exist
        return fixed
    box = total_bounds(geometries)
    return FIRST_ZONE if box is None else gk_zone((box[0] + box[2]) / 2)


def geodesic_perimeter_m(geometries: Geometries) -> Floats:
    """Length of all rings along geodesics on GRS 80, metres; None gives NaN.

    Examples
    --------
    >>> geodesic_perimeter_m(np.array([shapely.box(113.1, 36.2, 113.101, 36.201)])).round(1)
    array([401.8])
    """
    lengths: Floats = np.zeros(len(geometries))
    lengths[shapely.is_missing(geometries)] = np.nan
    parts, owner = shapely.get_parts(geometries, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    here, there = points[:-1], points[1:]
    inside = ring[:-1] == ring[1:]
    steps = GRS80.inv(here[:, 0], here[:, 1], there[:, 0], there[:, 1])[2]
    np.add.at(lengths, owner[part[ring[:-1][inside]]], np.asarray(steps)[inside])
    return lengths


def bounds(geometries: Geometries) -> Floats:
    """West, south, east, north of each shape, one a row; NaN where there is none."""
    boxes: Floats = shapely.bounds(geometries).reshape(-1, 4)
    return boxes


def total_bounds(geometries: Geometries) -> tuple[float, float, float, float] | None:
    """West, south, east, north of all; None where there is nothing."""
    if not len(geometries):
        return None
    west, south, east, north = map(float, shapely.total_bounds(geometries))
    return None if np.isnan(west) else (west, south, east, north)


def _ring_area_m2(points: Floats) -> float:
    area, _ = GRS80.polygon_area_perimeter(points[:, 0], points[:, 1])
    return abs(float(area))
