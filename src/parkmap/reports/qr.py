"""A QR code as one drawing in millimetres, for paper and page alike."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import segno
import shapely

from parkmap.reports.drawing import Item

CORRECTION: Final = "m"
"""15 % of it may be dirty or folded."""

QUIET_MODULES: Final = 4
"""What stays white around it, as the standard asks; the drawing has it."""


@lru_cache(maxsize=256)
def qr(said: str, size_mm: float) -> Item:
    """The code of a text, with its quiet zone, so many millimetres wide and high.

    Examples
    --------
    >>> qr("https://example.org/parcels/T-001", 25.0)["closed"]
    True
    """
    rows = segno.make(said, error=CORRECTION, micro=False).matrix
    step = size_mm / (len(rows) + 2 * QUIET_MODULES)
    boxes = [
        shapely.box(x, y, x + 1, y + 1)
        for y, row in enumerate(rows, QUIET_MODULES)
        for x, dark in enumerate(row, QUIET_MODULES) if dark
    ]  # fmt: skip
    parts = shapely.get_parts(shapely.union_all(boxes))
    rings = [
        [[round(x * step, 3), round(y * step, 3)] for x, y in ring.coords]
        for one in parts for ring in (one.exterior, *one.interiors)
    ]  # fmt: skip
    return {"rings": rings, "closed": True, "fill": "#000000", "hatch": None, "line": None,
            "width": 0.0, "dash": False}  # fmt: skip


__all__ = ["qr"]
