"""The town: ring road, arterials, streets, river and rail, in plane metres round its middle."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, sin
from typing import Final, NamedTuple

import shapely
from shapely import LineString, MultiLineString, Point, Polygon

from .curves import Curve, east_west, north_south, oval, ribbon, wave
from .names import ROADS

REACH_M: Final = 3700.0
WIDTHS: Final = {
    "ring": 44.0,
    "arterial": 38.0,
    "highway": 30.0,
    "riverside": 26.0,
    "street": 22.0,
    "lane": 16.0,
    "country": 14.0,
}


class Road(NamedTuple):
    """A road by its centre line."""

    name_zh: str
    name_en: str
    grade: str
    line: LineString

    @property
    def width_m(self) -> float:
        """Between the fences, verges included."""
        return WIDTHS[self.grade]


class Street(NamedTuple):
    """A street as planned: where it runs and through which cells of the arterial grid."""

    name: str
    axis: str
    curve: Curve
    cells: str
    grade: str = "street"


VERTICAL: Final = {
    "qihang": wave(-1330, 0.05, (55, 4200, 400)),
    "xinghe": wave(60, -0.03, (95, 3600, -500)),
    "changtian": wave(1390, 0.06, (60, 4600, 900)),
}
HORIZONTAL: Final = {
    "chuangzhi": wave(770, 0.035, (75, 5200, -900)),
    "gongye": wave(-330, -0.01, (70, 4400, 600)),
}
RIVER: Final = wave(-1235, 0.02, (120, 3700, -350), (38, 1500, 200))
RIVER_HALF_WIDTH: Final = wave(44, 0.0, (9, 1900, 300), (5, 800, 0))
RIVERSIDE: Final = {
    "binhebei": wave(-1090, 0.02, (112, 3700, -350), (18, 1500, 200)),
    "binhenan": wave(-1385, 0.02, (112, 3700, -350), (18, 1500, 200)),
}
RAIL: Final = wave(2335, 0.04, (45, 4200, 600))
SIDING_LEAVES_AT: Final = -1060.0
SIDING_RADIUS_M: Final = 440.0

STREETS: Final = (
    Street("guanglan", "v", wave(-2030, 0.03, (25, 2600, 100)), "aN aM aS aR"),
    Street("guangying", "v", wave(-1690, 0.04, (20, 2100, 700)), "aM aS"),
    Street("qingyuan", "v", wave(-900, 0.03, (30, 3100, 300)), "bN bM bS bR"),
    Street("jinggong", "v", wave(-630, 0.01, (15, 2400, 0)), "bM", "lane"),
    Street("mingde", "v", wave(-400, -0.02, (35, 2900, -200)), "bN bM bS bR"),
    Street("jingce", "v", wave(-140, -0.02, (18, 2300, 100)), "bM", "lane"),
    Street("yinhe", "v", wave(480, 0.0, (40, 3300, 500)), "cN cM cS cR"),
    Street("beidou", "v", wave(930, 0.05, (28, 2800, 200)), "cM cS cR"),
    Street("lanhang", "v", wave(1790, 0.05, (30, 2600, 600)), "dN dM dS dR"),
    Street("yunhai", "v", wave(2160, 0.03, (20, 2400, 0)), "dM dS"),
    Street("lvneng", "h", wave(1430, 0.02, (25, 2400, -300)), "bN cN"),
    Street("fengguang", "h", wave(1200, 0.05, (28, 2500, 200)), "aN"),
    Street("chuneng", "h", wave(1170, 0.03, (45, 3900, 200)), "dN"),
    Street("zhizao", "h", wave(1095, 0.03, (40, 4100, -100)), "bN cN"),
    Street("xinguang", "h", wave(430, 0.02, (30, 2800, 0)), "aM bM dM"),
    Street("tiangong", "h", wave(400, 0.03, (35, 3000, -400)), "cM"),
    Street("jingyi", "h", wave(590, 0.03, (22, 2600, 300)), "bM", "lane"),
    Street("jinghua", "h", wave(230, 0.01, (28, 2500, 0)), "bM", "lane"),
    Street("guangxin", "h", wave(80, -0.01, (40, 3200, -500)), "aM bM"),
    Street("yuanwang", "h", wave(30, 0.01, (40, 3400, 500)), "cM dM"),
    Street("jingwei", "h", wave(-120, 0.0, (20, 2100, 0)), "bM", "lane"),
    Street("hefeng", "h", wave(-590, -0.01, (35, 3600, 100)), "aS bS cS"),
    Street("heyun", "h", wave(-690, 0.03, (38, 3000, 300)), "dS"),
    Street("heguang", "h", wave(-830, 0.0, (45, 3700, -300)), "aS bS cS"),
    Street("weilai", "h", wave(-1640, 0.02, (45, 3900, -350)), "bR cR"),
)
BELT_ANGLES: Final = (4, 20, 33, 47, 60, 75, 106, 121, 136, 149, 161, 187, 214, 232, 249, 264, 281,
                      296, 312, 329)  # fmt: skip


@dataclass(frozen=True)
class Town:
    """Everything drawn before a block is cut."""

    zone: Polygon
    ring: Polygon
    roads: tuple[Road, ...]
    river: Polygon
    rail: LineString
    siding: LineString


def build() -> Town:
    """Draw the town."""
    ring = oval(2560, 1960, 2.7, lambda angle: 1 + 0.018 * sin(3 * angle + 0.6))
    zone = oval(2900, 2270, 2.6, lambda angle: 1 + 0.02 * sin(3 * angle + 0.9))
    rail = east_west(RAIL, -REACH_M - 500, REACH_M + 500)
    river = ribbon(RIVER, RIVER_HALF_WIDTH, REACH_M + 500, 0.5)
    main = _main_roads(ring)
    roads = main + _streets(ring, main) + _belt_streets(zone, ring, main)
    return Town(zone, ring, tuple(roads), river, rail, _siding(rail))


def cell(east: float, north: float) -> str:
    """The cell of the arterial grid at a place: column a to d, row N, M, S, W (water) or R.

    Examples
    --------
    >>> cell(-400, 1500), cell(2500, 0), cell(0, -1235)
    ('bN', 'dM', 'bW')
    """
    column = "abcd"[sum(curve(north) < east for curve in VERTICAL.values())]
    levels = [*HORIZONTAL.values(), *RIVERSIDE.values()]
    row = "NMSWR"[sum(curve(east) > north for curve in levels)]
    return column + row


def _named(key: str, grade: str, line: LineString) -> Road:
    return Road(*ROADS[key], grade, line)


def _main_roads(ring: Polygon) -> list[Road]:
    vertical = [
        _named(key, "arterial", north_south(curve, -REACH_M, REACH_M))
        for key, curve in VERTICAL.items()
    ]
    across = [
        _named(key, grade, east_west(curve, -REACH_M, REACH_M))
        for curves, grade in ((HORIZONTAL, "arterial"), (RIVERSIDE, "riverside"))
        for key, curve in curves.items()
    ]
    return [_named("huancheng", "ring", LineString(ring.exterior)), *vertical, *across]


def _streets(ring: Polygon, main: list[Road]) -> list[Road]:
    noded = shapely.node(MultiLineString([road.line for road in main]))
    faces = shapely.get_parts(shapely.polygonize([noded]))
    cells: dict[str, list[Polygon]] = {}
    for face in faces:
        middle = face.representative_point()
        if not ring.contains(middle):
            continue
        cells.setdefault(cell(middle.x, middle.y), []).append(face)
    roads = []
    for street in STREETS:
        draw = north_south if street.axis == "v" else east_west
        room = shapely.union_all([face for key in street.cells.split() for face in cells[key]])
        inside = shapely.line_merge(draw(street.curve, -REACH_M, REACH_M).intersection(room))
        pieces = shapely.get_parts(inside)
        roads += [_named(street.name, street.grade, piece) for piece in pieces]
    return [road for road in roads if road.line.length > 60]


def _belt_streets(zone: Polygon, ring: Polygon, main: list[Road]) -> list[Road]:
    """Short streets from the ring road out to the edge of the zone, square to the ring."""
    others = shapely.union_all([road.line for road in main if road.grade != "ring"])
    roads = []
    for index, degrees in enumerate(BELT_ANGLES):
        share = degrees / 360
        foot = ring.exterior.interpolate(share, normalized=True)
        before = ring.exterior.interpolate(share - 0.002, normalized=True)
        after = ring.exterior.interpolate(share + 0.002, normalized=True)
        east, north = after.y - before.y, before.x - after.x
        scale = 900 / (east**2 + north**2) ** 0.5
        for sign in (1, -1):
            tip = Point(foot.x + sign * east * scale, foot.y + sign * north * scale)
            if ring.contains(tip):
                continue
            line = LineString([foot, tip]).intersection(zone)
            if isinstance(line, LineString) and line.distance(others) > 90:
                names = (f"环外{index + 1}街", f"Outer Street {index + 1}")
                roads.append(Road(*names, "street", line))
    return roads


def _siding(rail: LineString) -> LineString:
    """Leaves the main line westwards, turns south and ends on a street of the green park."""
    start = rail.interpolate(rail.project(Point(SIDING_LEAVES_AT, RAIL(SIDING_LEAVES_AT))))
    bend = [(start.x, start.y)]
    for step in range(1, 23):
        angle = step / 22 * 1.5408
        east = start.x - SIDING_RADIUS_M * sin(angle)
        bend.append((east, start.y - SIDING_RADIUS_M * (1 - cos(angle))))
    foot = next(street for street in STREETS if street.name == "fengguang").curve
    east = bend[-1][0] - 0.03 * (bend[-1][1] - foot(bend[-1][0]))
    bend.append((east, foot(east)))
    return LineString(bend)
