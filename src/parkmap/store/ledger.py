"""Entries and deltas in the database: append under the locked head row, read back, annul."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, and_, exists, insert, select, update

from parkmap.errors import NotFound
from parkmap.land.fold import Assertion
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
from parkmap.store.schema import annulment, delta, entry, head

CHUNK = 400


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
    row = connection.execute(query.with_for_update()).first()
    if row is None:
        raise NotFound("there is no ledger for zone %(zone)s here", zone=zone_id)
    return Head(*row)


def append(connection: Connection, top: Head, header: Header, deltas: Sequence[Delta]) -> Head:
    """Seal an entry onto the chain and store it; the new head."""
    return store_sealed(connection, top, seal(header, deltas, top.entry_hash))


def store_sealed(connection: Connection, top: Head, sealed: SealedEntry) -> Head:
    """Store a sealed entry as it is and move the head."""
    header = sealed.header
    connection.execute(
        insert(entry).values(
            zone_id=top.zone_id,
            seq=header.seq,
            recorded_at=stamp(header.recorded_at),
            actor=header.actor,
            action=header.action,
            undoes=header.undoes,
            header=sealed.header_text,
            previous_hash=sealed.previous_hash,
            entry_hash=sealed.entry_hash,
        )
    )
    rows = [_delta_row(top.zone_id, sealed, place) for place in range(len(sealed.deltas))]
    if rows:
        connection.execute(insert(delta), rows)
    if header.undoes is not None:
        connection.execute(
            insert(annulment).values(zone_id=top.zone_id, seq=header.undoes, by_seq=header.seq)
        )
    moved = top._replace(seq=header.seq, entry_hash=sealed.entry_hash)
    connection.execute(
        update(head)
        .where(head.c.zone_id == top.zone_id)
        .values(seq=moved.seq, entry_hash=moved.entry_hash)
    )
    return moved


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


def live(
    connection: Connection, zone_id: int, subjects: Iterable[Subject]
) -> dict[Subject, list[Assertion]]:
    """The live assertions of some subjects; those of annulled entries are left out."""
    found: dict[Subject, list[Assertion]] = {one: [] for one in subjects}
    for kind in {one.kind for one in found}:
        ids = [one.id for one in found if one.kind == kind]
        for start in range(0, len(ids), CHUNK):
            part = ids[start : start + CHUNK]
            chosen = and_(delta.c.kind == kind, delta.c.subject_id.in_(part))
            for one, assertion in _assertions(connection, zone_id, chosen):
                found[one].append(assertion)
    return found


def all_live(connection: Connection, zone_id: int) -> Iterator[tuple[Subject, list[Assertion]]]:
    """Every subject with its live assertions, one subject at a time, by kind and id."""
    current: Subject | None = None
    held: list[Assertion] = []
    for one, assertion in _assertions(connection, zone_id, None):
        if current is not None and one != current:
            yield current, held
            held = []
        current = one
        held.append(assertion)
    if current is not None:
        yield current, held


def _assertions(
    connection: Connection, zone_id: int, chosen: Any
) -> Iterator[tuple[Subject, Assertion]]:
    undone = exists().where(
        and_(annulment.c.zone_id == delta.c.zone_id, annulment.c.seq == delta.c.seq)
    )
    query = (
        select(delta.c.kind, delta.c.subject_id, delta.c.field, delta.c.effective_on,
               delta.c.seq, delta.c.ordinal, delta.c.body)
        .where(delta.c.zone_id == zone_id, ~undone)
        .order_by(delta.c.kind, delta.c.subject_id)
    )  # fmt: skip
    if chosen is not None:
        query = query.where(chosen)
    for kind, subject_id, field, day, seq, ordinal, body in connection.execute(query):
        value = orjson.loads(body)["new"]
        yield Subject(kind, subject_id), Assertion(field, day, seq, ordinal, value)


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


def touched_since(
    connection: Connection, zone_id: int, kind: str, seq: int, field: str | None = None
) -> set[str]:
    """Ids of a kind that an entry after `seq` touched, by an undo too; in one field, or in any."""
    newer = select(delta.c.subject_id).where(
        delta.c.zone_id == zone_id, delta.c.kind == kind, delta.c.seq > seq
    )
    undone = (
        select(delta.c.subject_id)
        .join(
            annulment,
            and_(annulment.c.zone_id == delta.c.zone_id, annulment.c.seq == delta.c.seq),
        )
        .where(delta.c.zone_id == zone_id, delta.c.kind == kind, annulment.c.by_seq > seq)
    )
    if field is not None:
        newer = newer.where(delta.c.field == field)
        undone = undone.where(delta.c.field == field)
    return {row[0] for row in connection.execute(newer.union(undone))}


def later_on(connection: Connection, zone_id: int, seq: int) -> list[int]:
    """Live entries after `seq` that say something of a field which `seq` says something of."""
    later = delta.alias("later")
    undone = exists().where(
        and_(annulment.c.zone_id == later.c.zone_id, annulment.c.seq == later.c.seq)
    )
    query = (
        select(later.c.seq)
        .distinct()
        .select_from(delta)
        .join(
            later,
            and_(
                later.c.zone_id == delta.c.zone_id,
                later.c.kind == delta.c.kind,
                later.c.subject_id == delta.c.subject_id,
                later.c.field == delta.c.field,
                later.c.seq > delta.c.seq,
            ),
        )
        .where(delta.c.zone_id == zone_id, delta.c.seq == seq, ~undone)
        .order_by(later.c.seq)
    )
    return [int(row[0]) for row in connection.execute(query)]


def next_header(
    top: Head,
    recorded_at: datetime,
    actor: str,
    action: str,
    reason: str,
    effective_on: date,
    undoes: int | None = None,
) -> Header:
    """The header of the entry that follows the head."""
    return Header(top.seq + 1, recorded_at, actor, action, reason, effective_on, undoes)
