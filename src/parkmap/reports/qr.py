"""QR codes of our own making: as one drawing in millimetres for paper, as SVG for pages."""

from __future__ import annotations

import io
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


QUIET: Final = 3
"""Modules that stay white around; papers and pages put it on white besides."""

LONGEST: Final = 900
"""Bytes in a code that telephones still read from a screen."""


def fits(said: str) -> bool:
    """Whether a text is short enough for a code.

    Examples
    --------
    >>> fits("https://example.org/"), fits("光" * 400)
    (True, False)
    """
    return len(said.encode()) <= LONGEST


def qr_svg(text: str) -> str:
    """A QR code of a text as SVG without a size: it fills the place that it is given.

    Examples
    --------
    >>> qr_svg("https://example.org/parcels/T-001")[:44]
    '<svg xmlns="http://www.w3.org/2000/svg" view'
    """
    code = segno.make(text, error="m", micro=False, boost_error=True)
    made = io.BytesIO()
    code.save(made, kind="svg", border=QUIET, xmldecl=False, nl=False, omitsize=True,
              svgclass=None, lineclass=None, dark="#1B2430", light="#FFFFFF")  # fmt: skip
    return made.getvalue().decode()


__all__ = ["LONGEST", "fits", "qr", "qr_svg"]
