"""Assertions read back: what entries say of subjects, as known now or at an earlier entry.

An undone entry asserts nothing. "As known at entry n" leaves out entries after n, and counts an
undo only where it is up to n itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import ColumnElement, Connection, and_, exists, func, select

from parkmap.land.fold import Assertion
from parkmap.land.ledger import Header, Subject, stamp
from parkmap.store.schema import annulment, delta, entry

CHUNK: Final = 400
STREAMED: Final = {"yield_per": 2_000}
"""Rows in parcels of this many: one at a time they cost twice as much."""


def not_undone(row: Any = delta, known: int | None = None) -> ColumnElement[bool]:
    """The condition that a delta's entry was not undone (up to an entry, where one is named)."""
    mine = and_(annulment.c.zone_id == row.c.zone_id, annulment.c.seq == row.c.seq)
    if known is not None:
        mine = and_(mine, annulment.c.by_seq <= known)
    return ~exists().where(mine)


def looked_up_by_others(column: ColumnElement[int]) -> ColumnElement[int]:
    """A number to compare with, out of the planner's sight.

    SQLite keeps no figures on a ledger: between a range of entries and a few subjects it would
    choose the range, which is most of the ledger.
    """
    return column + 0


def live(
    connection: Connection, zone_id: int, subjects: Iterable[Subject], *,
    fields: Collection[str] | None = None, after: str | None = None, known: int | None = None,
    geometry: bool = True,
) -> dict[Subject, list[Assertion]]:  # fmt: skip
    """The live assertions of some subjects; a subject without any has an empty list.

    Parameters
    ----------
    fields
        Only of these fields; of all where None.
    after
        Only those with a later `effective_on` (an ISO day).
    known
        As known at this entry; as known now where None.
    geometry
        False leaves outlines out, which are most of the bytes.
    """
    found: dict[Subject, list[Assertion]] = {one: [] for one in subjects}
    shared: list[Any] = []
    if fields is not None:
        shared.append(delta.c.field.in_(list(fields)))
    if after is not None:
        shared.append(delta.c.effective_on > after)
    if not geometry:
        shared.append(delta.c.field != "geometry")
    for kind, part in chunks(found):
        chosen = and_(delta.c.kind == kind, delta.c.subject_id.in_(part), *shared)
        for one, assertion in _assertions(connection, zone_id, chosen, known):
            found[one].append(assertion)
    return found


def chunks(subjects: Iterable[Subject]) -> Iterator[tuple[str, list[str]]]:
    """Kind and ids, in parts that fit into a statement."""
    by_kind: dict[str, list[str]] = {}
    for one in subjects:
        by_kind.setdefault(one.kind, []).append(one.id)
    for kind, ids in by_kind.items():
        for start in range(0, len(ids), CHUNK):
            yield kind, ids[start : start + CHUNK]


def all_live(
    connection: Connection, zone_id: int, known: int | None = None, *, kind: str | None = None
) -> Iterator[tuple[Subject, list[Assertion]]]:
    """Every subject with its live assertions, one subject at a time, by kind and id."""
    current: Subject | None = None
    held: list[Assertion] = []
    chosen = None if kind is None else delta.c.kind == kind
    for one, assertion in _assertions(connection, zone_id, chosen, known):
        if current is not None and one != current:
            yield current, held
            held = []
        current = one
        held.append(assertion)
    if current is not None:
        yield current, held


def _assertions(
    connection: Connection, zone_id: int, chosen: Any, known: int | None
) -> Iterator[tuple[Subject, Assertion]]:
    query = (
        select(delta.c.kind, delta.c.subject_id, delta.c.field, delta.c.effective_on,
               delta.c.seq, delta.c.ordinal, delta.c.body)
        .where(delta.c.zone_id == zone_id, not_undone(known=known))
        .order_by(delta.c.kind, delta.c.subject_id)
    )  # fmt: skip
    if known is not None:
        query = query.where(looked_up_by_others(delta.c.seq) <= known)
    if chosen is not None:
        query = query.where(chosen)
    rows = connection.execute(query, execution_options=STREAMED)
    for kind, subject_id, field, day, seq, ordinal, body in rows:
        value = orjson.loads(body)["new"]
        yield Subject(kind, subject_id), Assertion(field, day, seq, ordinal, value)


def known_seq(connection: Connection, zone_id: int, moment: datetime) -> int:
    """The greatest entry recorded up to a moment; 0 where there was none yet.

    By sequence, never by the clock alone: where a clock went back, an entry that carries an
    earlier time than the one before it does not hide that one.
    """
    query = select(func.max(entry.c.seq)).where(
        entry.c.zone_id == zone_id, entry.c.recorded_at <= stamp(moment)
    )
    return int(connection.execute(query).scalar() or 0)


def subjects_of(
    connection: Connection, zone_id: int, seqs: Sequence[int], field: str | None = None
) -> set[Subject]:
    """The subjects that some entries say something of; of one field, or of any."""
    return {
        one
        for seq in seqs
        for one, its_field in said_by(connection, zone_id, seq)
        if field is None or its_field == field
    }


