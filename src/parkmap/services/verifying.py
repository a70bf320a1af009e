"""Prove the record: the chain as stored, the present against the ledger, the files against both."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

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
from parkmap.said import say
from parkmap.services import evidence, mirror
from parkmap.services.record import Record
from parkmap.store import derived, flow, ledger, spatial
from parkmap.store.assertions import STREAMED
from parkmap.store.schema import annulment, delta, entry, geometry, parcel, span, subject

KIND_WORDS: Final[dict[str, str]] = {"parcel": say("parcel"), "park": say("park")}
"""What a difference calls a subject; kinds of desk business keep their own word."""

Step = Callable[[int], None]
STEP: Final = 5_000


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


def verify(record: Record, step: Step | None = None) -> VerifyReport:
    """Hash the stored bytes of the whole ledger, fold it anew, and compare all that is derived.

    Tables, mirror files and the files of papers are compared too; a mirror that is merely behind is
    no difference, one that was edited is, and so is one that does not say what the record says.
    """
    with record.store.read() as connection:
        top = ledger.read_head(connection, record.zone_id)
        found, entries, deltas = _chain(connection, record, top, step)
        found = found or _columns(connection, record)
        if not found:
            found = list(_derived(connection, record))
        files = [] if found else list(_files(connection, record, top))
        files += evidence.altered(connection, record)
    for one in mirror.states(record):
        if one.state in {"edited", "missing"}:
            found.append(
                _edited(one.file, one.seq) if one.state == "edited" else _missing(one.file, one.seq)
            )
            files = [line for line in files if not line.startswith(one.file)]
    return VerifyReport(entries, deltas, top.entry_hash, (*found, *files))


def _edited(file: str, seq: int) -> str:
    return say(
        "%(file)s is edited: not what parkmap last wrote at entry %(seq)s; "
        "'parkmap sync' shows the edit, takes it in, or puts it aside", file=file, seq=seq,
    )  # fmt: skip


def _missing(file: str, seq: int) -> str:
    return say(
        "%(file)s is missing: not what parkmap last wrote at entry %(seq)s; "
        "the next entry writes it anew", file=file, seq=seq,
    )  # fmt: skip


def _chain(
    connection: Connection, record: Record, top: ledger.Head, step: Step | None
) -> tuple[list[str], int, int]:
    """What is wrong with the stored bytes, if anything; how many entries and deltas were read."""
    hashes: dict[int, list[str]] = {}
    count = 0
    for seq, ordinal, body, sha256, *columns in _stored_deltas(connection, record):
        count += 1
        if step and count % STEP == 0:
            step(STEP)
        wrong = _delta_fault(seq, ordinal, body, sha256, columns)
        if wrong is not None:
            return [wrong], 0, count
        hashes.setdefault(seq, []).append(sha256)
    number, wrong = _entries(connection, record, top, hashes)
    return ([] if wrong is None else [wrong]), number, count


def _delta_fault(
    seq: int, ordinal: int, body: str, sha256: str, columns: Sequence[Any]
) -> str | None:
    if digest(body) != sha256:
        return say(
            "delta %(seq)s/%(ordinal)s: its bytes do not have its hash", seq=seq, ordinal=ordinal
        )
    parsed = orjson.loads(body)
    if [parsed["kind"], parsed["id"], parsed["field"], parsed["effective_on"]] != columns:
        return say(
            "delta %(seq)s/%(ordinal)s: its columns differ from its body", seq=seq, ordinal=ordinal
        )
    return None


def _entries(
    connection: Connection, record: Record, top: ledger.Head, hashes: dict[int, list[str]]
) -> tuple[int, str | None]:
    """How many entries follow from one another, and where that ends if it does too early."""
    previous = genesis_hash(top.epoch, top.code)
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
            return number, say("entry %(seq)s: missing or out of order", seq=number)
        if previous_hash != previous or chain_hash(previous, header, mine) != entry_hash:
            return number, say(
                "entry %(seq)s: its hash does not follow from entry %(before)s",
                seq=seq,
                before=seq - 1,
            )
        previous = entry_hash
    if hashes:
        return number, say("deltas without an entry: %(seq)s", seq=min(hashes))
    if (number, previous) != (top.seq, top.entry_hash):
        return number, say(
            "the head names entry %(seq)s, the ledger ends at %(ends)s", seq=top.seq, ends=number
        )
    return number, None


def _stored_deltas(connection: Connection, record: Record) -> Iterator[Any]:
    query = (
        select(delta.c.seq, delta.c.ordinal, delta.c.body, delta.c.sha256, delta.c.kind,
               delta.c.subject_id, delta.c.field, delta.c.effective_on)
        .where(delta.c.zone_id == record.zone_id)
        .order_by(delta.c.seq, delta.c.ordinal)
    )  # fmt: skip
    yield from connection.execute(query, execution_options=STREAMED)


def _columns(connection: Connection, record: Record) -> list[str]:
    """Entry columns and annulments are copies of what headers say: they may not say otherwise."""
    undone: dict[int, int] = {}
    query = select(entry).where(entry.c.zone_id == record.zone_id).order_by(entry.c.seq)
    for row in connection.execute(query):
        header = header_of(orjson.loads(row.header))
        said = (stamp(header.recorded_at), header.actor, header.action, header.undoes)
        if said != (row.recorded_at, row.actor, row.action, row.undoes):
            return [say("entry %(seq)s: its columns differ from its header", seq=row.seq)]
        if header.undoes is not None:
            undone[header.undoes] = header.seq
    rows = connection.execute(select(annulment).where(annulment.c.zone_id == record.zone_id))
    found = {row.seq: row.by_seq for row in rows}
    differing = sorted(seq for seq, _by in found.items() ^ undone.items())
    return [
        say("entry %(seq)s: whether it was undone differs from the headers", seq=seq)
        for seq in differing[:1]
    ]


def _derived(connection: Connection, record: Record) -> Iterator[str]:
    zone = record.zone_id
    newest = derived.versions(connection, zone)
    subjects = {
        Subject(row["kind"], row["subject_id"]): (row["state"], row["version"])
        for row in _rows(connection, subject, zone)
    }
    shapes = {
        Subject(row["kind"], row["subject_id"]): _shape_digest(row)
        for row in _rows(connection, geometry, zone)
    }
    parcels = {row["parcel_id"]: row for row in _rows(connection, parcel, zone)}
    spans: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(connection, span, zone):
        spans.setdefault(row["parcel_id"], []).append(row)
    for one, assertions in ledger.all_live(connection, zone):
        folded = fold(one.kind, assertions)
        if subjects.pop(one, None) != (canonical(folded.state), newest[one]):
            yield say(
                "%(what)s %(id)s: the present differs from the ledger",
                what=KIND_WORDS.get(one.kind, one.kind),
                id=one.id,
            )
        if folded.geometry is not None:
            expected = _shape_digest(spatial.geometry_row(zone, one, folded.geometry, 0))
            if shapes.pop(one, None) != expected:
                yield say(
                    "%(what)s %(id)s: the geometry differs from the ledger",
                    what=KIND_WORDS.get(one.kind, one.kind),
                    id=one.id,
                )
        if one.kind == "parcel":
            yield from _counted(zone, one, folded, parcels.pop(one.id, None), spans.pop(one.id, []))
    for one in sorted([*subjects, *shapes]):
        yield say(
            "%(what)s %(id)s: present without a ledger",
            what=KIND_WORDS.get(one.kind, one.kind),
            id=one.id,
        )
    for one_id in sorted({*parcels, *spans}):
        yield say("parcel %(id)s: counted without a ledger", id=one_id)
    yield from _indexed(connection, zone)


def _counted(
    zone: int, one: Subject, folded: Folded, row: dict[str, Any] | None, spans: list[dict[str, Any]]
) -> Iterator[str]:
    """What lists and sums are made of, for one parcel."""
    if sorted(spans, key=lambda each: str(each["from_on"])) != derived.span_rows(zone, one, folded):
        yield say("parcel %(id)s: its spans differ from the ledger", id=one.id)
    if row != derived.parcel_row(zone, one, folded):
        yield say("parcel %(id)s: its row in the list differs from the ledger", id=one.id)


def _indexed(connection: Connection, zone: int) -> Iterator[str]:
    """What follows from spans and outlines: sums by day, and the spatial index."""
    step = flow.differing(connection, zone)
    if step is not None:
        _zone, grain, day, park, status, offer, *_ = step
        yield say(
            "sums of %(day)s, %(park)s, %(status)s, %(offer)s: "
            "they differ from the spans (grain %(grain)s)",
            day=str(day), park=park or say("no park"), status=status, offer=offer, grain=grain,
        )  # fmt: skip
    box = spatial.differing(connection, zone)
    if box is not None:
        yield say("%(what)s: the spatial index differs from the outline", what=box)


def _files(connection: Connection, record: Record, top: ledger.Head) -> Iterator[str]:
    """Files written at the head of the ledger have to say what the record says."""
    for one in mirror.states(record):
        if one.state != "current" or one.seq != top.seq:
            continue
        kind = next(kind for kind, file in mirror.FILES.items() if file == one.file)
        due = hashlib.sha256()
        for piece in mirror.text_of(connection, record, kind, top):
            due.update(piece.encode())
        with (record.folder / one.file).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != due.hexdigest():
                yield say(
                    "%(file)s differs from the record at entry %(seq)s", file=one.file, seq=top.seq
                )


def _rows(connection: Connection, table: Table, zone_id: int) -> Iterator[dict[str, Any]]:
    names = table.c.keys()
    query = select(table).where(table.c.zone_id == zone_id)
    for row in connection.execute(query, execution_options=STREAMED):
        yield dict(zip(names, row, strict=True))


def _shape_digest(row: Mapping[str, Any]) -> bytes:
    box = [row[side] for side in ("west", "south", "east", "north")]
    return hashlib.sha256(f"{row['geojson']}{box}".encode()).digest()
