"""Queries over parcels: filtered ids with counts, boxes, totals by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, and_, func, literal_column, select, text

from parkmap.store.assertions import CHUNK
from parkmap.store.derived import words_of
from parkmap.store.present import Stored
from parkmap.store.schema import geometry, parcel, span

Box = tuple[float, float, float, float]
Boxes = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which parcels; an empty part does not filter. `pairs` are (status, offer) allowed.

    Retired parcels are left out unless `retired` says so.
    """

    box: Box | None = None
    statuses: tuple[str, ...] = ()
    offers: tuple[str, ...] | None = None
    pairs: tuple[tuple[str, str], ...] | None = None
    park: str | None = None
    ids: tuple[str, ...] = ()
    text: str = ""
    retired: bool = False


def _conditions(zone_id: int, chosen: Filter) -> list[Any]:
    found: list[Any] = [parcel.c.zone_id == zone_id]
    if not chosen.retired:
        found.append(parcel.c.retired_on == "")
    if chosen.statuses:
        found.append(parcel.c.status.in_(chosen.statuses))
    if chosen.offers is not None:
        found.append(parcel.c.offer.in_(chosen.offers))
    if chosen.pairs is not None:
        pair = parcel.c.status + literal_column("'/'") + parcel.c.offer
        found.append(pair.in_([f"{status}/{offer}" for status, offer in chosen.pairs]))
    if chosen.park is not None:
        found.append(parcel.c.park == chosen.park)
    if chosen.ids:
        found.append(parcel.c.parcel_id.in_(chosen.ids))
    for part in chosen.text.lower().split():
        found.append(parcel.c.words.contains(part, autoescape=True))
    if chosen.box is not None:
        found.append(parcel.c.parcel_id.in_(_inside(zone_id, chosen.box)))
    return found


def _inside(zone_id: int, box: Box) -> Any:
    # R*Tree floats have 32 bits: it gives candidates, the exact box decides.
    west, south, east, north = box
    near = text(
        "SELECT rid FROM geometry_box "
        "WHERE west <= :e AND east >= :w AND south <= :n AND north >= :s"
    ).bindparams(w=west, s=south, e=east, n=north)
    # The plus keeps SQLite from reading every outline of the zone by the index of its key.
    own = text("+geometry.zone_id = :zone AND +geometry.kind = 'parcel'").bindparams(zone=zone_id)
    return select(geometry.c.subject_id).where(
        own,
        geometry.c.rid.in_(near.columns(geometry.c.rid).scalar_subquery()),
        geometry.c.west <= east,
        geometry.c.east >= west,
        geometry.c.south <= north,
        geometry.c.north >= south,
    )


def matches(chosen: Filter, one: Stored) -> bool:
    """Whether a subject as it stood has the words and lies in the box of a filter."""
    words = words_of(one.id, one.state)
    if not all(part in words for part in chosen.text.lower().split()):
        return False
    if chosen.box is None:
        return True
    west, south, east, north = chosen.box
    w, s, e, n = one.box
    return w <= east and e >= west and s <= north and n >= south


def count(connection: Connection, zone_id: int, chosen: Filter) -> tuple[int, int]:
    """How many parcels match, and their recorded area in dm2."""
    query = select(func.count(), func.coalesce(func.sum(parcel.c.area_dm2), 0)).where(
        *_conditions(zone_id, chosen)
    )
    number, area = connection.execute(query).one()
    return int(number), int(area)


def ids(
    connection: Connection, zone_id: int, chosen: Filter, after: str = "", limit: int | None = None
) -> list[str]:
    """Ids that match, in order of id, from after `after`."""
    query = ids_query(zone_id, chosen).where(parcel.c.parcel_id > after)
    if limit is not None:
        query = query.limit(limit)
    return [row[0] for row in connection.execute(query)]


