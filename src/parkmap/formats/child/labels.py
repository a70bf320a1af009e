"""Texts of a DXF, joined by their place to the outlines that they stand in."""

from __future__ import annotations

import re
from math import cos, isfinite, radians, sin
from typing import Any, NamedTuple

import numpy as np
import shapely
from ezdxf.entities.mtext import MText
from ezdxf.entities.text import Text

from parkmap.formats.child.outlines import Outline

ID_LIKE = re.compile(r"^(?=.*\d)[A-Za-z0-9][A-Za-z0-9_./()#-]*$")
FIGURE = re.compile(
    r"^[SsAa面积]*[=:：]?\s*\d[\d,]*(\.\d+)?\s*(亩|m2|m²|㎡|平方米|公顷|ha|mu)?$", re.IGNORECASE
)
WHOLE = re.compile(r"^\d+$")
MAX_TEXT = 200
FIRST_WIDE = 0x2E80
NARROW = 0.6
"""Width of a Latin letter against its height; a Chinese one is as wide as high."""

LEADING = 1.6


class Label(NamedTuple):
    """One line of text and where its middle and its anchor are, in the drawing's coordinates."""

    text: str
    middle: tuple[float, float]
    anchor: tuple[float, float]


def labels_of(entity: Any) -> list[Label]:
    """The lines of a text, top first."""
    if isinstance(entity, MText):
        text, height = str(entity.plain_text()), float(entity.dxf.char_height)
        column = (entity.dxf.attachment_point - 1) % 3
        row = (entity.dxf.attachment_point - 1) // 3
        anchor = entity.dxf.insert
    elif isinstance(entity, Text):
        text, height = entity.plain_text(), float(entity.dxf.height)
        column, row, anchor = _alignment(entity)
    else:
        return []
    lines = [line.strip()[:MAX_TEXT] for line in text.splitlines() if line.strip()]
    if not lines or not (isfinite(anchor.x) and isfinite(anchor.y) and isfinite(height)):
        return []
    width = max(map(_width, lines)) * height
    tall = height * (1 + LEADING * (len(lines) - 1))
    right, up = (1 - column) * width / 2, (row - 1) * tall / 2
    turn = radians(entity.dxf.get("rotation", 0.0))
    x, y = anchor.x, anchor.y
    if entity.dxf.get("extrusion", (0.0, 0.0, 1.0))[2] < 0:  # written from below
        x, right = -x, -right
    middle = (x + right * cos(turn) - up * sin(turn), y + right * sin(turn) + up * cos(turn))
    return [Label(line, middle, (x, y)) for line in lines]


def _alignment(text: Text) -> tuple[int, int, Any]:
    """Column (left, middle, right), row (top, middle, bottom) and anchor of a single line."""
    across, down = text.dxf.get("halign", 0), text.dxf.get("valign", 0)
    anchor = text.dxf.insert
    if (across or down) and text.dxf.hasattr("align_point"):
        anchor = text.dxf.align_point
    column = {0: 0, 2: 2}.get(across, 1)
    row = 1 if across == 4 else {2: 1, 3: 0}.get(down, 2)
    return column, row, anchor


def _width(line: str) -> float:
    return sum(1.0 if ord(letter) >= FIRST_WIDE else NARROW for letter in line)


def join(outlines: list[Outline], labels: list[Label]) -> int:
    """Give each label to the smallest outline around its middle; how many found none is told."""
    if not labels:
        return 0
    shapes = _shapes(outlines)
    tree = shapely.STRtree(shapes)
    found = _around(tree, shapes, [one.middle for one in labels])
    anchored = _around(tree, shapes, [one.anchor for one in labels])
    held: dict[int, list[Label]] = {}
    for label, middle, anchor in zip(labels, found, anchored, strict=True):
        at = middle if middle >= 0 else anchor
        if at >= 0:
            held.setdefault(int(at), []).append(label)
    for at, texts in held.items():
        texts.sort(key=lambda one: (-one.middle[1], one.middle[0]))
        outlines[at].label = _with_own_id(outlines[at].label, [one.text for one in texts])
    return len(labels) - sum(map(len, held.values()))


def named(texts: list[str]) -> dict[str, str]:
    """Which of the texts in an outline is its id, which its name; areas are neither.

    Examples
    --------
    >>> named(["精密制造地块", "G-014", "15.2亩"])
    {'label': '精密制造地块 G-014 15.2亩', 'id': 'G-014', 'name': '精密制造地块'}
    """
    words = [one for one in texts if not FIGURE.match(one) or WHOLE.match(one)]
    ids = [one for one in words if ID_LIKE.match(one)] or (words if len(words) == 1 else [])
    names = [one for one in words if one not in ids[:1] and not WHOLE.match(one)]
    found = {"label": " ".join(texts)}
    if ids:
        found["id"] = ids[0]
    if names:
        found["name"] = names[0]
    return found


def _with_own_id(own: dict[str, str], texts: list[str]) -> dict[str, str]:
    """What the texts say; an id that the drawing itself has for the outline goes before it."""
    if "id" not in own:
        return named(texts)
    others = [one for one in texts if one != own["id"]]
    if not others:
        return own
    found = named(others)
    word = found.pop("id", "")
    if word and not ID_LIKE.match(word):
        found.setdefault("name", word)
    return {**found, **own}


def inside_others(outlines: list[Outline]) -> int:
    """How many outlines lie wholly inside another one."""
    shapes = _shapes(outlines)
    sound = shapes[shapely.is_valid(shapes)]
    found = shapely.STRtree(sound).query(sound, predicate="contains_properly")
    return len(np.unique(found[1]))


def _shapes(outlines: list[Outline]) -> Any:
    rings = [one.ring if one.ring[0] == one.ring[-1] else [*one.ring, one.ring[0]]
             for one in outlines]  # fmt: skip
    owner = np.repeat(np.arange(len(rings)), [len(ring) for ring in rings])
    points = np.array([point for ring in rings for point in ring])
    shapes: Any = shapely.polygons(shapely.linearrings(points, indices=owner))
    for at, outline in enumerate(outlines):
        if outline.holes or outline.parts:
            parts = [shapely.Polygon(outer, holes) for outer, *holes in outline.polygons]
            shapes[at] = shapely.MultiPolygon(parts)
    return shapes


def _around(tree: shapely.STRtree, shapes: Any, places: list[tuple[float, float]]) -> Any:
    """For each place the smallest shape around it, -1 where there is none."""
    points = np.array(places)
    place, shape = tree.query(shapely.points(points))
    inside = shapely.intersects_xy(shapes[shape], points[place, 0], points[place, 1])
    place, shape = place[inside], shape[inside]
    largest_first = np.argsort(-shapely.area(shapes[shape]), kind="stable")
    found = np.full(len(places), -1)
    found[place[largest_first]] = shape[largest_first]  # the last one written, the smallest, stays
    return found
