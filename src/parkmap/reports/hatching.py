"""The hatching of a style as lines of their own: a pattern is blurred where it is enlarged."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import shapely

from parkmap.land.status import Hatch
from parkmap.reports.drawing import Item, path

STEP_MM: Final = 2.0
LINE_MM: Final = 0.4
DOT_MM: Final = 0.75
ANGLES: Final[dict[str, tuple[float, ...]]] = {
    "diagonal": (-45.0,), "back": (45.0,), "cross": (45.0, -45.0), "rows": (0.0,),
    "columns": (90.0,), "grid": (0.0, 90.0),
}  # fmt: skip
"""Hatching -> the directions of its lines, degrees clockwise from the right."""


def hatching(shape: Any, hatch: Hatch, colour: str, step: float = STEP_MM) -> Item | None:
    """Lines or dots over an area in millimetres; None for a style without, or where none fits.

    Examples
    --------
    >>> drawn = hatching(shapely.box(0, 0, 10, 10), "rows", "#D55E00")
    >>> len(drawn["rings"])
    5
    """
    if hatch == "dots":
        return path(_dots(shape, step * 0.9), colour, DOT_MM)
    lines = [one for angle in ANGLES.get(hatch, ()) for one in _lines(shape, angle, step)]
    return path(shapely.multilinestrings(lines), colour, LINE_MM) if lines else None


def _lines(shape: Any, angle: float, step: float) -> Sequence[Any]:
    """Parallel lines over the box of an area, cut to the area."""
    (west, north, east, south), turn = shapely.bounds(shape), math.radians(angle)
    x, y = (west + east) / 2, (north + south) / 2
    reach = math.hypot(east - west, south - north) / 2 + step
    along, across = (
        np.array([math.cos(turn), math.sin(turn)]),
        np.array([-math.sin(turn), math.cos(turn)]),
    )
    middles = [np.array([x, y]) + across * at for at in np.arange(step / 2 - reach, reach, step)]
    drawn = [shapely.linestrings([one - along * reach, one + along * reach]) for one in middles]
    cut = shapely.get_parts(shapely.intersection(np.array(drawn), shape))
    return [one for one in cut if one.geom_type == "LineString" and one.length > 0]


def _dots(shape: Any, step: float) -> Any:
    """Points in staggered rows, each as a line too short to see but for its round ends."""
    west, north, east, south = shapely.bounds(shape)
    rows = np.arange(north + step / 2, south, step)
    points = [(x, y) for n, y in enumerate(rows)
              for x in np.arange(west + (step / 2 if n % 2 else step), east, step)]  # fmt: skip
    inner = shapely.buffer(shape, -DOT_MM / 2)
    kept = [(x, y) for x, y in points if shapely.contains_xy(inner, x, y)]
    return shapely.multilinestrings([[(x, y), (x + 0.02, y)] for x, y in kept])


__all__ = ["hatching"]
