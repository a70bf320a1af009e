"""QR codes as pictures: vectors of our own making, black on white with their quiet zone."""

from __future__ import annotations

import io
from typing import Final

import segno

QUIET: Final = 3
"""Modules that stay white around; papers and pages put it on white besides."""

LONGEST: Final = 900
"""Signs in a code that telephones still read from a screen."""


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


__all__ = ["LONGEST", "qr_svg"]
