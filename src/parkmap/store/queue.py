"""What the queue reads and keeps: parcels by their days, notes on rows, the last check."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import orjson
from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from parkmap.land.ledger import canonical
from parkmap.store.schema import parcel, subject
from parkmap.store.schema_desk import check_result, queue_note


class Dated(NamedTuple):
    """A parcel with the days and fields that a row of the queue tells."""

    id: str
    version: int
    state: dict[str, Any]


class Note(NamedTuple):
    """What was said of a row: put off until a day and why, who has it, by whom, when."""

    key: str
    snoozed_until: str = ""
    reason: str = ""
    assignee: str = ""
    actor: str = ""
    updated_at: str = ""


class Kept(NamedTuple):
    """The last check: of which entry, when, and its findings as JSON values."""

    seq: int
    checked_at: str
    findings: list[dict[str, Any]]


def dated(
    connection: Connection, zone_id: int, field: str, until: str, statuses: Sequence[str] = (), *,
    without: Collection[str] = (), only: Collection[str] | None = None, limit: int | None = None,
    offset: int = 0,
) -> list[Dated]:  # fmt: skip
    """Current parcels whose day lies before or on `until`, the earliest first.

    Parameters
    ----------
    field
        One of `schema.DAYS`.
    statuses
        Only parcels of these; of all where empty.
    without, only
        Ids to leave out, and to which to keep.
    """
    query = (
        select(subject.c.subject_id, subject.c.version, subject.c.state)
        .where(*_due(zone_id, field, until, statuses, without, only))
        .order_by(subject.c[field], subject.c.subject_id)
    )
    if limit is not None:
        query = query.limit(limit).offset(offset)
    rows = connection.execute(query)
    return [Dated(one, version, orjson.loads(state)) for one, version, state in rows]


def count_dated(
    connection: Connection, zone_id: int, field: str, until: str, statuses: Sequence[str] = (), *,
    without: Collection[str] = (), only: Collection[str] | None = None,
) -> int:  # fmt: skip
    """How many parcels `dated` would give without a limit."""
    conditions = _due(zone_id, field, until, statuses, without, only)
    return int(connection.execute(select(func.count()).where(*conditions)).scalar_one())


def _due(
    zone_id: int, field: str, until: str, statuses: Sequence[str], without: Collection[str],
    only: Collection[str] | None,
) -> list[ColumnElement[bool]]:  # fmt: skip
    found: list[ColumnElement[bool]] = [
        subject.c.zone_id == zone_id,
        subject.c.kind == "parcel",
        subject.c[field] <= until,
        parcel.c.zone_id == zone_id,
        parcel.c.parcel_id == subject.c.subject_id,
        parcel.c.retired_on == "",
    ]
    if statuses:
        found.append(parcel.c.status.in_(statuses))
    if without:
        found.append(subject.c.subject_id.not_in(list(without)))
    if only is not None:
        found.append(subject.c.subject_id.in_(list(only)))
    return found


def notes(connection: Connection, zone_id: int) -> dict[str, Note]:
    """Every note by the key of its row."""
    query = select(
        queue_note.c.key, queue_note.c.snoozed_until, queue_note.c.reason, queue_note.c.assignee,
        queue_note.c.actor, queue_note.c.updated_at,
    ).where(queue_note.c.zone_id == zone_id)  # fmt: skip
    return {row[0]: Note(*row) for row in connection.execute(query)}


def put_note(connection: Connection, zone_id: int, note: Note) -> None:
    """Keep a note in place of the one that was there; an empty one goes."""
    here = (queue_note.c.zone_id == zone_id, queue_note.c.key == note.key)
    connection.execute(delete(queue_note).where(*here))
    if note.snoozed_until or note.assignee:
        connection.execute(insert(queue_note).values(zone_id=zone_id, **note._asdict()))


def last_check(connection: Connection, zone_id: int) -> Kept | None:
    """The last check; None where none was made."""
    query = select(check_result.c.seq, check_result.c.checked_at, check_result.c.findings).where(
        check_result.c.zone_id == zone_id
    )
    row = connection.execute(query).first()
    return None if row is None else Kept(int(row[0]), row[1], orjson.loads(row[2]))


def keep_check(connection: Connection, zone_id: int, kept: Kept) -> None:
    """Keep a check in place of the last."""
    connection.execute(delete(check_result).where(check_result.c.zone_id == zone_id))
    values = {"seq": kept.seq, "checked_at": kept.checked_at, "findings": canonical(kept.findings)}
    connection.execute(insert(check_result).values(zone_id=zone_id, **values))


__all__ = [
    "Dated", "Kept", "Note", "count_dated", "dated", "keep_check", "last_check", "notes",
    "put_note",
]  # fmt: skip
