"""Rows of the queue that somebody sent: imports, proposals, enquiries."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import Connection

from parkmap.land.enquiries import APPLICATION, ENQUIRY, OPEN
from parkmap.said import say
from parkmap.services.queue_rows import Asked, Group, Row, Weight
from parkmap.services.record import Record
from parkmap.store import enquiries, imports, proposals
from parkmap.store.enquiries import StoredEnquiry
from parkmap.store.imports import READY, REFUSED
from parkmap.store.proposals import RETURNED, WAITING, Proposal

KIND_WORDS: Final = {ENQUIRY: say("Enquiry"), APPLICATION: say("Application")}
SHOWN: Final = 40
"""So many letters of what somebody asks stand in its row."""


def waiting_imports(connection: Connection, record: Record, asked: Asked) -> Group:
    """Files that were read and wait for somebody to confirm or drop them."""
    if not asked.actor.may("import"):
        return Group(0, ())
    back = {one.import_id for one in proposals.in_states(connection, record.zone_id, (RETURNED,))}
    rows = [
        Row(
            f"import:{one.import_id}", "import", "info" if one.state == READY else "warn",
            say("import of %(source)s waits to be confirmed", source=one.source)
            if one.state == READY
            else say("import of %(source)s could not be read", source=one.source),
            say("import %(id)s", id=one.import_id), opens="import", number=one.import_id,
            due=one.created_at[:10],
        )
        for one in imports.every(connection, record.zone_id)
        if one.state in {READY, REFUSED} and one.import_id not in back
    ]  # fmt: skip
    return asked.page(rows)


def open_proposals(connection: Connection, record: Record, asked: Asked) -> Group:
    """What others proposed and waits for who reviews; what came back to who proposed it."""
    reviews, me = asked.actor.may("review"), asked.actor.id
    rows = [
        _proposal_row(one)
        for one in proposals.in_states(connection, record.zone_id, (WAITING, RETURNED))
        if (reviews and one.state == WAITING and one.actor != me)
        or (one.state == RETURNED and one.actor == me)
    ]
    return asked.page(rows)


def _proposal_row(one: Proposal) -> Row:
    ids = tuple(dict.fromkeys(each[1] for each in one.versions if each[0] == "parcel" and each[2]))
    title = (
        say("proposal %(id)s waits for review", id=one.id)
        if one.state == WAITING
        else say("proposal %(id)s was sent back: %(word)s", id=one.id, word=one.word)
    )
    return Row(
        f"proposal:{one.id}:{one.state}", "proposal", "info" if one.state == WAITING else "warn",
        title, one.reason, ids, due=one.effective_on,
        opens="review" if one.import_id is None else "import", number=one.import_id or one.id,
    )  # fmt: skip


def due_enquiries(connection: Connection, record: Record, asked: Asked) -> Group:
    """What somebody asked and waits for an answer; who asked is told to who works on land."""
    open_ones = enquiries.in_states(connection, record.zone_id, (OPEN,))
    return asked.page([_enquiry_row(one, asked) for one in open_ones])


def _enquiry_row(one: StoredEnquiry, asked: Asked) -> Row:
    late = one.due_on < asked.day.isoformat()
    left = (date.fromisoformat(one.due_on) - asked.day).days
    title = (
        say("%(kind)s %(number)s: the answer was due %(days)s days ago", number=one.number,
            kind=KIND_WORDS[one.kind], days=-left)
        if late
        else say("%(kind)s %(number)s: answer within %(days)s days", number=one.number,
                 kind=KIND_WORDS[one.kind], days=left)
    )  # fmt: skip
    who = " · ".join(part for part in (one.organisation, one.name, one.text[:SHOWN]) if part)
    known = asked.actor.may("mark")
    weight: Weight = "stop" if late else "warn" if left <= 1 else "info"
    return Row(
        f"enquiry:{one.number}", "enquiry", weight, title, who if known else "",
        tuple(one.parcels), due=one.due_on, opens="enquiry" if known else "selection",
        number=one.number,
    )  # fmt: skip


__all__ = ["due_enquiries", "open_proposals", "waiting_imports"]
