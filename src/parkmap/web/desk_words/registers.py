"""Words of the registers: a workbook that is taken in."""

from __future__ import annotations

from typing import Final

from parkmap.web.noted import noted

TEXTS: Final = (
    noted("%(n)s rows differ, %(same)s are the same."),
    noted("(empty)"),
    noted("Columns left out: %(names)s"),
    noted("Reading the file…"),
    noted("Take row %(line)s"),
)
