"""Words of the review on the desk."""

from __future__ import annotations

from typing import Final

from parkmap.web.noted import noted

TEXTS: Final = (
    noted(
        "%(who)s asks to take it in, as one entry. It waits for a colleague; nothing of it is in "
        "the record."
    ),
    noted("A word to go with it"),
    noted("Accept"),
    noted("After"),
    noted("Before"),
    noted("Changed since it was made: %(ids)s. It has to be made anew."),
    noted("Drop the proposal"),
    noted("Look at the differences, row by row and on the map"),
    noted("Proposal %(id)s"),
    noted("Proposal %(id)s accepted."),
    noted("Proposal %(id)s dropped."),
    noted("Proposal %(id)s sent again."),
    noted("Proposal %(id)s sent back."),
    noted("Review"),
    noted("Send again"),
    noted("Send back"),
    noted("Sent back by %(who)s: %(word)s"),
    noted("leaves the map"),
    noted("new boundary"),
    noted("new parcel"),
)
