"""Splitting a parcel: along a line, by exact areas, into equal strips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import shapely

from parkmap.errors import BadGeometry
from parkmap.geometry.conservation import proof, proven
from parkmap.geometry.crossing import Cut, Position, faces, laid_among
from parkmap.geometry.edit import MOST_PIECES, Edit, array, at, large_enough, sound, standing
from parkmap.geometry.noding import Outline, corners_of, noded
from parkmap.geometry.path import SNAP_M, path_of
from parkmap.geometry.plane import to_plane
from parkmap.geometry.strips import bad_count, direction, plane_m2, refuse_off, strip, wanted

__all__ = ["SIDES", "split_by_area", "split_by_areas", "split_by_line", "split_equally"]

SIDES: Final = {"south": 0.0, "west": 90.0, "north": 180.0, "east": 270.0}
"""From a side: the grid bearing in which the cut then advances."""


def split_by_line(
    parcel: Any, line: Any, neighbours: Mapping[str, Any], zone: int, *, depth: int = 1
) -> Edit:
    """Cut a parcel along a line.

    Parameters
    ----------
    parcel
        A polygon or multipolygon in degrees, with holes or without.
    line
        A LineString in degrees that crosses the parcel completely, once or several times. An end
        up to 0.1 m short of the boundary is drawn on to it; a corner of the parcel within 1 mm of
        the line is taken as lying on it.
    neighbours
        Id to shape of what may share edges with the parcel: they get the cut points too.
    zone
        3-degree Gauss-Kruger zone on whose plane the line is straight and areas are measured.
    depth
        Depth of lineage of the pieces, for the tolerance.

    Returns
    -------
    Edit
        Each connected part is a piece: first those left of the line, in its direction and in its
        order, then those right of it, then parts of a multipolygon that it does not cross.

    Raises
    ------
    BadGeometry
        The line only touches the parcel, misses it, ends inside it or in a hole, runs along its
        boundary, crosses itself, or leaves a sliver. With `fault` and `place`.

    Examples
    --------
    >>> square = shapely.box(113.1, 36.2, 113.101, 36.201)
    >>> line = shapely.LineString([(113.1004, 36.199), (113.1004, 36.202)])
    >>> edit = split_by_line(square, line, {}, 38)
    >>> [round(piece.centroid.x, 4) for piece in edit.pieces], edit.proof.holds
    ([113.1002, 113.1007], True)
    """
    outline = Outline.of(sound(parcel, zone), zone)
    around = standing(neighbours, zone)
    cut = laid_among(path_of(line, outline), outline, corners_of(around), SNAP_M)
    if not cut.inner:
        raise _idle(cut, parcel, line)
    pieces = _in_order(faces(cut), cut)
    if len(pieces) > MOST_PIECES:
        raise BadGeometry(
            "the line would cut the parcel into %(n)s pieces, more than %(most)s; cut it in "
            "several steps",
            fault="too_many_pieces",
            n=len(pieces),
            most=MOST_PIECES,
            **at(cut.inner[0][0]),
        )
    moved = noded(around, cut.points, zone)
    return _done(parcel, pieces, around, moved, zone, depth)


def split_by_area(
    parcel: Any,
    area_m2: float,
    bearing_deg: float,
    neighbours: Mapping[str, Any],
    zone: int,
    *,
    depth: int = 1,
) -> Edit:
    """Cut a piece of an exact area off a parcel.

    Parameters
    ----------
    parcel, neighbours, zone, depth
        As in `split_by_line`.
    area_m2
        Plane area of the piece in the zone, square metres; met to 0.01 m2.
    bearing_deg
        Grid bearing, clockwise from north, in which the cut advances from the far side, itself
        square to it. From the south side it advances northward: ``SIDES["south"]`` is 0.

    Returns
    -------
    Edit
        Two pieces, the one of the area first. Multipolygons only where the parcel is one.

    Raises
    ------
    BadGeometry
        The area is not smaller than the parcel, or the parcel bends so that the cut would pass it
        more than once and leave a separate part. With `fault` and `place`.

    Examples
    --------
    >>> square = shapely.box(113.1, 36.2, 113.101, 36.201)
    >>> south, north = split_by_area(square, 4000, SIDES["south"], {}, 38).pieces
    >>> round(float(shapely.area(to_plane(array([south]), 38))[0]), 2), south.bounds[1]
    (4000.0, 36.2)
    """
    return split_by_areas(parcel, [area_m2], bearing_deg, neighbours, zone, depth=depth)


def split_by_areas(
    parcel: Any,
    areas_m2: Sequence[float],
    bearing_deg: float,
    neighbours: Mapping[str, Any],
    zone: int,
    *,
    depth: int = 1,
) -> Edit:
    """Cut pieces of exact areas off a parcel, one behind the other.

    Parameters
    ----------
    areas_m2
        Plane areas in the order of the bearing. Where they leave more than 0.01 m2 of the parcel,
        the rest is one more piece, the last.
    parcel, bearing_deg, neighbours, zone, depth
        As in `split_by_area`.

    Raises
    ------
    BadGeometry
        As in `split_by_area`.
    """
    whole = shapely.orient_polygons(sound(parcel, zone))
    ahead = direction(bearing_deg)
    areas = wanted(areas_m2, whole, zone)
    rest, pieces = whole, []
    around, moved = standing(neighbours, zone), dict[str, Any]()
    corners = corners_of(around)
    for index in range(len(areas) - 1):
        share = areas[index] / sum(areas[index:])  # of what is left: roundings do not add up
        taken, rest, points = strip(
            rest, share * plane_m2(rest, zone), ahead, corners, zone, many=len(areas) > 2
        )
        pieces.append(taken)
        moved |= noded({**around, **moved}, points, zone)
    pieces.append(rest)
    for piece, area in zip(pieces, areas_m2, strict=False):
        refuse_off(piece, area, zone)
    return _done(parcel, pieces, around, moved, zone, depth)


def split_equally(
    parcel: Any,
    parts: int,
    bearing_deg: float,
    neighbours: Mapping[str, Any],
    zone: int,
    *,
    depth: int = 1,
) -> Edit:
    """Cut a parcel into strips of the same plane area, to 0.01 m2.

    Parameters
    ----------
    parts
        How many, 2 to 100.
    parcel, bearing_deg, neighbours, zone, depth
        As in `split_by_area`.

    Raises
    ------
    BadGeometry
        As in `split_by_area`, or the rounding of so many cuts of such a length does not let the
        areas be met: fewer strips at a time may.

    Examples
    --------
    >>> square = shapely.box(113.1, 36.2, 113.101, 36.201)
    >>> len(split_equally(square, 3, SIDES["west"], {}, 38).pieces)
    3
    """
    if not 2 <= parts <= MOST_PIECES:
        raise bad_count(parts)
    areas = [plane_m2(sound(parcel, zone), zone) / parts] * parts
    return split_by_areas(parcel, areas, bearing_deg, neighbours, zone, depth=depth)


def _done(
    parcel: Any,
    pieces: list[Any],
    neighbours: Mapping[str, Any],
    moved: dict[str, Any],
    zone: int,
    depth: int,
) -> Edit:
    large_enough(array(pieces), to_plane(array(pieces), zone))
    around = {**neighbours, **moved}.values()
    shown = proof([parcel, *neighbours.values()], [*pieces, *around], zone, depth)
    return proven(pieces, moved, neighbours, shown)


def _in_order(pieces: list[Any], cut: Cut) -> list[Any]:
    """Left of the line, then right of it, each in the order in which the line meets them."""
    order: dict[tuple[Position, Position], tuple[int, int]] = {}
    for index, (a, b) in enumerate(cut.inner):
        order[a, b], order[b, a] = (0, index), (1, index)
    places = []
    for piece in pieces:
        outline = Outline.of(piece, cut.outline.zone)
        points = [tuple(point) for point in outline.degrees.tolist()]
        met = [order[e] for i in outline.edges if (e := (points[i], points[i + 1])) in order]
        first = min(met, key=lambda one: one[1], default=(2, 0))
        places.append((*first, -outline.degrees[:, 1].max()))
    return [pieces[index] for index in sorted(range(len(pieces)), key=places.__getitem__)]


def _idle(cut: Cut, parcel: Any, line: Any) -> BadGeometry:
    """Why a line that passes through nothing of the inside does not cut."""
    if cut.along:
        return BadGeometry(
            "the line only runs along the boundary, at %(at)s; draw it through the parcel",
            fault="line_along_boundary",
            **at(cut.along[0][0]),
        )
    nearest = shapely.get_coordinates(shapely.shortest_line(parcel, line))[0]
    kept = set(map(tuple, cut.outline.degrees.tolist()))
    touched = [point for step in cut.steps for point in step if point in kept]
    if touched:
        return BadGeometry(
            "the line only touches the parcel, at %(at)s; draw it through the parcel",
            fault="line_only_touches",
            **at(touched[0]),
        )
    return BadGeometry(
        "the line does not meet the parcel; it is nearest at %(at)s; draw it through the parcel",
        fault="line_misses",
        **at(nearest),
    )
