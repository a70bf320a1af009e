"""The land on any day, as known now or as known at any moment.

Two times: the day from which a fact holds (`effective_on`), and the moment at which parkmap learned
of it (`recorded_at`). "As known at a moment" takes the entries up to the last one recorded by
then; an entry undone later still counts. It starts from what is derived for now and folds anew only
the subjects that were touched since, so its cost follows what was written after that moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection

from parkmap.errors import BadValue
from parkmap.land.fold import SPAN_FIELDS, Assertion, Span, fold
from parkmap.land.ledger import Subject, canonical
from parkmap.services.record import Record
from parkmap.store import flow, ledger, lists, present, spatial
from parkmap.store.flow import SumRow
from parkmap.store.lists import SpanRow
from parkmap.store.present import Stored


class Then(NamedTuple):
    """What was known at a moment: the last entry by then, and the parcels touched since."""

    seq: int
    touched: frozenset[str]


def then_of(connection: Connection, record: Record, known_at: datetime | None) -> Then | None:
    """The entry and the parcels that a moment stands for; None for now.

    Raises
    ------
    BadValue
        The moment has no time zone.
    """
    if known_at is None:
        return None
    seq = _known_seq(connection, record, known_at)
    touched = ledger.touched_since(connection, record.zone_id, "parcel", seq)
    return Then(seq, frozenset(touched))


def _known_seq(connection: Connection, record: Record, known_at: datetime) -> int:
    if known_at.tzinfo is None:
        raise BadValue(
            "the moment %(value)s has no time zone; give it one, such as +08:00",
            value=known_at.isoformat(),
        )
    return ledger.known_seq(connection, record.zone_id, known_at)


def rows_on(
    connection: Connection, record: Record, day: str, then: Then | None = None
) -> list[SpanRow]:
    """Every parcel as it was counted on a day, in order of id; no retired one."""
    rows = lists.on_day(connection, record.zone_id, day)
    if then is None:
        return rows
    kept = [row for row in rows if row.parcel_id not in then.touched]
    return sorted([*kept, *_counted_then(connection, record, day, then)])


def _counted_then(
    connection: Connection, record: Record, day: str, then: Then
) -> Iterator[SpanRow]:
    subjects = [Subject("parcel", one) for one in then.touched]
    held = ledger.live(connection, record.zone_id, subjects, fields=SPAN_FIELDS, known=then.seq)
    for one, said in held.items():
        span = _span_on(said, day)
        if span is not None and span.status:
            yield SpanRow(one.id, span.status, span.offer, span.park, span.area_dm2)


def _span_on(said: Sequence[Assertion], day: str) -> Span | None:
    spans = fold("parcel", said).spans
    return next((span for span in spans if span.from_on <= day < span.until_on), None)


def sums_on(
    connection: Connection, record: Record, day: str, then: Then | None = None
) -> list[SumRow]:
    """Count and recorded area by park, status and offer on a day."""
    now = flow.sums(connection, record.zone_id, day)
    if then is None or not then.touched:
        return now
    found = {(row.park, row.status, row.offer): (row.count, row.area_dm2) for row in now}
    gone = lists.on_day(connection, record.zone_id, day, sorted(then.touched))
    come = _counted_then(connection, record, day, then)
    for sign, rows in ((-1, gone), (1, come)):
        for row in rows:
            key = (row.park, row.status, row.offer)
            count, area = found.get(key, (0, 0))
            found[key] = (count + sign, area + sign * row.area_dm2)
    return [SumRow(*key, *figures) for key, figures in sorted(found.items()) if figures[0]]


def states_on(
    connection: Connection, record: Record, kind: str, ids: Sequence[str], day: str,
    known_at: datetime | None = None,
) -> Iterator[Stored]:  # fmt: skip
    """Subjects as they stood on a day, with the outline of that day, in the order of `ids`.

    One that was not there yet, or was retired by then, is left out.

    Parameters
    ----------
    day
        ISO day, by effective date.
    known_at
        As known at this moment; as known now where None.
    """
    seq = None if known_at is None else _known_seq(connection, record, known_at)
    for start in range(0, len(ids), ledger.CHUNK):
        part = ids[start : start + ledger.CHUNK]
        subjects = [Subject(kind, one) for one in part]
        held = ledger.live(connection, record.zone_id, subjects, known=seq)
        rows = present.some(connection, record.zone_id, kind, part, with_geometry=False)
        versions = {one.id: one.version for one in rows} if seq is None else {}
        for one in subjects:
            found = _stored_on(one, held[one], day, versions.get(one.id))
            if found is not None:
                yield found


def _stored_on(
    one: Subject, said: Sequence[Assertion], day: str, version: int | None
) -> Stored | None:
    folded = fold(one.kind, said, day)
    if folded.geometry is None or folded.state.get("retired_on"):
        return None
    known = max(each.seq for each in said) if version is None else version
    text, box = canonical(folded.geometry), spatial.box_of(folded.geometry)
    return Stored(one.kind, one.id, known, folded.state, text, box)


def every_on(
    connection: Connection, record: Record, kind: str, day: date, known_at: datetime | None = None
) -> Iterator[Stored]:
    """Every subject of a kind as it stood on a day, by id, streamed; no retired one."""
    if known_at is None and day >= record.today():
        yield from present.every(connection, record.zone_id, kind)
        return
    if kind == "parcel":
        then = then_of(connection, record, known_at)
        ids = [row.parcel_id for row in rows_on(connection, record, day.isoformat(), then)]
    else:
        ids = sorted(ledger.ids_ever(connection, record.zone_id, kind))
    yield from states_on(connection, record, kind, ids, day.isoformat(), known_at)


__all__ = ["Then", "every_on", "rows_on", "states_on", "sums_on", "then_of"]
