"""Words of enquiries on the desk."""

from __future__ import annotations

from typing import Final

from parkmap.web.noted import noted

TEXTS: Final = (
    noted("Answer"),
    noted("Answer by"),
    noted("Answer, or a note for the office"),
    noted("Answered"),
    noted("Close the enquiry"),
    noted("Closed"),
    noted("Enquiries due"),
    noted("Enquiry"),
    noted("Enquiry %(n)s answered; who asked reads it behind the link."),
    noted("Enquiry %(n)s closed."),
    noted("Enquiry %(n)s handed on."),
    noted("Given to"),
    noted("Hand on"),
    noted("Handed on"),
    noted("Mail"),
    noted("Note for the office"),
    noted("Noted for the office."),
    noted("Outcome"),
    noted("Sent"),
    noted("Telephone"),
    noted("Who"),
)
