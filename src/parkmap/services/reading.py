"""What a reader asks of the record: parcels, parks, histories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from parkmap.errors import NotFound
from parkmap.land.codes import OFFER
from parkmap.land.policy import PUBLIC
from parkmap.land.status import OPEN_HELD, SHOWN_OFFERS, STATUSES, supply_word
from parkmap.services.knowing import Then, every_on, rows_on, states_on, then_of
from parkmap.services.outlines import Box, public_box
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import token_of
from parkmap.services.views import View, view_of, view_or_refuse
from parkmap.store import ledger, lists, present
from parkmap.store.present import Stored


@dataclass(frozen=True, slots=True)
class ParcelQuery:
    """Which parcels, on which day, from where on; `statuses` are style codes of the audience.

    `known_at` asks for what was known at a moment. `retired` takes retired parcels of today along.
    """

    bbox: Box | None = None
    statuses: tuple[str, ...] = ()
    park: str | None = None
    ids: tuple[str, ...] = ()
    text: str = ""
    as_of: date | None = None
    after: str = ""
    limit: int = 100
    with_geometry: bool = False
    known_at: datetime | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page of parcels, how many match in all and their area, and where the next begins."""

    views: tuple[View, ...]
    matched: int
    area_dm2: int
    next_after: str | None
    token: str


def parcel(record: Record, actor: Actor, parcel_id: str) -> View:
    """One parcel, or NotFound."""
    return one_or_refuse(record, actor, "parcel", parcel_id)


def park(record: Record, actor: Actor, park_id: str) -> View:
    """One park, or NotFound."""
    return one_or_refuse(record, actor, "park", park_id)


def one_or_refuse(record: Record, actor: Actor, kind: str, subject_id: str) -> View:
    """One subject of a kind, retired or not; NotFound where it is not there for this actor."""
    with record.store.read() as connection:
        stored = present.one(connection, record.zone_id, kind, subject_id)
    return view_or_refuse(record, actor, stored, subject_id)


def one_on(
    record: Record, actor: Actor, kind: str, subject_id: str, on: date,
    known_at: datetime | None = None,
) -> View:  # fmt: skip
    """One subject as it stood on a day, as known at a moment.

    Raises
    ------
    NotFound
        It was not there yet on that day, or retired by then, or not for this actor.
    SignInNeeded
        `known_at` without a sign-in.
    """
    may_know(actor, known_at)
    with record.store.read() as connection:
        found = states_on(connection, record, kind, [subject_id], on.isoformat(), known_at)
        stored = next(found, None)
    view = None if stored is None else view_of(record, actor, stored)
    if view is None:
        raise NotFound(
            "there is no '%(id)s' on %(day)s; look it up in the list, or name another day",
            id=subject_id[:80],
            day=on.isoformat(),
        )
    return view


def may_know(actor: Actor, known_at: datetime | None) -> None:
    """What was known at a moment is for the staff: it tells what was corrected since."""
    if known_at is not None:
        require(actor, "read_internal")


def parks(
    record: Record, actor: Actor, as_of: date | None = None, known_at: datetime | None = None
) -> tuple[View, ...]:
    """Every park, by id, as it stood on a day (today by default), as known at a moment."""
    may_know(actor, known_at)
    with record.store.read() as connection:
        stored = list(every_on(connection, record, "park", as_of or record.today(), known_at))
    views = (view_of(record, actor, one) for one in stored)
    return tuple(view for view in views if view is not None)


def parcels(record: Record, actor: Actor, query: ParcelQuery) -> Page:
    """A page of parcels in order of id."""
    may_know(actor, query.known_at)
    chosen = filter_of(record, actor, query)
    with record.store.read() as connection:
        token = token_of(ledger.read_head(connection, record.zone_id))
        if query.known_at or (query.as_of is not None and query.as_of < record.today()):
            found, matched, area = _as_of(connection, record, actor, query)
        else:
            matched, area = lists.count(connection, record.zone_id, chosen)
            ids = lists.ids(connection, record.zone_id, chosen, query.after, query.limit + 1)
            found = present.some(
                connection, record.zone_id, "parcel", ids, with_geometry=query.with_geometry
            )
    more = len(found) > query.limit
    found = found[: query.limit]
    views = (view_of(record, actor, one) for one in found)
    seen = tuple(view for view in views if view is not None)
    return Page(seen, matched, area, found[-1].id if more else None, token)


