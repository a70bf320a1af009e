"""Outlines and the spatial index over their boxes, kept in step row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, and_, delete, func, insert, select, text

from parkmap.land.ledger import Subject, canonical
from parkmap.store.assertions import chunks
from parkmap.store.schema import geometry

Box = tuple[float, float, float, float]
NOWHERE: Final[Box] = (0.0, 0.0, 0.0, 0.0)
PUT: Final = text("INSERT INTO geometry_box VALUES (:rid, :west, :east, :south, :north)")
TAKE: Final = text("DELETE FROM geometry_box WHERE rid = :rid")
ROUNDED: Final = 2e-5
"""Degrees by which the index, in 32-bit floats, may lie outside a box."""


def geometry_row(zone_id: int, one: Subject, shape: dict[str, Any], rid: int) -> dict[str, Any]:
    """The row of a geometry; `rid` is its number in the spatial index."""
    west, south, east, north = box_of(shape)
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


def box_of(shape: Mapping[str, Any]) -> Box:
    """West, south, east, north of a GeoJSON geometry.

    Examples
    --------
    >>> box_of({"type": "Polygon", "coordinates": [[[1, 2], [3, 2], [3, 5], [1, 2]]]})
    (1, 2, 3, 5)
    """
    level = shape["coordinates"]
    while isinstance(level[0][0], list):
        level = [point for part in level for point in part]
    lngs = [point[0] for point in level]
    lats = [point[1] for point in level]
    return min(lngs), min(lats), max(lngs), max(lats)


def clear(connection: Connection, zone_id: int) -> None:
    """Take every outline of a zone out of table and index."""
    mine = select(geometry.c.rid).where(geometry.c.zone_id == zone_id)
    rids = [{"rid": row[0]} for row in connection.execute(mine)]
    if rids:
        connection.execute(TAKE, rids)
    connection.execute(delete(geometry).where(geometry.c.zone_id == zone_id))


def add(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Put rows into table and index."""
    if rows:
        connection.execute(insert(geometry), rows)
        connection.execute(PUT, rows)


def replace(
    connection: Connection, zone_id: int, shapes: Mapping[Subject, dict[str, Any] | None]
) -> None:
    """Outlines that changed: new ones in place of what was there, None takes one away."""
    fresh = _last_rid(connection)  # before rows go: a number that is kept must not be taken
    rids: dict[Subject, int] = {}
    for kind, part in chunks(shapes):
        mine = and_(
            geometry.c.zone_id == zone_id,
            geometry.c.kind == kind,
            geometry.c.subject_id.in_(part),
        )
        for one, rid in connection.execute(
            select(geometry.c.subject_id, geometry.c.rid).where(mine)
        ):
            rids[Subject(kind, one)] = int(rid)
        connection.execute(delete(geometry).where(mine))
    if rids:
        connection.execute(TAKE, [{"rid": rid} for rid in rids.values()])
    rows = []
    for one, shape in shapes.items():
        if shape is None:
            continue
        if one not in rids:
            fresh += 1
        rows.append(geometry_row(zone_id, one, shape, rids.get(one, fresh)))
    add(connection, rows)


def _last_rid(connection: Connection) -> int:
    return int(connection.execute(select(func.max(geometry.c.rid))).scalar() or 0)


def boxes_of(connection: Connection, zone_id: int, subjects: Iterable[Subject]) -> list[Box]:
    """The boxes of the subjects that have an outline, retired ones too."""
    found: list[Box] = []
    for kind, part in chunks(subjects):
        query = select(geometry.c.west, geometry.c.south, geometry.c.east, geometry.c.north).where(
            geometry.c.zone_id == zone_id,
            geometry.c.kind == kind,
            geometry.c.subject_id.in_(part),
        )
        found.extend((w, s, e, n) for w, s, e, n in connection.execute(query))
    return found


def all_boxes(connection: Connection, zone_id: int, kind: str) -> NDArray[np.float64]:
    """Boxes [w, s, e, n] of every outline of a kind, retired ones too, shape (n, 4)."""
    query = select(geometry.c.west, geometry.c.south, geometry.c.east, geometry.c.north).where(
        geometry.c.zone_id == zone_id, geometry.c.kind == kind
    )
    rows = [tuple(row) for row in connection.execute(query)]
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def differing(connection: Connection, zone_id: int) -> str | None:
    """The first subject whose box in the index is missing, extra or not its box; else None."""
    query = text(
        "SELECT g.kind || ' ' || g.subject_id FROM geometry g "
        "LEFT JOIN geometry_box b ON b.rid = g.rid WHERE g.zone_id = :zone_id AND ("
        "b.rid IS NULL OR b.west > g.west OR b.east < g.east OR b.south > g.south "
        "OR b.north < g.north OR b.west < g.west - :off OR b.east > g.east + :off "
        "OR b.south < g.south - :off OR b.north > g.north + :off) ORDER BY 1 LIMIT 1"
    )
    found = connection.execute(query, {"zone_id": zone_id, "off": ROUNDED}).scalar()
    if found is not None:
        return str(found)
    extra = text(
        "SELECT b.rid FROM geometry_box b LEFT JOIN geometry g ON g.rid = b.rid "
        "WHERE g.rid IS NULL ORDER BY 1 LIMIT 1"
    )
    rid = connection.execute(extra).scalar()
    return None if rid is None else f"row {rid}"


__all__ = [
    "NOWHERE", "Box", "add", "all_boxes", "box_of", "boxes_of", "clear", "differing",
    "geometry_row", "replace",
]  # fmt: skip
