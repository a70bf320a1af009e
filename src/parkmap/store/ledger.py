"""Entries and deltas in the database: append under the locked head row, read back, annul."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, and_, insert, select, update

from parkmap.errors import NotFound
from parkmap.land.ledger import (
    Delta,
    Header,
    SealedEntry,
    Subject,
    delta_of,
    genesis_hash,
    header_of,
    seal,
    stamp,
)
from parkmap.store.assertions import (
    CHUNK,
    all_live,
    changed_between,
    ids_ever,
    ids_with,
    known_seq,
    live,
    outlined_after,
    redrawn_after,
    redrawn_ever,
    subjects_of,
    touched_by,
    touched_since,
)
from parkmap.store.schema import annulment, delta, entry, head
from parkmap.store.sqlite import WRITES
from parkmap.store.standing import later_on

BATCH = 2_000


class Head(NamedTuple):
    """Where the ledger of a zone stands."""

    zone_id: int
    code: str
    epoch: str
    seq: int
    entry_hash: str


def begin(connection: Connection, zone_id: int, code: str, epoch: str) -> Head:
    """The head row of a new, empty ledger."""
    first = Head(zone_id, code, epoch, 0, genesis_hash(epoch, code))
    connection.execute(insert(head).values(first._asdict()))
    return first


def read_head(connection: Connection, zone_id: int) -> Head:
    """The head of a zone; on a write transaction it is locked, so sequence is commit order."""
    query = select(head).where(head.c.zone_id == zone_id)
    if connection.get_execution_options().get(WRITES, False):
        query = query.with_for_update()  # a reader must not hold up the writer
    row = connection.execute(query).first()
    if row is None:
        raise NotFound("there is no ledger for zone %(zone)s here", zone=zone_id)
    return Head(*row)


def append(connection: Connection, top: Head, header: Header, deltas: Sequence[Delta]) -> Head:
    """Seal an entry onto the chain and store it; the new head."""
    return store_sealed(connection, top, seal(header, deltas, top.entry_hash))


def store_sealed(connection: Connection, top: Head, sealed: SealedEntry) -> Head:
    """Store a sealed entry as it is and move the head."""
    return store_many(connection, top, (sealed,))


def store_many(connection: Connection, top: Head, entries: Iterable[SealedEntry]) -> Head:
    """Store sealed entries that follow each other, and move the head to the last."""
    batch: list[SealedEntry] = []
    last: SealedEntry | None = None
    for last in entries:
        batch.append(last)
        if len(batch) == BATCH:
            _store_batch(connection, top.zone_id, batch)
            batch.clear()
    _store_batch(connection, top.zone_id, batch)
    if last is None:
        return top
    moved = top._replace(seq=last.header.seq, entry_hash=last.entry_hash)
    connection.execute(
        update(head)
        .where(head.c.zone_id == top.zone_id)
        .values(seq=moved.seq, entry_hash=moved.entry_hash)
    )
    return moved


def _store_batch(connection: Connection, zone_id: int, batch: Sequence[SealedEntry]) -> None:
    rows = [_delta_row(zone_id, one, place) for one in batch for place in range(len(one.deltas))]
    undone = [
        {"zone_id": zone_id, "seq": one.header.undoes, "by_seq": one.header.seq}
        for one in batch
        if one.header.undoes is not None
    ]
    for table, values in (
        (entry, [_entry_row(zone_id, one) for one in batch]),
        (delta, rows),
        (annulment, undone),
    ):
        if values:
            connection.execute(insert(table), values)


def _entry_row(zone_id: int, sealed: SealedEntry) -> dict[str, Any]:
    header = sealed.header
    return {
        "zone_id": zone_id,
        "seq": header.seq,
        "recorded_at": stamp(header.recorded_at),
        "actor": header.actor,
        "action": header.action,
        "undoes": header.undoes,
        "header": sealed.header_text,
        "previous_hash": sealed.previous_hash,
        "entry_hash": sealed.entry_hash,
    }


def _delta_row(zone_id: int, sealed: SealedEntry, place: int) -> dict[str, Any]:
    one = sealed.deltas[place]
    return {
        "zone_id": zone_id,
        "seq": sealed.header.seq,
        "ordinal": place,
        "kind": one.kind,
        "subject_id": one.subject_id,
        "field": one.field,
        "effective_on": one.effective_on.isoformat(),
        "body": sealed.bodies[place],
        "sha256": sealed.hashes[place],
    }


class StoredEntry(NamedTuple):
    """An entry read back; `undone_by` is the entry that annuls it."""

    header: Header
    undone_by: int | None
    entry_hash: str


def entries(
    connection: Connection, zone_id: int, *, seqs: Sequence[int] | None = None, latest: int = 0
) -> list[StoredEntry]:
    """Entries by number, or the `latest` ones, newest first."""
    query = (
        select(entry.c.header, annulment.c.by_seq, entry.c.entry_hash)
        .outerjoin(
            annulment,
            and_(annulment.c.zone_id == entry.c.zone_id, annulment.c.seq == entry.c.seq),
        )
        .where(entry.c.zone_id == zone_id)
        .order_by(entry.c.seq.desc())
    )
    if seqs is not None:
        query = query.where(entry.c.seq.in_(list(seqs)))
    if latest:
        query = query.limit(latest)
    rows = connection.execute(query)
    return [StoredEntry(header_of(orjson.loads(text)), by, digest) for text, by, digest in rows]


def first_of(connection: Connection, zone_id: int, action: str) -> int | None:
    """The first entry of an action; None where there is none."""
    query = select(entry.c.seq).where(entry.c.zone_id == zone_id, entry.c.action == action)
    found = connection.execute(query.order_by(entry.c.seq).limit(1)).scalar()
    return None if found is None else int(found)


def deltas_of(connection: Connection, zone_id: int, seq: int) -> list[Delta]:
    """The deltas of an entry, in order."""
    query = (
        select(delta.c.body)
        .where(delta.c.zone_id == zone_id, delta.c.seq == seq)
        .order_by(delta.c.ordinal)
    )
    return [delta_of(orjson.loads(body)) for (body,) in connection.execute(query)]


def deltas_about(connection: Connection, zone_id: int, one: Subject) -> dict[int, list[Delta]]:
    """Sequence -> the deltas that speak of a subject, geometry left out."""
    query = select(delta.c.seq, delta.c.ordinal, delta.c.body).where(
        delta.c.zone_id == zone_id,
        delta.c.kind == one.kind,
        delta.c.subject_id == one.id,
        delta.c.field != "geometry",
    )
    # Sorted here: ordered by seq, SQLite would walk the ledger instead of the subject's index.
    rows = sorted(connection.execute(query), key=lambda row: (-row.seq, row.ordinal))
    found: dict[int, list[Delta]] = {}
    for seq, _ordinal, body in rows:
        found.setdefault(seq, []).append(delta_of(orjson.loads(body)))
    return found


def next_header(
    top: Head,
    recorded_at: datetime,
    actor: str,
    action: str,
    reason: str,
    effective_on: date,
    undoes: int | None = None,
    restores: int | None = None,
    evidence: tuple[str, ...] = (),
) -> Header:
    """The header of the entry that follows the head."""
    return Header(
        top.seq + 1, recorded_at, actor, action, reason, effective_on, undoes, evidence, restores
    )


__all__ = [
    "CHUNK", "Head", "StoredEntry", "all_live", "append", "begin", "changed_between",
    "deltas_about", "deltas_of", "entries", "first_of", "ids_ever", "ids_with", "known_seq",
    "later_on", "live", "next_header", "outlined_after", "read_head", "redrawn_after",
    "redrawn_ever", "store_many", "store_sealed", "subjects_of", "touched_by", "touched_since",
]  # fmt: skip