def filter_of(record: Record, actor: Actor, query: ParcelQuery) -> lists.Filter:
    """The store's filter: what the policy hides from the audience is never selected."""
    policy = record.zone.policy
    public = actor.audience == PUBLIC
    words = public and policy.wording == "supply"
    pairs = None
    if words and query.statuses:
        pairs = tuple(
            (status, offer)
            for status in STATUSES
            for offer in (*OFFER, OPEN_HELD)
            if supply_word(status, offer) in query.statuses
        )
    return lists.Filter(
        box=_box(record, actor, query),
        statuses=() if words else query.statuses,
        offers=SHOWN_OFFERS if public and policy.parcels == "offered" else None,
        pairs=pairs,
        park=query.park,
        ids=query.ids,
        text=query.text,
        retired=query.retired,
    )


def _box(record: Record, actor: Actor, query: ParcelQuery) -> Box | None:
    return None if query.bbox is None else public_box(record, actor, query.bbox)


def _as_of(
    connection: Connection, record: Record, actor: Actor, query: ParcelQuery
) -> tuple[list[Stored], int, int]:
    day = (query.as_of or record.today()).isoformat()
    then = then_of(connection, record, query.known_at)
    policy = record.zone.policy
    rows = [
        row
        for row in rows_on(connection, record, day, then)
        if policy.sees(actor.audience, "parcel", row._asdict())
        and (not query.statuses or policy.drawn_as(actor.audience, row._asdict()) in query.statuses)
        and (query.park is None or row.park == query.park)
        and (not query.ids or row.parcel_id in query.ids)
    ]
    for fits in _by_state(connection, record, actor, query, day, then):
        rows = [row for row in rows if row.parcel_id in fits]
    ids = [row.parcel_id for row in rows if row.parcel_id > query.after][: query.limit + 1]
    found = list(states_on(connection, record, "parcel", ids, day, query.known_at))
    return found, len(rows), sum(row.area_dm2 for row in rows)


def _by_state(
    connection: Connection,
    record: Record,
    actor: Actor,
    query: ParcelQuery,
    day: str,
    then: Then | None,
) -> Iterator[set[str]]:
    """Ids that lie in the box, and ids that have the words, each as of the day.

    The lists know the present; what has another outline now, or was touched since the moment that
    is asked for, is looked at as it was.
    """
    for part in (lists.Filter(box=_box(record, actor, query), retired=True),
                 lists.Filter(text=query.text, retired=True)):  # fmt: skip
        if part.box is None and not part.text:
            continue
        fits = set(lists.ids(connection, record.zone_id, part))
        since = set(then.touched) if then else set()
        if part.box is not None:
            since |= ledger.outlined_after(connection, record.zone_id, day)
        was = states_on(connection, record, "parcel", sorted(since), day, query.known_at)
        yield (fits - since) | {one.id for one in was if lists.matches(part, one)}


@dataclass(frozen=True, slots=True)
class News:
    """A recent mark as the front door tells it: parcels, and the style codes they are drawn in."""

    seq: int
    recorded_at: datetime
    effective_on: date
    action: str
    ids: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    became: frozenset[str]


def recent(record: Record, actor: Actor, count: int = 6) -> tuple[News, ...]:
    """The last marks that this audience may know of, newest first, in its words."""
    told: list[News] = []
    with record.store.read() as connection:
        for one in ledger.entries(connection, record.zone_id, latest=count * 6):
            header = one.header
            if header.action != "mark" or one.undone_by is not None or len(told) == count:
                continue
            deltas = ledger.deltas_of(connection, record.zone_id, header.seq)
            marked = {each.subject_id: each for each in deltas if each.field == "status"}
            stored = present.some(
                connection, record.zone_id, "parcel", sorted(marked), with_geometry=False
            )
            views: list[View] = []
            became: set[str] = set()
            for each in stored:
                view = view_of(record, actor, each)
                before, after = (
                    record.zone.policy.drawn_as(actor.audience, each.state | {"status": status})
                    for status in (marked[each.id].old, marked[each.id].new)
                )
                if view is not None and before != after:
                    views.append(view)
                    became.add(after)
            if views:
                ids = tuple(view.id for view in views)
                names = tuple((view.name("zh"), view.name("en")) for view in views)
                told.append(News(header.seq, header.recorded_at, header.effective_on,
                                 header.action, ids, names, frozenset(became)))  # fmt: skip
    return tuple(told)


__all__ = [
    "News", "Page", "ParcelQuery", "filter_of", "may_know", "one_on", "one_or_refuse", "parcel",
    "parcels", "park", "parks", "recent", "states_on",
]  # fmt: skip
