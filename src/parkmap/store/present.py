"""The present, read: subjects as kept, with their outlines where asked for.

A retired parcel is kept with its last state; lists of "every" leave it out unless asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, Select, and_, select, text

from parkmap.store.assertions import CHUNK
from parkmap.store.derived import Progress
from parkmap.store.schema import geometry, subject


class Stored(NamedTuple):
    """A subject as kept: version, state without geometry, GeoJSON text, box [w, s, e, n]."""

    kind: str
    id: str
    version: int
    state: dict[str, Any]
    geojson: str | None
    box: tuple[float, float, float, float]


def _stored(zone_id: int, kind: str, *, with_geometry: bool = True) -> Select[Any]:
    shape = geometry.c.geojson if with_geometry else text("NULL")
    return (
        select(subject.c.kind, subject.c.subject_id, subject.c.version, subject.c.state, shape,
               geometry.c.west, geometry.c.south, geometry.c.east, geometry.c.north)
        .outerjoin(
            geometry,
            and_(geometry.c.zone_id == subject.c.zone_id, geometry.c.kind == subject.c.kind,
                 geometry.c.subject_id == subject.c.subject_id),
        )
        .where(subject.c.zone_id == zone_id, subject.c.kind == kind)
    )  # fmt: skip


def _read(row: Any) -> Stored:
    kind, one, version, state, shape, *box = row
    west, south, east, north = (each or 0.0 for each in box)
    return Stored(kind, one, version, orjson.loads(state), shape, (west, south, east, north))


def one(connection: Connection, zone_id: int, kind: str, subject_id: str) -> Stored | None:
    """One subject, retired or not, or None."""
    query = _stored(zone_id, kind).where(subject.c.subject_id == subject_id)
    row = connection.execute(query).first()
    return None if row is None else _read(row)


def every(
    connection: Connection, zone_id: int, kind: str, *, retired: bool = False
) -> Iterator[Stored]:
    """Every current subject of a kind, by id, streamed; the retired ones too where asked for."""
    rows = connection.execute(_stored(zone_id, kind).order_by(subject.c.subject_id))
    for found in map(_read, rows):
        if retired or not found.state.get("retired_on"):
            yield found


def some(
    connection: Connection, zone_id: int, kind: str, ids: Sequence[str], *, with_geometry: bool
) -> list[Stored]:
    """The subjects with these ids, by id, retired or not; those not there are left out."""
    found: list[Stored] = []
    for start in range(0, len(ids), CHUNK):
        query = _stored(zone_id, kind, with_geometry=with_geometry).where(
            subject.c.subject_id.in_(ids[start : start + CHUNK])
        )
        found.extend(map(_read, connection.execute(query)))
    return sorted(found, key=lambda each: each.id)


def is_there(connection: Connection, zone_id: int) -> bool:
    """Whether the zone has any subject yet."""
    query = select(subject.c.subject_id).where(subject.c.zone_id == zone_id).limit(1)
    return connection.execute(query).first() is not None


__all__ = ["Progress", "Stored", "every", "is_there", "one", "some"]
