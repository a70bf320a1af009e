"""What a campaign's count reads from the ledger: the land's courses, its descent, who marked it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from parkmap.land.campaigns import Rule, Scope
from parkmap.land.counting import Counted, Descent, Tally, places_of
from parkmap.land.courses import Courses
from parkmap.land.fold import Assertion, fold
from parkmap.land.ledger import Subject
from parkmap.services.courses import courses
from parkmap.services.record import Record
from parkmap.store import ledger

STATUS = "status"


class MarkedBy(NamedTuple):
    """The entry that gave a parcel its status: number, actor, moment, reason."""

    seq: int
    actor: str
    recorded_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Land:
    """All land as it is looked at for campaigns: its courses, the day, the entry it is known at.

    `known` is None for now, `seq` the entry that the figures stand on.
    """

    courses: Courses
    on: date
    known: int | None
    seq: int
    places: Mapping[str, range]


def land_on(record: Record, on: date, known_at: datetime | None = None) -> Land:
    """The land for figures of a day, as known now or at a moment."""
    with record.store.read() as connection:
        seq = ledger.read_head(connection, record.zone_id).seq
        known = None
        if known_at is not None:
            seq = known = ledger.known_seq(connection, record.zone_id, known_at)
    found = courses(record, known_at)
    return Land(found, on, known, seq, places_of(found))


def tally(record: Record, land: Land, rule: Rule, scope: Scope, first: date, cut: date) -> Tally:
    """The count of a campaign on some land, from its first day to a last one."""
    bare = Tally(land.courses, rule, scope, first, cut, places=land.places)
    seeds = set(land.courses.ids(bare.changes())) | scope.parcels
    if scope.statuses:
        seeds |= set(land.courses.ids(land.courses.standing(cut, rule.before)))
    here = set(land.courses.ids(land.courses.standing(max(cut, land.on))))
    eve = set(land.courses.ids(land.courses.standing(first - timedelta(days=1))))
    with record.store.read() as connection:
        children = _edges(connection, record, land, seeds, "lineage_to", here)
        born = {one for one in seeds if scope.statuses} - eve
        parents = _edges(connection, record, land, born, "lineage_from", eve)
    return replace(bare, descent=Descent(children, parents))


def marked_by(record: Record, land: Land, counted: Iterable[Counted]) -> dict[str, MarkedBy]:
    """Parcel -> the entry by which it changed so that it counts."""
    wanted = {one.parcel: one for one in counted}
    with record.store.read() as connection:
        said = ledger.live(
            connection, record.zone_id, [Subject("parcel", one) for one in wanted],
            fields=(STATUS,), known=land.known,
        )  # fmt: skip
        seqs = {one.id: seq for one, told in said.items()
                if (seq := _seq_of(told, wanted[one.id])) is not None}  # fmt: skip
        every = sorted(set(seqs.values()))
        heads = {
            one.header.seq: one.header
            for at in range(0, len(every), ledger.CHUNK)
            for one in ledger.entries(
                connection, record.zone_id, seqs=every[at : at + ledger.CHUNK]
            )
        }
    return {
        parcel: MarkedBy(seq, heads[seq].actor, heads[seq].recorded_at, heads[seq].reason)
        for parcel, seq in seqs.items()
    }


def _edges(
    connection: Connection, record: Record, land: Land, ids: Iterable[str], field: str,
    ends: set[str],
) -> Mapping[str, tuple[str, ...]]:  # fmt: skip
    """What leads on from some parcels, to any depth, as far as those of `ends`."""
    found: dict[str, tuple[str, ...]] = {}
    front = sorted(set(ids) - ends)
    while front:
        subjects = [Subject("parcel", one) for one in front]
        said = ledger.live(connection, record.zone_id, subjects, fields=(field,), known=land.known)
        for one, told in said.items():
            found[one.id] = tuple(fold("", told).state.get(field) or ())
        front = sorted({kin for one in front for kin in found[one]} - ends - found.keys())
    return found


def _seq_of(told: Sequence[Assertion], one: Counted) -> int | None:
    day = one.on.isoformat()
    there = [said.seq for said in told if said.effective_on == day and said.value == one.to]
    return max(there, default=None)


__all__ = ["Land", "MarkedBy", "land_on", "marked_by", "tally"]
