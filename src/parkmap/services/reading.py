"""What a reader asks of the record: parcels, parks, histories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from parkmap.land.codes import OFFER
from parkmap.land.fold import fold
from parkmap.land.ledger import Delta, Subject, canonical
from parkmap.land.policy import PUBLIC
from parkmap.land.status import STATUSES, supply_word
from parkmap.services.record import Actor, Record
from parkmap.services.recording import token_of
from parkmap.services.views import View, view_of, view_or_refuse
from parkmap.store import ledger, lists, present
from parkmap.store.present import Stored

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class ParcelQuery:
    """Which parcels, on which day, from where on; `statuses` are style codes of the audience."""

    bbox: Box | None = None
    statuses: tuple[str, ...] = ()
    park: str | None = None
    ids: tuple[str, ...] = ()
    text: str = ""
    as_of: date | None = None
    after: str = ""
    limit: int = 100
    with_geometry: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page of parcels, how many match in all and their area, and where the next begins."""

    views: tuple[View, ...]
    matched: int
    area_dm2: int
    next_after: str | None
    token: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry of a subject's history; reason and actor are None where they are internal."""

    seq: int
    recorded_at: datetime
    effective_on: date
    action: str
    changes: tuple[Delta, ...]
    reason: str | None
    actor: str | None
    undone_by: int | None


def parcel(record: Record, actor: Actor, parcel_id: str) -> View:
    """One parcel, or NotFound."""
    return _one(record, actor, "parcel", parcel_id)


def park(record: Record, actor: Actor, park_id: str) -> View:
    """One park, or NotFound."""
    return _one(record, actor, "park", park_id)


def _one(record: Record, actor: Actor, kind: str, subject_id: str) -> View:
    with record.store.read() as connection:
        stored = present.one(connection, record.zone_id, kind, subject_id)
    return view_or_refuse(record, actor, stored, subject_id)


def parks(record: Record, actor: Actor) -> tuple[View, ...]:
    """Every park, by id."""
    with record.store.read() as connection:
        stored = list(present.every(connection, record.zone_id, "park"))
    views = (view_of(record, actor, one) for one in stored)
    return tuple(view for view in views if view is not None)


def parcels(record: Record, actor: Actor, query: ParcelQuery) -> Page:
    """A page of parcels in order of id."""
    chosen = filter_of(record, actor, query)
    with record.store.read() as connection:
        token = token_of(ledger.read_head(connection, record.zone_id))
        if query.as_of is not None and query.as_of < record.today():
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
            for offer in OFFER
            if supply_word(status, offer) in query.statuses
        )
    return lists.Filter(
        box=query.bbox,
        statuses=() if words else query.statuses,
        offers=("open", "preparing") if public and policy.parcels == "offered" else None,
        pairs=pairs,
        park=query.park,
        ids=query.ids,
        text=query.text,
    )


def _as_of(
    connection: Connection, record: Record, actor: Actor, query: ParcelQuery
) -> tuple[list[Stored], int, int]:
    day = (query.as_of or record.today()).isoformat()
    policy = record.zone.policy
    rows = [
        row
        for row in lists.on_day(connection, record.zone_id, day)
        if policy.sees(actor.audience, "parcel", row._asdict())
        and (not query.statuses or policy.drawn_as(actor.audience, row._asdict()) in query.statuses)
        and (query.park is None or row.park == query.park)
        and (not query.ids or row.parcel_id in query.ids)
    ]
    if query.bbox is not None:
        box = lists.Filter(box=query.bbox)
        inside = set(lists.ids(connection, record.zone_id, box))
        rows = [row for row in rows if row.parcel_id in inside]
    if query.text:
        words = set(lists.ids(connection, record.zone_id, lists.Filter(text=query.text)))
        rows = [row for row in rows if row.parcel_id in words]
    ids = [row.parcel_id for row in rows if row.parcel_id > query.after][: query.limit + 1]
    found = list(states_on(connection, record, "parcel", ids, day))
    return found, len(rows), sum(row.area_dm2 for row in rows)


def states_on(
    connection: Connection, record: Record, kind: str, ids: Sequence[str], day: str
) -> Iterator[Stored]:
    """Subjects as they stood on a day, with the geometry of that day."""
    held = ledger.live(connection, record.zone_id, [Subject(kind, one) for one in ids])
    now = {one.id: one for one in
           present.some(connection, record.zone_id, kind, ids, with_geometry=False)}  # fmt: skip
    for subject, assertions in held.items():
        folded = fold(kind, assertions, day)
        if folded.geometry is None:
            continue
        version = now[subject.id].version if subject.id in now else 0
        box = now[subject.id].box if subject.id in now else (0.0, 0.0, 0.0, 0.0)
        yield Stored(kind, subject.id, version, folded.state, canonical(folded.geometry), box)


def history(record: Record, actor: Actor, kind: str, subject_id: str) -> tuple[HistoryLine, ...]:
    """What happened to a subject, newest first; fields and names go through the policy."""
    _one(record, actor, kind, subject_id)
    policy = record.zone.policy
    reads_inside = policy.shows(actor.audience, "entry", "reason")
    with record.store.read() as connection:
        about = ledger.deltas_about(connection, record.zone_id, Subject(kind, subject_id))
        found = ledger.entries(connection, record.zone_id, seqs=list(about))
    lines = []
    for one in found:
        header = one.header
        seen = tuple(
            each for each in about[header.seq] if policy.shows(actor.audience, kind, each.field)
        )
        if seen:
            lines.append(
                HistoryLine(
                    header.seq,
                    header.recorded_at,
                    header.effective_on,
                    header.action,
                    seen,
                    header.reason if reads_inside else None,
                    header.actor if reads_inside else None,
                    one.undone_by,
                )
            )
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class News:
    """A recent entry as the front door tells it: parcels and the fields that changed."""

    seq: int
    recorded_at: datetime
    effective_on: date
    action: str
    ids: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    changes: tuple[Delta, ...]


def recent(record: Record, actor: Actor, count: int = 6) -> tuple[News, ...]:
    """The last entries that this audience may know of, newest first."""
    policy = record.zone.policy
    told: list[News] = []
    with record.store.read() as connection:
        for one in ledger.entries(connection, record.zone_id, latest=count * 6):
            header = one.header
            if header.action != "mark" or one.undone_by is not None or len(told) == count:
                continue
            deltas = ledger.deltas_of(connection, record.zone_id, header.seq)
            ids = sorted({each.subject_id for each in deltas if each.kind == "parcel"})
            stored = present.some(connection, record.zone_id, "parcel", ids, with_geometry=False)
            views = [view_of(record, actor, each) for each in stored]
            names = tuple((view.name("zh"), view.name("en")) for view in views if view is not None)
            seen = {view.id for view in views if view is not None}
            changes = tuple(
                each
                for each in deltas
                if each.subject_id in seen
                and policy.shows(actor.audience, "parcel", each.field)
                and each.field == "status"
            )
            if changes:
                told.append(
                    News(header.seq, header.recorded_at, header.effective_on, header.action,
                         tuple(sorted(seen)), names, changes)
                )  # fmt: skip
    return tuple(told)
