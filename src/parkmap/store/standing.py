"""Which later entries stand on an entry: what an undo would pull from under them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

import orjson
from sqlalchemy import Connection, select

from parkmap.land.ledger import Subject
from parkmap.store.assertions import chunks, looked_up_by_others, not_undone, said_by
from parkmap.store.schema import delta

ENDS: Final = ("retired_on", "lineage_to")
"""Fields that end a parcel: what came of it has its outline, area and fields."""


def later_on(connection: Connection, zone_id: int, seq: int) -> list[int]:
    """Live entries after `seq` that say something of a field which `seq` says something of."""
    said = set(said_by(connection, zone_id, seq))
    subjects = {one for one, _field in said}
    fields = {field for _one, field in said}
    later = _later(connection, zone_id, seq, subjects, fields)
    return sorted({by for by, one, field in later if (one, field) in said})


def later_about(
    connection: Connection, zone_id: int, seq: int, subjects: Iterable[Subject],
    fields: Collection[str] | None = None,
) -> list[int]:  # fmt: skip
    """Live entries after `seq` about any of these subjects; in some fields, or in any."""
    return sorted({by for by, *_ in _later(connection, zone_id, seq, subjects, fields)})


def _later(
    connection: Connection, zone_id: int, seq: int, subjects: Iterable[Subject],
    fields: Collection[str] | None,
) -> Iterator[tuple[int, Subject, str]]:  # fmt: skip
    for kind, part in chunks(subjects):
        query = select(delta.c.seq, delta.c.subject_id, delta.c.field).where(
            delta.c.zone_id == zone_id, delta.c.kind == kind, delta.c.subject_id.in_(part),
            looked_up_by_others(delta.c.seq) > seq, not_undone(),
        )  # fmt: skip
        if fields is not None:
            query = query.where(delta.c.field.in_(list(fields)))
        for by, one, field in connection.execute(query):
            yield int(by), Subject(kind, one), field


def begun_by(connection: Connection, zone_id: int, seq: int) -> set[Subject]:
    """Subjects of which an entry is the first live one: without it they are not there."""
    subjects = {one for one, _field in said_by(connection, zone_id, seq)}
    before: set[Subject] = set()
    for kind, part in chunks(subjects):
        query = select(delta.c.subject_id).where(
            delta.c.zone_id == zone_id, delta.c.kind == kind, delta.c.subject_id.in_(part),
            looked_up_by_others(delta.c.seq) < seq, not_undone(),
        )  # fmt: skip
        before.update(Subject(kind, one) for (one,) in connection.execute(query.distinct()))
    return subjects - before


def placed_in(connection: Connection, zone_id: int, seq: int, parks: Collection[str]) -> list[int]:
    """Live entries after `seq` that put a parcel into one of these parks."""
    if not parks:
        return []
    query = select(delta.c.seq, delta.c.body).where(
        delta.c.zone_id == zone_id, delta.c.kind == "parcel", delta.c.field == "park",
        delta.c.seq > seq, not_undone(),
    )  # fmt: skip
    rows = connection.execute(query)
    return sorted({int(one) for one, body in rows if orjson.loads(body)["new"] in parks})


def outlined_since(
    connection: Connection, zone_id: int, seq: int, ids: Collection[str]
) -> dict[str, int]:
    """Parcel id -> the last live entry after `seq` that gave it an outline."""
    found: dict[str, int] = {}
    for _kind, part in chunks(Subject("parcel", one) for one in ids):
        query = select(delta.c.subject_id, delta.c.seq).where(
            delta.c.zone_id == zone_id, delta.c.kind == "parcel", delta.c.subject_id.in_(part),
            delta.c.field == "geometry", looked_up_by_others(delta.c.seq) > seq, not_undone(),
        )  # fmt: skip
        for one, by in connection.execute(query):
            found[one] = max(found.get(one, 0), int(by))
    return found


__all__ = ["ENDS", "begun_by", "later_about", "later_on", "outlined_since", "placed_in"]
