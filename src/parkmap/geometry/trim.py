"""Trimming a parcel to its neighbours: what they have is taken off it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import shapely

from parkmap.errors import BadGeometry
from parkmap.geometry.conservation import proof, proven, upright
from parkmap.geometry.coordinates import Floats, Geometries
from parkmap.geometry.edit import (
    SMALLEST_M2,
    TOLERANCE_M2,
    Edit,
    array,
    at,
    inside,
    sound,
    standing,
)
from parkmap.geometry.noding import ROUNDING_M, meeting, noded, on_earth, points_of
from parkmap.geometry.plane import to_degrees, to_plane

NOISE_M2: Final = 1e-6
"""What shapes that share an edge exactly may overlap by, from the rounding of the plane alone."""


def trim(parcel: Any, others: Mapping[str, Any], zone: int, *, depth: int = 1) -> Edit:
    """Take away from a parcel what overlaps others.

    Parameters
    ----------
    parcel
        Polygon or multipolygon in degrees.
    others
        Id to shape: those that overlap it, which keep their land, and those that only touch it.
        Where the new boundary begins on an edge of one of them, that point enters its ring.
    zone, depth
        As in `split_by_line`.

    Returns
    -------
    Edit
        One piece. ``proof.gain_m2`` is, negative, the overlap that was taken off.

    Raises
    ------
    BadGeometry
        Nothing overlaps, nothing would be left, or what is left falls apart. With the place.

    Examples
    --------
    >>> west, east = shapely.box(113.1, 36.2, 113.102, 36.201), shapely.box(113.101, 36.2, 113.103, 36.201)
    >>> trim(west, {"G-2": east}, 38).pieces[0].bounds
    (113.1, 36.2, 113.101, 36.201)
    """  # noqa: E501
    sound(parcel, zone)
    others = standing(others, zone)
    shapes = array(others.values())
    noded_parcel = meeting(parcel, list(shapes), zone)
    noded_others = array(meeting(shape, [parcel], zone) for shape in shapes)
    (plane,), around = upright(array([noded_parcel]), zone), upright(noded_others, zone)
    shared = shapely.area(shapely.intersection(plane, around))
    cover = shapely.union_all(around[shared > NOISE_M2])
    taken = float(plane.intersection(cover).area)
    if taken <= TOLERANCE_M2:
        raise BadGeometry(
            "nothing overlaps the parcel at %(at)s by more than %(tolerance)s m2; there is nothing "
            "to trim",
            fault="nothing_overlaps",
            tolerance=TOLERANCE_M2,
            **at(inside(parcel)),
        )
    left = array(_remainder(part, cover, parcel, zone) for part in shapely.get_parts(plane))
    piece, points = _in_degrees(left[left != np.array(None)], parcel, shapes, zone)
    moved = noded(others, points, zone)
    met = {**others, **moved}
    before, after = [parcel, *others.values()], [piece, *met.values()]
    return proven([piece], moved, others, proof(before, after, zone, depth, redrawn=piece))


def _remainder(part: Any, cover: Any, parcel: Any, zone: int) -> Any:
    """What is left of one part on the plane; None where nothing is."""
    polygons = shapely.get_parts(part.difference(cover))
    polygons = polygons[shapely.get_dimensions(polygons) == 2]
    polygons = polygons[shapely.area(polygons) >= SMALLEST_M2]
    if len(polygons) > 1:
        (smallest,) = to_degrees(polygons[[int(shapely.area(polygons).argmin())]], zone)
        raise BadGeometry(
            "trimmed, the parcel would fall into %(n)s parts, one of them at %(at)s; split it "
            "there first, then trim the parts",
            fault="several_parts",
            n=len(polygons),
            **at(inside(smallest)),
        )
    if not len(polygons) and parcel.geom_type == "Polygon":
        raise _nothing_left(parcel)
    return polygons[0] if len(polygons) else None


def _nothing_left(parcel: Any) -> BadGeometry:
    return BadGeometry(
        "nothing would be left of the parcel at %(at)s: others have all of it; retire it instead",
        fault="nothing_left",
        **at(inside(parcel)),
    )


def _in_degrees(left: Geometries, parcel: Any, shapes: Geometries, zone: int) -> tuple[Any, Floats]:
    """Polygons of the plane as they will be kept, on the old vertices where there are any."""
    known = np.unique(shapely.get_coordinates([parcel, *shapes]), axis=0)
    tree = shapely.STRtree(to_plane(points_of(known), zone))

    def kept(points: Floats) -> Floats:
        index, gap = tree.query_nearest(points_of(points), return_distance=True, all_matches=False)
        degrees: Floats = on_earth(points, zone)
        near = gap <= ROUNDING_M
        degrees[near] = known[index[1][near]]
        return degrees

    if not len(left):
        raise _nothing_left(parcel)
    polygons = shapely.remove_repeated_points(shapely.transform(left, kept))
    polygons = shapely.orient_polygons(polygons)
    piece = polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(list(polygons))
    return piece, shapely.get_coordinates(piece)
