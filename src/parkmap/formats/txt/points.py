"""From boundary points to shapes: which points make a ring, which rings are holes.

Ring numbers are labels only: a ring inside another is a hole (even-odd), any other a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import hypot
from typing import Any, Final, NamedTuple

import numpy as np
import shapely

from parkmap.geometry.coordinates import Floats
from parkmap.land.finding import Finding, Severity
from parkmap.said import say

SHORTEST: Final = 3
CLOSED: Final = 4
COUNTER: Final = re.compile(r"\d{1,9}\Z", re.ASCII)
LARGEST_DEGREE: Final = 180.0
CLOSE_M: Final = 1.0
CLOSE_DEG: Final = 1e-5
"""A point with the first one's name as near as this is meant to close its ring."""


class Point(NamedTuple):
    """One boundary point: its line in the file, 点号, 圈号, and two numbers as they stand."""

    line: int
    name: str
    ring: str
    first: float
    second: float


class Remark(NamedTuple):
    """What was noticed about a parcel's points, before its row and place are known."""

    code: str
    severity: Severity
    sentence: str
    remedy: str

    def finding(self, row: int | None, parcel_id: str | None = None) -> Finding:
        """The remark as a finding about a row."""
        return Finding(self.code, self.severity, row, parcel_id, None, self.sentence, self.remedy)


class Ring(NamedTuple):
    """Points of one ring, open: the first is not repeated."""

    points: list[Point]
    remark: Remark | None


def rings_in(points: Sequence[Point]) -> Iterator[Ring]:
    """The rings of a parcel's points, in their order.

    A ring ends where the 圈号 changes, where its first point is repeated, or where the numbering
    begins again. An open one is closed with a remark. A point with the first one's name, far from
    it, after which the numbering does not begin again is a ring of its own, for `short_ring`.

    Examples
    --------
    >>> rows = [("J1", 0, 0), ("J2", 9, 0), ("J3", 9, 9), ("J1", 0, 0), ("J4", 3, 1), ("J5", 4, 1)]
    >>> points = [Point(n, name, "1", x, y) for n, (name, x, y) in enumerate(rows, 1)]
    >>> [len(ring.points) for ring in rings_in(points)]
    [3, 2]
    """
    run: list[Point] = []
    for point, after in zip(points, [*points[1:], None], strict=True):
        if len(run) >= CLOSED and _same(run[0], run[-1]):
            if _same(run[0], point):
                continue
            yield _closed(run)
            run = []
        elif run and point.ring != run[0].ring:
            yield _open(run)
            run = []
        elif _begins_again(run, point):
            if _near(run[0], point):
                yield Ring(run, _closing_differs(run[0], point))
                run = []
                continue
            late = after is not None and _goes_on(run, point, after)
            yield _open(run)
            run = []
            if late:
                yield Ring([point], None)
                continue
        run.append(point)
    if run:
        yield _closed(run) if _same(run[0], run[-1]) and len(run) > 1 else _open(run)


def short_ring(rings: Sequence[Ring]) -> Remark | None:
    """The fault of a ring that has fewer than three different points."""
    for before, ring in zip([None, *rings], rings, strict=False):
        if before is not None and _ends_late(before, ring):
            return _closes_elsewhere(before.points[0], ring.points[0])
        count = len({(point.first, point.second) for point in ring.points})
        if count < SHORTEST:
            return Remark(
                "short_ring",
                "error",
                say(
                    "the ring that begins in line %(line)s has %(count)s different points, fewer "
                    "than three",
                    line=ring.points[0].line,
                    count=count,
                ),
                say("add the missing points, or remove the ring"),
            )
    return None


