"""When subjects last changed in fields that a reader reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, and_, func, select

from parkmap.store.assertions import CHUNK
from parkmap.store.schema import delta, entry


def changed_at(
    connection: Connection, zone_id: int, kind: str, ids: Sequence[str], fields: Iterable[str]
) -> dict[str, str]:
    """Id -> moment of the last entry that said one of the fields; without any it is left out."""
    named = sorted(fields)
    found: dict[str, str] = {}
    for start in range(0, len(ids), CHUNK):
        query = (
            select(delta.c.subject_id, func.max(entry.c.recorded_at))
            .join(entry, and_(entry.c.zone_id == delta.c.zone_id, entry.c.seq == delta.c.seq))
            .where(
                delta.c.zone_id == zone_id,
                delta.c.kind == kind,
                delta.c.subject_id.in_(ids[start : start + CHUNK]),
                delta.c.field.in_(named),
            )
            .group_by(delta.c.subject_id)
        )
        found.update((one, moment) for one, moment in connection.execute(query))
    return found


__all__ = ["changed_at"]
