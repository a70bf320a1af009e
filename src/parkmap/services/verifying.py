"""Prove the record: the chain as stored, the present against the ledger, the files against both."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, Table, select

from parkmap.land.fold import Folded, fold
from parkmap.land.ledger import (
    Subject,
    canonical,
    chain_hash,
    digest,
    genesis_hash,
    header_of,
    stamp,
)
from parkmap.services import mirror
from parkmap.services.record import Record
from parkmap.store import ledger, present
from parkmap.store.schema import annulment, delta, entry, geometry, parcel, span, subject


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """Entries and deltas that were hashed, and every difference found (the first is the root)."""

    entries: int
    deltas: int
    head: str
    differences: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """Nothing differs."""
        return not self.differences


def verify(record: Record) -> VerifyReport:
    """Hash the stored bytes of the whole ledger, fold it anew, and compare all that is derived.

    Derived tables and mirror files are compared too; a mirror that is merely behind is no
    difference, one that was edited is.
    """
    with record.store.read() as connection:
        top = ledger.read_head(connection, record.zone_id)
        found, entries, deltas = _chain(connection, record, top)
        found = found or _columns(connection, record)
        if not found:
            found = list(_derived(connection, record))
    for one in mirror.states(record):
        if one.state in {"edited", "missing"}:
            found.append(
                f"{one.file} is {one.state}: not what parkmap last wrote at entry {one.seq}; "
                "put an edited file aside under another name and parkmap writes it anew"
            )
    return VerifyReport(entries, deltas, top.entry_hash, tuple(found))


def _chain(connection: Connection, record: Record, top: ledger.Head) -> tuple[list[str], int, int]:
    previous = genesis_hash(top.epoch, top.code)
    hashes: dict[int, list[str]] = {}
    count = 0
    query = (
        select(delta.c.seq, delta.c.ordinal, delta.c.body, delta.c.sha256, delta.c.kind,
               delta.c.subject_id, delta.c.field, delta.c.effective_on)
        .where(delta.c.zone_id == record.zone_id)
        .order_by(delta.c.seq, delta.c.ordinal)
    )  # fmt: skip
    for seq, ordinal, body, sha256, *columns in connection.execute(query):
        count += 1
        if digest(body) != sha256:
            return [f"delta {seq}/{ordinal}: its bytes do not have its hash"], 0, count
        parsed = orjson.loads(body)
        if [parsed["kind"], parsed["id"], parsed["field"], parsed["effective_on"]] != columns:
            return [f"delta {seq}/{ordinal}: its columns differ from its body"], 0, count
        hashes.setdefault(seq, []).append(sha256)
    rows = connection.execute(
        select(entry.c.seq, entry.c.header, entry.c.previous_hash, entry.c.entry_hash)
        .where(entry.c.zone_id == record.zone_id)
        .order_by(entry.c.seq)
    )
    number = 0
    for seq, header, previous_hash, entry_hash in rows:
        number += 1
        mine = hashes.pop(seq, [])
        if seq != number or header_of(orjson.loads(header)).seq != seq:
            return [f"entry {number}: missing or out of order"], number, count
        if previous_hash != previous or chain_hash(previous, header, mine) != entry_hash:
            return [f"entry {seq}: its hash does not follow from entry {seq - 1}"], number, count
        previous = entry_hash
    if hashes:
        return [f"deltas without an entry: {min(hashes)}"], number, count
    if (number, previous) != (top.seq, top.entry_hash):
        return [f"the head names entry {top.seq}, the ledger ends at {number}"], number, count
    return [], number, count


def _columns(connection: Connection, record: Record) -> list[str]:
    """Entry columns and annulments are copies of what headers say: they may not say otherwise."""
    undone: dict[int, int] = {}
    query = select(entry).where(entry.c.zone_id == record.zone_id).order_by(entry.c.seq)
    for row in connection.execute(query):
        header = header_of(orjson.loads(row.header))
        said = (stamp(header.recorded_at), header.actor, header.action, header.undoes)
        if said != (row.recorded_at, row.actor, row.action, row.undoes):
            return [f"entry {row.seq}: its columns differ from its header"]
        if header.undoes is not None:
            undone[header.undoes] = header.seq
    rows = connection.execute(select(annulment).where(annulment.c.zone_id == record.zone_id))
    found = {row.seq: row.by_seq for row in rows}
    differing = sorted(seq for seq, _by in found.items() ^ undone.items())
    return [f"entry {seq}: whether it was undone differs from the headers" for seq in differing[:1]]


def _derived(connection: Connection, record: Record) -> Iterator[str]:
    zone = record.zone_id
    subjects = {
        (row["kind"], row["subject_id"]): row["state"] for row in _rows(connection, subject, zone)
    }
    shapes = {
        (row["kind"], row["subject_id"]): _shape_digest(row)
        for row in _rows(connection, geometry, zone)
    }
    parcels = {row["parcel_id"]: row for row in _rows(connection, parcel, zone)}
    spans: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(connection, span, zone):
        spans.setdefault(row["parcel_id"], []).append(row)
    for one, assertions in ledger.all_live(connection, zone):
        folded = fold(one.kind, assertions)
        if subjects.pop((one.kind, one.id), None) != canonical(folded.state):
            yield f"{one.kind} {one.id}: the present differs from the ledger"
        if folded.geometry is not None:
            expected = _shape_digest(present.geometry_row(zone, one, folded.geometry, 0))
            if shapes.pop((one.kind, one.id), None) != expected:
                yield f"{one.kind} {one.id}: the geometry differs from the ledger"
        if one.kind == "parcel":
            yield from _counted(zone, one, folded, parcels.pop(one.id, None), spans.pop(one.id, []))
    for kind, one_id in sorted([*subjects, *shapes]):
        yield f"{kind} {one_id}: present without a ledger"
    for one_id in sorted({*parcels, *spans}):
        yield f"parcel {one_id}: counted without a ledger"


def _counted(
    zone: int, one: Subject, folded: Folded, row: dict[str, Any] | None, spans: list[dict[str, Any]]
) -> Iterator[str]:
    """What lists and sums are made of, for one parcel."""
    if sorted(spans, key=lambda each: str(each["from_on"])) != present.span_rows(zone, one, folded):
        yield f"parcel {one.id}: its spans differ from the ledger"
    if row != present.parcel_row(zone, one, folded):
        yield f"parcel {one.id}: its row in the list differs from the ledger"


def _rows(connection: Connection, table: Table, zone_id: int) -> Iterator[dict[str, Any]]:
    for row in connection.execute(select(table).where(table.c.zone_id == zone_id)):
        yield dict(row._mapping)


def _shape_digest(row: Mapping[str, Any]) -> bytes:
    box = [row[side] for side in ("west", "south", "east", "north")]
    return hashlib.sha256(f"{row['geojson']}{box}".encode()).digest()
