"""The line along which a parcel is to be cut, as it was drawn, made ready on the plane."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import shapely

from parkmap.errors import BadGeometry
from parkmap.geometry.coordinates import Floats
from parkmap.geometry.edit import Place, at, within_reach
from parkmap.geometry.noding import Outline, on_earth, on_plane
from parkmap.geometry.validity import MAX_VERTICES, out_of_range, too_many_vertices

SNAP_M: Final = 0.001
"""The resolution of surveyed coordinates: nearer than this, a point is on a line."""
PROLONGED_M: Final = 0.1
"""An end this short of the boundary (the sixth decimal of a degree) is drawn on to it."""


def path_of(line: Any, outline: Outline) -> Floats:
    """The positions of a cut line on the plane, its ends drawn on where they fall just short.

    Parameters
    ----------
    line
        A LineString in degrees, at least two different positions, not crossing itself.
    outline
        The parcel that it is to cut.

    Returns
    -------
    Floats
        Metres (k, 2).

    Raises
    ------
    BadGeometry
        No such line, or it ends inside the parcel; with the place.
    """
    if not isinstance(line, shapely.LineString) or line.is_empty:
        raise BadGeometry(
            "a cut needs a line of at least two points", fault="not_a_line", place=None
        )
    points = _checked(shapely.get_coordinates(line), outline.zone)
    path = on_plane(points, outline.zone)
    if not shapely.is_simple(shapely.LineString(path)):
        raise BadGeometry(
            "the line crosses itself at %(at)s; draw it without a loop",
            fault="line_crosses_itself",
            **at(_loop(path, outline.zone)),
        )
    parcel = outline.planar()
    path = _reaching(path, parcel, outline.zone)
    return _reaching(path[::-1], parcel, outline.zone)[::-1]


def _checked(points: Floats, zone: int) -> Floats:
    if len(points) > MAX_VERTICES:
        raise too_many_vertices(len(points), MAX_VERTICES).error()
    sound = (np.abs(points[:, 0]) <= 180) & (np.abs(points[:, 1]) <= 90)
    if not sound.all():
        raise out_of_range(*points[~sound][0]).error()
    within_reach(points, zone)
    moved = np.concatenate([[True], (np.diff(points, axis=0) != 0).any(axis=1)])
    if moved.sum() < 2:
        raise BadGeometry(
            "the line is a single point, %(at)s; draw it across the parcel",
            fault="line_is_a_point",
            **at(points[0]),
        )
    kept: Floats = points[moved]
    return kept


def _loop(path: Floats, zone: int) -> Place:
    """Where a path meets itself: the end of the first stretch between crossings."""
    first = shapely.get_parts(shapely.node(shapely.LineString(path)))[0]
    lng, lat = on_earth(shapely.get_coordinates(first)[-1:], zone)[0]
    return float(lng), float(lat)


def _reaching(path: Floats, parcel: Any, zone: int) -> Floats:
    """The path with its last position outside the parcel or on its boundary."""
    end = shapely.Point(path[-1])
    if not parcel.contains(end) or parcel.boundary.distance(end) <= SNAP_M:
        return path
    ahead = path[-1] - path[-2]
    farther = path[-1] + ahead / np.hypot(*ahead) * PROLONGED_M
    if parcel.contains(shapely.Point(farther)):
        raise BadGeometry(
            "the line ends inside the parcel, at %(at)s, %(distance)s m from the boundary; draw it "
            "on across the boundary",
            fault="line_ends_inside",
            distance=f"{parcel.boundary.distance(end):.2f}",
            **at(on_earth(path[-1:], zone)[0]),
        )
    reaching: Floats = np.vstack([path[:-1], farther])
    return reaching
