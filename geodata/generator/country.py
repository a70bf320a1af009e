"""The country round the town, for the backdrop only: what leaves the town goes on out of sight."""

from __future__ import annotations

from math import cos, hypot, pi, radians, sin
from typing import Final, NamedTuple

import shapely
from shapely import LineString, Polygon, affinity

from .curves import Curve, Heading, east_west, north_south, oval, ribbon, wave
from .names import ROADS
from .town import (
    HORIZONTAL,
    RAIL,
    REACH_M,
    RIVER,
    RIVER_HALF_WIDTH,
    RIVERSIDE,
    VERTICAL,
    Road,
    Town,
)

FAR_EAST_WEST_M: Final = 24_000.0
FAR_NORTH_SOUTH_M: Final = 12_000.0
ROUGH_M: Final = 2.5
TURN_M: Final = 1800.0
RIVER_SWING: Final = (150.0, 5200.0)
BANK_M: Final = 52.0
BROOK_HALF_WIDTH_M: Final = 11.0
BROOK: Final = wave(-4650, -0.04, (160, 4300, 300), (70, 1700, 0))


class Way(NamedTuple):
    """How a line goes on past the town: the turn it takes at either end, and how it swings.

    A turn is a change of slope, positive to the north (or east, for a line running north).
    """

    turns: tuple[float, float]
    swing: tuple[float, float]


class Wood(NamedTuple):
    """A wooded hill: its middle, its half width and height, its lie in degrees."""

    east: float
    north: float
    half_width: float
    half_height: float
    lie: float


WAYS: Final = {
    "qihang": Way((-0.06, -0.12), (90, 5200)),
    "xinghe": Way((-0.07, 0.06), (110, 6100)),
    "changtian": Way((0.13, 0.09), (80, 4700)),
    "chuangzhi": Way((0.03, 0.07), (100, 6400)),
    "gongye": Way((-0.02, 0.05), (-90, 5600)),
    "binhebei": Way((-0.05, -0.07), RIVER_SWING),
    "binhenan": Way((-0.085, -0.095), RIVER_SWING),
}
RIVER_WAY: Final = Way((-0.06, -0.08), RIVER_SWING)
RAIL_WAY: Final = Way((0.05, 0.08), (120, 8800))

NORTH_SOUTH_ROADS: Final = {
    "xixian": ("highway", wave(-6500, 0.05, (320, 9300, 500), (90, 3700, 0))),
    "dongxian": ("highway", wave(6300, -0.05, (380, 10500, -800), (80, 4100, 0))),
    "xicun": ("country", wave(-13200, -0.08, (300, 7100, 900), (110, 2900, 0))),
    "dongcun": ("country", wave(13600, 0.07, (340, 8100, -300), (120, 3100, 0))),
}
EAST_WEST_ROADS: Final = {
    "beicun": ("country", wave(4750, 0.05, (240, 8600, 700), (90, 3300, 0))),
    "nancun": ("country", wave(-4750, 0.01, (230, 9400, -600), (80, 3500, 0))),
}
WOODS: Final = (
    Wood(-9400, 5950, 1900, 850, 16),
    Wood(-3300, 7000, 1050, 620, -20),
    Wood(3750, 6900, 1150, 640, 12),
    Wood(9900, -5900, 1800, 900, -14),
    Wood(-4100, -6600, 1400, 700, 8),
    Wood(9100, -3050, 560, 290, 24),
    Wood(-9700, -3750, 560, 260, -6),
    Wood(17800, 6900, 2100, 1000, 10),
    Wood(-17900, -6300, 2200, 950, -9),
)


