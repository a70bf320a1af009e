"""Words of the registers: a workbook that is taken in."""

from __future__ import annotations

from typing import Final

from parkmap.web.noted import noted

TEXTS: Final = (
    noted("Deadline"),
    noted("Done"),
    noted("Forecast"),
    noted("Goal"),
    noted("Target"),
    noted("%(n)s rows differ, %(same)s are the same."),
    noted("(empty)"),
    noted("%(n)s cells do not fit and stay as they are in the record: %(which)s"),
    noted("Columns left out: %(names)s"),
    noted("Reading the file…"),
    noted("Take row %(line)s"),
)
