"""How parcels lie beside each other: overlaps, gaps, slivers, the same boundary twice.

Neighbours are found in one pass over a spatial index, and only of shapes that GEOS's coverage
check names: in a sound coverage nothing is compared with anything. Cost is n log n, and what is
found on top.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from parkmap.geometry.coordinates import Geometries
from parkmap.geometry.local import LocalPlane
from parkmap.geometry.measure import area_m2
from parkmap.geometry.polygons import polygonal, widths_m
from parkmap.geometry.rings import Bools, Ints

NOISE_M2: Final = 0.01
"""The unit in which areas are recorded; less is the rounding of coordinates."""

SLIVER_WIDTH_M: Final = 0.5
"""Narrower than any path or ditch: two traces of one boundary, not land between two."""

SLIVER_RATIO: Final = 10.0
"""How many times longer than wide a strip between two shapes is at least. Where two outlines part
at an angle there is always a short wedge; below some 11 degrees it is one line drawn twice."""

ROUNDING_M: Final = 0.002
"""Surveyors deliver millimetres, so two lines of one boundary may lie this far apart. A side that
is straight on their plane and 400 m long bends as much in degrees, away from points put on it."""

TOUCH_M: Final = 1e-3
"""As near as two coordinates that were rounded to ten decimals are when they touch."""

HAIR_M: Final = 1e-4
"""Half the width of what is no strip but the rounding of an overlay."""

SAME_SHARE: Final = 0.999
"""Two shapes that share more than this of both are one boundary twice, not two that overlap."""

Pairs = NDArray[np.int64]


class Overlap(NamedTuple):
    """Land that two shapes both claim: their indices, its area and width, its shape in degrees."""

    first: int
    second: int
    area_m2: float
    width_m: float
    geometry: Any

    @property
    def is_rounding(self) -> bool:
        """No wider than coordinates are delivered."""
        return self.width_m < ROUNDING_M


class Gap(NamedTuple):
    """Land between shapes that none of them has.

    `around` are the shapes that touch it, `width_m` is that of the rectangle of the same area and
    perimeter, `enclosed` tells a hole in the union of its neighbours from a strip open at an end.
    """

    around: tuple[int, ...]
    area_m2: float
    width_m: float
    geometry: Any
    enclosed: bool

    @property
    def is_sliver(self) -> bool:
        """Too narrow to be land."""
        return self.width_m < SLIVER_WIDTH_M

    @property
    def is_rounding(self) -> bool:
        """No wider than coordinates are delivered."""
        return self.width_m < ROUNDING_M


class Coverage(NamedTuple):
    """What is wrong between shapes. `unmatched` are those with a side that is not shared exactly.

    A shape can be unmatched with nothing else wrong: a neighbour's point lies on its side where it
    has none itself.
    """

    overlaps: list[Overlap]
    gaps: list[Gap]
    same: list[tuple[int, ...]]
    unmatched: Ints


def check_coverage(geometries: Geometries, zone: int) -> Coverage:
    """Compare shapes with their neighbours.

    Parameters
    ----------
    geometries
        Valid polygons and multipolygons in degrees, shape (n,); no None.
    zone
        CGCS2000 3-degree zone in which areas are measured (far outside: on the ellipsoid).

    Returns
    -------
    Coverage
        Touching along an edge or in a point is fine. Overlaps and gaps under 0.01 m2 are left
        out. A street between blocks is no gap: it is open at its ends and wider than a sliver.

    Examples
    --------
    >>> left, right = shapely.box(0, 0, 2e-3, 1e-3), shapely.box(1e-3, 0, 3e-3, 1e-3)
    >>> found = check_coverage(np.array([left, right]), 38).overlaps
    >>> [(one.first, one.second, round(one.area_m2)) for one in found]
    [(0, 1, 12309)]
    """
    if not len(geometries):
        return Coverage([], [], [], np.zeros(0, dtype=np.int64))
    same = _groups(geometries)
    lone = np.ones(len(geometries), dtype=bool)
    lone[[index for group in same for index in group[1:]]] = False
    index = np.flatnonzero(lone)
    plane = LocalPlane.around(geometries)
    shapes = plane.to_metres(geometries[lone])
    crossed, parted = _unmatched(shapes)
    tree = shapely.STRtree(shapes)
    pairs = _pairs(tree, shapes, crossed | parted)
    overlaps, near_same = _overlaps(shapes, pairs, plane, zone)
    holes = _holes(tree, shapes, crossed | parted)
    strips = _strips(tree, shapes, pairs[:, parted[pairs].any(axis=0)], holes)
    gaps = _gaps(tree, np.concatenate([holes, strips]), len(holes), plane, zone)
    return Coverage(
        [one._replace(first=int(index[one.first]), second=int(index[one.second]))
         for one in overlaps],
        [one._replace(around=tuple(int(index[each]) for each in one.around)) for one in gaps],
        _joined(same, [(int(index[a]), int(index[b])) for a, b in near_same]),
        index[crossed],
    )  # fmt: skip


def _groups(geometries: Geometries) -> list[tuple[int, ...]]:
    """Indices of shapes that are the same, whatever point their rings begin at."""
    texts = shapely.to_wkb(shapely.normalize(geometries))
    seen: dict[bytes, list[int]] = {}
    for index, text in enumerate(texts):
        seen.setdefault(text, []).append(index)
    return [tuple(group) for group in seen.values() if len(group) > 1]


def _joined(groups: list[tuple[int, ...]], pairs: list[tuple[int, int]]) -> list[tuple[int, ...]]:
    """Groups with what is all but the same as their first member."""
    members = {group[0]: list(group) for group in groups}
    for first, second in pairs:
        members.setdefault(first, [first]).extend(members.pop(second, [second]))
    return [tuple(group) for group in members.values()]


def _unmatched(shapes: Geometries) -> tuple[Bools, Bools]:
    """Shapes with sides that cross or miss a neighbour's, and those that part from one narrowly."""
    crossing = shapely.coverage_invalid_edges(shapes, TOUCH_M)
    narrow = shapely.coverage_invalid_edges(shapes, SLIVER_WIDTH_M)
    # A gap can lie along a side that crosses elsewhere, so lengths tell, not whether there is one.
    parted: Bools = shapely.length(narrow) > shapely.length(crossing) + 1e-6
    return ~shapely.is_empty(crossing), parted


