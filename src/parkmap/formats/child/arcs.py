"""Arcs of a drawing as straight lines that keep the area.

A bulge is the tangent of a quarter of the arc's angle, positive where it turns left (DXF
reference, LWPOLYLINE, group 42). Points set on the arc would lie inside of it and lose area, so the
inner ones are moved out by less than the tolerance until the polygon under them has the arc's own
area. The same arc drawn from its other end gives the same points, so neighbours stay together.
"""

from __future__ import annotations

from math import asin, atan, atan2, cos, hypot, isfinite, pi, sin, sqrt
from typing import Final, NamedTuple

TOLERANCE: Final = 0.001
"""How far the lines may lie from the arc, in units of the drawing (metres)."""

MOST_STEPS: Final = 1_000
STRAIGHT: Final = 1e-9

Point = tuple[float, float]


class Arc(NamedTuple):
    """An arc from start to end; `angle` in radians, positive where it turns left."""

    start: Point
    end: Point
    angle: float

    @property
    def chord(self) -> float:
        """Length from start to end."""
        return hypot(self.end[0] - self.start[0], self.end[1] - self.start[1])

    @property
    def radius(self) -> float:
        """Half the chord over the sine of half the angle."""
        return self.chord / (2 * abs(sin(self.angle / 2)))

    @property
    def area(self) -> float:
        """Between arc and chord; negative where the arc lies left of the chord.

        Examples
        --------
        >>> round(Arc((0, 0), (2, 0), pi).area, 6)
        1.570796
        """
        return self.radius**2 / 2 * (self.angle - sin(self.angle))


def arc_of(start: Point, end: Point, bulge: float) -> Arc | None:
    """The arc of a bulge; None where it is straight, has no length or is not finite."""
    angle = 4 * atan(bulge) if isfinite(bulge) else 0.0
    if abs(angle) < STRAIGHT or start == end or not all(map(isfinite, (*start, *end))):
        return None
    return Arc(start, end, angle)


def points_within(arc: Arc, tolerance: float = TOLERANCE) -> list[Point]:
    """Points between start and end of an arc, in its direction; the area under them is the arc's.

    Parameters
    ----------
    arc
        Of any angle below a full turn.
    tolerance
        How far lines and arc may be apart, same unit.

    Examples
    --------
    >>> half = Arc((0.0, 0.0), (2.0, 0.0), pi)
    >>> len(points_within(half)) > 20
    True
    """
    if arc.start > arc.end:
        return points_within(Arc(arc.end, arc.start, -arc.angle), tolerance)[::-1]
    radius, angle = arc.radius, abs(arc.angle)
    steps = _steps(radius, angle, tolerance)
    step = angle / steps
    centre, first = _centre(arc)
    outer = _outer(radius, angle, step, steps)
    turn = step if arc.angle > 0 else -step
    return [
        (centre[0] + outer * cos(first + turn * at), centre[1] + outer * sin(first + turn * at))
        for at in range(1, steps)
    ]


def _steps(radius: float, angle: float, tolerance: float) -> int:
    """So many that the rise of each line's arc stays within the tolerance."""
    step = 4 * asin(sqrt(min(tolerance / (2 * radius), 0.5)))
    return min(max(2, int(angle / step) + 1), MOST_STEPS)


def _centre(arc: Arc) -> tuple[Point, float]:
    """The centre, and the direction from it to the start."""
    (x, y), (end_x, end_y) = arc.start, arc.end
    half = arc.chord / 2
    along_x, along_y = (end_x - x) / arc.chord, (end_y - y) / arc.chord
    reach = half / (sin(arc.angle / 2) / cos(arc.angle / 2)) if abs(arc.angle) != pi else 0.0
    centre = ((x + end_x) / 2 - along_y * reach, (y + end_y) / 2 + along_x * reach)
    return centre, _direction(centre, arc.start)


def _direction(centre: Point, point: Point) -> float:
    return atan2(point[1] - centre[1], point[0] - centre[0])


def _outer(radius: float, angle: float, step: float, steps: int) -> float:
    """The radius of the inner points that gives the sector its area.

    The fan has two triangles with one corner at the arc's own radius r and steps - 2 between
    inner points: r ρ sin δ + (steps - 2)/2 ρ² sin δ = r² θ / 2.
    """
    inner = (steps - 2) / 2 * sin(step)
    if inner <= 0:
        return radius * angle / (2 * sin(step))
    middle = radius * sin(step)
    return (-middle + sqrt(middle**2 + 2 * inner * radius**2 * angle)) / (2 * inner)
