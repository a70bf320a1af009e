"""Words of the charts of economic indicators and of grades."""

from __future__ import annotations

from typing import Final

from parkmap.web.noted import noted

TEXTS: Final = (
    noted("10k CNY/mu"),
    noted("Goal"),
    noted("no grade"),
    noted("No enterprise is recorded on it."),
    noted("Target"),
    noted("Value"),
)
