"""What a shape meets on each of its four sides, looking straight out of its boundary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import shapely

from parkmap.geometry.coordinates import Geometries

SIDES: Final = ("east", "south", "west", "north")
"""In the order in which 四至 are told."""

STEP_M: Final = 5.0
REACH_M: Final = 40.0
"""What lies further off than a wide verge does not bound the shape."""

LEAST_SHARE: Final = 0.15
"""What takes less of a side is not named."""
MOST_NAMED: Final = 3

_ANGLES: Final = np.array([0.0, -90.0, 180.0, 90.0])


def facing(shape: Any, others: Geometries) -> dict[str, list[int]]:
    """Which of some shapes bound a shape on its east, south, west and north.

    From every stretch of the outer boundary a line is drawn straight outwards; what it meets
    first, within `REACH_M`, bounds the shape on the side to which that stretch looks.

    Parameters
    ----------
    shape, others
        On one plane, in metres: easting, northing.

    Returns
    -------
    dict
        Side -> indices into `others`, the one along most of that side first.

    Examples
    --------
    >>> square, east = shapely.box(0, 0, 100, 100), shapely.box(100, 0, 200, 100)
    >>> facing(square, np.array([east, shapely.box(0, -20, 100, -8)]))
    {'east': [0], 'south': [1], 'west': [], 'north': []}
    """
    rays, lengths, sides = looks(shape)
    seen: dict[str, dict[int, float]] = {side: defaultdict(float) for side in SIDES}
    at, found = shapely.STRtree(others).query(rays, predicate="intersects")
    if at.size:
        begins = shapely.get_point(rays, 0)
        off = shapely.distance(begins[at], others[found])
        blocked = own_distance(shape, rays, begins)[at]
        for ray in np.unique(at).tolist():
            mine = np.flatnonzero(at == ray)
            first = mine[np.argmin(off[mine])]
            if off[first] <= blocked[first]:
                seen[SIDES[sides[ray]]][int(found[first])] += float(lengths[ray])
    whole = {side: float(lengths[sides == n].sum()) for n, side in enumerate(SIDES)}
    return {side: _named(seen[side], whole[side]) for side in SIDES}


def looks(shape: Any, reach_m: float = REACH_M) -> tuple[Geometries, Any, Any]:
    """A line outwards from the middle of every stretch, the stretch's length, its side's number."""
    largest = max(shapely.get_parts(shape), key=shapely.area)
    ring = shapely.segmentize(shapely.get_exterior_ring(shapely.orient_polygons(largest)), STEP_M)
    points = shapely.get_coordinates(ring)
    steps = np.diff(points, axis=0)
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    kept = lengths > 0
    steps, lengths, middles = steps[kept], lengths[kept], (points[:-1] + points[1:])[kept] / 2
    # The ring runs counter-clockwise: outside is on the right.
    outwards = np.column_stack([steps[:, 1], -steps[:, 0]]) / lengths[:, None]
    ends = middles + outwards * reach_m
    rays: Geometries = np.asarray(shapely.linestrings(np.stack([middles, ends], axis=1)))
    angle = np.degrees(np.arctan2(outwards[:, 1], outwards[:, 0]))
    apart = np.abs((angle[:, None] - _ANGLES[None, :] + 180) % 360 - 180)
    return rays, lengths, np.argmin(apart, axis=1)


def own_distance(shape: Any, rays: Geometries, begins: Geometries) -> Any:
    """How far out a line meets its own shape again, as in a bay; infinite where it does not."""
    ahead = shapely.line_merge(shapely.difference(rays, shapely.buffer(begins, 0.5)))
    again = shapely.intersection(ahead, shape)
    found = shapely.distance(begins, again)
    return np.where(shapely.is_empty(again) | np.isnan(found), np.inf, found)


def _named(lengths: dict[int, float], whole: float) -> list[int]:
    longest: Sequence[int] = sorted(lengths, key=lambda one: (-lengths[one], one))
    return [one for one in longest if lengths[one] >= LEAST_SHARE * whole][:MOST_NAMED]


__all__ = ["REACH_M", "SIDES", "facing", "looks", "own_distance"]
