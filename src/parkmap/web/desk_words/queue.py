"""Words of the queue on the desk."""

from __future__ import annotations

from typing import Final

from parkmap.web.noted import noted

TEXTS: Final = (
    noted("%(n)s more"),
    noted("%(name)s (me)"),
    noted("%(name)s confirmed today."),
    noted(": "),
    noted("Bring back"),
    noted("Brought back"),
    noted("Checked: still so"),
    noted("Clock of idle land"),
    noted("Colleague"),
    noted("Due"),
    noted("Findings of the check"),
    noted("Give"),
    noted("Give to"),
    noted("Go to a row that asks “still so?” first (Q, arrows)."),
    noted("Imports waiting"),
    noted("Measures for idle land"),
    noted("Mine"),
    noted("Not confirmed lately"),
    noted("Nothing is due today."),
    noted("Nothing was given to you."),
    noted("Nothing was put off."),
    noted("Offers ending"),
    noted("Put off"),
    noted("Put off until %(day)s by %(who)s: %(why)s"),
    noted("Queue"),
    noted("Still so (Y)"),
    noted("Still so: confirm the row of the queue"),
    noted("Terms ending"),
    noted("Thresholds"),
    noted(
        "Thresholds are defaults of the program; no document is named ([queue] in parkmap.toml)."
    ),
    noted("To do"),
    noted("To the queue; arrows go through it, Enter opens"),
    noted("Until"),
    noted("Which rows"),
    noted("Why"),
    noted("nobody"),
    noted("not recorded"),
)