def ids_query(zone_id: int, chosen: Filter) -> Select[str]:
    """The query behind `ids`."""
    conditions = _conditions(zone_id, chosen)
    return select(parcel.c.parcel_id).where(*conditions).order_by(parcel.c.parcel_id)


class SpanRow(NamedTuple):
    """A parcel as it was counted on a day."""

    parcel_id: str
    status: str
    offer: str
    park: str
    area_dm2: int


def on_day(
    connection: Connection, zone_id: int, day: str, chosen: Sequence[str] | None = None
) -> list[SpanRow]:
    """Every parcel (or those chosen) as it was counted on a day, in order of id."""
    query = (
        select(span.c.parcel_id, span.c.status, span.c.offer, span.c.park, span.c.area_dm2)
        .where(span.c.zone_id == zone_id, span.c.from_on <= day, span.c.until_on > day,
               span.c.status != "")
        .order_by(span.c.parcel_id)
    )  # fmt: skip
    if chosen is None:
        return [SpanRow(*row) for row in connection.execute(query)]
    parts = (chosen[start : start + CHUNK] for start in range(0, len(chosen), CHUNK))
    rows = (connection.execute(query.where(span.c.parcel_id.in_(part))) for part in parts)
    return sorted(SpanRow(*row) for part in rows for row in part)


class SpanOf(NamedTuple):
    """Days in which a parcel was counted as one thing; `status` is "" from its retirement on."""

    parcel_id: str
    from_on: str
    status: str
    offer: str
    park: str
    area_dm2: int


def spans(
    connection: Connection, zone_id: int, day: str, chosen: Sequence[str] | None = None
) -> Iterator[SpanOf]:
    """Every span that begins by a day, of all parcels or those chosen: by parcel, then by day."""
    query = (
        select(span.c.parcel_id, span.c.from_on, span.c.status, span.c.offer, span.c.park,
               span.c.area_dm2)
        .where(span.c.zone_id == zone_id, span.c.from_on <= day)
        .order_by(span.c.parcel_id, span.c.from_on)
    )  # fmt: skip
    if chosen is None:
        yield from (SpanOf(*row) for row in connection.execute(query))
        return
    ids = sorted(chosen)
    for start in range(0, len(ids), CHUNK):
        part = query.where(span.c.parcel_id.in_(ids[start : start + CHUNK]))
        yield from (SpanOf(*row) for row in connection.execute(part))


def boxes(
    connection: Connection, zone_id: int, kind: str, chosen: Sequence[str] | None = None
) -> Boxes:
    """Boxes [w, s, e, n] of the geometries of a kind, shape (n, 4); no retired parcel's."""
    query = select(geometry.c.west, geometry.c.south, geometry.c.east, geometry.c.north).where(
        and_(geometry.c.zone_id == zone_id, geometry.c.kind == kind)
    )
    if kind == "parcel":
        here = and_(
            parcel.c.zone_id == geometry.c.zone_id, parcel.c.parcel_id == geometry.c.subject_id
        )
        query = query.join(parcel, here).where(parcel.c.retired_on == "")
    if chosen is not None:
        query = query.where(geometry.c.subject_id.in_(list(chosen)))
    rows = [tuple(row) for row in connection.execute(query)]
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def counted(connection: Connection, zone_id: int) -> int:
    """How many parcels are current."""
    query = select(func.count()).where(parcel.c.zone_id == zone_id, parcel.c.retired_on == "")
    return int(connection.execute(query).scalar_one())


def had_status(
    connection: Connection, zone_id: int, status: str, until: str, chosen: Sequence[str]
) -> set[str]:
    """Those of the chosen parcels that had a status on some day up to `until`."""
    found: set[str] = set()
    for start in range(0, len(chosen), CHUNK):
        query = select(span.c.parcel_id).where(
            span.c.zone_id == zone_id,
            span.c.parcel_id.in_(chosen[start : start + CHUNK]),
            span.c.status == status,
            span.c.from_on <= until,
        )
        found.update(row[0] for row in connection.execute(query))
    return found