def said_by(connection: Connection, zone_id: int, seq: int) -> Iterator[tuple[Subject, str]]:
    """Subject and field of each delta of an entry, in order."""
    # The order, which only the entry's own index has, keeps SQLite from walking all subjects.
    query = (
        select(delta.c.kind, delta.c.subject_id, delta.c.field)
        .where(delta.c.zone_id == zone_id, delta.c.seq == seq)
        .order_by(delta.c.ordinal)
    )
    for kind, one, field in connection.execute(query, execution_options=STREAMED):
        yield Subject(kind, one), field


def touched_by(
    connection: Connection, zone_id: int, header: Header, field: str | None = None
) -> set[Subject]:
    """The subjects that an entry says something of, or takes something back of."""
    seqs = [header.seq] if header.undoes is None else [header.seq, header.undoes]
    return subjects_of(connection, zone_id, seqs, field)


def touched_since(
    connection: Connection, zone_id: int, kind: str, seq: int,
    fields: Sequence[str] | None = None,
) -> set[str]:  # fmt: skip
    """Ids of a kind that an entry after `seq` touched, by an undo too; in some fields, or in any.

    The cost follows what was written since.
    """
    newer = select(delta.c.kind, delta.c.subject_id, delta.c.field).where(
        delta.c.zone_id == zone_id, delta.c.seq > seq
    )
    # An outer join keeps its order, from the few that were undone to their deltas, and the ordinal,
    # which the index of subjects lacks, leads there by the entry.
    here = and_(
        delta.c.zone_id == annulment.c.zone_id,
        delta.c.seq == annulment.c.seq,
        delta.c.ordinal >= 0,
    )
    undone = (
        select(delta.c.kind, delta.c.subject_id, delta.c.field)
        .select_from(annulment.outerjoin(delta, here))
        .where(annulment.c.zone_id == zone_id, annulment.c.by_seq > seq)
    )
    return {
        one
        for query in (newer, undone)
        for its_kind, one, field in connection.execute(query, execution_options=STREAMED)
        if its_kind == kind and (fields is None or field in fields)
    }


def changed_between(
    connection: Connection, zone_id: int, kind: str, first: str, second: str
) -> list[str]:
    """Ids of a kind of which something holds from a day after `first`, up to `second`."""
    query = (
        select(delta.c.subject_id)
        .where(
            delta.c.zone_id == zone_id, delta.c.kind == kind, delta.c.effective_on > first,
            delta.c.effective_on <= second, not_undone(),
        )
        .distinct()
    )  # fmt: skip
    return sorted(row[0] for row in connection.execute(query))


def outlined_after(connection: Connection, zone_id: int, day: str) -> set[str]:
    """Parcels that have another outline from some later day on."""
    query = (
        select(delta.c.subject_id)
        .where(
            delta.c.zone_id == zone_id, delta.c.kind == "parcel", delta.c.field == "geometry",
            delta.c.effective_on > day, not_undone(),
        )
        .distinct()
    )  # fmt: skip
    return {row[0] for row in connection.execute(query)}


def redrawn_after(connection: Connection, zone_id: int, day: str) -> set[str]:
    """Parcels that had an outline on a day and have another from some later day on."""
    query = (
        select(delta.c.subject_id)
        .where(
            delta.c.zone_id == zone_id, delta.c.kind == "parcel", delta.c.field == "geometry",
            not_undone(),
        )
        .group_by(delta.c.subject_id)
        .having(func.min(delta.c.effective_on) <= day, func.max(delta.c.effective_on) > day)
    )  # fmt: skip
    return {row[0] for row in connection.execute(query)}


def redrawn_ever(connection: Connection, zone_id: int) -> set[str]:
    """Parcels that have outlines of more than one day."""
    query = (
        select(delta.c.subject_id)
        .where(
            delta.c.zone_id == zone_id, delta.c.kind == "parcel", delta.c.field == "geometry",
            not_undone(),
        )
        .group_by(delta.c.subject_id)
        .having(func.min(delta.c.effective_on) < func.max(delta.c.effective_on))
    )  # fmt: skip
    return {row[0] for row in connection.execute(query)}


def ids_ever(connection: Connection, zone_id: int, kind: str, prefix: str = "") -> set[str]:
    """Every id of a kind that begins so and was ever written, in undone entries too."""
    query = (
        select(delta.c.subject_id)
        .where(delta.c.zone_id == zone_id, delta.c.kind == kind)
        .distinct()
    )
    if prefix:
        query = query.where(
            delta.c.subject_id >= prefix, delta.c.subject_id < prefix + chr(0x10FFFF)
        )
    return {row[0] for row in connection.execute(query)}


def ids_with(connection: Connection, zone_id: int, kind: str, fields: Collection[str]) -> set[str]:
    """Every id of a kind of which one of these fields was ever written, in undone entries too."""
    query = (
        select(delta.c.subject_id)
        .where(delta.c.zone_id == zone_id, delta.c.kind == kind, delta.c.field.in_(sorted(fields)))
        .distinct()
    )
    return {row[0] for row in connection.execute(query)}


__all__ = [
    "CHUNK", "STREAMED", "all_live", "changed_between", "chunks", "ids_ever", "ids_with",
    "known_seq", "live",
    "looked_up_by_others", "not_undone", "outlined_after", "redrawn_after", "redrawn_ever",
    "said_by", "subjects_of", "touched_by", "touched_since",
]  # fmt: skip
