"""Small pieces of made-up land cut into parcels, and every set of them that would do."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from math import pi

import numpy as np
import shapely

from parkmap.geometry.adjacency import adjacency
from parkmap.geometry.coordinates import Floats
from parkmap.land.assembly import Ground
from tests.shapes import array


def grid(widths: Iterable[float], depths: Iterable[float]) -> list[shapely.Polygon]:
    """Rectangles of these widths and depths in metres, row by row."""
    xs, ys = np.cumsum([0.0, *widths]), np.cumsum([0.0, *depths])
    return [
        shapely.box(xs[column], ys[row], xs[column + 1], ys[row + 1])
        for row in range(len(ys) - 1)
        for column in range(len(xs) - 1)
    ]


def cells(points: Floats, side_m: float) -> list[shapely.Polygon]:
    """The land nearest to each point of a square: parcels of every form, nothing between."""
    square = shapely.box(0, 0, side_m, side_m)
    drawn = shapely.voronoi_polygons(shapely.multipoints(points), extend_to=square)
    return list(shapely.intersection(shapely.get_parts(drawn), square))


def ground_of(shapes: list[shapely.Polygon]) -> Ground:
    """The shapes as land: recorded areas as measured."""
    metres = array(*shapes)
    area = shapely.area(metres)
    return Ground((area * 100).round().astype(np.int64), area, shapely.length(metres),
                  adjacency(metres))  # fmt: skip


def all_that_do(
    shapes: list[shapely.Polygon], ground: Ground, least_dm2: int, most_dm2: int, most_parcels: int
) -> dict[frozenset[int], float]:
    """Every set that would do and of which no part would, with its compactness; by brute force.

    Shapes are united and looked at, so that nothing is shared with the search but the question.
    """
    joins = {
        frozenset(pair)
        for pair in zip(ground.adjacency.first.tolist(), ground.adjacency.second.tolist(),
                        strict=True)
    }  # fmt: skip
    done: dict[frozenset[int], float] = {}
    for size in range(1, most_parcels + 1):
        for chosen in combinations(range(len(shapes)), size):
            mine, area = frozenset(chosen), int(ground.area_dm2[list(chosen)].sum())
            if area < least_dm2 or not _is_one(mine, joins) or any(one <= mine for one in done):
                continue
            union = shapely.union_all([shapes[at] for at in chosen])
            done[mine] = 4 * pi * union.area / union.length**2
    return {
        one: value
        for one, value in done.items()
        if len(one) > 1 and int(ground.area_dm2[list(one)].sum()) <= most_dm2
    }


def _is_one(members: frozenset[int], joins: set[frozenset[int]]) -> bool:
    reached, left = [min(members)], set(members) - {min(members)}
    for at in reached:
        met = {one for one in left if frozenset((at, one)) in joins}
        left -= met
        reached.extend(met)
    return not left
