"""Boundaries come in: staged rows become one entry, held and bad rows wait beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import numpy as np
import orjson
import shapely
from sqlalchemy import Connection, insert, select

from parkmap.errors import BadValue
from parkmap.formats.staging import HeldRow, StagedRow, Staging
from parkmap.geometry.boundary import geojson_texts
from parkmap.geometry.measure import area_m2
from parkmap.land.fields import FIELDS, Field
from parkmap.land.ledger import Delta, Subject, canonical
from parkmap.land.status import IN_USE
from parkmap.services.record import Record
from parkmap.services.recording import rebuild_derived
from parkmap.store import ledger, present
from parkmap.store.schema import staged_row
from parkmap.units import dm2_to_m2, m2_to_dm2

PARCELS: Final = "parcel"
PARKS: Final = "park"
DECLARED_AREA: Final = ("declared_area_m2", "contenance", "证载面积")
NAMES: Final = ("name", "名称", "address")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: entry, parcels and parks in, rows held, rows refused."""

    seq: int
    parks: int
    parcels: int
    held: int
    bad: int


@dataclass(frozen=True, slots=True)
class Terms:
    """How rows are read.

    The day from which they hold, the status where a row has none, the attribute that holds a
    declared area, and who takes them in and why.
    """

    on: date
    status: str = IN_USE
    area_field: str | None = None
    actor: str = "importer"
    reason: str = "import"


def import_staged(
    connection: Connection, record: Record, parks: Staging | None, parcels: Staging, terms: Terms,
    progress: present.Progress | None = None, known_parks: Sequence[StagedRow] = (),
) -> Imported:  # fmt: skip
    """Take the good rows of two stagings as one entry; the others are kept in staging.

    Without parks, one park is drawn around all parcels (their convex hull).
    """
    top = ledger.read_head(connection, record.zone_id)
    taken = _taken(connection, record)
    fresh = [row for row in parcels.good if Subject(PARCELS, row.id) not in taken]
    known = [
        HeldRow(row.row, row.id, "shared_id", row.geometry, row.attributes)
        for row in parcels.good
        if Subject(PARCELS, row.id) in taken
    ]
    parcels = replace(parcels, good=fresh, held=[*parcels.held, *known])
    if not fresh and parks is None:
        raise BadValue(
            "%(source)s has no parcel that could be taken; see its findings", source=parcels.source
        )
    park_rows = parks.good if parks is not None else [_around(record, fresh)]
    deltas = _park_deltas(record, park_rows, terms)
    deltas.extend(_parcel_deltas(record, fresh, [*park_rows, *known_parks], terms))
    header = ledger.next_header(top, record.clock(), terms.actor, "import", terms.reason, terms.on)
    moved = ledger.append(connection, top, header, deltas)
    for staging in (parks, parcels):
        if staging is not None:
            keep_aside(connection, record, staging)
    rebuild_derived(connection, record, progress)
    held = len(parcels.held) + (len(parks.held) if parks else 0)
    bad = len(parcels.bad) + (len(parks.bad) if parks else 0)
    return Imported(moved.seq, len(park_rows), len(fresh), held, bad)


def _taken(connection: Connection, record: Record) -> set[Subject]:
    return {
        Subject(kind, one.id)
        for kind in (PARKS, PARCELS)
        for one in present.every(connection, record.zone_id, kind)
    }


def _around(record: Record, rows: Sequence[StagedRow]) -> StagedRow:
    hull = shapely.convex_hull(shapely.geometrycollections([row.geometry for row in rows]))
    names = {"name_zh": record.zone.name_zh, "name_en": record.zone.name_en}
    return StagedRow(0, record.zone.code, hull, names, None)


def _park_deltas(record: Record, rows: Sequence[StagedRow], terms: Terms) -> list[Delta]:
    states = [known_fields(PARKS, row.attributes) for row in rows]
    return _deltas(record, PARKS, rows, states, terms)


def _parcel_deltas(
    record: Record, rows: Sequence[StagedRow], parks: Sequence[StagedRow], terms: Terms
) -> list[Delta]:
    belongs = _parks_of(rows, parks)
    states = []
    for row, park in zip(rows, belongs, strict=True):
        state = known_fields(PARCELS, row.attributes, terms.area_field)
        state["status"] = row.status or terms.status
        state.setdefault("park", park)
        states.append(state)
    return _deltas(record, PARCELS, rows, states, terms)