def _pairs(tree: shapely.STRtree, shapes: Geometries, asked: Bools) -> Pairs:
    """Pairs (2, k) of which one is asked about and the other is within the width of a sliver."""
    mine = np.flatnonzero(asked)
    found = tree.query(shapes[mine], predicate="dwithin", distance=SLIVER_WIDTH_M)
    pairs = np.sort(np.vstack([mine[found[0]], found[1]]), axis=0)
    pairs = pairs[:, pairs[0] < pairs[1]]
    unique: Pairs = np.unique(pairs, axis=1)
    return unique


def _overlaps(
    shapes: Geometries, pairs: Pairs, plane: LocalPlane, zone: int
) -> tuple[list[Overlap], list[tuple[int, int]]]:
    """Overlaps, and the pairs that are one boundary twice."""
    common = polygonal(shapely.intersection(shapes[pairs[0]], shapes[pairs[1]]))
    size = shapely.area(common)
    kept = size > NOISE_M2 / 2  # rough: the plane's area decides below
    common, pairs, size = common[kept], pairs[:, kept], size[kept]
    larger = np.maximum(shapely.area(shapes[pairs[0]]), shapely.area(shapes[pairs[1]]))
    twice = size > SAME_SHARE * larger
    near_same = [(int(a), int(b)) for a, b in pairs[:, twice].T]
    shown = plane.to_degrees(common[~twice])
    found = zip(
        *pairs[:, ~twice].tolist(), area_m2(shown, zone).tolist(),
        widths_m(common[~twice]).tolist(), shown, strict=True,
    )  # fmt: skip
    overlaps = [one for one in map(Overlap._make, found) if one.area_m2 >= NOISE_M2]
    return overlaps, near_same


