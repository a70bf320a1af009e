"""Somebody without an account asks about land, and follows the answer by a link of his own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection

from parkmap.errors import BadValue, Forbidden, NotFound, TooManyRequests
from parkmap.land.enquiries import (
    APPLICATION,
    MOST_PARCELS,
    UNASKED_A_DAY,
    checked_person,
    due_day,
)
from parkmap.land.ledger import stamp
from parkmap.services import forgetting, outbox
from parkmap.services.answering import SHOWN
from parkmap.services.links import hash_of
from parkmap.services.reading import parcel
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.working_days import works
from parkmap.store import enquiries, enquiry_counts, ledger
from parkmap.store.enquiries import STANDING, StoredEnquiry, StoredEvent

HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was sent: the form, the parcels it is about, whether the consent was ticked.

    `seed` is what the secret of its link was made from (`links.token_of`).
    """

    person: Mapping[str, str]
    parcels: Sequence[str]
    consent: bool
    lang: str = "zh"
    seed: str = ""


@dataclass(frozen=True, slots=True)
class Tracked:
    """An enquiry as who asked reads it: the same for everybody who has the link."""

    number: int
    kind: str
    parcels: tuple[str, ...]
    made_at: str
    due_on: str
    state: str
    outcome: str
    text: str
    said: tuple[StoredEvent, ...]


def ask(record: Record, asked: Asked, token: str, sender: str) -> int:
    """Keep an enquiry; its number. Sent twice with one token, it is kept once.

    Parameters
    ----------
    token
        The secret of the link by which who asked follows it; only its hash is kept.
    sender
        Tells one sender apart, to count by, and nothing else of him: no address, which a plain
        hash would give away to whoever tries them all.

    Raises
    ------
    BadValue
        What is missing or does not fit; ``values["field"]`` names it.
    NotFound
        A parcel that the public does not see.
    TooManyRequests
        The same sender asked too often within an hour.
    Forbidden
        The zone takes no enquiries.
    """
    rules = record.zone.enquiries
    if not rules.open:
        raise Forbidden("enquiries are not taken here; ask the park's office by telephone")
    person = checked_person(asked.person)
    if not asked.consent:
        raise BadValue("tick that what you entered may be used to answer you", field="consent")
    if len(asked.parcels) > MOST_PARCELS:
        raise BadValue(
            "at most %(most)s parcels in one enquiry", most=MOST_PARCELS, field="parcels"
        )
    named = list(dict.fromkeys(asked.parcels))
    for one in named:
        parcel(record, PUBLIC_ACTOR, one)
    moment = record.clock()
    due = due_day(record.today(), rules.due_days, lambda day: works(rules, day))
    with record.store.write() as connection:
        ledger.read_head(connection, record.zone_id)
        first = enquiries.by_token(connection, record.zone_id, hash_of(token))
        if first is not None:
            return first.number
        since = stamp(moment - HOUR)
        if enquiries.sent_since(connection, record.zone_id, sender, since) >= rules.per_hour:
            raise TooManyRequests(
                "too many enquiries within an hour; wait a little, or call the office",
                seconds=int(HOUR.total_seconds()),
            )
        kept = StoredEnquiry(
            0, hash_of(token), person["kind"], named, person["name"], person["organisation"],
            person["phone"], person["mail"], person["text"], rules.consent_version, sender,
            stamp(moment), due.isoformat(), seed=asked.seed, lang=asked.lang,
            consent_text=rules.consent(asked.lang),
        )  # fmt: skip
        receipt = _gets_receipt(connection, record, kept.mail)
        number = enquiries.add(connection, record.zone_id, kept)
        outbox.of_new(connection, record, kept._replace(number=number), receipt=receipt)
        return number


def _gets_receipt(connection: Connection, record: Record, mail: str) -> bool:
    """Whether an address that was typed is written to: strangers could have it flooded."""
    if not mail:
        return False
    since = stamp(record.clock() - DAY)
    return enquiries.mailed_since(connection, record.zone_id, mail, since) < UNASKED_A_DAY


def track(record: Record, token: str) -> Tracked:
    """An enquiry and its answers, for who has its link.

    Raises
    ------
    NotFound
        No enquiry has this link, or what it said was erased.
    """
    with record.store.read() as connection:
        found = enquiries.by_token(connection, record.zone_id, hash_of(token))
        if found is None:
            raise NotFound(
                "this link leads to no enquiry: it is not whole, or what it led to was erased "
                "after its time; open the whole link, or ask the office by telephone"
            )
        said = [one for one in enquiries.events(connection, record.zone_id, found.number)
                if one.kind in SHOWN]  # fmt: skip
    return Tracked(
        found.number, found.kind, tuple(found.parcels), found.made_at, found.due_on, found.state,
        found.outcome, found.text, tuple(said),
    )  # fmt: skip


def applicants(record: Record, parcels: Sequence[str]) -> dict[str, int]:
    """How many open applications name each parcel: several may apply, and none reserves."""
    with record.store.read() as connection:
        found = enquiry_counts.standing_about(connection, record.zone_id, APPLICATION, STANDING)
    return {one: found.get(one, 0) for one in parcels}


def tidy(record: Record) -> int:
    """Erase the personal data of what was closed long enough ago; how many enquiries."""
    moment = record.clock()
    before = stamp(moment - timedelta(days=record.zone.enquiries.keep_days))
    with record.store.write() as connection:
        ledger.read_head(connection, record.zone_id)
        gone = enquiries.to_erase(connection, record.zone_id, before)
        for number in gone:
            enquiries.erase(connection, record.zone_id, number, stamp(moment))
        if gone:
            forgetting.of_erasure(connection, record)
    return len(gone)


__all__ = ["Asked", "Tracked", "applicants", "ask", "tidy", "track"]
