"""Drawing a new boundary onto what is there: corners first, then edges, within a distance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from parkmap.geometry.coordinates import Floats
from parkmap.geometry.noding import (
    ROUNDING_M,
    Outline,
    edge_lines,
    off_chord_m,
    on_earth,
    on_plane,
    points_of,
    through,
)


def snapped(shape: Any, around: Sequence[Any], zone: int, snap_m: float) -> Any:
    """A shape whose corners lie on corners or edges of others where those are near.

    Parameters
    ----------
    shape
        Polygon or multipolygon in degrees, as drawn.
    around
        What it is drawn onto: its own old shape and its neighbours.
    snap_m
        How near is near, on the plane. The nearest corner is taken before the nearest edge.

    Returns
    -------
    Any
        The shape with its corners moved, repeated ones dropped; not checked.

    Examples
    --------
    >>> square = shapely.box(113.1, 36.2, 113.101, 36.201)
    >>> beside = shapely.box(113.1010000001, 36.2, 113.102, 36.201)
    >>> snapped(square, [beside], 38, 0.05).bounds[2]
    113.1010000001
    """
    if not len(around):
        return shape
    known = np.unique(shapely.get_coordinates(around), axis=0)
    corners = shapely.STRtree(points_of(on_plane(known, zone)))
    edges = shapely.STRtree(_edges(around, zone))
    chords = _chords(around, zone)

    def moved(points: Floats) -> Floats:
        plane = on_plane(points, zone)
        out = points.copy()
        at, edge = _nearest(edges, plane, snap_m)
        beside = off_chord_m(points[at], *chords[:, edge]) > ROUNDING_M
        at, edge = at[beside], edge[beside]  # the others lie on it as they were drawn
        lines = edges.geometries[edge]
        feet = shapely.line_interpolate_point(
            lines, shapely.line_locate_point(lines, points_of(plane[at]))
        )
        out[at] = on_earth(shapely.get_coordinates(feet), zone)
        at, corner = _nearest(corners, plane, snap_m)
        out[at] = known[corner]
        return out

    return shapely.remove_repeated_points(shapely.transform(shape, moved))


def with_corners(
    shape: Any, corners: Sequence[tuple[float, float]], kept: Any, zone: int, snap_m: float
) -> Any:
    """A shape with corners, in degrees, put into those of its edges that run past them.

    Edges of `kept`, its old shape, stay as they are: they are not newly drawn. None: all are.
    """
    outline = Outline.of(shape, zone)
    old = set() if kept is None else set(_keys(Outline.of(kept, zone)))
    fresh = [key not in old for key in _keys(outline)]
    drawn = outline.edges[fresh]
    if not len(drawn) or not len(corners):
        return shape
    lines = shapely.multilinestrings(list(edge_lines(outline, drawn)))
    points = np.array(corners)
    near = shapely.distance(points_of(on_plane(points, zone)), lines) <= snap_m
    return through(outline, points[near], snap_m, drawn).shape() if near.any() else shape


def with_crossings(shape: Any, edges: Sequence[tuple[Any, Any]], kept: Any, zone: int) -> Any:
    """A shape with a corner wherever a newly drawn edge crosses one of `edges`, in degrees."""
    outline = Outline.of(shape, zone)
    old = set() if kept is None else set(_keys(Outline.of(kept, zone)))
    drawn = outline.edges[[key not in old for key in _keys(outline)]]
    if not len(drawn) or not len(edges):
        return shape
    lines = shapely.linestrings(on_plane(np.array(edges).reshape(-1, 2), zone).reshape(-1, 2, 2))
    tree = shapely.STRtree(edge_lines(outline, drawn))
    line, found = tree.query(lines, predicate="crosses")
    points = shapely.intersection(np.asarray(lines)[line], tree.geometries[found])
    met = np.unique(on_earth(shapely.get_coordinates(points), zone), axis=0)
    return through(outline, met, ROUNDING_M, drawn).shape()


def _keys(outline: Outline) -> list[frozenset[tuple[float, ...]]]:
    points = [tuple(point) for point in outline.degrees.tolist()]
    return [frozenset((points[edge], points[edge + 1])) for edge in outline.edges]


def _edges(shapes: Sequence[Any], zone: int) -> Any:
    outlines = [Outline.of(shape, zone) for shape in shapes]
    return np.concatenate([edge_lines(outline, outline.edges) for outline in outlines])


def _chords(shapes: Sequence[Any], zone: int) -> Floats:
    """Both ends of the same edges, in degrees: (2, n, 2)."""
    outlines = [Outline.of(shape, zone) for shape in shapes]
    ends = [np.stack([one.degrees[one.edges], one.degrees[one.edges + 1]]) for one in outlines]
    return np.concatenate(ends, axis=1)


def _nearest(tree: shapely.STRtree, points: Floats, reach_m: float) -> tuple[Any, Any]:
    """Indices of the points with something within reach, and of what is nearest to each."""
    near = tree.query_nearest(points_of(points), max_distance=reach_m, all_matches=False)
    at, found = near
    return at, found
