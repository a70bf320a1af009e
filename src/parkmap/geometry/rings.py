"""Rings of many shapes as flat arrays, so that what concerns each boundary point is one step."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from parkmap.geometry.coordinates import Floats, Geometries

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


class Rings(NamedTuple):
    """All rings of some shapes, one after the other, without their closing points.

    `points` (n, 2); for each ring `start` (its first row), `size`, `owner` (index of the shape)
    and `number` (from 1, running on over holes and parts of one shape).
    """

    points: Floats
    start: Ints
    size: Ints
    owner: Ints
    number: Ints

    @property
    def ring_of(self) -> Ints:
        """For each point the index of its ring, shape (n,)."""
        return np.repeat(np.arange(len(self.size)), self.size)

    def neighbours(self) -> tuple[Ints, Ints]:
        """Row of the point before and of the point after each point, round the ring."""
        ring = self.ring_of
        start, count = self.start[ring], self.size[ring]
        place = np.arange(len(self.points)) - start
        return start + (place - 1) % count, start + (place + 1) % count

    def clockwise(self) -> Bools:
        """For each ring whether its points run clockwise (east and north being x and y)."""
        _, after = self.neighbours()
        first = self.points[np.repeat(self.start, self.size)]
        here, there = self.points - first, self.points[after] - first
        doubled = here[:, 0] * there[:, 1] - there[:, 0] * here[:, 1]
        return np.bincount(self.ring_of, weights=doubled, minlength=len(self.size)) < 0

    def kept(self, which: Bools) -> Rings:
        """Only some points; a ring that keeps none is left out."""
        counts = np.bincount(self.ring_of[which], minlength=len(self.size))
        some = counts > 0
        count = counts[some]
        return Rings(
            self.points[which], np.cumsum(count) - count, count,
            self.owner[some], self.number[some],
        )  # fmt: skip


def rings_of(geometries: Geometries) -> Rings:
    """The rings of polygons and multipolygons; None and what is empty have none.

    Examples
    --------
    >>> found = rings_of(np.array([shapely.box(0, 0, 2, 1)]))
    >>> found.size.tolist(), found.owner.tolist(), found.number.tolist()
    ([4], [0], [1])
    """
    parts, part_owner = shapely.get_parts(geometries, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    owner: Ints = part_owner[part].astype(np.int64)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    counts = np.bincount(ring, minlength=len(rings)).astype(np.int64)
    closing = np.cumsum(counts) - 1
    inner = np.ones(len(points), dtype=bool)
    inner[closing[counts > 0]] = False
    count = counts - 1
    return Rings(points[inner], np.cumsum(count) - count, count, owner, _numbers(owner))


def _numbers(owner: Ints) -> Ints:
    """1, 2, 3 ... within each run of the same owner."""
    first: Any = np.searchsorted(owner, owner)
    numbers: Ints = np.arange(len(owner)) - first + 1
    return numbers
