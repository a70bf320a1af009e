"""What happened: the history of a subject, its lineage both ways, what differs between two days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from parkmap.errors import BadValue
from parkmap.land.fold import Folded, fold
from parkmap.land.ledger import Delta, Subject, canonical
from parkmap.land.lineage import Edges, Step, trace
from parkmap.services.reading import one_or_refuse
from parkmap.services.record import Actor, Record
from parkmap.services.views import stored_of, view_of, view_or_refuse
from parkmap.store import ledger, present
from parkmap.store.ledger import StoredEntry

KINDS = ("parcel", "park")

FOLLOWING = frozenset({"status_since"})
"""Computed from others; not a difference of its own."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry of a subject's history; reason and actor are None where they are internal.

    An undo is a line of its own that tells what it took back (`undoes`), as old to new; the line
    that it took back names it (`undone_by`). `restores` names the entry that came back by it.
    """

    seq: int
    recorded_at: datetime
    effective_on: date
    action: str
    changes: tuple[Delta, ...]
    reason: str | None
    actor: str | None
    undone_by: int | None
    undoes: int | None = None
    restores: int | None = None


def history(record: Record, actor: Actor, kind: str, subject_id: str) -> tuple[HistoryLine, ...]:
    """What happened to a subject, newest first; fields and names go through the policy.

    Corrections, undos and restored entries stand in it as what they are. Staff read it too of a
    subject that is not there any more because the entry that brought it in was undone.
    """
    with record.store.read() as connection:
        stored = present.one(connection, record.zone_id, kind, subject_id)
        about = ledger.deltas_about(connection, record.zone_id, Subject(kind, subject_id))
    if stored is not None or not about or not actor.may("read_internal"):
        view_or_refuse(record, actor, stored, subject_id)
    return lines_of(record, actor, kind, about)


def lines_of(
    record: Record, actor: Actor, kind: str, about: Mapping[int, Sequence[Delta]]
) -> tuple[HistoryLine, ...]:
    """The lines of a subject that its reader was found to know of: entry -> its deltas on it."""
    with record.store.read() as connection:
        found = ledger.entries(connection, record.zone_id, seqs=list(about))
        undos = [one.undone_by for one in found if one.undone_by is not None]
        found += ledger.entries(connection, record.zone_id, seqs=undos)
    lines = (_line(record, actor, kind, one, about) for one in found)
    told = [line for line in lines if line is not None]
    return tuple(sorted(told, key=lambda line: -line.seq))


def _line(
    record: Record, actor: Actor, kind: str, entry: StoredEntry,
    about: Mapping[int, Sequence[Delta]],
) -> HistoryLine | None:  # fmt: skip
    policy = record.zone.policy
    header = entry.header
    if header.undoes is None:
        said = list(about[header.seq])
    else:
        said = [each.inverse() for each in about[header.undoes]]
    seen = tuple(each for each in said if policy.shows(actor.audience, kind, each.field))
    if not seen:
        return None
    reads_inside = policy.shows(actor.audience, "entry", "reason")
    return HistoryLine(
        header.seq, header.recorded_at, header.effective_on, header.action, seen,
        header.reason if reads_inside else None, header.actor if reads_inside else None,
        entry.undone_by, header.undoes, header.restores,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lineage:
    """What a parcel was made from and what became of it, nearest first, to any depth.

    A parcel that this audience may not know of is left out.
    """

    id: str
    made_from: tuple[Step, ...]
    became: tuple[Step, ...]


def lineage(record: Record, actor: Actor, parcel_id: str) -> Lineage:
    """The lineage of a parcel, both ways; NotFound where the parcel may not be known."""
    one_or_refuse(record, actor, "parcel", parcel_id)
    with record.store.read() as connection:
        before, after = (
            tuple(trace(parcel_id, _edges(connection, record, actor, field)))
            for field in ("lineage_from", "lineage_to")
        )
    return Lineage(parcel_id, before, after)


def _edges(connection: Connection, record: Record, actor: Actor, field: str) -> Edges:
    def edges(ids: Sequence[str]) -> dict[str, list[str]]:
        rows = present.some(connection, record.zone_id, "parcel", ids, with_geometry=False)
        named = {one.id: [str(each) for each in one.state.get(field) or ()] for one in rows}
        every = sorted({each for found in named.values() for each in found})
        known = present.some(connection, record.zone_id, "parcel", every, with_geometry=False)
        seen = {one.id for one in known if view_of(record, actor, one) is not None}
        return {one: [each for each in found if each in seen] for one, found in named.items()}

    return edges


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that reads otherwise on the later day; None where it is empty."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs for one parcel or park between two days, as an audience reads it.

    Parameters
    ----------
    appeared, retired
        Whether it came after the first day, and whether it was retired by the second.
    changes
        Fields in the order of sheets, without the outline.
    outline_changed
        Whether its boundary moved.
    geometry
        GeoJSON text: the outline of the second day, or the last before it was retired.
    kind
        "parcel" or "park".
    """

    id: str
    name_zh: str
    name_en: str
    appeared: bool
    retired: bool
    changes: tuple[FieldChange, ...]
    outline_changed: bool
    geometry: str | None
    kind: str = "parcel"


