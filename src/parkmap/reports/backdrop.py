"""The ground below parcels: greens, water, roads as wide as they are, rail; and their names."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import shapely

from parkmap.reports.drawing import Item, area, path, text
from parkmap.reports.frame import Frame

LANE_M: Final = 12.0
"""A road without a width."""

LEAST_ROAD_MM: Final = 0.4
NAME_EVERY_MM: Final = 14.0
FILLS: Final = {"greens": "#E3EDDD", "water": "#CFE2EF"}
LINES: Final = {"rail": ("#7A8594", 0.35, True), "utilities": ("#B4BECB", 0.15, True)}
ROAD: Final = "#ECEFF2"
NAME: Final = "#7A8594"


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing of the backdrop: the stem of its file, name, shape on the plane, width in m."""

    kind: str
    name: str
    shape: Any
    width_m: float = LANE_M


def ground(frame: Frame, things: Sequence[Ground]) -> tuple[list[Item], list[Item]]:
    """Shapes and names, the lowest first."""
    shapes = [item for one in things if (item := _shape(frame, one)) is not None]
    return shapes, _names(frame, [one for one in things if one.kind == "roads" and one.name])


def _shape(frame: Frame, one: Ground) -> Item | None:
    if one.kind == "roads":
        width = max(one.width_m * 1000 / frame.scale, LEAST_ROAD_MM)
        return path(frame.cut(one.shape), ROAD, width)
    if one.kind in LINES:
        line, width, dash = LINES[one.kind]
        return path(frame.cut(one.shape), line, width, dash=dash)
    return area(frame.cut(one.shape), fill=FILLS.get(one.kind, "#F1F3F5"))


def _names(frame: Frame, roads: Sequence[Ground]) -> list[Item]:
    """Each name once, along the longest stretch of its road in the frame."""
    longest: dict[str, tuple[float, Any, float]] = {}
    for one in roads:
        for line in shapely.get_parts(frame.cut(one.shape)):
            length = float(line.length)
            if line.geom_type == "LineString" and length > longest.get(one.name, (0.0,))[0]:
                longest[one.name] = (length, line, one.width_m * 1000 / frame.scale)
    return [_along(line, name, width) for name, (length, line, width) in longest.items()
            if length > NAME_EVERY_MM + 2.5 * len(name)]  # fmt: skip


def _along(line: Any, name: str, width: float) -> Item:
    before, at, after = (line.interpolate(one, normalized=True) for one in (0.46, 0.5, 0.54))
    angle = math.degrees(math.atan2(after.y - before.y, after.x - before.x))
    angle = (angle + 90) % 180 - 90
    return text(at.x, at.y, name, min(9.0, max(6.0, width * 1.6)), NAME, angle)


__all__ = ["Ground", "ground"]
