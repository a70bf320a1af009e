"""The courses of all land (`land.courses`), kept in memory and brought up with the ledger.

Read once in a process; after an entry only the parcels that it touched are read. Internal: who
asks for figures of them has been let in before.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Final

from sqlalchemy import Connection

from parkmap.land.courses import Courses, courses_of
from parkmap.land.fold import INHERITED, SPAN_FIELDS, Span, fold
from parkmap.land.ledger import Subject
from parkmap.services.knowing import Then, then_of
from parkmap.services.record import Record
from parkmap.store import ledger
from parkmap.store.spans import spans

MOST_KEPT: Final = 4
MOST_TOUCHED: Final = 3_000
"""Where entries touched more, all is read again: it takes no longer."""

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    """Courses, and the entry up to which they were brought."""

    seq: int
    courses: Courses


_kept: OrderedDict[Key, _Kept] = OrderedDict()
_turn = Lock()


def courses(record: Record, known_at: datetime | None = None) -> Courses:
    """What every parcel went through, retired ones too.

    Parameters
    ----------
    known_at
        As known at this moment; as known now where None.

    Raises
    ------
    BadValue
        The moment has no time zone.
    """
    with record.store.read() as connection:
        return courses_then(connection, record, then_of(connection, record, known_at))


def courses_then(connection: Connection, record: Record, then: Then | None) -> Courses:
    """The courses as known at a moment (now where None), in a transaction that reads more."""
    now = _now(connection, record)
    if then is None or not then.touched:
        return now
    touched = sorted(then.touched)
    return now.changed(_known(connection, record, touched, then.seq), touched)


def forget() -> None:
    """Let go of what is kept, as a start does."""
    with _turn:
        _kept.clear()


def _now(connection: Connection, record: Record) -> Courses:
    top = ledger.read_head(connection, record.zone_id)
    key = (str(record.store.path), record.zone_id, top.epoch)
    with _turn:
        held = _kept.get(key)
        if held is None or held.seq != top.seq:
            held = _kept[key] = _Kept(top.seq, _brought_up(connection, record, held))
        _kept.move_to_end(key)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return held.courses


def _brought_up(connection: Connection, record: Record, held: _Kept | None) -> Courses:
    zone_id = record.zone_id
    if held is not None:
        touched = sorted(ledger.touched_since(connection, zone_id, "parcel", held.seq))
        if len(touched) <= MOST_TOUCHED:
            return held.courses.changed(spans(connection, zone_id, touched), touched)
    return courses_of(spans(connection, zone_id))


def _known(
    connection: Connection, record: Record, touched: Sequence[str], seq: int
) -> Iterator[tuple[str, Span]]:
    fields = (*SPAN_FIELDS, INHERITED)
    subjects = [Subject("parcel", one) for one in touched]
    held = ledger.live(connection, record.zone_id, subjects, fields=fields, known=seq)
    for one, said in held.items():
        for span in fold("parcel", said).spans:
            yield one.id, span


__all__ = ["courses", "courses_then", "forget"]
