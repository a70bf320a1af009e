"""A path laid across a parcel: where it meets the rings, and the faces that it cuts out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, NamedTuple

import numpy as np
import shapely

from parkmap.errors import BadGeometry
from parkmap.geometry.coordinates import Floats
from parkmap.geometry.edit import at
from parkmap.geometry.noding import ROUNDING_M, Indices, Outline, on_earth, on_plane, through

Position = tuple[float, float]

NOWHERE: Final = -1


class Node(NamedTuple):
    """A corner of the path in metres; on the vertex or the edge with that index, or free."""

    point: Floats
    vertex: int = NOWHERE
    edge: int = NOWHERE

    @property
    def is_free(self) -> bool:
        """Whether it lies on no ring."""
        return self.vertex == NOWHERE and self.edge == NOWHERE


@dataclass(frozen=True, slots=True)
class Cut:
    """What a path does to a parcel.

    Attributes
    ----------
    outline
        The parcel with the cut points in its rings.
    points
        The points that were put there, degrees (n, 2).
    edges
        The edges of the parcel before, on which they were put.
    steps
        The path from corner to corner, degrees, in its order.
    inner
        Those steps that lie inside the parcel.
    along
        Those that lie on its boundary.
    """

    outline: Outline
    points: Floats
    edges: Indices
    steps: list[tuple[Position, Position]]
    inner: list[tuple[Position, Position]]
    along: list[tuple[Position, Position]]


def laid(path: Floats, outline: Outline, snap_m: float) -> Cut:
    """Lay a path over a parcel.

    Parameters
    ----------
    path
        Metres (k, 2) on the plane of the outline.
    outline
        The parcel.
    snap_m
        A vertex of the parcel this near to the path is taken as lying on it.
    """
    nodes = _nodes(path, outline, snap_m)
    places = np.array([node.point for node in nodes])
    degrees = on_earth(places, outline.zone)
    for index, node in enumerate(nodes):
        if node.vertex != NOWHERE:
            degrees[index] = outline.degrees[node.vertex]
    placed = _placed(outline, nodes, degrees)
    edges = np.array([edge for edge, _ in placed], dtype=np.intp)
    points = np.array(list(placed.values()), dtype=np.float64).reshape(-1, 2)
    cut = outline.with_points(edges.tolist(), points)
    route = [(float(lng), float(lat)) for lng, lat in degrees]
    steps = [(a, b) for a, b in pairwise(route) if a != b]
    along = [_on_ring(cut, step) for step in steps]
    rest = [step for step, on in zip(steps, along, strict=True) if not on]
    beside = [step for step, on in zip(steps, along, strict=True) if on]
    return Cut(cut, points, edges, steps, _within(rest, cut), beside)


def laid_among(path: Floats, outline: Outline, corners: Floats, snap_m: float) -> Cut:
    """The same, for a parcel beside others of which all corners (n, 2), degrees, are given.

    Where the path cuts an edge on which they have corners that the parcel lacks, these enter its
    ring first: only so does the edge that is cut belong to one neighbour alone.
    """
    cut = laid(path, outline, snap_m)
    met = through(outline, corners, ROUNDING_M, cut.edges)
    return cut if met is outline else laid(path, met, snap_m)


def faces(cut: Cut) -> list[Any]:
    """The polygons into which the path divides the parcel, in degrees, outer rings ccw.

    Raises
    ------
    BadGeometry
        A stretch of the path divides nothing: it ends in a hole, or where the parcel is narrower
        than the rounding of coordinates.
    """
    starts = cut.outline.edges
    ends = np.stack([cut.outline.degrees[starts], cut.outline.degrees[starts + 1]], axis=1)
    ends = ends[(ends[:, 0] != ends[:, 1]).any(axis=1)]
    ends = np.concatenate([ends, np.array(cut.inner).reshape(-1, 2, 2)])
    lines = np.asarray(shapely.linestrings(ends), dtype=object)
    polygons, bridges, loose, _ = (shapely.get_parts(one) for one in shapely.polygonize_full(lines))
    idle = [*bridges, *loose]
    if idle and max(cut.outline.rings_of_parts) > 1:
        raise BadGeometry(
            "the line divides nothing at %(at)s: it ends in a hole of the parcel; draw it on to "
            "the other side",
            fault="ends_in_hole",
            **at(shapely.get_coordinates(idle[0])[0]),
        )
    parcel = cut.outline.shape()
    shapely.prepare(parcel)
    kept = polygons[shapely.intersects(parcel, shapely.point_on_surface(polygons))]
    if idle or (cut.inner and len(kept) < 2):
        raise too_narrow(shapely.get_coordinates(idle[0])[0] if idle else cut.inner[0][0])
    return list(shapely.orient_polygons(kept))


def too_narrow(place: Any) -> BadGeometry:
    """That two edges lie nearer to each other than coordinates are rounded."""
    return BadGeometry(
        "the parcel is too narrow at %(at)s to be cut there; move the cut",
        fault="too_narrow",
        **at(place),
    )


def _nodes(path: Floats, outline: Outline, snap_m: float) -> list[Node]:
    corners = [_snapped(point, outline, snap_m) for point in path]
    nodes = [corners[0]]
    for start, end in pairwise(corners):
        nodes += _met(start, end, outline, snap_m)
        nodes.append(end)
    return nodes


def _snapped(point: Floats, outline: Outline, snap_m: float) -> Node:
    away = np.hypot(*(outline.plane - point).T)
    nearest = int(away.argmin())
    if away[nearest] <= snap_m:
        return Node(outline.plane[nearest], vertex=nearest)
    edges = outline.edges
    start = outline.plane[edges]
    along = outline.plane[edges + 1] - start
    squares = np.maximum((along**2).sum(axis=1), 1e-18)
    shares = np.clip(((point - start) * along).sum(axis=1) / squares, 0, 1)
    feet = start + shares[:, None] * along
    gaps = np.hypot(*(feet - point).T)
    nearest = int(gaps.argmin())
    if gaps[nearest] <= snap_m:
        return Node(feet[nearest], edge=int(edges[nearest]))
    return Node(point)


def _met(start: Node, end: Node, outline: Outline, snap_m: float) -> list[Node]:
    """Vertices and edges met strictly between two corners of the path, in order."""
    step = end.point - start.point
    length = float(np.hypot(*step))
    if length <= 2 * snap_m:
        return []
    ahead = step / length
    relative = outline.plane - start.point
    along = relative @ ahead
    off = relative[:, 1] * ahead[0] - relative[:, 0] * ahead[1]
    near = (np.abs(off) <= snap_m) & (along > -snap_m) & (along < length + snap_m)
    met = [
        (float(along[at]), Node(outline.plane[at], vertex=int(at)))
        for at in np.flatnonzero(near & (along > snap_m) & (along < length - snap_m))
    ]
    first = outline.edges
    first = first[(off[first] * off[first + 1] < 0) & ~near[first] & ~near[first + 1]]
    shares = off[first] / (off[first] - off[first + 1])
    places = along[first] + shares * (along[first + 1] - along[first])
    for edge, share, place in zip(first.tolist(), shares, places, strict=True):
        if 0 < place < length and edge not in (start.edge, end.edge):
            point = outline.plane[edge] + share * (outline.plane[edge + 1] - outline.plane[edge])
            met.append((float(place), Node(point, edge=edge)))
    return [node for _, node in sorted(met, key=lambda one: (one[0], one[1].vertex, one[1].edge))]


def _placed(
    outline: Outline, nodes: list[Node], degrees: Floats
) -> dict[tuple[int, float], Floats]:
    """The nodes that lie on edges, by edge and by metres from its beginning, in this order."""
    placed: dict[tuple[int, float], Floats] = {}
    seen: dict[tuple[float, ...], int] = {}
    for node, point in zip(nodes, degrees, strict=True):
        key = tuple(point)
        if node.edge == NOWHERE or seen.get(key) == node.edge:
            continue
        same = (outline.degrees == point).all(axis=1)
        if key in seen or (same.any() and not same[[node.edge, node.edge + 1]].any()):
            raise too_narrow(point)
        seen[key] = node.edge
        if not same.any():
            placed[node.edge, float(np.hypot(*(node.point - outline.plane[node.edge])))] = point
    return dict(sorted(placed.items(), key=lambda one: one[0]))


def _on_ring(outline: Outline, step: tuple[Position, Position]) -> bool:
    """Whether a step of the path is an edge, either way."""
    degrees = outline.degrees
    first, last = np.array(step)
    for start in np.flatnonzero((degrees == first).all(axis=1)):
        for end in (start - 1, start + 1):
            on_same = 0 <= end < len(degrees) and min(start, end) + 1 not in outline.bounds
            if on_same and (degrees[end] == last).all():
                return True
    return False


def _within(
    steps: list[tuple[Position, Position]], outline: Outline
) -> list[tuple[Position, Position]]:
    if not steps:
        return []
    ends = on_plane(np.array(steps).reshape(-1, 2), outline.zone).reshape(-1, 2, 2)
    middles = ends.mean(axis=1)
    parcel = outline.planar()
    shapely.prepare(parcel)
    inside = shapely.contains_xy(parcel, middles[:, 0], middles[:, 1])
    return [step for step, within in zip(steps, inside, strict=True) if within]
