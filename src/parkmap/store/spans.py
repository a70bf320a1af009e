"""What parcels went through, read whole or of some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from parkmap.land.fold import Span
from parkmap.store.assertions import CHUNK
from parkmap.store.schema import span


def spans(
    connection: Connection, zone_id: int, chosen: Sequence[str] | None = None
) -> Iterator[tuple[str, Span]]:
    """(parcel id, span) of all parcels of a zone, or of those chosen; retired ones too."""
    columns = (span.c.parcel_id, *(span.c[name] for name in Span._fields))
    query = select(*columns).where(span.c.zone_id == zone_id)
    if chosen is None:
        for one, *told in connection.execute(query):
            yield one, Span(*told)
        return
    for start in range(0, len(chosen), CHUNK):
        part = query.where(span.c.parcel_id.in_(chosen[start : start + CHUNK]))
        for one, *told in connection.execute(part):
            yield one, Span(*told)


__all__ = ["spans"]
