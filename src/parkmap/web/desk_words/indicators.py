"""Words of the charts of economic indicators and of grades."""

from __future__ import annotations

from typing import Final

from parkmap.web.noted import noted

TEXTS: Final = (
    noted("Goal"),
    noted("Target"),
    noted("Value"),
)
