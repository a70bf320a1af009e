"""Words of what is tied to a parcel."""

from __future__ import annotations

from typing import Final

from parkmap.web.noted import noted

TEXTS: Final = (
    noted("Add a criterion"),
    noted("All enterprises"),
    noted("Checklist of inefficient land"),
    noted("Enter a matter"),
    noted("Enter a plant"),
    noted("Enterprises"),
    noted("Idle land cases"),
    noted("Open a case"),
    noted("Projects"),
    noted("Enter a project"),
    noted("Select one parcel to see its projects, plants, cases, matters and enterprises."),
    noted("Standard plants"),
    noted("Supervised matters"),
    noted("Ties"),
    noted("What is tied to the selected parcel"),
)
