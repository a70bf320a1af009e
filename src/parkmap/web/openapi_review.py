"""Proposals that wait for a second person, in the OpenAPI document."""

from __future__ import annotations

from typing import Final

from parkmap.web.openapi_parts import (
    CSRF,
    DAY,
    NUMBER,
    OBJECT_OR_NULL,
    STAFF,
    TEXT,
    TEXT_OR_NULL,
    WHOLE,
    WHOLE_OR_NULL,
    Schema,
    list_of,
    object_of,
    query,
    read,
    ref,
    write,
)

REVIEW_SCHEMAS: Final[dict[str, Schema]] = {
    "Proposal": object_of(
        ("id", "state", "action", "reason", "effective_on"), id=WHOLE, state=TEXT, action=TEXT,
        reason=TEXT, effective_on=DAY, made_at=TEXT, actor=TEXT, actor_name=TEXT, word=TEXT_OR_NULL,
        reviewer_name=TEXT_OR_NULL, seq=WHOLE_OR_NULL, changed_since=list_of(TEXT),
        parcels=list_of(TEXT), undoes=WHOLE_OR_NULL, restores=WHOLE_OR_NULL,
        **{"import": WHOLE_OR_NULL}, count=WHOLE,
        papers=list_of(ref("Paper")),
        subjects=list_of(object_of(
            ("kind", "id", "changes"), kind=TEXT, id=TEXT,
            before=OBJECT_OR_NULL, after=OBJECT_OR_NULL,
            changes=list_of(object_of(("field", "label"), field=TEXT, label=TEXT)))),
    ),
    "Proposals": object_of(("proposals",), proposals=list_of(ref("Proposal"))),
    "ProposalState": object_of(("id", "state"), id=WHOLE, state=TEXT),
    "SentBack": object_of(("word",), word=TEXT),
    "Nothing": object_of(()),
}  # fmt: skip


def _step(name: str, says: str, answer: str, body: str = "Nothing") -> Schema:
    return {"post": write(name, says, body, answer, NUMBER, CSRF, kind="application/json")}


REVIEW_PATHS: Final[dict[str, Schema]] = {
    "/api/proposals": {
        "get": read("proposals", "Changes that wait for a second person; for staff.", "Proposals",
                    query("state", TEXT, "waiting, returned, accepted, dropped.")) | STAFF
    },
    "/api/proposals/{number}": {
        "get": read("proposal", "What a proposal would change, with both shapes.", "Proposal",
                    NUMBER) | STAFF
    },
    "/api/proposals/{number}/accept": _step("acceptProposal", "Write it as an entry.", "Receipt"),
    "/api/proposals/{number}/return": _step("returnProposal", "Send it back with a word.",
                                            "ProposalState", "SentBack"),
    "/api/proposals/{number}/resend": _step("resendProposal", "Send one's own once more.",
                                            "ProposalState"),
    "/api/proposals/{number}/drop": _step("dropProposal", "Give one's own up.", "ProposalState"),
}  # fmt: skip