def roads(town: Town) -> tuple[Road, ...]:
    """The roads of the town, the main ones drawn on past it, and the roads between villages."""
    far = {ROADS[key][0]: line for key, line in _main_roads().items()}
    within = [road._replace(line=far.get(road.name_zh, road.line)) for road in town.roads]
    crossing = [
        Road(*ROADS[key], grade, _thin(north_south(curve, -FAR_NORTH_SOUTH_M, FAR_NORTH_SOUTH_M)))
        for key, (grade, curve) in NORTH_SOUTH_ROADS.items()
    ]
    along = [
        Road(*ROADS[key], grade, _thin(east_west(curve, -FAR_EAST_WEST_M, FAR_EAST_WEST_M)))
        for key, (grade, curve) in EAST_WEST_ROADS.items()
    ]
    return (*within, *crossing, *along)


def rail() -> LineString:
    """The main line from one horizon to the other."""
    return _past(RAIL, RAIL_WAY, east_west, FAR_EAST_WEST_M)


def river() -> Polygon:
    """The river from one horizon to the other."""
    return ribbon(_onward(RIVER, RIVER_WAY), RIVER_HALF_WIDTH, FAR_EAST_WEST_M, 1.5)


def brook() -> Polygon:
    """A brook that comes down from the north, west of the town, into the river."""
    line = north_south(BROOK, RIVER(BROOK(-1300)) - 200, FAR_NORTH_SOUTH_M).simplify(ROUGH_M)
    water = line.buffer(BROOK_HALF_WIDTH_M, cap_style="flat", join_style="mitre")
    above = max(shapely.get_parts(water.difference(river())), key=lambda part: part.bounds[3])
    assert isinstance(above, Polygon)
    return above


def greens(town: Town) -> list[Polygon]:
    """The banks of the river past the town, and wooded hills."""
    banks = ribbon(_onward(RIVER, RIVER_WAY), _bank_half_width, FAR_EAST_WEST_M, 6.0)
    return [*shapely.get_parts(banks.difference(town.zone)), *map(_wood, WOODS)]


def _main_roads() -> dict[str, LineString]:
    across = HORIZONTAL | RIVERSIDE
    upright = {
        key: _past(curve, WAYS[key], north_south, FAR_NORTH_SOUTH_M)
        for key, curve in VERTICAL.items()
    }
    return upright | {
        key: _past(curve, WAYS[key], east_west, FAR_EAST_WEST_M) for key, curve in across.items()
    }


def _past(curve: Curve, way: Way, draw: Heading, far_m: float) -> LineString:
    """As drawn within the town, rougher past it."""
    onward = _onward(curve, way)
    before = _thin(draw(onward, -far_m, -REACH_M))
    after = _thin(draw(onward, REACH_M, far_m))
    within = draw(curve, -REACH_M, REACH_M)
    return LineString([*before.coords[:-1], *within.coords, *after.coords[1:]])


def _onward(curve: Curve, way: Way) -> Curve:
    """The curve, turning and swinging from where the drawing of the town ends."""
    size, length = way.swing

    def at(along: float) -> float:
        past = max(0.0, abs(along) - REACH_M)
        turn = way.turns[along > 0] * (hypot(past, TURN_M) - TURN_M)
        return curve(along) + turn + size * (1 - cos(2 * pi * past / length)) / 2

    return at


def _bank_half_width(along: float) -> float:
    uneven = 16 * sin(2 * pi * along / 2300) + 8 * sin(2 * pi * along / 870)
    return RIVER_HALF_WIDTH(along) + BANK_M + uneven


def _wood(wood: Wood) -> Polygon:
    shift = radians(wood.lie) * 5
    outline = oval(
        wood.half_width,
        wood.half_height,
        2.0,
        lambda angle: (
            1 + 0.13 * sin(2 * angle + shift) + 0.1 * sin(3 * angle) + 0.06 * sin(7 * angle - shift)
        ),
    )
    placed = affinity.translate(affinity.rotate(outline, wood.lie), wood.east, wood.north)
    thin = placed.simplify(9.0)
    assert isinstance(thin, Polygon)
    return thin


def _thin(line: LineString) -> LineString:
    thin = line.simplify(ROUGH_M)
    assert isinstance(thin, LineString)
    return thin
