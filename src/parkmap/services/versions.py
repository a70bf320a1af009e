"""A parcel as an entry left it: looked at, and brought back as a new entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from parkmap.errors import BadValue, NotFound
from parkmap.land.fields import PARCEL_FIELDS
from parkmap.land.fold import Folded, fold
from parkmap.land.ledger import Delta, Subject
from parkmap.land.values import NOT_WRITTEN
from parkmap.services.asking import checked_day, checked_reason, fetch
from parkmap.services.asserting import checked_fields, deltas_from
from parkmap.services.former_outlines import outlines_back
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.writing import Request, Statement, write
from parkmap.store import entry_list, ledger, present

ACTION: Final = "revert"
MOST_SHAPES: Final = 40
"""How many outlines of an entry are shown beside that of the parcel that is asked about."""


@dataclass(frozen=True, slots=True)
class Version:
    """A parcel after an entry, against now: field -> (then, now), and whether its outline moved."""

    parcel_id: str
    seq: int
    differs: dict[str, tuple[Any, Any]]
    outline_differs: bool


@dataclass(frozen=True, slots=True)
class Return:
    """What an officer asks for: the parcel at the version seen, as entry `seq` left it."""

    parcel_id: str
    version: int | None
    seq: int
    effective_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Redrawing:
    """Outlines (GeoJSON objects) by parcel, before an entry and after it."""

    before: dict[str, Any]
    after: dict[str, Any]


def version(record: Record, actor: Actor, parcel_id: str, seq: int) -> Version:
    """How a parcel after an entry differs from the parcel now; for staff.

    Raises
    ------
    NotFound
        There is no such parcel.
    BadValue
        The parcel was not there yet after that entry.
    """
    require(actor, "read_internal")
    with record.store.read() as connection:
        now = present.one(connection, record.zone_id, "parcel", parcel_id)
        if now is None:
            raise NotFound("there is no '%(id)s' here; look it up in the list", id=parcel_id[:80])
        then = _then(connection, record, parcel_id, seq)
        outline = _outline_now(connection, record, parcel_id)
    wanted = _written_then(then, now.state)
    differs = {name: (value, now.state.get(name)) for name, value in wanted.items()}
    return Version(parcel_id, seq, differs, then.geometry != outline)


def bring_back(record: Record, actor: Actor, asked: Return, key: str | None = None) -> Receipt:
    """Give a parcel the fields and the boundary that it had after an entry, as a new entry.

    Lineage and source attributes stay. A boundary comes back with its recorded area, together with
    the boundaries that changed in the same entries since, and only where the coverage stays whole.

    Raises
    ------
    BadValue
        The parcel was not there yet, or is so already; reason or day are wrong.
    BadGeometry, LaterFacts, Conflict
        The former boundary does not fit between the neighbours of today.
    NotFound, MissingVersion, StaleVersion
        As for every write.
    """
    require(actor, "edit")
    reason = checked_reason(asked.reason)
    checked_day(record, asked.effective_on)
    day = asked.effective_on
    whole = [ACTION, asked.parcel_id, asked.seq, day.isoformat(), reason]

    def work_out(connection: Connection) -> Statement:
        seen = {asked.parcel_id: asked.version}
        (parcel,) = fetch(connection, record, seen, with_geometry=True)
        then = _then(connection, record, parcel.id, asked.seq)
        deltas: list[Delta] = []
        if then.geometry != _outline_now(connection, record, parcel.id):
            deltas += outlines_back(connection, record, parcel, asked.seq, day)
        wanted = _written_then(then, parcel.state)
        if wanted:
            checked = checked_fields(connection, record, "parcel", wanted)
            subject = [Subject("parcel", parcel.id)]
            deltas += deltas_from(connection, record, subject, checked, day)
        if not deltas:
            raise BadValue(
                "%(id)s is now as it was after entry %(seq)s; there is nothing to restore",
                id=parcel.id,
                seq=asked.seq,
            )
        return Statement(day, deltas)

    return write(record, actor, Request(ACTION, reason, whole, key, [asked.parcel_id]), work_out)


def redrawing(record: Record, actor: Actor, seq: int, parcel_id: str) -> Redrawing:
    """The outlines that an entry changed, around one parcel; for staff.

    An entry about many parcels (an import) shows only that one. What an entry retires is there
    before and not after.

    Raises
    ------
    NotFound
        There is no such entry.
    """
    require(actor, "read_internal")
    with record.store.read() as connection:
        found = ledger.entries(connection, record.zone_id, seqs=[seq])
        if not found:
            raise NotFound("there is no entry %(seq)s in the ledger", seq=seq)
        undoes = found[0].header.undoes
        said = ledger.deltas_of(connection, record.zone_id, undoes or seq)
        outlines = [one for one in said if one.kind == "parcel" and one.field == "geometry"]
        if len(outlines) > MOST_SHAPES:
            outlines = [one for one in outlines if one.subject_id == parcel_id]
        before = {one.subject_id: one.old for one in outlines if one.old}
        after = {one.subject_id: one.new for one in outlines if one.new}
        gone = [one.subject_id for one in said if one.field == "retired_on" and one.new]
        for one in gone[:MOST_SHAPES]:
            outline = _outline_at(connection, record, one, (undoes or seq) - 1)
            if outline is not None and outlines:
                before[one] = outline
    return Redrawing(before, after) if undoes is None else Redrawing(after, before)


def redrawn_in(record: Record, actor: Actor, ids: list[str]) -> set[tuple[str, int]]:
    """Parcel and entry, for every entry that gave one of these parcels an outline; for staff."""
    require(actor, "read_internal")
    with record.store.read() as connection:
        return entry_list.with_outline(connection, record.zone_id, ids)


def _then(connection: Connection, record: Record, parcel_id: str, seq: int) -> Folded:
    one = Subject("parcel", parcel_id)
    then = fold("parcel", ledger.live(connection, record.zone_id, [one], known=seq)[one])
    if not then.state:
        raise BadValue(
            "%(id)s was not in the record after entry %(seq)s; choose a later one",
            id=parcel_id[:80],
            seq=seq,
        )
    return then


def _outline_at(connection: Connection, record: Record, parcel_id: str, seq: int | None) -> Any:
    one = Subject("parcel", parcel_id)
    said = ledger.live(connection, record.zone_id, [one], fields=("geometry",), known=seq)[one]
    return fold("parcel", said).geometry


def _outline_now(connection: Connection, record: Record, parcel_id: str) -> Any:
    return _outline_at(connection, record, parcel_id, None)


def _written_then(then: Folded, now: dict[str, Any]) -> dict[str, Any]:
    """Fields that officers write and that were otherwise then; None empties one."""
    return {
        name: then.state.get(name)
        for name in PARCEL_FIELDS
        if name not in NOT_WRITTEN and then.state.get(name) != now.get(name)
    }


__all__ = [
    "ACTION", "Redrawing", "Return", "Version", "bring_back", "redrawing", "redrawn_in", "version",
]  # fmt: skip
