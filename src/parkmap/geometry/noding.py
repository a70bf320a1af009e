"""Rings and the points that are put into them: how neighbours come to share a corner.

A parcel's vertices are kept in degrees; the edge between two of them is taken as straight on the
plane, as surveyors stake it out and as areas are measured. A point put on such an edge changes no
area but for its rounding to ten decimals. Whoever shares the edge gets the same point.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from parkmap.crs import METRES_PER_DEGREE, WGS84, gk_epsg, transformer
from parkmap.geometry.coordinates import Floats, Geometries, quantise

Indices = NDArray[np.intp]

ROUNDING_M: Final = 2e-5
"""Two steps of the tenth decimal: a point this near an edge was put on it and rounded."""
NEAR_M: Final = 0.001
NEAR_DEG: Final = 1e-6
SAGITTA_M: Final = 0.02
"""Between an edge of 1 km on the plane and the straight line in degrees: 14 mm."""
BEND_M2: Final = 0.001
"""A neighbour whose edge only almost runs through a point takes it if that moves no more land."""


def on_plane(points: Floats, zone: int) -> Floats:
    """Degrees (n, 2) to metres on the zone's plane."""
    steps = transformer(WGS84, gk_epsg(zone))
    return np.column_stack(steps.transform(points[:, 0], points[:, 1]))


def on_earth(points: Floats, zone: int) -> Floats:
    """Metres (n, 2) to degrees, rounded to ten decimals: as they will be kept."""
    steps = transformer(gk_epsg(zone), WGS84)
    return quantise(np.column_stack(steps.transform(points[:, 0], points[:, 1])))


def points_of(places: Floats) -> Geometries:
    """Positions (n, 2) as an array of points."""
    out: Geometries = np.asarray(shapely.points(places), dtype=object)
    return out


@dataclass(frozen=True, slots=True)
class Outline:
    """The rings of a shape end to end, in degrees and on the plane.

    Attributes
    ----------
    degrees, plane
        All positions (n, 2), each ring closed.
    bounds
        Where each ring begins, and where the last ends.
    rings_of_parts
        How many rings each part has.
    zone
        The 3-degree zone of the plane.
    """

    degrees: Floats
    plane: Floats
    bounds: Indices
    rings_of_parts: tuple[int, ...]
    zone: int

    @classmethod
    def of(cls, shape: Any, zone: int) -> Outline:
        """Take a polygon or multipolygon apart."""
        parts = shapely.get_parts(shape)
        rings = shapely.get_rings(parts)
        degrees = shapely.get_coordinates(rings)
        bounds = np.concatenate([[0], np.cumsum(shapely.get_num_coordinates(rings))])
        counts = tuple(int(n) + 1 for n in shapely.get_num_interior_rings(parts))
        return cls(degrees, on_plane(degrees, zone), bounds.astype(np.intp), counts, zone)

    @property
    def edges(self) -> Indices:
        """Index of the first position of each edge; its second is the next one."""
        starts = np.ones(len(self.degrees), dtype=bool)
        starts[self.bounds[1:] - 1] = False
        return np.flatnonzero(starts)

    def with_points(self, edges: Sequence[int], points: Floats) -> Outline:
        """The same with points (m, 2) in degrees put after positions `edges`, in that order."""
        if not len(edges):
            return self
        places = np.asarray(edges, dtype=np.intp) + 1
        before = np.searchsorted(np.sort(places), self.bounds[1:], side="right")
        return Outline(
            np.insert(self.degrees, places, points, axis=0),
            np.insert(self.plane, places, on_plane(points, self.zone), axis=0),
            np.concatenate([[0], self.bounds[1:] + before]).astype(np.intp),
            self.rings_of_parts,
            self.zone,
        )

    def shape(self) -> Any:
        """A polygon, or a multipolygon where there are several parts, in degrees."""
        return _assembled(self.degrees, self)

    def planar(self) -> Any:
        """The same on the plane."""
        return _assembled(self.plane, self)