def shape_of(rings: Sequence[Floats]) -> Any:
    """A Polygon or MultiPolygon of open rings, holes by containment.

    Parameters
    ----------
    rings
        Each of shape (n, 2), three different points or more. An inner ring of an even depth is a
        part again. Rings that cross give a shape that is not valid, for the checks to find.

    Examples
    --------
    >>> outer = np.array([[0, 0], [9, 0], [9, 9], [0, 9]])
    >>> shape = shape_of([outer / 9 + 4, outer, outer + 20])
    >>> shape.geom_type, len(shape.geoms[0].interiors), shape.area
    ('MultiPolygon', 1, 161.0)
    """
    faces = np.array([shapely.Polygon(ring) for ring in rings], dtype=object)
    if len(faces) == 1:
        return faces[0]
    broken = faces[~shapely.is_valid(faces)]
    if len(broken):
        return broken[0]
    parts = [shapely.Polygon(faces[at].exterior, [faces[one].exterior for one in holes])
             for at, holes in _nested(faces).items()]  # fmt: skip
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _nested(faces: Any) -> dict[int, list[int]]:
    """Outer rings with their holes: a ring lies inside those larger ones that hold its middle."""
    areas = shapely.area(faces)
    middles = shapely.point_on_surface(faces)
    inner, outer = shapely.STRtree(faces).query(middles, predicate="intersects")
    around: list[list[int]] = [[] for _ in faces]
    for one, other in zip(inner.tolist(), outer.tolist(), strict=True):
        if (areas[other], other) > (areas[one], one):
            around[one].append(other)
    found: dict[int, list[int]] = {at: [] for at, held in enumerate(around) if len(held) % 2 == 0}
    for at, held in enumerate(around):
        if len(held) % 2:
            owner = max(held, key=lambda one: (len(around[one]), -areas[one]))
            found.setdefault(owner, []).append(at)
    return found


def _closed(run: list[Point]) -> Ring:
    return Ring(run[:-1], None)


def _open(run: list[Point]) -> Ring:
    if len(run) < SHORTEST:
        return Ring(run, None)
    return Ring(
        run,
        Remark(
            "open_ring",
            "warning",
            say(
                "the ring in lines %(first)s to %(last)s is open; it was closed",
                first=run[0].line,
                last=run[-1].line,
            ),
            say("check that no point is missing at its end"),
        ),
    )


def _closes_elsewhere(first: Point, last: Point) -> Remark:
    """A last point with the name of the first, too far from it to be the same."""
    return Remark(
        "closing_point_differs",
        "error",
        say(
            "point %(name)s in line %(last)s should close the ring that begins in line %(first)s, "
            "but lies %(far)s from it",
            name=last.name[:20],
            last=last.line,
            first=first.line,
            far=_far(first, last),
        ),
        say("compare the two lines, and correct one of them"),
    )


def _far(one: Point, other: Point) -> str:
    far = hypot(other.first - one.first, other.second - one.second)
    in_degrees = max(abs(one.first), abs(one.second)) <= LARGEST_DEGREE
    return f"{far:.6f}°" if in_degrees else f"{far:,.2f} m"


def _closing_differs(first: Point, last: Point) -> Remark:
    return Remark(
        "closing_point_differs",
        "warning",
        say(
            "point %(name)s in line %(line)s closes its ring, but its coordinates are not those "
            "of line %(first)s, which were kept",
            name=last.name[:20],
            line=last.line,
            first=first.line,
        ),
        say("compare the two lines"),
    )


def _begins_again(run: list[Point], point: Point) -> bool:
    if len(run) < SHORTEST or not point.name:
        return False
    return point.name == run[0].name and not _same(run[0], point)


def _goes_on(run: list[Point], point: Point, after: Point) -> bool:
    """Whether what follows a point with the first one's name shows that it begins no ring."""
    if after.name == point.name:
        return not _same(point, after)
    last, following = (COUNTER.search(one.name) for one in (run[-1], after))
    return last is not None and following is not None and int(following[0]) == int(last[0]) + 1


def _ends_late(before: Ring, ring: Ring) -> bool:
    """Whether a ring is one point that should have closed the open one before it."""
    is_open = before.remark is not None and before.remark.code == "open_ring"
    return is_open and len(ring.points) == 1 and ring.points[0].name == before.points[0].name


def _same(one: Point, other: Point) -> bool:
    return one.first == other.first and one.second == other.second


def _near(one: Point, other: Point) -> bool:
    reach = CLOSE_DEG if abs(one.first) <= LARGEST_DEGREE else CLOSE_M
    apart = max(abs(one.first - other.first), abs(one.second - other.second))
    return apart <= reach
