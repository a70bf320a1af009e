"""Boundaries come in: staged rows become one entry, held and bad rows wait beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

import numpy as np
import orjson
import shapely
from sqlalchemy import Connection, insert, select

from parkmap.errors import BadValue
from parkmap.formats.staging import HeldReason, HeldRow, StagedRow, Staging
from parkmap.geometry.boundary import geojson_texts
from parkmap.geometry.measure import area_m2
from parkmap.land.fields import FIELDS
from parkmap.land.finding import Finding
from parkmap.land.fitting import day_of, is_blank
from parkmap.land.ledger import Delta, canonical
from parkmap.land.mapping import KEEP, SOURCE, apply, checked, guess
from parkmap.land.status import IN_USE
from parkmap.said import Said, say
from parkmap.services.findings import text_json, text_of
from parkmap.services.record import Record
from parkmap.services.recording import commit, rebuild_derived
from parkmap.store import ledger, present
from parkmap.store.schema import staged_row
from parkmap.units import dm2_to_m2, m2_to_dm2

PARCELS: Final = "parcel"
PARKS: Final = "park"
DECLARED: Final = "declared_area_m2"
FUTURE: Final = "future_day"
REMEDIES: Final[dict[HeldReason, Said]] = {
    "shared_id": say("choose which row keeps the id, or give this one another"),
    "no_id": say("give it one of its own"),
}
"""What to do about a row that waits."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: entry, parcels and parks in, rows held, rows refused.

    `told` are the findings that only the record could make: rows of the future, land in no park.
    """

    seq: int
    parks: int
    parcels: int
    held: int
    bad: int
    told: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Terms:
    """How rows are read.

    The day from which a row holds that names none itself (`status_since`), the status where a row
    has none, the attribute that holds a declared area, and who takes them in and why.
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

    Without parks, one park is drawn around all parcels (their convex hull). A row that holds from
    a day in the future is refused.
    """
    parcels, parks = _dated(record, parcels), None if parks is None else _dated(record, parks)
    late = [one for staging in (parks, parcels) if staging is not None for one in staging.bad
            if one.code == FUTURE]  # fmt: skip
    top = ledger.read_head(connection, record.zone_id)
    # An id is never given out again, though the import that brought it in was undone.
    taken = ledger.ids_ever(connection, record.zone_id, PARCELS)
    fresh = [row for row in parcels.good if row.id not in taken]
    known = [
        HeldRow(row.row, row.id, "shared_id", row.geometry, row.attributes)
        for row in parcels.good
        if row.id in taken
    ]
    parcels = replace(parcels, good=fresh, held=[*parcels.held, *known])
    if not fresh and parks is None:
        raise BadValue(
            "%(source)s has no parcel that could be taken; see its findings", source=parcels.source
        )
    park_rows = parks.good if parks is not None else [_around(record, fresh)]
    belongs = _parks_of(fresh, [*park_rows, *known_parks])
    deltas = _park_deltas(record, park_rows, terms)
    deltas.extend(_parcel_deltas(record, fresh, belongs, terms))
    header = ledger.next_header(top, record.clock(), terms.actor, "import", terms.reason, terms.on)
    # A first import draws everything; a later one costs what it brings.
    if top.seq:
        moved = commit(connection, record, header, deltas)
    else:
        moved = ledger.append(connection, top, header, deltas)
        rebuild_derived(connection, record, progress)
    for staging in (parks, parcels):
        if staging is not None:
            keep_aside(connection, record, staging)
    held = len(parcels.held) + (len(parks.held) if parks else 0)
    bad = len(parcels.bad) + (len(parks.bad) if parks else 0)
    told = [*late, *_homeless(fresh, belongs)]
    return Imported(moved.seq, len(park_rows), len(fresh), held, bad, told)


def _dated(record: Record, staging: Staging) -> Staging:
    """The same, rows that hold from a day in the future among the bad ones."""
    today = record.today()
    late = {row.row: day for row in staging.good
            if (day := _own_day(row.attributes)) is not None and day > today}  # fmt: skip
    if not late:
        return staging
    told = [
        Finding(
            FUTURE, "error", row.row, row.id, _place(row),
            say("it holds from %(day)s, which lies in the future", day=late[row.row].isoformat()),
            say("give the day from which it holds"),
        )
        for row in staging.good
        if row.row in late
    ]  # fmt: skip
    kept = [row for row in staging.good if row.row not in late]
    return replace(staging, good=kept, bad=[*staging.bad, *told])


def _homeless(rows: Sequence[StagedRow], belongs: Sequence[str | None]) -> Iterator[Finding]:
    for row, park in zip(rows, belongs, strict=True):
        if park is None and is_blank(row.attributes.get("park")):
            yield Finding(
                "no_park", "warning", row.row, row.id, _place(row), say("it lies in no park"),
                say("bring in the park around it, or name its park in the record"),
            )  # fmt: skip


def _place(row: StagedRow) -> tuple[float, float]:
    point = shapely.point_on_surface(row.geometry)
    return float(point.x), float(point.y)


def _around(record: Record, rows: Sequence[StagedRow]) -> StagedRow:
    hull = shapely.convex_hull(shapely.geometrycollections([row.geometry for row in rows]))
    names = {"name_zh": record.zone.name_zh, "name_en": record.zone.name_en}
    return StagedRow(0, record.zone.code, hull, names, None)


def _park_deltas(record: Record, rows: Sequence[StagedRow], terms: Terms) -> list[Delta]:
    return _deltas(record, PARKS, rows, _said(PARKS, rows, None), terms)


def _parcel_deltas(
    record: Record, rows: Sequence[StagedRow], belongs: Sequence[str | None], terms: Terms
) -> list[Delta]:
    states = _said(PARCELS, rows, terms.area_field)
    for row, park, state in zip(rows, belongs, states, strict=True):
        state["status"] = row.status or terms.status
        state.setdefault("park", park)
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
        day = _own_day(row.attributes) or terms.on
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


def _said(kind: str, rows: Sequence[StagedRow], area_field: str | None) -> list[dict[str, Any]]:
    """What the attributes of rows say, field by field; the rest under `source_attributes`."""
    columns = dict.fromkeys(name for row in rows for name in row.attributes)
    mapping = guess(kind, columns, own_ids=True)
    if area_field in mapping:
        mapping = {name: KEEP if target.startswith(DECLARED) else target
                   for name, target in mapping.items()}  # fmt: skip
        mapping[str(area_field)] = DECLARED
    targets = checked(kind, mapping)
    states = []
    for row in rows:
        said = apply(kind, targets, row.attributes)
        states.append(said.state | ({SOURCE: said.rest} if said.rest else {}))
    return states


def _own_day(attributes: dict[str, Any]) -> date | None:
    since = attributes.get("status_since")
    return None if is_blank(since) else day_of(since)


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
            "remedy": _text(REMEDIES[one.reason]),
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
            "sentence": _text(one.sentence),
            "remedy": _text(one.remedy),
        }
        for one in staging.bad
    ]
    if rows:
        connection.execute(insert(staged_row), rows)


def _text(sentence: str) -> str:
    return canonical(text_json(sentence))


def _sentence(text: str) -> str:
    """A sentence as it was kept; before it could be translated, it was kept as it is."""
    return text_of(orjson.loads(text)) if text.startswith(('"', "{")) else text


def staged(record: Record) -> list[dict[str, Any]]:
    """Rows that wait for a choice, in order of source and place."""
    query = (
        select(staged_row)
        .where(staged_row.c.zone_id == record.zone_id)
        .order_by(staged_row.c.source, staged_row.c.row)
    )
    with record.store.read() as connection:
        rows = [dict(row._mapping) for row in connection.execute(query)]
    return [
        row | {"sentence": _sentence(row["sentence"]), "remedy": _sentence(row["remedy"])}
        for row in rows
    ]


__all__ = ["Imported", "Terms", "import_staged", "keep_aside", "staged"]