def _assembled(points: Floats, outline: Outline) -> Any:
    rings = [points[a:b] for a, b in zip(outline.bounds, outline.bounds[1:], strict=False)]
    parts, first = [], 0
    for count in outline.rings_of_parts:
        parts.append(Polygon(rings[first], rings[first + 1 : first + count]))
        first += count
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def noded(neighbours: Mapping[str, Any], points: Floats, zone: int) -> dict[str, Any]:
    """Neighbours with the points (m, 2), degrees, in the edges that run through them.

    Only those that change come back. A point which is a vertex already changes nothing.
    """
    if not len(points):
        return {}
    low, high = points.min(axis=0) - NEAR_DEG, points.max(axis=0) + NEAR_DEG
    changed = {}
    for name, shape in neighbours.items():
        west, south, east, north = shape.bounds
        if west <= high[0] and east >= low[0] and south <= high[1] and north >= low[1]:
            outline = Outline.of(shape, zone)
            with_them = through(outline, points)
            if with_them is not outline:
                changed[name] = with_them.shape()
    return changed


def through(
    outline: Outline, points: Floats, far_m: float = ROUNDING_M, edges: Indices | None = None
) -> Outline:
    """The outline with points (m, 2), degrees, put into its edges that pass within `far_m`.

    Only into `edges`, where they are given. What is a vertex already stays one.
    """
    kept = set(map(tuple, outline.degrees.tolist()))
    points = points[np.array([tuple(point) not in kept for point in points.tolist()], dtype=bool)]
    asked = outline.edges if edges is None else edges
    if not len(points) or not len(asked):
        return outline
    placed = sorted(_met(outline, asked, points, far_m))
    return outline.with_points([one[0] for one in placed], points[[one[2] for one in placed]])


def corners_of(shapes: Mapping[str, Any]) -> Floats:
    """All corners of some shapes, (n, 2), each once."""
    corners: Floats = np.unique(shapely.get_coordinates(list(shapes.values())), axis=0)
    return corners


def meeting(shape: Any, others: Sequence[Any], zone: int) -> Any:
    """A shape with the corners of others that lie on its edges to a millimetre."""
    corners = np.unique(shapely.get_coordinates(others), axis=0)
    return through(Outline.of(shape, zone), corners, NEAR_M).shape()


def edge_lines(outline: Outline, edges: Indices) -> Geometries:
    """Edges on the plane as lines."""
    ends = np.stack([outline.plane[edges], outline.plane[edges + 1]], axis=1)
    lines: Geometries = np.asarray(shapely.linestrings(ends), dtype=object)
    return lines


def _met(
    outline: Outline, edges: Indices, degrees: Floats, far_m: float
) -> Iterator[tuple[int, float, int]]:
    """Edges that pass points (m, 2): the edge, the share of it, the index of the point."""
    points = on_plane(degrees, outline.zone)
    tree = shapely.STRtree(edge_lines(outline, edges))
    reach = max(far_m, NEAR_M) + SAGITTA_M
    index, found = tree.query(points_of(points), predicate="dwithin", distance=reach)
    near = edges[found]
    start, end = outline.plane[near] - points[index], outline.plane[near + 1] - points[index]
    along = end - start
    squares = np.maximum((along**2).sum(axis=1), 1e-18)
    shares = -(start * along).sum(axis=1) / squares
    doubled = np.abs(start[:, 0] * end[:, 1] - start[:, 1] * end[:, 0])  # twice the triangle
    away = doubled / np.sqrt(squares)
    on = (away <= far_m) | ((doubled <= 2 * BEND_M2) & (away <= NEAR_M))
    on |= off_chord_m(degrees[index], outline.degrees[near], outline.degrees[near + 1]) <= far_m
    on &= (shares > 0) & (shares < 1)
    return zip(near[on].tolist(), shares[on].tolist(), index[on].tolist(), strict=True)


def off_chord_m(points: Floats, starts: Floats, ends: Floats) -> Floats:
    """How far points lie from the straight lines in degrees, one each, in metres.

    A corner that was drawn in degrees onto an edge lies on this line, up to its sagitta beside the
    one on the plane: it is on the edge no less.
    """
    scale = METRES_PER_DEGREE * np.column_stack(
        [np.cos(np.radians(points[:, 1])), np.ones(len(points))]
    )
    along, to = (ends - starts) * scale, (points - starts) * scale
    lengths = np.maximum(np.hypot(*along.T), 1e-9)
    off: Floats = np.abs(along[:, 0] * to[:, 1] - along[:, 1] * to[:, 0]) / lengths
    return off
