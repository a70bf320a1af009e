"""宗地图: the plan of one parcel at a round scale, with boundary points, sides, neighbours."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import shapely

from parkmap.reports.backdrop import Ground, ground
from parkmap.reports.drawing import Item, area, grid, middle, scale_bar, text
from parkmap.reports.frame import SIZES_MM, Frame, Paper, frame_around

LEFT_MM: Final = 22.0
RIGHT_MM: Final = 10.0
HEAD_MM: Final = 45.0
FOOT_MM: Final = 46.0
BOUNDARY: Final = "#C1121F"
INK: Final = "#1B2430"
QUIET: Final = "#4A5666"
LEAST_APART_MM: Final = 5.0
"""Points that lie closer to one with a number are listed in the table only."""

LEAST_SIDE_MM: Final = 9.0
CROWDED_MM: Final = 6.0
POINT_MM: Final = 0.353
OFF_MM: Final = 2.4
LEAST_ROOM_MM: Final = 3.5
"""The radius that the name of a neighbour needs."""

Place = tuple[float, float]


class Corner(NamedTuple):
    """A boundary point (界址点), with the side to the next of its ring."""

    name: str
    ring: int
    northing: float
    easting: float
    side_m: float


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Land beside: its number and name, and its shape on the plane."""

    id: str
    name: str
    shape: Any


@dataclass(frozen=True, slots=True)
class ParcelPlan:
    """What is printed of one parcel; `head` are rows of (label, value), `label` stands inside."""

    id: str
    head: Sequence[Sequence[tuple[str, str]]]
    label: tuple[str, str, str]
    shape: Any
    corners: Sequence[Corner]
    neighbours: Sequence[Neighbour]
    ground: Sequence[Ground] = ()


def window_of(shape: Any, paper: Paper) -> Frame:
    """The frame in which a parcel is drawn; what lies in it is looked up by it."""
    width, height = SIZES_MM[paper]
    place = LEFT_MM, HEAD_MM, width - LEFT_MM - RIGHT_MM, height - HEAD_MM - FOOT_MM
    return frame_around(tuple(shapely.bounds(shape)), place)


def plan_page(one: ParcelPlan, paper: Paper, words: Mapping[str, str]) -> dict[str, Any]:
    """The page of one parcel, in millimetres."""
    frame = window_of(one.shape, paper)
    width, height = SIZES_MM[paper]
    shape = frame.millimetres(one.shape)
    below, names = ground(frame, one.ground)
    beside, labels = _beside(frame, one)
    outline = area(shape, fill="#FBE9E7", line=BOUNDARY, width=0.3)
    numbers, thinned = _numbers(shape, _placed(frame, one.corners))
    crosses, coordinates = grid(frame)
    inner = _inner(shape, one.label)
    return {
        "kind": "plan", "width": width, "height": height,
        "frame": {"x": frame.x, "y": frame.y, "width": frame.width, "height": frame.height},
        "head": [[list(pair) for pair in row] for row in one.head],
        "shapes": [*below, *beside, *([outline] if outline else [])],
        "texts": [*names, *labels, *inner, *numbers], "around": coordinates, "crosses": crosses,
        "dots": [[round(x, 2), round(y, 2)] for _, x, y in _placed(frame, one.corners)],
        "scale": f"1:{frame.scale}", "bar": scale_bar(frame.scale),
        "remark": words["thinned"] if thinned else "",
    }  # fmt: skip


def points_page(one: ParcelPlan, paper: Paper) -> dict[str, Any]:
    """界址点成果表: every boundary point with coordinates and side, ring by ring, each closed."""
    rows: list[list[str]] = []
    rings = sorted({corner.ring for corner in one.corners})
    for ring in rings:
        mine = [corner for corner in one.corners if corner.ring == ring]
        for corner in [*mine, mine[0]]:
            rows.append([corner.name, f"{corner.northing:.3f}", f"{corner.easting:.3f}"])
        sides = [f"{corner.side_m:.2f}" for corner in mine]
        for row, side in zip(rows[-len(mine) - 1 :], [*sides, ""], strict=True):
            row += [side, str(ring)]
    width, height = SIZES_MM[paper]
    head = [[list(pair) for pair in row] for row in one.head]
    return {"kind": "points", "width": width, "height": height, "head": head, "rows": rows,
            "count": len(one.corners), "rings": len(rings)}  # fmt: skip


def _placed(frame: Frame, corners: Sequence[Corner]) -> list[tuple[Corner, float, float]]:
    return [
        (one, (one.easting - frame.west) * 1000 / frame.scale,
         (frame.north - one.northing) * 1000 / frame.scale)
        for one in corners
    ]  # fmt: skip