def _holes(tree: shapely.STRtree, shapes: Geometries, doubtful: Bools) -> Geometries:
    """Holes in the union that no shape fills.

    Sound shapes are a coverage, of which the union is cheap; only the others are overlaid. They
    are grown by a millimetre first: a point on a neighbour's side stands beside it by the rounding
    of coordinates, and a hole that is open by a micrometre is still one.
    """
    sound = shapely.get_parts(shapely.coverage_union_all(shapes[~doubtful]))
    grown = shapely.buffer(shapes[doubtful], TOUCH_M, join_style="mitre")
    near = np.zeros(len(sound), dtype=bool)
    near[shapely.STRtree(sound).query(grown, predicate="intersects")[1]] = True
    whole = shapely.union_all(np.concatenate([grown, sound[near]]))
    parts = np.concatenate([shapely.get_parts(whole), sound[~near]])
    rings, part = shapely.get_rings(parts, return_index=True)
    inner = np.append([False], part[1:] == part[:-1]) if len(part) else np.zeros(0, dtype=bool)
    wider = shapely.buffer(shapely.polygons(rings[inner]), TOUCH_M, join_style="mitre")
    holes: Geometries = shapely.get_parts(_cleared(_without(wider, shapes, tree)))
    return holes[shapely.area(holes) >= NOISE_M2 / 2]


def _strips(
    tree: shapely.STRtree, shapes: Geometries, pairs: Pairs, holes: Geometries
) -> Geometries:
    """Narrow strips between pairs: what closes when both grow by half a sliver and shrink back."""
    first, second = shapes[pairs[0]], shapes[pairs[1]]
    both = shapely.union(first, second)
    strips = shapely.difference(_closed(both), both)
    for alone in (first, second):  # a notch in one shape is its own business
        strips = shapely.difference(strips, shapely.difference(_closed(alone), alone))
    parts = shapely.get_parts(_cleared(strips))
    parts = _without(_without(parts[_is_strip(parts)], shapes, tree), holes)
    left: Geometries = shapely.get_parts(_cleared(parts))
    return left[_is_strip(left)]


def _cleared(shapes: Geometries) -> Geometries:
    """Without the hairs that overlays leave along edges that all but coincide."""
    core = shapely.buffer(polygonal(shapes), -HAIR_M, join_style="mitre")
    cleared: Geometries = shapely.buffer(core, HAIR_M, join_style="mitre")
    return cleared


def _closed(shapes: Geometries) -> Geometries:
    far = SLIVER_WIDTH_M / 2
    grown = shapely.buffer(shapes, far, join_style="mitre")
    shrunk: Geometries = shapely.buffer(grown, -far, join_style="mitre")
    return shrunk


def _is_strip(shapes: Geometries) -> Bools:
    area, half = shapely.area(shapes), shapely.length(shapes) / 2
    long: Bools = (area >= NOISE_M2 / 2) & (half * half >= SLIVER_RATIO * area)
    return long & (widths_m(shapes) < SLIVER_WIDTH_M)


def _without(
    pieces: Geometries, others: Geometries, tree: shapely.STRtree | None = None
) -> Geometries:
    """Single pieces less everything of `others` that covers a part of them."""
    known = tree if tree is not None else shapely.STRtree(others)
    piece, other = known.query(pieces, predicate="intersects")
    common = shapely.area(shapely.intersection(pieces[piece], others[other]))
    piece, other = piece[common > 1e-6], other[common > 1e-6]
    left = pieces.copy()
    for at, covering in zip(np.unique(piece), _split(piece, other), strict=True):
        left[at] = shapely.difference(pieces[at], shapely.union_all(others[covering]))
    parts: Geometries = shapely.get_parts(polygonal(left))
    return parts


def _split(keys: Ints, values: Ints) -> list[Ints]:
    """Values by key, the keys in rising order."""
    order = np.argsort(keys, kind="stable")
    cuts = np.flatnonzero(np.diff(keys[order])) + 1
    return np.split(values[order], cuts) if len(keys) else []


def _gaps(
    tree: shapely.STRtree, pieces: Geometries, enclosed: int, plane: LocalPlane, zone: int
) -> list[Gap]:
    """Pieces of land as gaps, with what touches each; the first `enclosed` of them are holes."""
    shown = plane.to_degrees(pieces)
    areas, widths = area_m2(shown, zone), widths_m(pieces)
    piece, other = tree.query(pieces, predicate="dwithin", distance=TOUCH_M)
    around = dict(zip(np.unique(piece).tolist(), _split(piece, other), strict=True))
    gaps = [
        Gap(tuple(sorted(around[at].tolist())), float(areas[at]), float(widths[at]), shown[at],
            at < enclosed)
        for at in np.flatnonzero(areas >= NOISE_M2).tolist() if at in around
    ]  # fmt: skip
    return [gap for gap in gaps if len(gap.around) > 1]  # a hole in one shape is drawn on purpose
