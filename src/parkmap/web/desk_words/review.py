"""Words of the review on the desk."""

from __future__ import annotations

from typing import Final

from parkmap.web.noted import noted

TEXTS: Final = (
    noted("A word to go with it"),
    noted("Accept"),
    noted("After"),
    noted("Before"),
    noted("Changed since it was made: %(ids)s. It has to be made anew."),
    noted("Drop the proposal"),
    noted("Proposal %(id)s"),
    noted("Proposal %(id)s accepted."),
    noted("Proposal %(id)s dropped."),
    noted("Proposal %(id)s sent again."),
    noted("Proposal %(id)s sent back."),
    noted("Review"),
    noted("Send again"),
    noted("Send back"),
    noted("Sent back by %(who)s: %(word)s"),
    noted("new boundary"),
    noted("new parcel"),
)
