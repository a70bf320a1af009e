"""Take an entry back, or bring one back that was: both are entries, and nothing is lost.

An entry is annulled from its own effective date; what was known before stays readable. What was
undone comes back as a new entry that says it again, each field from its own day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from parkmap.errors import Conflict, LaterEntries, NotFound
from parkmap.land.fold import fold
from parkmap.land.ledger import Delta
from parkmap.services.asking import checked_reason
from parkmap.services.contradicting import contradicting, homeless, standing_on
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.writing import Request, Statement, write
from parkmap.store import ledger
from parkmap.store.ledger import StoredEntry

LOOK_BACK = 50
LISTED = 20


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
            if one.undone_by is not None or _never_undone(connection, record, one):
                continue
            touched = {each.id for each in ledger.touched_by(connection, record.zone_id, header)}
            free = not standing_on(connection, record, header.seq)
            return EntryView(
                header.seq, header.action, header.reason, header.actor, header.recorded_at,
                header.effective_on, tuple(sorted(touched)), free,
            )  # fmt: skip
    return None


def undo(record: Record, actor: Actor, seq: int, reason: str, key: str | None = None) -> Receipt:
    """Annul an entry; one new entry says so.

    Raises
    ------
    LaterEntries
        Later entries stand on its results; they are listed (``values["entries"]``).
    Conflict
        It was undone before, is itself an undo, or is the import that the record begins with.
    NotFound
        There is no such entry.
    """
    require(actor, "undo")
    text = checked_reason(reason)
    whole = ["undo", seq, text]

    def work_out(connection: Connection) -> Statement:
        return taking_back(connection, record, seq)

    return write(record, actor, Request("undo", text, whole, key), work_out)


def taking_back(connection: Connection, record: Record, seq: int) -> Statement:
    """The statement that annuls an entry; refused as `undo` refuses."""
    undone = _undoable(connection, record, seq)
    return Statement(undone.header.effective_on, undoes=seq)


def restore(record: Record, actor: Actor, seq: int, reason: str, key: str | None = None) -> Receipt:
    """Bring back an entry that was undone: a new entry says the same, from the same days.

    Raises
    ------
    LaterEntries
        Entries since then contradict it; they are listed (``values["entries"]``).
    Conflict
        It was not undone, is itself an undo, or speaks of something that is not there any more.
    NotFound
        There is no such entry.
    """
    require(actor, "undo")
    text = checked_reason(reason)
    whole = ["restore", seq, text]

    def work_out(connection: Connection) -> Statement:
        return bringing_back(connection, record, seq)

    return write(record, actor, Request("restore", text, whole, key), work_out)


def bringing_back(connection: Connection, record: Record, seq: int) -> Statement:
    """The statement that says again what an undone entry said; refused as `restore` refuses."""
    first = _restorable(connection, record, seq)
    deltas = _said_again(connection, record, seq)
    return Statement(first.header.effective_on, deltas, restores=seq)


def _entry(connection: Connection, record: Record, seq: int) -> StoredEntry:
    found = ledger.entries(connection, record.zone_id, seqs=[seq])
    if not found:
        raise NotFound("there is no entry %(seq)s in the ledger", seq=seq)
    return found[0]


def _never_undone(connection: Connection, record: Record, entry: StoredEntry) -> bool:
    header = entry.header
    if header.action == "import":
        return header.seq == ledger.first_of(connection, record.zone_id, "import")
    return header.action == "undo"


def _undoable(connection: Connection, record: Record, seq: int) -> StoredEntry:
    entry = _entry(connection, record, seq)
    if entry.undone_by is not None:
        raise Conflict(
            "entry %(seq)s was undone already by entry %(by)s", seq=seq, by=entry.undone_by
        )
    if entry.header.undoes is not None:
        raise Conflict(
            "entry %(seq)s is itself an undo; restore entry %(undone)s instead",
            seq=seq,
            undone=entry.header.undoes,
        )
    if _never_undone(connection, record, entry):
        raise Conflict(
            "entry %(seq)s is the import that the record begins with; it is not undone: "
            "change or retire its parcels instead",
            seq=seq,
        )
    later = standing_on(connection, record, seq)
    if later:
        raise LaterEntries(
            "entry %(seq)s cannot be undone, later entries stand on it: %(list)s; undo those first",
            seq=seq,
            list=_listed(later),
            entries=later,
        )
    return entry


def _restorable(connection: Connection, record: Record, seq: int) -> StoredEntry:
    entry = _entry(connection, record, seq)
    if entry.header.undoes is not None:
        raise Conflict(
            "entry %(seq)s is itself an undo; restore entry %(undone)s instead",
            seq=seq,
            undone=entry.header.undoes,
        )
    if entry.undone_by is None:
        raise Conflict("entry %(seq)s was not undone; there is nothing to restore", seq=seq)
    deltas = ledger.deltas_of(connection, record.zone_id, seq)
    later = contradicting(connection, record, seq, deltas)
    if later:
        raise LaterEntries(
            "entry %(seq)s cannot be restored, entries since then contradict it: %(list)s; "
            "undo those first, or enter it anew",
            seq=seq,
            list=_listed(later),
            entries=later,
        )
    lost = homeless(connection, record, seq, deltas)
    if lost:
        raise Conflict(
            "entry %(seq)s speaks of %(ids)s, not in the record any more; "
            "restore the entry that brought it in first",
            seq=seq,
            ids=", ".join(one.id for one in lost[:LISTED]),
        )
    return entry


def _said_again(connection: Connection, record: Record, seq: int) -> list[Delta]:
    """The deltas of an entry, with what the record says now before each as the old value."""
    deltas = ledger.deltas_of(connection, record.zone_id, seq)
    held = ledger.live(connection, record.zone_id, {one.subject for one in deltas})
    again = []
    for one in deltas:
        before = fold(one.kind, held[one.subject], one.effective_on.isoformat())
        old = before.geometry if one.field == "geometry" else before.state.get(one.field)
        again.append(one._replace(old=old))
    return again


def _listed(seqs: list[int]) -> str:
    return ", ".join(f"#{one}" for one in seqs[:LISTED])


__all__ = ["EntryView", "bringing_back", "last_entry", "restore", "taking_back", "undo"]
