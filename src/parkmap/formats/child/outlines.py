"""Closed polylines of a DXF as rings, their arcs as lines that keep the area."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot
from typing import Any

from ezdxf.entities.lwpolyline import LWPolyline
from ezdxf.entities.polyline import Polyline

from parkmap.formats.child.arcs import Point, arc_of, points_within

SPLINE_FRAME = 16
MESHES = 16 | 64
NEARLY_CLOSED = 0.01
"""An open line whose ends are nearer than this share of its length was meant to be closed."""

Corner = tuple[float, float, float]
Ring = list[Point]


@dataclass(slots=True)
class Outline:
    """A ring as drawn, first point again at its end; `gap` where the drawing left it open.

    `holes` and further `parts` are there only where the drawing says what belongs together.
    """

    layer: str
    ring: Ring
    arcs: int = 0
    area: float = 0.0
    gap: float = 0.0
    label: dict[str, str] = field(default_factory=dict)
    holes: list[Ring] = field(default_factory=list)
    parts: list[Outline] = field(default_factory=list)

    @property
    def polygons(self) -> list[list[Ring]]:
        """Its parts, each as its rings, the outer one first."""
        return [[one.ring, *one.holes] for one in (self, *self.parts)]

    @property
    def lost(self) -> float:
        """How far the area of the lines is from that of the arcs, square units."""
        return abs(abs(_area(self.ring)) - abs(self.area)) if self.arcs else 0.0


def outline_of(entity: Any, layer: str) -> Outline | None:
    """The outline that an entity draws; None for an open line, a mesh, or fewer than 3 corners."""
    if isinstance(entity, LWPolyline):
        corners = [(float(x), float(y), float(b)) for x, y, b in entity.get_points("xyb")]
    elif isinstance(entity, Polyline) and not entity.dxf.flags & MESHES:
        corners = [(one.dxf.location.x, one.dxf.location.y, one.dxf.get("bulge", 0.0))
                   for one in entity.vertices if not one.dxf.flags & SPLINE_FRAME]  # fmt: skip
    else:
        return None
    if entity.dxf.get("extrusion", (0.0, 0.0, 1.0))[2] < 0:  # drawn from below
        corners = [(-x, y, -bulge) for x, y, bulge in corners]
    corners = [one for at, one in enumerate(corners) if not at or one[:2] != corners[at - 1][:2]]
    return _closed(corners, layer, bool(entity.is_closed))


def _closed(corners: list[Corner], layer: str, flag: bool) -> Outline | None:
    meets = len(corners) > 1 and corners[0][:2] == corners[-1][:2]
    if meets:
        corners = corners[:-1]
    closed = flag or meets
    gap = 0.0
    if not closed and len(corners) > 2:
        gap = hypot(corners[0][0] - corners[-1][0], corners[0][1] - corners[-1][1])
        closed = gap <= NEARLY_CLOSED * _length(corners)
    curved = any(bulge for *_, bulge in corners)
    if not closed or len(corners) < (2 if curved else 3):
        return None
    outline = Outline(layer, [], gap=gap)
    _draw(outline, corners)
    return outline


def _draw(outline: Outline, corners: list[Corner]) -> None:
    """Line by line around, adding up the exact area."""
    ring: list[Point] = []
    straight: list[Point] = [corner[:2] for corner in corners]
    outline.area = _area([*straight, straight[0]])
    for at, (x, y, bulge) in enumerate(corners):
        ring.append((x, y))
        arc = arc_of((x, y), straight[(at + 1) % len(straight)], bulge)
        if arc is not None and not (outline.gap and at == len(corners) - 1):
            ring += points_within(arc)
            outline.arcs += 1
            outline.area += arc.area
    outline.ring = ring if outline.gap else [*ring, ring[0]]


def _area(ring: list[Point]) -> float:
    """Signed area; coordinates are taken from the first point, since those of a zone are long."""
    left, low = ring[0]
    pairs = pairwise(ring)
    return sum((x - left) * (b - low) - (a - left) * (y - low) for (x, y), (a, b) in pairs) / 2


def _length(corners: list[Corner]) -> float:
    pairs = pairwise(corners)
    return sum(hypot(a[0] - b[0], a[1] - b[1]) for a, b in pairs)
