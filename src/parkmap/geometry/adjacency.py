"""Which parcels share a side, and how long it is: the edges of a graph of land.

Parcels across a street share nothing, and neither do two that meet at a corner.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
import shapely

from parkmap.geometry.coordinates import Floats, Geometries
from parkmap.geometry.rings import Ints

REACH_M: Final = 0.05
"""Boundaries that surveyors delivered this far apart are one: narrower than any ditch or path."""

LEAST_SHARED_M: Final = 1.0
"""A shorter side joins nothing: nobody drives from one parcel to the other over it."""


class Adjacency(NamedTuple):
    """Pairs of shapes by their indices, the lower one first, sorted; all of shape (n,).

    Attributes
    ----------
    first, second
        Two that share a side.
    shared_m
        The length of what they share, metres.
    overlapping
        Pairs that claim the same land, shape (m, 2): no side, whatever they share besides.
    """

    first: Ints
    second: Ints
    shared_m: Floats
    overlapping: Ints


def adjacency(
    shapes: Geometries, *, least_m: float = LEAST_SHARED_M, reach_m: float = REACH_M
) -> Adjacency:
    """The pairs of shapes that share at least so much of their boundaries.

    Parameters
    ----------
    shapes
        Polygons and multipolygons on a plane, in metres; None has no neighbour.
    least_m
        The shortest side that counts.
    reach_m
        How far apart two lines of one boundary may lie.

    Examples
    --------
    >>> row = np.array([shapely.box(100 * n, 0, 100 * n + 100, 100) for n in range(3)])
    >>> found = adjacency(row)
    >>> found.first.tolist(), found.second.tolist(), found.shared_m.round(3).tolist()
    ([0, 1], [1, 2], [100.0, 100.0])
    """
    first, second = _near(shapes, reach_m)
    shared = _shared_m(shapes, first, second, reach_m)
    wide = _overlap_m2(shapes, first, second) > reach_m * np.maximum(shared, least_m)
    joined = (shared >= least_m) & ~wide
    both = np.column_stack([first[wide], second[wide]])
    return Adjacency(first[joined], second[joined], shared[joined], both)


def _near(shapes: Geometries, reach_m: float) -> tuple[Ints, Ints]:
    one, other = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=reach_m)
    once = one < other
    order = np.lexsort((other[once], one[once]))
    return one[once][order], other[once][order]


def _shared_m(shapes: Geometries, first: Ints, second: Ints, reach_m: float) -> Floats:
    """How much of the first's boundary runs along the second's.

    Where the two part, the reach goes a little on, by itself at either end.
    """
    lines = shapely.boundary(shapes)
    used, at = np.unique(second, return_inverse=True)
    strips: Any = np.empty(len(used), dtype=object)
    strips[:] = shapely.buffer(lines[used], reach_m, quad_segs=2)
    met = shapely.length(shapely.intersection(lines[first], strips[at]))
    shared: Floats = np.maximum(met - 2 * reach_m, 0.0)
    return shared


def _overlap_m2(shapes: Geometries, first: Ints, second: Ints) -> Floats:
    """The land that both of a pair claim; most pairs only touch and need no overlay."""
    found: Floats = np.zeros(len(first))
    inside = shapely.relate_pattern(shapes[first], shapes[second], "T********")
    both = np.flatnonzero(inside)
    found[both] = shapely.area(shapely.intersection(shapes[first[both]], shapes[second[both]]))
    return found


__all__ = ["LEAST_SHARED_M", "REACH_M", "Adjacency", "adjacency"]