def differences(
    record: Record, actor: Actor, from_on: date, to_on: date, kinds: Sequence[str] = KINDS
) -> tuple[Difference, ...]:
    """What changed between the land of one day and of a later one: parcels, then parks, by id.

    By effective date and as known now: something recorded late counts on the day from which it
    holds. The cost follows what holds from a day in between.

    Raises
    ------
    BadValue
        The second day is before the first.
    """
    if to_on < from_on:
        raise BadValue(
            "%(to)s is before %(from)s; name the earlier day first",
            **{"to": to_on.isoformat(), "from": from_on.isoformat()},
        )
    first, second = from_on.isoformat(), to_on.isoformat()
    with record.store.read() as connection:
        subjects = [
            Subject(kind, one)
            for kind in kinds
            for one in ledger.changed_between(connection, record.zone_id, kind, first, second)
        ]
        held = ledger.live(connection, record.zone_id, subjects)
    found = (
        _difference(record, actor, one, *(fold(one.kind, said, day) for day in (first, second)))
        for one, said in held.items()
    )
    return tuple(sorted((one for one in found if one is not None), key=place))


def place(one: Difference) -> tuple[str, str]:
    """Where a difference stands among others: parcels before parks, then by id."""
    return one.kind, one.id


def _difference(
    record: Record, actor: Actor, about: Subject, old: Folded, new: Folded
) -> Difference | None:
    was, now = _there(old), _there(new)
    if not was and not now:
        return None
    shown = new if new.state else old
    outline = new.geometry if now or new.geometry else old.geometry
    text = None if outline is None else canonical(outline)
    view = view_of(record, actor, stored_of(about.kind, about.id, shown, text))
    if view is None:
        return None
    before = record.zone.policy.view(actor.audience, about.kind, old.state) if was else {}
    moved = old.geometry != new.geometry and record.zone.policy.shows(
        actor.audience, about.kind, "geometry"
    )
    changes = tuple(_changes(before, view.state))
    if was and now and not changes and not moved:
        return None
    return Difference(
        about.id, view.name("zh"), view.name("en"), not was, was and not now, changes, moved,
        view.geometry, about.kind,
    )  # fmt: skip


def _there(folded: Folded) -> bool:
    return bool(folded.state) and not folded.state.get("retired_on")


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterable[FieldChange]:
    for name in dict.fromkeys([*before, *after]):
        if name not in FOLLOWING and before.get(name) != after.get(name):
            yield FieldChange(name, before.get(name), after.get(name))


__all__ = [
    "KINDS", "Difference", "FieldChange", "HistoryLine", "Lineage", "differences", "history",
    "lineage", "lines_of", "place",
]  # fmt: skip
