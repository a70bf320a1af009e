"""Words of the desk's frame: keys, tabs, tools."""

from __future__ import annotations

from typing import Final

from parkmap.web.noted import noted

TEXTS: Final = (
    noted("End the tool, or empty the selection"),
    noted("Mark"),
    noted("Select"),
    noted("Undo the last entry"),
)
