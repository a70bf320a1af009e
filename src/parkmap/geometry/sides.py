"""Boundary points, the sides between them, and perimeters, on the plane of a zone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from parkmap.geometry.coordinates import Floats, Geometries
from parkmap.geometry.plane import to_plane
from parkmap.geometry.rings import Ints, Rings, rings_of


@dataclass(frozen=True, slots=True)
class Sides:
    """Every boundary point of some shapes with the side that begins there; all of shape (n,).

    Attributes
    ----------
    owner
        Index of the shape.
    ring
        From 1; the outer ring of a shape comes first, holes and further parts follow.
    number
        n of the name Jn, from 1, running on over the rings of a shape.
    easting, northing
        Metres in the zone, without its prefix, not rounded.
    lng, lat
        Degrees.
    side_m
        Plane length to the next point of the ring, not rounded.
    bearing_deg
        Grid bearing (坐标方位角) of that side: degrees from grid north, clockwise, 0 to 360.
    """

    owner: Ints
    ring: Ints
    number: Ints
    easting: Floats
    northing: Floats
    lng: Floats
    lat: Floats
    side_m: Floats
    bearing_deg: Floats


def sides(geometries: Geometries, zone: int) -> Sides:
    """Boundary points and sides in the order in which a surveyor numbers them.

    Each ring begins at its north-western point and runs clockwise, as TD/T 1001 asks
    (从西北角起顺时针). North-western is where northing less easting is greatest; of several the
    northernmost.

    Parameters
    ----------
    geometries
        Polygons and multipolygons in degrees; None and what is empty have no points.
    zone
        CGCS2000 3-degree zone, 25 to 45.

    Raises
    ------
    BadValue
        There is no such zone.

    Examples
    --------
    >>> found = sides(np.array([shapely.box(113.1, 36.2, 113.101, 36.201)]), 38)
    >>> found.number.tolist(), found.bearing_deg.round(1).tolist()
    ([1, 2, 3, 4], [90.5, 180.5, 270.5, 0.5])
    """
    plane, degrees = rings_of(to_plane(geometries, zone)), rings_of(geometries)
    order, after = _survey_order(plane)
    step = plane.points[after] - plane.points[order]
    ring = plane.ring_of
    owner = plane.owner[ring]
    return Sides(
        owner=owner,
        ring=plane.number[ring],
        number=np.arange(len(owner)) - np.searchsorted(owner, owner) + 1,
        easting=plane.points[order, 0],
        northing=plane.points[order, 1],
        lng=degrees.points[order, 0],
        lat=degrees.points[order, 1],
        side_m=np.hypot(step[:, 0], step[:, 1]),
        bearing_deg=np.degrees(np.arctan2(step[:, 0], step[:, 1])) % 360,
    )


def perimeter_m(geometries: Geometries, zone: int) -> Floats:
    """Plane length of all rings, metres; None gives NaN.

    Examples
    --------
    >>> perimeter_m(np.array([shapely.box(113.1, 36.2, 113.101, 36.201)]), 38).round(1).tolist()
    [401.8]
    """
    shapes = to_plane(geometries, zone)
    lengths: Floats = np.where(shapely.is_missing(shapes), np.nan, shapely.length(shapes))
    return lengths


def _survey_order(rings: Rings) -> tuple[Ints, Ints]:
    """Row of each point in the order of survey, and the row of the one that follows it."""
    ring = rings.ring_of
    start, count = rings.start[ring], rings.size[ring]
    place = np.arange(len(ring)) - start
    first = _north_western(rings)[ring]
    way = np.where(rings.clockwise(), 1, -1)[ring]
    return start + (first + way * place) % count, start + (first + way * (place + 1)) % count


def _north_western(rings: Rings) -> Ints:
    """For each ring the place, from 0, of its north-western point."""
    easting, northing = rings.points[:, 0], rings.points[:, 1]
    # To the millimetre, so that a square whose corners tie begins at the same one each time.
    ranked = np.lexsort((-northing, -np.round(northing - easting, 3), rings.ring_of))
    firsts: Ints = ranked[rings.start] - rings.start
    return firsts
