"""Enquiries about land, in the OpenAPI document."""

from __future__ import annotations

from typing import Final

from parkmap.web.openapi_parts import (
    CSRF,
    DAY,
    FIGURE_OR_NULL,
    NUMBER,
    STAFF,
    TEXT,
    TEXT_OR_NULL,
    WHOLE,
    Schema,
    list_of,
    object_of,
    query,
    read,
    ref,
    write,
)

_LINE: Final[Schema] = {
    "asked": WHOLE, "open": WHOLE, "overdue": WHOLE, "answered": WHOLE, "closed": WHOLE,
    "told": WHOLE, "median_days": FIGURE_OR_NULL,
}  # fmt: skip
ENQUIRY_SCHEMAS: Final[dict[str, Schema]] = {
    "Enquiry": object_of(
        ("number", "kind", "state", "due_on"), number=WHOLE, kind=TEXT, kind_name=TEXT,
        parcels=list_of(TEXT), name=TEXT, organisation=TEXT, phone=TEXT, mail=TEXT, text=TEXT,
        made_at=TEXT, due_on=DAY, state=TEXT, state_name=TEXT, assignee=TEXT_OR_NULL,
        assignee_name=TEXT_OR_NULL, outcome=TEXT_OR_NULL, outcome_name=TEXT_OR_NULL,
        closed_at=TEXT_OR_NULL,
        events=list_of(object_of(("at", "kind", "text"), at=TEXT, actor_name=TEXT, kind=TEXT,
                                 text=TEXT)),
        outcomes=list_of(list_of(TEXT)),
    ),
    "Enquiries": object_of(("enquiries",), enquiries=list_of(ref("Enquiry"))),
    "EnquirySums": object_of(
        ("asked", "open", "overdue", "answered", "closed", "told", "median_days", "on"),
        **_LINE, on=DAY, by_kind={"type": "object", "additionalProperties": object_of((), **_LINE)},
        by_outcome={"type": "object", "additionalProperties": WHOLE},
    ),
    "EnquiryText": object_of((), text=TEXT),
    "EnquiryHand": object_of((), assignee=TEXT, text=TEXT),
    "EnquiryClose": object_of(("outcome",), outcome=TEXT, text=TEXT),
}  # fmt: skip


def _step(name: str, says: str, body: str) -> Schema:
    return {"post": write(name, says, body, "Enquiry", NUMBER, CSRF, kind="application/json")}


ENQUIRY_PATHS: Final[dict[str, Schema]] = {
    "/api/enquiries": {
        "get": read("enquiries", "Enquiries, those due first first; for who works on land.",
                    "Enquiries", query("state", TEXT, "open, answered, closed.")) | STAFF
    },
    "/api/enquiries/sums": {
        "get": read("enquirySums", "How many wait, are late, are closed, and how soon they were "
                    "answered; without names.", "EnquirySums",
                    query("from", DAY, "Came in on this day or later."),
                    query("to", DAY, "Came in on this day or before.")) | STAFF
    },
    "/api/enquiries/{number}": {
        "get": read("enquiry", "One enquiry with all that was said.", "Enquiry", NUMBER) | STAFF
    },
    "/api/enquiries/{number}/answer": _step("answerEnquiry", "Say something to who asked.",
                                            "EnquiryText"),
    "/api/enquiries/{number}/note": _step("noteEnquiry", "Write down for the office alone.",
                                          "EnquiryText"),
    "/api/enquiries/{number}/hand": _step("handEnquiry", "Give it to a colleague.", "EnquiryHand"),
    "/api/enquiries/{number}/close": _step("closeEnquiry", "End it with an outcome.",
                                           "EnquiryClose"),
}  # fmt: skip
