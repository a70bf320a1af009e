"""Enquiries in the database: who asks what, and what was said to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import Connection, delete, func, insert, select, update

from parkmap.land.enquiries import ANSWERED, CLOSED, OPEN, PERSONAL
from parkmap.store.schema_enquiries import enquiry, enquiry_event

STANDING: Final = (OPEN, ANSWERED)


class StoredEnquiry(NamedTuple):
    """An enquiry as kept; `parcels` are ids, `address_key` what tells one sender apart.

    `seed` makes its link again together with the server's key; alone it opens nothing.
    """

    number: int
    token_hash: str
    kind: str
    parcels: list[str]
    name: str
    organisation: str
    phone: str
    mail: str
    text: str
    consent: str
    address_key: str
    made_at: str
    due_on: str
    state: str = OPEN
    assignee: str = ""
    outcome: str = ""
    closed_at: str = ""
    erased_at: str = ""
    seed: str = ""
    lang: str = ""
    consent_text: str = ""
    answered_at: str = ""


class StoredEvent(NamedTuple):
    """Something that was said or done: by whom, when, what."""

    place: int
    at: str
    actor: str
    kind: str
    text: str


COLUMNS: Final = [enquiry.c[name] for name in StoredEnquiry._fields]


def add(connection: Connection, zone_id: int, one: StoredEnquiry) -> int:
    """Keep a new enquiry; its number."""
    top = select(func.coalesce(func.max(enquiry.c.number), 0)).where(enquiry.c.zone_id == zone_id)
    number = int(connection.execute(top).scalar_one()) + 1
    values = one._replace(number=number)._asdict()
    values["parcels"] = orjson.dumps(one.parcels).decode()
    connection.execute(insert(enquiry).values(zone_id=zone_id, **values))
    return number


def one(connection: Connection, zone_id: int, number: int) -> StoredEnquiry | None:
    """An enquiry by its number."""
    return next(iter(_some(connection, zone_id, enquiry.c.number == number)), None)


def by_token(connection: Connection, zone_id: int, token_hash: str) -> StoredEnquiry | None:
    """An enquiry by the hash of the secret in its link."""
    return next(iter(_some(connection, zone_id, enquiry.c.token_hash == token_hash)), None)


def in_states(
    connection: Connection, zone_id: int, states: Sequence[str], limit: int | None = None
) -> list[StoredEnquiry]:
    """Enquiries in these states, those that are due first first."""
    return _some(connection, zone_id, enquiry.c.state.in_(list(states)), limit=limit)


def sent_since(connection: Connection, zone_id: int, address_key: str, moment: str) -> int:
    """How many enquiries came from one sender after a moment."""
    query = select(func.count()).where(
        enquiry.c.zone_id == zone_id, enquiry.c.address_key == address_key,
        enquiry.c.made_at > moment,
    )  # fmt: skip
    return int(connection.execute(query).scalar_one())


def mailed_since(connection: Connection, zone_id: int, mail: str, moment: str) -> int:
    """How many enquiries after a moment gave a mail address, in small letters or capitals."""
    query = select(func.count()).where(
        enquiry.c.zone_id == zone_id, enquiry.c.made_at > moment,
        func.lower(enquiry.c.mail) == mail.lower(),
    )  # fmt: skip
    return int(connection.execute(query).scalar_one())


def change(connection: Connection, zone_id: int, number: int, **values: Any) -> None:
    """Set columns of an enquiry."""
    here = (enquiry.c.zone_id == zone_id, enquiry.c.number == number)
    connection.execute(update(enquiry).where(*here).values(**values))


def tell(connection: Connection, zone_id: int, number: int, event: StoredEvent) -> int:
    """Add what was said or done; its place, which is the next."""
    top = select(func.coalesce(func.max(enquiry_event.c.place), 0)).where(
        enquiry_event.c.zone_id == zone_id, enquiry_event.c.number == number
    )
    place = int(connection.execute(top).scalar_one()) + 1
    values = event._replace(place=place)._asdict()
    connection.execute(insert(enquiry_event).values(zone_id=zone_id, number=number, **values))
    return place


def events(connection: Connection, zone_id: int, number: int) -> list[StoredEvent]:
    """Everything that was said and done, in order."""
    query = (
        select(*(enquiry_event.c[name] for name in StoredEvent._fields))
        .where(enquiry_event.c.zone_id == zone_id, enquiry_event.c.number == number)
        .order_by(enquiry_event.c.place)
    )
    return [StoredEvent(*row) for row in connection.execute(query)]


def kept(connection: Connection, zone_id: int) -> list[StoredEnquiry]:
    """All that still tell of a person."""
    return _some(connection, zone_id, enquiry.c.erased_at == "")


def to_erase(connection: Connection, zone_id: int, closed_before: str) -> list[int]:
    """Numbers of those closed before a moment whose personal data are there still."""
    query = select(enquiry.c.number).where(
        enquiry.c.zone_id == zone_id, enquiry.c.state == CLOSED, enquiry.c.erased_at == "",
        enquiry.c.closed_at < closed_before,
    )  # fmt: skip
    return [number for (number,) in connection.execute(query)]


def erase(connection: Connection, zone_id: int, number: int, moment: str) -> None:
    """Take away whatever tells of a person; kind, parcels, days and outcome stay for the sums."""
    gone = dict.fromkeys(PERSONAL, "")
    change(connection, zone_id, number, **gone, address_key="", seed="", erased_at=moment,
           token_hash=f"erased-{number}")  # fmt: skip
    connection.execute(
        delete(enquiry_event).where(
            enquiry_event.c.zone_id == zone_id, enquiry_event.c.number == number
        )
    )


def _some(
    connection: Connection, zone_id: int, *conditions: Any, limit: int | None = None
) -> list[StoredEnquiry]:
    query = (
        select(*COLUMNS)
        .where(enquiry.c.zone_id == zone_id, *conditions)
        .order_by(enquiry.c.due_on, enquiry.c.number)
    )
    rows = connection.execute(query if limit is None else query.limit(limit))
    return [StoredEnquiry(*row)._replace(parcels=orjson.loads(row.parcels)) for row in rows]


__all__ = [
    "STANDING", "StoredEnquiry", "StoredEvent", "add", "by_token", "change", "erase", "events",
    "in_states", "kept", "mailed_since", "one", "sent_since", "tell", "to_erase",
]  # fmt: skip
