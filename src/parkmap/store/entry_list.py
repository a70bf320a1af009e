"""Entries as a list: filtered, newest first, read on from a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, and_, func, or_, select

from parkmap.land.ledger import canonical
from parkmap.store.schema import annulment, delta, entry, parcel

NAMED: Final = 3
LOOKED_AT: Final = 60
"""How many deltas of an entry are looked at to name what it touches."""
COUNTED: Final = 5_000
"""Up to so many deltas, what an entry touches is counted."""


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries; an empty part does not filter. Stamps are UTC texts as stored.

    `text` narrows to headers that may have it: who asks looks at the reason itself.
    """

    since: str = ""
    until: str = ""
    actors: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    parcel: str = ""
    park: str = ""
    text: str = ""


class Extent(NamedTuple):
    """What an entry touches: its first ids, how many deltas it has, how many more ids.

    `more` is None where an entry is too large to be counted for a list.
    """

    ids: tuple[tuple[str, str], ...]
    deltas: int
    more: int | None = 0


def seqs(
    connection: Connection, zone_id: int, chosen: EntryFilter, before: int | None, limit: int
) -> list[int]:
    """Numbers of entries that match, newest first, those under `before` only."""
    query = select(entry.c.seq).where(entry.c.zone_id == zone_id, *_conditions(zone_id, chosen))
    if before is not None:
        query = query.where(entry.c.seq < before)
    return [row[0] for row in connection.execute(query.order_by(entry.c.seq.desc()).limit(limit))]


def extents(connection: Connection, zone_id: int, wanted: Sequence[int]) -> dict[int, Extent]:
    """What each of these entries touches; an undo touches what it takes back."""
    return {seq: _extent(connection, zone_id, seq) for seq in wanted}


def actions(connection: Connection, zone_id: int) -> list[str]:
    """Every action that the ledger knows, in order of the alphabet."""
    query = select(entry.c.action).where(entry.c.zone_id == zone_id).distinct()
    return sorted(row[0] for row in connection.execute(query))


def with_outline(connection: Connection, zone_id: int, ids: Sequence[str]) -> set[tuple[str, int]]:
    """Parcel and entry, for every entry that says an outline of one of these parcels."""
    query = select(delta.c.subject_id, delta.c.seq).where(
        delta.c.zone_id == zone_id, delta.c.kind == "parcel",
        delta.c.subject_id.in_(list(ids)), delta.c.field == "geometry",
    )  # fmt: skip
    return {(row.subject_id, row.seq) for row in connection.execute(query)}


def _extent(connection: Connection, zone_id: int, seq: int) -> Extent:
    mine = and_(delta.c.zone_id == zone_id, delta.c.seq == seq)
    count = connection.execute(select(func.max(delta.c.ordinal)).where(mine)).scalar()
    first = (
        select(delta.c.kind, delta.c.subject_id)
        .where(mine, delta.c.ordinal < LOOKED_AT)
        .order_by(delta.c.ordinal)
    )
    named = tuple(dict.fromkeys((kind, one) for kind, one in connection.execute(first)))
    deltas = 0 if count is None else int(count) + 1
    more: int | None = max(0, len(named) - NAMED)
    if deltas > LOOKED_AT:
        more = None
    if LOOKED_AT < deltas <= COUNTED:
        every = select(delta.c.kind, delta.c.subject_id).where(mine).distinct().subquery()
        told = connection.execute(select(func.count()).select_from(every)).scalar()
        more = int(told or 0) - NAMED
    return Extent(named[:NAMED], deltas, more)


def _conditions(zone_id: int, chosen: EntryFilter) -> list[Any]:
    found: list[Any] = []
    if chosen.since:
        found.append(entry.c.recorded_at >= chosen.since)
    if chosen.until:
        found.append(entry.c.recorded_at < chosen.until)
    if chosen.actors:
        found.append(entry.c.actor.in_(chosen.actors))
    if chosen.actions:
        found.append(entry.c.action.in_(chosen.actions))
    if chosen.text:
        # As it stands in the header's JSON, where quotes are escaped.
        told = canonical(chosen.text.lower())[1:-1]
        found.append(func.lower(entry.c.header).contains(told, autoescape=True))
    subjects = _subjects(zone_id, chosen)
    if subjects is not None:
        said = select(delta.c.seq).where(delta.c.zone_id == zone_id, subjects)
        undone = select(annulment.c.by_seq).where(
            annulment.c.zone_id == zone_id, annulment.c.seq.in_(said)
        )
        found.append(or_(entry.c.seq.in_(said), entry.c.seq.in_(undone)))
    return found


def _subjects(zone_id: int, chosen: EntryFilter) -> Any:
    if chosen.parcel:
        return and_(delta.c.kind == "parcel", delta.c.subject_id == chosen.parcel)
    if chosen.park:
        inside = select(parcel.c.parcel_id).where(
            parcel.c.zone_id == zone_id, parcel.c.park == chosen.park
        )
        return or_(
            and_(delta.c.kind == "park", delta.c.subject_id == chosen.park),
            and_(delta.c.kind == "parcel", delta.c.subject_id.in_(inside)),
        )
    return None


__all__ = ["EntryFilter", "Extent", "actions", "extents", "seqs", "with_outline"]
