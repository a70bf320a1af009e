"""Personal data on request: found, exported, erased; who did it is noted, without the data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from parkmap.errors import BadValue
from parkmap.land.enquiries import CLOSED
from parkmap.land.ledger import stamp
from parkmap.services import forgetting
from parkmap.services.accounts import list_users
from parkmap.services.record import Actor, Record, require
from parkmap.store import alerts, enquiries, ledger, personal_notes, subscriptions
from parkmap.store.alerts import StoredAlert
from parkmap.store.enquiries import StoredEnquiry
from parkmap.store.personal_notes import PersonalNote
from parkmap.store.subscriptions import StoredSubscription

MAY: Final = "personal_data"
SHORTEST: Final = 2
DIGITS: Final = 5
WITHDRAWN: Final = "withdrawn"
NOTED: Final = 50


@dataclass(frozen=True, slots=True)
class Held:
    """What is kept of somebody: enquiries, alerts, subscriptions of the staff."""

    enquiries: tuple[StoredEnquiry, ...]
    alerts: tuple[StoredAlert, ...]
    subscriptions: tuple[StoredSubscription, ...] = ()


@dataclass(frozen=True, slots=True)
class Picked:
    """What was chosen of it: numbers of enquiries, hashes of links of alerts and subscriptions."""

    enquiries: frozenset[int]
    alerts: frozenset[str]
    subscriptions: frozenset[str] = frozenset()


def find(record: Record, actor: Actor, text: str) -> Held:
    """What is kept of a name, a telephone number or a mail address.

    A name or an address is found by a part of it, a number by at least five of its digits.

    Raises
    ------
    BadValue
        Too short to tell one person from another.
    """
    require(actor, MAY)
    wanted = " ".join(text.split()).casefold()
    if len(wanted) < SHORTEST:
        raise BadValue("write at least two letters of a name, a number or an address", field="text")
    with record.store.read() as connection:
        kept = enquiries.kept(connection, record.zone_id)
        waiting = alerts.every(connection, record.zone_id)
        told = subscriptions.every(connection, record.zone_id)
    people = {one.id: f"{one.name}\0{one.username}".casefold() for one in list_users(record)}
    return Held(
        tuple(one for one in kept if _fits(wanted, one)),
        tuple(one for one in waiting if wanted in one.mail.casefold()),
        tuple(one for one in told
              if wanted in one.mail.casefold() or wanted in people.get(one.account, "")),
    )  # fmt: skip


def picked(record: Record, actor: Actor, asked: Picked) -> Held:
    """What was chosen, as it is kept still.

    Raises
    ------
    BadValue
        Nothing was chosen, or nothing of it is there any more.
    """
    require(actor, MAY)
    with record.store.read() as connection:
        return _picked(connection, record, asked)


def export(record: Record, actor: Actor, asked: Picked) -> dict[str, Any]:
    """All that is kept of what was chosen; that it was exported is noted."""
    require(actor, MAY)
    with record.store.write() as connection:
        ledger.read_head(connection, record.zone_id)
        held = _picked(connection, record, asked)
        said = {one.number: enquiries.events(connection, record.zone_id, one.number)
                for one in held.enquiries}  # fmt: skip
        _note(connection, record, actor, "exported", held)
    return {
        "zone": record.zone.code,
        "exported_at": stamp(record.clock()),
        "enquiries": [_enquiry(one, said[one.number]) for one in held.enquiries],
        "alerts": [_alert(one) for one in held.alerts],
        "subscriptions": [_subscription(one) for one in held.subscriptions],
    }


def erase(record: Record, actor: Actor, asked: Picked) -> Held:
    """Take away what tells of a person, at once and for good; what it was, before.

    Of an enquiry its number, kind, parcels, days and outcome stay for the sums; one that waited is
    closed as withdrawn. Of an alert or a subscription nothing stays.
    """
    require(actor, MAY)
    moment = stamp(record.clock())
    with record.store.write() as connection:
        ledger.read_head(connection, record.zone_id)
        held = _picked(connection, record, asked)
        for one in held.enquiries:
            if one.state != CLOSED:
                enquiries.change(connection, record.zone_id, one.number, state=CLOSED,
                                 outcome=WITHDRAWN, closed_at=moment)  # fmt: skip
            enquiries.erase(connection, record.zone_id, one.number, moment)
        alerts.drop(connection, record.zone_id, [one.number for one in held.alerts])
        gone = [one.number for one in held.subscriptions]
        subscriptions.drop(connection, record.zone_id, gone)
        _note(connection, record, actor, "erased", held)
        forgetting.of_erasure(connection, record)
    return held


def notes(record: Record, actor: Actor) -> list[PersonalNote]:
    """Who exported or erased what, by number, newest first."""
    require(actor, MAY)
    with record.store.read() as connection:
        return personal_notes.latest(connection, record.zone_id, NOTED)


def _picked(connection: Connection, record: Record, asked: Picked) -> Held:
    kept = enquiries.kept(connection, record.zone_id)
    waiting = alerts.every(connection, record.zone_id)
    told = subscriptions.every(connection, record.zone_id)
    held = Held(
        tuple(one for one in kept if one.number in asked.enquiries),
        tuple(one for one in waiting if one.token_hash in asked.alerts),
        tuple(one for one in told if one.token_hash in asked.subscriptions),
    )
    if not held.enquiries and not held.alerts and not held.subscriptions:
        raise BadValue("tick at least one row; what was erased meanwhile is not there any more")
    return held


def _fits(wanted: str, one: StoredEnquiry) -> bool:
    digits = re.sub(r"\D", "", wanted)
    by_number = len(digits) >= DIGITS and digits in re.sub(r"\D", "", one.phone)
    return by_number or wanted in one.name.casefold() or wanted in one.mail.casefold()


def _note(connection: Connection, record: Record, actor: Actor, action: str, held: Held) -> None:
    note = PersonalNote(
        0, stamp(record.clock()), actor.id, action,
        [one.number for one in held.enquiries], [one.number for one in held.alerts],
        [one.number for one in held.subscriptions],
    )  # fmt: skip
    personal_notes.add(connection, record.zone_id, note)


def _enquiry(one: StoredEnquiry, said: Sequence[Any]) -> Mapping[str, Any]:
    names = ("number", "kind", "parcels", "name", "organisation", "phone", "mail", "text", "lang",
             "made_at", "due_on", "state", "outcome", "answered_at", "closed_at")  # fmt: skip
    return {name: getattr(one, name) for name in names} | {
        "consent": {"version": one.consent, "text": one.consent_text, "at": one.made_at},
        "said": [{"at": event.at, "kind": event.kind, "text": event.text} for event in said],
    }


def _alert(one: StoredAlert) -> Mapping[str, Any]:
    names = ("mail", "lang", "query", "made_at", "confirmed_at", "mailed_at")
    return {name: getattr(one, name) for name in names} | {
        "consent": {"version": one.consent, "text": one.consent_text, "at": one.made_at}
    }


def _subscription(one: StoredSubscription) -> Mapping[str, Any]:
    """All but what signs: a secret is no fact about a person, and opens a door."""
    names = ("account", "what", "way", "mail", "url", "form", "lang", "every", "day", "hour",
             "off", "made_at", "confirmed_at", "paused_at", "sent_at")  # fmt: skip
    return {name: getattr(one, name) for name in names}


__all__ = ["Held", "Picked", "erase", "export", "find", "notes", "picked"]
