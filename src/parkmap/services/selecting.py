"""Which parcels go into a file: filters, a day, and what was known at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from parkmap.errors import BadValue, NotFound
from parkmap.land.codes import OFFER
from parkmap.land.status import OPEN, OPEN_HELD
from parkmap.services.knowing import rows_on, states_on, then_of
from parkmap.services.outlines import public_box
from parkmap.services.record import Actor, Record, require
from parkmap.services.views import View, view_of
from parkmap.store import lists, present
from parkmap.store.lists import Box
from parkmap.store.present import Stored


@dataclass(frozen=True, slots=True)
class Choice:
    """Which parcels; an empty part chooses all. Retired ones are not there on their day.

    Attributes
    ----------
    statuses
        Style codes of the audience: statuses, or the words that the public reads for them.
    park, ids, offers
        Of the parcel on the day asked for.
    bbox
        West, south, east, north in degrees; parcels whose box meets it.
    known_at
        As the record stood at a moment, later entries and undoings left out; for staff.
    fits
        Ids of what fits a wish of today (`services.sifting`); None where none is asked for.
    """

    statuses: tuple[str, ...] = ()
    park: str | None = None
    ids: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    bbox: Box | None = None
    known_at: datetime | None = None
    fits: frozenset[str] | None = None


EVERY: Final = Choice()
OPEN_AS: Final = {OPEN_HELD: OPEN}
"""What an offer that is counted apart says on its parcel."""


def moment_of(record: Record, text: str) -> datetime:
    """A moment as people write it; in the time zone of the workspace where it names none.

    Raises
    ------
    BadValue
        It is none.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as cause:
        raise BadValue(
            "'%(value)s' is no moment; write 2026-11-23T09:00", value=text[:40]
        ) from cause
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(record.zone.time_zone))


def refuse_unknown(connection: Connection, record: Record, choice: Choice) -> None:
    """Refuse a park or parcels that the record never had: an empty file would hide a slip.

    Raises
    ------
    NotFound
        Names them.
    """
    asked = {"park": [choice.park] if choice.park else [], "parcel": list(choice.ids)}
    for kind, ids in asked.items():
        there = present.some(connection, record.zone_id, kind, ids, with_geometry=False)
        missing = sorted(set(ids) - {one.id for one in there})
        if missing:
            raise NotFound(
                "there is no %(ids)s in the record; check the id", ids=", ".join(missing[:10])
            )


def chosen(
    connection: Connection, record: Record, actor: Actor, on: date, choice: Choice
) -> Iterator[View]:
    """The parcels of a choice as this audience reads them, in order of id.

    Raises
    ------
    BadValue
        A filter on a field that the audience does not read, or an offer that does not exist.
    SignInNeeded
        `known_at` without a sign-in.
    """
    _checked(record, actor, choice)
    box = None
    if choice.bbox is not None:
        box = lists.Filter(box=public_box(record, actor, choice.bbox))
    for stored in _stored(connection, record, actor, on, choice):
        if box is None or lists.matches(box, stored):
            view = view_of(record, actor, stored)
            if view is not None:
                yield view


def _checked(record: Record, actor: Actor, choice: Choice) -> None:
    policy = record.zone.policy
    for field, asked in (("park", choice.park), ("offer", choice.offers)):
        # A filter on a hidden field would tell it, one parcel at a time.
        if asked and not policy.shows(actor.audience, "parcel", field):
            raise BadValue("%(field)s is not shown here; leave that filter out", field=field)
    for offer in choice.offers:
        if offer not in OFFER:
            raise BadValue("'%(value)s' is no offer; use one of %(allowed)s", value=offer[:40],
                           allowed=", ".join(OFFER), field="offer")  # fmt: skip
    if choice.known_at is not None:
        require(actor, "read_internal")


def _stored(
    connection: Connection, record: Record, actor: Actor, on: date, choice: Choice
) -> Iterable[Stored]:
    """The parcels that were there and match, as they stood; the place is not looked at yet."""
    day = on.isoformat()
    rows = rows_on(connection, record, day, then_of(connection, record, choice.known_at))
    wanted = frozenset(choice.ids)
    ids = [
        row.parcel_id
        for row in rows
        if (not wanted or row.parcel_id in wanted)
        and (choice.fits is None or row.parcel_id in choice.fits)
        and _matches(record, actor, row._asdict(), choice)
    ]
    if choice.known_at is None and on >= record.today():
        return present.some(connection, record.zone_id, "parcel", ids, with_geometry=True)
    return states_on(connection, record, "parcel", ids, day, choice.known_at)


def _matches(record: Record, actor: Actor, row: Mapping[str, Any], choice: Choice) -> bool:
    policy = record.zone.policy
    return (
        policy.sees(actor.audience, "parcel", row)
        and (not choice.statuses or policy.drawn_as(actor.audience, row) in choice.statuses)
        and (choice.park is None or row["park"] == choice.park)
        and (not choice.offers or OPEN_AS.get(row["offer"], row["offer"]) in choice.offers)
    )