def _beside(frame: Frame, one: ParcelPlan) -> tuple[list[Item], list[Item]]:
    shapes: list[Item] = []
    labels: list[Item] = []
    for near in one.neighbours:
        cut = frame.cut(near.shape)
        drawn = area(cut, fill="#FFFFFF", line=QUIET, width=0.15)
        if drawn is None:
            continue
        shapes.append(drawn)
        window = shapely.box(1, 1, frame.width - 1, frame.height - 1)
        x, y, room = middle(shapely.intersection(cut, window))
        if room >= LEAST_ROOM_MM:
            named = near.name != near.id and _width_mm(near.name, 7) <= 2.6 * room
            labels.append(text(x, y - (1.8 if named else 0), near.id, 7.5, QUIET))
            if named:
                labels.append(text(x, y + 1.8, near.name, 7, QUIET))
    return shapes, labels


def _width_mm(said: str, size: float) -> float:
    """About how wide a text is: Chinese characters are as wide as they are high."""
    return sum(1.0 if ord(one) > 0x2E7F else 0.55 for one in said) * size * POINT_MM


def _inner(shape: Any, label: tuple[str, str, str]) -> list[Item]:
    """Number over use, as on a cadastral plan, and the area below."""
    x, y, room = middle(shape)
    size = max(6.0, min(12.0, room * 0.9))
    step = size * 0.42
    return [
        text(x, y - step, label[0], size, BOUNDARY),
        text(x, y + step * 0.9, label[1], size * 0.8, BOUNDARY),
        text(x, y + step * 2.6, label[2], size * 0.75, INK),
    ]


def _numbers(
    shape: Any, placed: Sequence[tuple[Corner, float, float]]
) -> tuple[list[Item], bool]:  # fmt: skip
    """Numbers of points outside, lengths of sides inside; whether some were left to the table."""
    items: list[Item] = []
    told: list[Place] = []
    lengths: list[Place] = []
    rings: dict[int, list[tuple[Corner, float, float]]] = {}
    for one in placed:
        rings.setdefault(one[0].ring, []).append(one)
    shapely.prepare(shape)
    for ring in rings.values():
        for n, (corner, x, y) in enumerate(ring):
            (_, px, py), (_, nx, ny) = ring[n - 1], ring[(n + 1) % len(ring)]
            if all(math.hypot(x - a, y - b) >= LEAST_APART_MM for a, b in told):
                told.append((x, y))
                items.append(_number(shape, corner.name, (x, y), (px, py), (nx, ny)))
            if math.hypot(nx - x, ny - y) >= LEAST_SIDE_MM:
                said = f"{corner.side_m:.2f}"
                inside, outside = _side(shape, said, (x, y), (nx, ny))
                crowded = any(math.dist(inside[0], one) < CROWDED_MM for one in lengths)
                place, label = outside if crowded else inside
                lengths.append(place)
                items.append(label)
    return items, len(told) < len(placed)


def _number(shape: Any, name: str, at: Place, before: Place, after: Place) -> Item:
    """Outside, on the line that halves the corner."""
    right, down = 0.0, 0.0
    for one in (before, after):
        length = math.hypot(one[0] - at[0], one[1] - at[1]) or 1.0
        right += (one[0] - at[0]) / length
        down += (one[1] - at[1]) / length
    if math.hypot(right, down) < 0.1:  # straight on: to one side of the line
        right, down = -(after[1] - before[1]), after[0] - before[0]
    length = math.hypot(right, down) or 1.0
    right, down = right / length, down / length
    if shapely.contains_xy(shape, at[0] + right * 0.3, at[1] + down * 0.3):
        right, down = -right, -down
    return text(at[0] + right * 3.2, at[1] + down * 2.8, name, 7, BOUNDARY)


def _side(
    shape: Any, said: str, at: Place, after: Place
) -> tuple[tuple[Place, Item], tuple[Place, Item]]:  # fmt: skip
    """Along the side: inside the land, and outside where it is crowded there."""
    across, down = after[0] - at[0], after[1] - at[1]
    length = math.hypot(across, down)
    x, y = (at[0] + after[0]) / 2, (at[1] + after[1]) / 2
    right, low = -down / length, across / length
    if not shapely.contains_xy(shape, x + right * 0.3, y + low * 0.3):
        right, low = -right, -low
    angle = (math.degrees(math.atan2(down, across)) + 90) % 180 - 90
    inside = (x + right * OFF_MM, y + low * OFF_MM)
    outside = (x - right * OFF_MM, y - low * OFF_MM)
    within, beyond = (text(*one, said, 7, INK, angle) for one in (inside, outside))
    return (inside, within), (outside, beyond)


__all__ = ["Corner", "Neighbour", "ParcelPlan", "plan_page", "points_page", "window_of"]
