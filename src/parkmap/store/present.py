"""The present, derived from the ledger: subjects, parcels, geometries, spans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, Select, and_, delete, insert, select, text

from parkmap.land.fold import FOREVER, Folded, fold
from parkmap.land.ledger import Subject, canonical
from parkmap.store import ledger
from parkmap.store.schema import annulment, delta, geometry, parcel, span, subject
from parkmap.units import m2_to_dm2

BATCH = 2_000
Progress = Callable[[int], None]


class Stored(NamedTuple):
    """A subject as kept: version, state without geometry, GeoJSON text, box [w, s, e, n]."""

    kind: str
    id: str
    version: int
    state: dict[str, Any]
    geojson: str | None
    box: tuple[float, float, float, float]


def rebuild(connection: Connection, zone_id: int, progress: Progress | None = None) -> None:
    """Write every derived row of a zone anew from its live deltas."""
    for table in (subject, parcel, span):
        connection.execute(delete(table).where(table.c.zone_id == zone_id))
    connection.exec_driver_sql("DELETE FROM geometry_box")
    connection.execute(delete(geometry).where(geometry.c.zone_id == zone_id))
    versions = _versions(connection, zone_id)
    batch: list[tuple[Subject, Folded, int]] = []
    rid = 0
    for one, assertions in ledger.all_live(connection, zone_id):
        batch.append((one, fold(one.kind, assertions), versions[one]))
        if len(batch) == BATCH:
            rid = _insert(connection, zone_id, batch, rid)
            batch.clear()
            if progress:
                progress(BATCH)
    _insert(connection, zone_id, batch, rid)


def refresh(connection: Connection, zone_id: int, touched: Iterable[Subject], seq: int) -> None:
    """Fold some subjects again after entry `seq`; their geometry did not change."""
    found = ledger.live(connection, zone_id, touched)
    for one, assertions in found.items():
        folded = fold(one.kind, [each for each in assertions if each.field != "geometry"])
        mine = [table.c.zone_id == zone_id for table in (subject, parcel, span)]
        connection.execute(
            delete(subject).where(
                mine[0], subject.c.kind == one.kind, subject.c.subject_id == one.id
            )
        )
        connection.execute(insert(subject), [_subject_row(zone_id, one, folded, seq)])
        if one.kind == "parcel":
            connection.execute(delete(parcel).where(mine[1], parcel.c.parcel_id == one.id))
            connection.execute(delete(span).where(mine[2], span.c.parcel_id == one.id))
            connection.execute(insert(parcel), [parcel_row(zone_id, one, folded)])
            connection.execute(insert(span), span_rows(zone_id, one, folded))


def _versions(connection: Connection, zone_id: int) -> dict[Subject, int]:
    newest: dict[Subject, int] = {}
    query = (
        select(delta.c.kind, delta.c.subject_id, delta.c.seq, annulment.c.by_seq)
        .outerjoin(
            annulment,
            and_(annulment.c.zone_id == delta.c.zone_id, annulment.c.seq == delta.c.seq),
        )
        .where(delta.c.zone_id == zone_id)
        .distinct()
    )
    for kind, subject_id, seq, by_seq in connection.execute(query):
        one = Subject(kind, subject_id)
        newest[one] = max(newest.get(one, 0), seq, by_seq or 0)
    return newest


def _insert(
    connection: Connection, zone_id: int, batch: Sequence[tuple[Subject, Folded, int]], rid: int
) -> int:
    if not batch:
        return rid
    connection.execute(insert(subject), [_subject_row(zone_id, *each) for each in batch])
    parcels = [each for each in batch if each[0].kind == "parcel"]
    if parcels:
        connection.execute(insert(parcel), [parcel_row(zone_id, *each[:2]) for each in parcels])
        spans = [row for each in parcels for row in span_rows(zone_id, *each[:2])]
        connection.execute(insert(span), spans)
    shapes = []
    for one, folded, _version in batch:
        if folded.geometry is not None:
            rid += 1
            shapes.append(geometry_row(zone_id, one, folded.geometry, rid))
    if shapes:
        connection.execute(insert(geometry), shapes)
        connection.execute(
            text("INSERT INTO geometry_box VALUES (:rid, :west, :east, :south, :north)"), shapes
        )
    return rid


def _subject_row(zone_id: int, one: Subject, folded: Folded, version: int) -> dict[str, Any]:
    return {
        "zone_id": zone_id,
        "kind": one.kind,
        "subject_id": one.id,
        "version": version,
        "state": canonical(folded.state),
    }


def parcel_row(zone_id: int, one: Subject, folded: Folded) -> dict[str, Any]:
    """The row of a parcel in the list."""
    state = folded.state
    words = (one.id, state.get("name_zh"), state.get("name_en"), state.get("location"))
    return {
        "zone_id": zone_id,
        "parcel_id": one.id,
        "park": state.get("park") or "",
        "status": state.get("status") or "in_use",
        "offer": state.get("offer") or "none",
        "area_dm2": m2_to_dm2(state.get("area_m2") or 0.0),
        "words": " ".join(str(each) for each in words if each).lower(),
    }


def span_rows(zone_id: int, one: Subject, folded: Folded) -> list[dict[str, Any]]:
    """The rows of a parcel's spans, in order of days."""
    return [{"zone_id": zone_id, "parcel_id": one.id, **each._asdict()} for each in folded.spans]


def geometry_row(zone_id: int, one: Subject, shape: dict[str, Any], rid: int) -> dict[str, Any]:
    """The row of a geometry; `rid` is its number in the spatial index."""
    west, south, east, north = _box(shape["coordinates"])
    return {
        "zone_id": zone_id,
        "kind": one.kind,
        "subject_id": one.id,
        "rid": rid,
        "geojson": canonical(shape),
        "west": west,
        "south": south,
        "east": east,
        "north": north,
    }


def _box(coordinates: Any) -> tuple[float, float, float, float]:
    level = coordinates
    while isinstance(level[0][0], list):
        level = [point for part in level for point in part]
    lngs = [point[0] for point in level]
    lats = [point[1] for point in level]
    return min(lngs), min(lats), max(lngs), max(lats)


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
    """One subject, or None."""
    query = _stored(zone_id, kind).where(subject.c.subject_id == subject_id)
    row = connection.execute(query).first()
    return None if row is None else _read(row)


def every(connection: Connection, zone_id: int, kind: str) -> Iterable[Stored]:
    """Every subject of a kind, by id, streamed."""
    return map(_read, connection.execute(_stored(zone_id, kind).order_by(subject.c.subject_id)))


def some(
    connection: Connection, zone_id: int, kind: str, ids: Sequence[str], *, with_geometry: bool
) -> list[Stored]:
    """The subjects with these ids, by id; those that are not there are left out."""
    found: list[Stored] = []
    for start in range(0, len(ids), ledger.CHUNK):
        query = _stored(zone_id, kind, with_geometry=with_geometry).where(
            subject.c.subject_id.in_(ids[start : start + ledger.CHUNK])
        )
        found.extend(map(_read, connection.execute(query)))
    return sorted(found, key=lambda each: each.id)


def is_there(connection: Connection, zone_id: int) -> bool:
    """Whether the zone has any subject yet."""
    query = select(subject.c.subject_id).where(subject.c.zone_id == zone_id).limit(1)
    return connection.execute(query).first() is not None


__all__ = [
    "FOREVER", "Stored", "every", "geometry_row", "is_there", "one", "parcel_row", "rebuild",
    "refresh", "some", "span_rows",
]  # fmt: skip
