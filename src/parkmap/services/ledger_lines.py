"""The whole ledger as staff read it: who wrote what, when and why, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from parkmap.errors import NotFound
from parkmap.land.ledger import Delta, Header, stamp
from parkmap.services.record import Actor, Record, require
from parkmap.store import entry_list, ledger
from parkmap.store.entry_list import EntryFilter, Extent
from parkmap.store.ledger import StoredEntry

READ: Final = "read_internal"
STEP: Final = 200


@dataclass(frozen=True, slots=True)
class LedgerQuery:
    """Which entries: recorded on which days of the zone, by whom, what, where, with which words.

    `before` continues a list: only entries with a smaller number.
    """

    from_on: date | None = None
    to_on: date | None = None
    actors: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    parcel: str = ""
    park: str = ""
    text: str = ""
    before: int | None = None
    limit: int = 100


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """An entry with what it touches; `undone_by` is the entry that took it back."""

    header: Header
    undone_by: int | None
    extent: Extent


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """A page, newest first; `before` continues it, None at the end."""

    lines: tuple[LedgerLine, ...]
    before: int | None


def entries(record: Record, actor: Actor, asked: LedgerQuery) -> LedgerPage:
    """A page of the ledger; for staff."""
    require(actor, READ)
    with record.store.read() as connection:
        found: list[StoredEntry] = []
        for one in _matching(connection, record, asked):
            found.append(one)
            if len(found) > asked.limit:
                break
        shown = found[: asked.limit]
        touched = [one.header.undoes or one.header.seq for one in shown]
        extents = entry_list.extents(connection, record.zone_id, touched)
    lines = tuple(
        LedgerLine(one.header, one.undone_by, extents[at])
        for one, at in zip(shown, touched, strict=True)
    )
    return LedgerPage(lines, shown[-1].header.seq if len(found) > asked.limit else None)


def actions(record: Record, actor: Actor) -> tuple[str, ...]:
    """Every action that the ledger knows; for staff."""
    require(actor, READ)
    with record.store.read() as connection:
        return tuple(entry_list.actions(connection, record.zone_id))


def deltas(record: Record, actor: Actor, seq: int) -> tuple[Delta, ...]:
    """What an entry says; of an undo, what it takes back. For staff.

    Raises
    ------
    NotFound
        There is no such entry.
    """
    require(actor, READ)
    with record.store.read() as connection:
        return tuple(_said(connection, record, _entry(connection, record, seq).header))


def every(
    record: Record, actor: Actor, asked: LedgerQuery
) -> Iterator[tuple[StoredEntry, tuple[Delta, ...]]]:
    """Every entry that matches with what it says, newest first, read as it is asked for."""
    require(actor, READ)
    with record.store.read() as connection:
        for one in _matching(connection, record, asked):
            yield one, tuple(_said(connection, record, one.header))


def _entry(connection: Connection, record: Record, seq: int) -> StoredEntry:
    found = ledger.entries(connection, record.zone_id, seqs=[seq])
    if not found:
        raise NotFound("there is no entry %(seq)s in the ledger", seq=seq)
    return found[0]


def _said(connection: Connection, record: Record, header: Header) -> Sequence[Delta]:
    if header.undoes is None:
        return ledger.deltas_of(connection, record.zone_id, header.seq)
    back = ledger.deltas_of(connection, record.zone_id, header.undoes)
    return [one.inverse() for one in back]


def _matching(connection: Connection, record: Record, asked: LedgerQuery) -> Iterator[StoredEntry]:
    chosen, before = _filter(record, asked), asked.before
    words = asked.text.lower()
    while True:
        seqs = entry_list.seqs(connection, record.zone_id, chosen, before, STEP)
        for one in ledger.entries(connection, record.zone_id, seqs=seqs):
            if words in one.header.reason.lower():
                yield one
        if len(seqs) < STEP:
            return
        before = seqs[-1]


def _filter(record: Record, asked: LedgerQuery) -> EntryFilter:
    until = asked.to_on + timedelta(days=1) if asked.to_on else None
    return EntryFilter(
        _begin_of(record, asked.from_on), _begin_of(record, until), asked.actors, asked.actions,
        asked.parcel, asked.park, asked.text,
    )  # fmt: skip


def _begin_of(record: Record, day: date | None) -> str:
    """The stamp at which a day of the zone begins."""
    if day is None:
        return ""
    begun = datetime.combine(day, time.min, ZoneInfo(record.zone.time_zone))
    return stamp(begun.astimezone(UTC))


__all__ = ["LedgerLine", "LedgerPage", "LedgerQuery", "actions", "deltas", "entries", "every"]
