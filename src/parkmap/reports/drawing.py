"""What a template draws: lines and areas as rings in mm, text at a place, grid and scale bar."""

from __future__ import annotations

import math
from typing import Any, Final

import shapely

from parkmap.reports.frame import Frame

Item = dict[str, Any]
GRID_MM: Final = 100.0
TICK_MM: Final = 2.5
BAR_MM: Final = 55.0
ROUND: Final = (1, 2, 5)


def area(
    shape: Any, *, fill: str | None = None, hatch: str | None = None, line: str | None = None,
    width: float = 0.15, dash: bool = False,
) -> Item | None:  # fmt: skip
    """An area in mm: its rings, how it is filled and lined; None where nothing of it is left."""
    polygons = [
        one for one in shapely.get_parts(shape) if one.geom_type == "Polygon" and one.area > 0
    ]
    rings = [
        ring for one in polygons for ring in (one.exterior, *one.interiors) if not one.is_empty
    ]
    if not rings:
        return None
    return {"rings": [_points(ring) for ring in rings], "closed": True, "fill": fill,
            "hatch": hatch, "line": line, "width": width, "dash": dash}  # fmt: skip


def path(shape: Any, line: str, width: float, *, dash: bool = False) -> Item | None:
    """Lines in mm."""
    lines = [one for one in shapely.get_parts(shape) if one.geom_type == "LineString"]
    lines = [one for one in lines if not one.is_empty]
    if not lines:
        return None
    return {"rings": [_points(one) for one in lines], "closed": False, "fill": None,
            "hatch": None, "line": line, "width": width, "dash": dash}  # fmt: skip


def text(
    x: float, y: float, said: str, size: float, colour: str = "#1B2430", angle: float = 0.0, *,
    halo: bool = False,
) -> Item:  # fmt: skip
    """A text with its middle at a place; size in points, angle in degrees clockwise."""
    return {"x": _mm(x), "y": _mm(y), "text": said, "size": size, "colour": colour,
            "angle": round(float(angle), 1), "halo": halo}  # fmt: skip


def middle(shape: Any) -> tuple[float, float, float]:
    """The middle of the largest circle in an area in mm, and its radius; for a label."""
    polygons = [
        one for one in shapely.get_parts(shape) if one.geom_type == "Polygon" and one.area > 0
    ]
    if not polygons:
        return 0.0, 0.0, 0.0
    largest = max(polygons, key=shapely.area)
    radius = shapely.maximum_inscribed_circle(largest, 0.5)
    (x, y), *_ = radius.coords
    return float(x), float(y), float(radius.length)


def grid(frame: Frame) -> tuple[list[list[float]], list[Item]]:
    """Crosses every 10 cm, and the coordinates at the frame: northing left, easting below."""
    west, south, east, north = frame.metres
    step = GRID_MM * frame.scale / 1000
    eastings = _multiples(west, east, step)
    northings = _multiples(south, north, step)
    right = [(one - west) * 1000 / frame.scale for one in eastings]
    down = [(north - one) * 1000 / frame.scale for one in northings]
    crosses = [[_mm(x), _mm(y)] for x in right for y in down]
    labels = [text(x, frame.height + 2.2, f"{one:.0f}", 6, "#4A5666")
              for x, one in zip(right, eastings, strict=True)]  # fmt: skip
    labels += [text(-2.2, y, f"{one:.0f}", 6, "#4A5666", -90)
               for y, one in zip(down, northings, strict=True)]  # fmt: skip
    return crosses, labels


def scale_bar(scale: int) -> Item:
    """A bar of round metres, in four parts: its length in mm, and the figures below it."""
    longest = BAR_MM * scale / 1000
    power = 10 ** math.floor(math.log10(longest))
    metres = max(one * power for one in ROUND if one * power <= longest)
    figures = [0, metres / 2, metres]
    return {"mm": _mm(metres * 1000 / scale), "figures": [f"{one:g}" for one in figures]}


def _multiples(low: float, high: float, step: float) -> list[float]:
    first = math.ceil(low / step)
    return [n * step for n in range(first, math.floor(high / step) + 1)]


def _points(ring: Any) -> list[list[float]]:
    return [[_mm(x), _mm(y)] for x, y in ring.coords]


def _mm(value: float) -> float:
    return round(float(value), 2)


__all__ = ["Item", "area", "grid", "middle", "path", "scale_bar", "text"]