def _deltas(
    record: Record, kind: str, rows: Sequence[StagedRow], states: Sequence[dict[str, Any]],
    terms: Terms,
) -> list[Delta]:  # fmt: skip
    if not rows:
        return []
    shapes = np.array([row.geometry for row in rows], dtype=object)
    areas = area_m2(shapes, record.zone.gk_zone)
    found: list[Delta] = []
    for row, state, text, area in zip(rows, states, geojson_texts(shapes), areas, strict=True):
        day = _day(row.attributes, terms.on)
        state["geometry"] = orjson.loads(text or "null")
        state["area_m2"] = dm2_to_m2(m2_to_dm2(float(area)))
        found.extend(
            Delta(kind, row.id, name, None, state[name], day)
            for name in FIELDS[kind]
            if state.get(name) is not None
        )
    return found


def _parks_of(rows: Sequence[StagedRow], parks: Sequence[StagedRow]) -> list[str | None]:
    if not parks:
        return [None] * len(rows)
    inside = shapely.point_on_surface(np.array([row.geometry for row in rows], dtype=object))
    tree = shapely.STRtree([park.geometry for park in parks])
    points, places = tree.query(inside, predicate="intersects")
    found: dict[int, str] = {}
    for point, place in zip(points, places, strict=True):
        found.setdefault(int(point), parks[int(place)].id)
    return [found.get(number) for number in range(len(rows))]


def known_fields(
    kind: str, attributes: dict[str, Any], area_field: str | None = None
) -> dict[str, Any]:
    """Attributes that are fields, in the field's kind; all others kept as `source_attributes`."""
    fields = FIELDS[kind]
    state: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for name, value in attributes.items():
        field = fields.get(name)
        if field is None or field.kind in {"geometry", "area", "object"}:
            if name != "status_since" and value is not None:
                rest[name] = value
            continue
        fitting = _fitting(field, value)
        if fitting is None and value is not None:
            rest[name] = value
        elif fitting is not None:
            state[name] = fitting
    if kind == PARCELS:
        _declared(state, rest, area_field)
        _named(state, rest)
    if rest:
        state["source_attributes"] = rest
    return state


def _declared(state: dict[str, Any], rest: dict[str, Any], area_field: str | None) -> None:
    for name in (area_field,) if area_field else DECLARED_AREA:
        value = rest.get(name)
        if isinstance(value, int | float) and value > 0:
            state["declared_area_m2"] = round(float(value), 2)
            return


def _named(state: dict[str, Any], rest: dict[str, Any]) -> None:
    if "name_zh" in state or "name_en" in state:
        return
    for name in NAMES:
        if isinstance(rest.get(name), str) and rest[name].strip():
            state["name_zh"] = rest[name]
            return


def _fitting(field: Field, value: Any) -> Any:
    if value is None:
        return None
    if field.kind == "number":
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None
    if field.kind == "flag":
        return value if isinstance(value, bool) else None
    if field.kind == "date":
        return value[:10] if isinstance(value, str) and _is_day(value[:10]) else None
    return value if isinstance(value, str) else str(value)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _day(attributes: dict[str, Any], default: date) -> date:
    since = attributes.get("status_since")
    if isinstance(since, str) and _is_day(since[:10]):
        return min(date.fromisoformat(since[:10]), default)
    return default


def keep_aside(connection: Connection, record: Record, staging: Staging) -> None:
    """Keep held and bad rows until someone chooses; none vanishes."""
    rows = [
        {
            "zone_id": record.zone_id,
            "source": staging.source,
            "row": one.row,
            "parcel_id": one.id,
            "why": one.reason,
            "geojson": shapely.to_geojson(one.geometry),
            "attributes": canonical(one.attributes),
            "sentence": "",
            "remedy": "choose which row keeps the id, or give this one another",
        }
        for one in staging.held
    ] + [
        {
            "zone_id": record.zone_id,
            "source": staging.source,
            "row": one.row or 0,
            "parcel_id": one.parcel_id,
            "why": one.code,
            "geojson": None,
            "attributes": "{}",
            "sentence": one.sentence,
            "remedy": one.remedy,
        }
        for one in staging.bad
    ]
    if rows:
        connection.execute(insert(staged_row), rows)


def staged(record: Record) -> list[dict[str, Any]]:
    """Rows that wait for a choice, in order of source and place."""
    query = (
        select(staged_row)
        .where(staged_row.c.zone_id == record.zone_id)
        .order_by(staged_row.c.source, staged_row.c.row)
    )
    with record.store.read() as connection:
        return [dict(row._mapping) for row in connection.execute(query)]


__all__ = ["Imported", "Terms", "import_staged", "keep_aside", "known_fields", "staged"]
