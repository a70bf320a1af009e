"""Merging parcels that touch along an edge into one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import shapely

from parkmap.errors import BadGeometry
from parkmap.geometry.conservation import broken, proof, proven
from parkmap.geometry.coordinates import Floats, Geometries
from parkmap.geometry.coverage import check_coverage
from parkmap.geometry.edit import Edit, array, at, inside, sound, standing
from parkmap.geometry.noding import Outline, noded, through
from parkmap.geometry.path import SNAP_M
from parkmap.geometry.plane import to_plane
from parkmap.geometry.validity import checked

SLIT_M: Final = 0.05
"""A gap this narrow is one boundary surveyed twice, not land between two."""


def merge(
    parcels: Mapping[str, Any], neighbours: Mapping[str, Any], zone: int, *, depth: int = 1
) -> Edit:
    """Make one parcel of several.

    Parameters
    ----------
    parcels
        Id to shape, two or more. Each must share an edge with another, so that all hang together.
    neighbours
        Id to shape of what lies around; the proof counts them. One changes only where a corner of
        the merged parcels lay on its edge without being in its ring.
    zone, depth
        As in `split_by_line`.

    Returns
    -------
    Edit
        One piece: a polygon, or a multipolygon where one of the parcels was one. Corners on the
        shared edges that are no longer needed stay, since neighbours may share them.

    Raises
    ------
    BadGeometry
        They lie apart, meet in a point only, overlap, or leave a slit between them. With the place.

    Examples
    --------
    >>> pair = {"G-1": shapely.box(113.1, 36.2, 113.101, 36.201),
    ...         "G-2": shapely.box(113.101, 36.2, 113.102, 36.201)}
    >>> merge(pair, {}, 38).pieces[0].bounds
    (113.1, 36.2, 113.102, 36.201)
    """
    if len(parcels) < 2:
        raise BadGeometry("a merge needs two parcels or more", fault="too_few_parcels", place=None)
    names, shapes = list(parcels), array(sound(shape, zone) for shape in parcels.values())
    _refuse_faults(names, shapes, zone)
    shapes, points = _meeting(names, shapes, zone)
    loose = _loose(shapes, zone)
    if loose:
        raise _apart(names, shapes, loose, zone)
    piece = checked(shapely.orient_polygons(shapely.coverage_union_all(shapes)))
    around = standing(neighbours, zone)
    moved = noded(around, points, zone)
    before, after = [*parcels.values(), *around.values()], {**around, **moved}.values()
    return proven([piece], moved, around, proof(before, [piece, *after], zone, depth))


def _refuse_faults(names: list[str], shapes: Geometries, zone: int) -> None:
    found = check_coverage(shapes, zone)
    if found.same:
        first, second = (names[index] for index in found.same[0][:2])
        raise BadGeometry(
            "%(first)s and %(second)s have the same boundary; retire one of them",
            fault="same_boundary",
            first=first,
            second=second,
            **at(inside(shapes[found.same[0][0]])),
        )
    for overlap in found.overlaps:
        raise BadGeometry(
            "%(first)s and %(second)s overlap by %(area)s m2 at %(at)s; trim one of them first",
            fault="overlap",
            first=names[overlap.first],
            second=names[overlap.second],
            area=f"{overlap.area_m2:.2f}",
            **at(inside(overlap.geometry)),
        )
    for gap in found.gaps:
        if gap.width_m < SLIT_M:
            raise BadGeometry(
                "%(first)s and %(second)s leave a slit of %(area)s m2 between them at %(at)s; "
                "reshape one of them along the other first",
                fault="slit",
                first=names[gap.around[0]],
                second=names[gap.around[1]],
                area=f"{gap.area_m2:.2f}",
                **at(inside(gap.geometry)),
            )


def _meeting(names: list[str], shapes: Geometries, zone: int) -> tuple[Geometries, Floats]:
    """The shapes with each other's corners in their edges, and the points that were put there."""
    if shapely.coverage_is_valid(shapes) and not _loose(shapes, zone):
        return shapes, np.zeros((0, 2))
    corners = np.unique(shapely.get_coordinates(shapes), axis=0)
    outlines = [Outline.of(shape, zone) for shape in shapes]
    met = array(through(outline, corners, SNAP_M).shape() for outline in outlines)
    place = broken(met)
    if place is not None:
        raise BadGeometry(
            "the boundaries of %(names)s do not meet corner to corner at %(at)s; reshape one of "
            "them along the other first",
            fault="boundaries_differ",
            names=", ".join(names[:5]),
            **at(place),
        )
    return met, corners


def _loose(shapes: Geometries, zone: int) -> list[int]:
    """Those that hang together with the first by no chain of shared edges."""
    owners: dict[frozenset[Any], list[int]] = {}
    for index, shape in enumerate(shapes):
        outline = Outline.of(shape, zone)
        points = [tuple(point) for point in outline.degrees.tolist()]
        for edge in outline.edges:
            owners.setdefault(frozenset((points[edge], points[edge + 1])), []).append(index)
    pairs = [pair for pair in owners.values() if len(pair) > 1]
    reached, size = {0}, 0
    while size < len(reached):
        size = len(reached)
        reached |= {index for pair in pairs if reached & set(pair) for index in pair}
    return sorted(set(range(len(shapes))) - reached)


def _apart(names: list[str], shapes: Geometries, loose: list[int], zone: int) -> BadGeometry:
    planar = to_plane(shapes, zone)
    index, reached = loose[0], sorted(set(range(len(shapes))) - set(loose))
    distances = shapely.distance(planar[reached], planar[index])
    other = reached[int(distances.argmin())]
    place = shapely.get_coordinates(shapely.shortest_line(shapes[other], shapes[index]))[0]
    if distances.min() == 0:
        return BadGeometry(
            "%(first)s and %(second)s touch only in a point, %(at)s; parcels that merge share an "
            "edge",
            fault="touch_in_a_point",
            first=names[other],
            second=names[index],
            **at(place),
        )
    return BadGeometry(
        "%(second)s lies %(distance)s m from %(first)s, nearest at %(at)s; parcels that merge "
        "share an edge",
        fault="apart",
        first=names[other],
        second=names[index],
        distance=f"{distances.min():.2f}",
        **at(place),
    )
