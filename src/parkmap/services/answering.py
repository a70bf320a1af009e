"""The office answers what was asked: said to who asked, noted among itself, handed on, closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from parkmap.errors import BadValue, Conflict, NotFound
from parkmap.land.enquiries import ANSWERED, CLOSED, OUTCOMES
from parkmap.land.ledger import stamp
from parkmap.services import outbox
from parkmap.services.accounts import list_users
from parkmap.services.record import Actor, Record, require
from parkmap.store import enquiries, ledger
from parkmap.store.enquiries import STANDING, StoredEnquiry, StoredEvent

SHOWN: Final = frozenset({"answer", "closed"})
"""What who asked is told of; notes of the office among itself are not."""
WORK: Final = "mark"
LONGEST: Final = 2_000
LISTED: Final = 500


@dataclass(frozen=True, slots=True)
class Seen:
    """An enquiry with all that was said of it, for whoever works on it."""

    enquiry: StoredEnquiry
    events: tuple[StoredEvent, ...]


def every(record: Record, actor: Actor, states: Sequence[str] = STANDING) -> list[StoredEnquiry]:
    """Enquiries in some states, those due first first; who asked is read by who works on land."""
    require(actor, WORK)
    with record.store.read() as connection:
        return enquiries.in_states(connection, record.zone_id, states, LISTED)


def one(record: Record, actor: Actor, number: int) -> Seen:
    """One enquiry, whole.

    Raises
    ------
    NotFound
        There is none with this number.
    """
    require(actor, WORK)
    with record.store.read() as connection:
        found = _needed(connection, record, number)
        return Seen(found, tuple(enquiries.events(connection, record.zone_id, number)))


def answer(record: Record, actor: Actor, number: int, text: str) -> Seen:
    """Say something to who asked; it stands behind his link from now on.

    Raises
    ------
    BadValue
        Nothing was written, or too much.
    Conflict
        It is closed.
    """
    return _said(record, actor, number, "answer", _checked(text), state=ANSWERED)


def note(record: Record, actor: Actor, number: int, text: str) -> Seen:
    """Write something down for the office alone."""
    return _said(record, actor, number, "note", _checked(text))


def hand_on(record: Record, actor: Actor, number: int, assignee: str, text: str = "") -> Seen:
    """Give it to a colleague; "" takes it back.

    Raises
    ------
    NotFound
        There is no such account, or nobody can sign in with it.
    """
    require(actor, WORK)
    people = {one.id: one.name or one.username for one in list_users(record) if one.active}
    if assignee and assignee not in people:
        raise NotFound("there is no account '%(id)s'; choose one from the list", id=assignee[:64])
    told = " · ".join(part for part in (people.get(assignee, "–"), text.strip()[:LONGEST]) if part)
    return _said(record, actor, number, "handed", told, assignee=assignee)


def close(record: Record, actor: Actor, number: int, outcome: str, text: str = "") -> Seen:
    """End it with an outcome, and perhaps a last word to who asked.

    Raises
    ------
    BadValue
        The outcome is none.
    Conflict
        It is closed already.
    """
    if outcome not in OUTCOMES:
        raise BadValue(
            "'%(value)s' is no outcome; use one of %(allowed)s",
            value=outcome[:40],
            allowed=", ".join(OUTCOMES),
            field="outcome",
        )
    told = text.strip()[:LONGEST]
    closed = stamp(record.clock())
    return _said(record, actor, number, "closed", told, state=CLOSED, outcome=outcome,
                 closed_at=closed)  # fmt: skip


def _said(record: Record, actor: Actor, number: int, kind: str, text: str, **values: str) -> Seen:
    require(actor, WORK)
    with record.store.write() as connection:
        ledger.read_head(connection, record.zone_id)
        found = _needed(connection, record, number)
        if found.state == CLOSED:
            raise Conflict("enquiry %(number)s is closed", number=number)
        event = StoredEvent(0, stamp(record.clock()), actor.id, kind, text)
        place = enquiries.tell(connection, record.zone_id, number, event)
        if kind in SHOWN and text and not found.answered_at:
            values["answered_at"] = event.at
        if values:
            enquiries.change(connection, record.zone_id, number, **values)
        if kind in SHOWN:
            what = "answered" if kind == "answer" else kind
            outbox.of_said(connection, record, found, what, place)
    return one(record, actor, number)


def _checked(text: str) -> str:
    if len(text) > LONGEST:
        raise BadValue("this is too long; at most %(most)s letters", most=LONGEST, field="text")
    if not text.strip():
        raise BadValue("write what is to be said", field="text")
    return text.strip()


def _needed(connection: Connection, record: Record, number: int) -> StoredEnquiry:
    found = enquiries.one(connection, record.zone_id, number)
    if found is None:
        raise NotFound("there is no enquiry %(number)s here; look it up in the list", number=number)
    return found


__all__ = ["SHOWN", "Seen", "answer", "close", "every", "hand_on", "note", "one"]
