"""Take an entry back: it is annulled from its own effective date, and stays readable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from parkmap.errors import BadValue, Conflict, LaterEntries, NotFound
from parkmap.land.ledger import Header, Subject
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt, commit_small, receipt
from parkmap.store import ledger

UNDOABLE = frozenset({"mark"})
LOOK_BACK = 50


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as staff read it; `subjects` are ids."""

    seq: int
    action: str
    reason: str
    actor: str
    recorded_at: datetime
    effective_on: date
    subjects: tuple[str, ...]
    undoable: bool


def last_entry(record: Record, actor: Actor) -> EntryView | None:
    """The newest entry that can be undone, not counting those that were; None where none is."""
    require(actor, "read_internal")
    with record.store.read() as connection:
        for one in ledger.entries(connection, record.zone_id, latest=LOOK_BACK):
            header = one.header
            if header.action not in UNDOABLE or one.undone_by is not None:
                continue
            touched = {each.subject_id for each in
                       ledger.deltas_of(connection, record.zone_id, header.seq)}  # fmt: skip
            free = not ledger.later_on(connection, record.zone_id, header.seq)
            return EntryView(
                header.seq, header.action, header.reason, header.actor, header.recorded_at,
                header.effective_on, tuple(sorted(touched)), free,
            )  # fmt: skip
    return None


def undo(record: Record, actor: Actor, seq: int, reason: str) -> Receipt:
    """Annul an entry; one new entry says so.

    Raises
    ------
    LaterEntries
        Later entries say something of the same fields; they are listed.
    Conflict
        The entry was undone before, or is of a kind that is not undone (an import, an undo).
    NotFound
        There is no such entry.
    """
    require(actor, "undo")
    if not reason.strip():
        raise BadValue("an undo needs a reason; say in a few words why")
    with record.store.write() as connection:
        top = ledger.read_head(connection, record.zone_id)
        undone = _undoable(connection, record, seq)
        moment = record.clock()
        touched = {one.subject for one in ledger.deltas_of(connection, record.zone_id, seq)}
        header = ledger.next_header(
            top, moment, actor.id, "undo", reason.strip(), undone.effective_on, undoes=seq
        )
        moved = commit_small(connection, record, header, (), touched)
        return receipt(connection, record, actor, moved, moment, _parcels(touched))


def _parcels(touched: set[Subject]) -> list[str]:
    return sorted(one.id for one in touched if one.kind == "parcel")


def _undoable(connection: Connection, record: Record, seq: int) -> Header:
    found = ledger.entries(connection, record.zone_id, seqs=[seq])
    if not found:
        raise NotFound("there is no entry %(seq)s in the ledger", seq=seq)
    entry = found[0]
    if entry.undone_by is not None:
        raise Conflict(
            "entry %(seq)s was undone already by entry %(by)s", seq=seq, by=entry.undone_by
        )
    if entry.header.action not in UNDOABLE:
        raise Conflict(
            "entry %(seq)s is not a mark (%(action)s); mark the parcels anew instead",
            seq=seq,
            action=entry.header.action,
        )
    later = ledger.later_on(connection, record.zone_id, seq)
    if later:
        raise LaterEntries(
            "entry %(seq)s cannot be undone, later entries stand on it: %(list)s; undo those first",
            seq=seq,
            list=", ".join(f"#{one}" for one in later[:20]),
            entries=later,
        )
    return entry.header
