"""Lines that bend gently, and the corners of blocks. Plane metres throughout."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, hypot, pi, sin
from typing import Final

import shapely
from shapely import LineString, Polygon

Point = tuple[float, float]
Curve = Callable[[float], float]
Heading = Callable[[Curve, float, float], LineString]

STEP_M: Final = 20.0
RIBBON_STEP_M: Final = 25.0
STRAIGHT_ENOUGH_M: Final = 0.35


def wave(level: float, slope: float, *swings: tuple[float, float, float]) -> Curve:
    """A gentle curve: level, slope, and swings of (amplitude, wave length, shift) in metres.

    Examples
    --------
    >>> wave(100, 0.5)(20)
    110.0
    """

    def at(along: float) -> float:
        bends = (size * sin(2 * pi * (along - shift) / length) for size, length, shift in swings)
        return level + slope * along + sum(bends)

    return at


def east_west(curve: Curve, start: float, end: float) -> LineString:
    """The curve as a line from west to east."""
    return _thin([(x, curve(x)) for x in _steps(start, end)])


def north_south(curve: Curve, start: float, end: float) -> LineString:
    """The curve as a line from south to north."""
    return _thin([(curve(y), y) for y in _steps(start, end)])


def ribbon(middle: Curve, half_width: Curve, reach_m: float, rough_m: float) -> Polygon:
    """A band from west to east round a curve, `reach_m` to either side of (0, 0)."""
    steps = [
        -reach_m + RIBBON_STEP_M * index for index in range(int(2 * reach_m / RIBBON_STEP_M) + 1)
    ]
    north = [(east, middle(east) + half_width(east)) for east in steps]
    south = [(east, middle(east) - half_width(east)) for east in steps]
    band = Polygon(north + south[::-1]).simplify(rough_m)
    assert isinstance(band, Polygon)
    return band


def oval(half_width: float, half_height: float, fullness: float, bend: Curve) -> Polygon:
    """A superellipse round (0, 0) whose radius is scaled by `bend` of the angle in radians."""
    ring = []
    for step in range(720):
        angle = step * pi / 360
        scale = bend(angle)
        east = half_width * _signed_power(cos(angle), 2 / fullness) * scale
        north = half_height * _signed_power(sin(angle), 2 / fullness) * scale
        ring.append((east, north))
    thin = Polygon(ring).simplify(STRAIGHT_ENOUGH_M)
    assert isinstance(thin, Polygon)
    return thin


def chamfer(block: Polygon, cut_m: float, shortest_m: float) -> Polygon:
    """Cut the corners of a block where two edges of at least `shortest_m` meet at an angle."""
    ring = list(shapely.normalize(block).exterior.coords)[:-1]
    points: list[Point] = []
    for index, here in enumerate(ring):
        before, after = ring[index - 1], ring[(index + 1) % len(ring)]
        lengths = _distance(here, before), _distance(here, after)
        if min(lengths) < shortest_m or _straightness(before, here, after) > 0.8:
            points.append((here[0], here[1]))
            continue
        points.append(_towards(here, before, cut_m))
        points.append(_towards(here, after, cut_m))
    return Polygon(points)


def _steps(start: float, end: float) -> list[float]:
    count = max(2, round((end - start) / STEP_M))
    return [start + (end - start) * index / count for index in range(count + 1)]


def _thin(points: list[Point]) -> LineString:
    line = LineString(points).simplify(STRAIGHT_ENOUGH_M)
    assert isinstance(line, LineString)
    return line


def _signed_power(value: float, power: float) -> float:
    return float(abs(value) ** power) * (1 if value >= 0 else -1)


def _distance(one: tuple[float, ...], two: tuple[float, ...]) -> float:
    return hypot(two[0] - one[0], two[1] - one[1])


def _towards(start: tuple[float, ...], end: tuple[float, ...], metres: float) -> Point:
    share = metres / _distance(start, end)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _straightness(
    before: tuple[float, ...], here: tuple[float, ...], after: tuple[float, ...]
) -> float:
    """1 where the line goes straight on, 0 at a right angle, below 0 at a sharp one."""
    east_in, north_in = here[0] - before[0], here[1] - before[1]
    east_out, north_out = after[0] - here[0], after[1] - here[1]
    product = _distance(before, here) * _distance(here, after)
    return (east_in * east_out + north_in * north_out) / product
