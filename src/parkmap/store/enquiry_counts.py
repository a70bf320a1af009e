"""Enquiries as numbers, counted by the database: nothing of a person is read."""

from __future__ import annotations

from typing import NamedTuple

import orjson
from sqlalchemy import ColumnElement, Connection, func, select

from parkmap.land.enquiries import OPEN
from parkmap.store.schema_enquiries import enquiry


class Chosen(NamedTuple):
    """Which are meant: made from one moment to before another, in a state, of a kind, so ended.

    With `late_on` those that were due before that day and wait still; with `told` those that had a
    first answer. "" chooses by nothing.
    """

    since: str
    before: str
    state: str = ""
    kind: str = ""
    outcome: str = ""
    late_on: str = ""
    told: bool = False


class Counted(NamedTuple):
    """What an enquiry counts as: nothing of a person."""

    number: int
    kind: str
    parcels: list[str]
    made_at: str
    due_on: str
    state: str
    outcome: str
    answered_at: str
    closed_at: str


class Cell(NamedTuple):
    """How many there are of one sort: kind, state, outcome, late or not, answered or not."""

    kind: str
    state: str
    outcome: str
    late: bool
    told: bool
    many: int


def cells(connection: Connection, zone_id: int, chosen: Chosen, day: str) -> list[Cell]:
    """How many there are of each sort; late is what was due before a day and waits still."""
    late = (enquiry.c.state == OPEN) & (enquiry.c.due_on < day)
    sorts = (enquiry.c.kind, enquiry.c.state, enquiry.c.outcome, late, enquiry.c.answered_at != "")
    query = select(*sorts, func.count()).where(*_meant(zone_id, chosen)).group_by(*sorts)
    return [Cell(kind, state, outcome, bool(late), bool(told), count)
            for kind, state, outcome, late, told, count in connection.execute(query)]  # fmt: skip


def answered(connection: Connection, zone_id: int, chosen: Chosen) -> list[tuple[str, str, str]]:
    """Kind, moment of asking and of the first answer of those that had one."""
    query = select(enquiry.c.kind, enquiry.c.made_at, enquiry.c.answered_at).where(
        *_meant(zone_id, chosen._replace(told=True))
    )
    return [(kind, made, told) for kind, made, told in connection.execute(query)]


def matched(connection: Connection, zone_id: int, chosen: Chosen) -> int:
    """How many are meant."""
    query = select(func.count()).where(*_meant(zone_id, chosen))
    return int(connection.execute(query).scalar_one())


def counted(
    connection: Connection, zone_id: int, chosen: Chosen, skip: int = 0, most: int | None = None
) -> list[Counted]:
    """Those that are meant, newest first, without names; a page of them."""
    query = (
        select(*(enquiry.c[name] for name in Counted._fields))
        .where(*_meant(zone_id, chosen))
        .order_by(enquiry.c.number.desc())
        .offset(skip)
    )
    rows = connection.execute(query if most is None else query.limit(most))
    return [Counted(*row)._replace(parcels=orjson.loads(row.parcels)) for row in rows]


def standing_about(
    connection: Connection, zone_id: int, kind: str, states: tuple[str, ...]
) -> dict[str, int]:
    """Parcel -> how many of a kind in these states name it; those that none names are left out."""
    query = select(enquiry.c.parcels, func.count()).where(
        enquiry.c.zone_id == zone_id, enquiry.c.state.in_(states), enquiry.c.kind == kind
    )
    found: dict[str, int] = {}
    for parcels, count in connection.execute(query.group_by(enquiry.c.parcels)):
        for one in set(orjson.loads(parcels)):
            found[one] = found.get(one, 0) + count
    return found


def _meant(zone_id: int, chosen: Chosen) -> list[ColumnElement[bool]]:
    """The conditions of a choice."""
    pairs = (("state", chosen.state), ("kind", chosen.kind), ("outcome", chosen.outcome))
    found: list[ColumnElement[bool]] = [
        enquiry.c.zone_id == zone_id,
        enquiry.c.made_at >= chosen.since,
        enquiry.c.made_at < chosen.before,
        *(enquiry.c[name] == value for name, value in pairs if value),
    ]
    if chosen.late_on:
        found += [enquiry.c.state == OPEN, enquiry.c.due_on < chosen.late_on]
    if chosen.told:
        found.append(enquiry.c.answered_at != "")
    return found


__all__ = [
    "Cell", "Chosen", "Counted", "answered", "cells", "counted", "matched", "standing_about",
]  # fmt: skip
