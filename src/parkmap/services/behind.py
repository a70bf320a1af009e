"""The dated list of parcels behind a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

import numpy as np

from parkmap.errors import NotFound
from parkmap.land.courses import UNKNOWN
from parkmap.land.figured import COUNTED, MISSING, MISSING_OF, REST, Figure, Lines, chosen_lines
from parkmap.land.looks import Look
from parkmap.land.movements import OUTSIDE
from parkmap.land.status import STATUSES
from parkmap.services.figuring import checked_measure, figure_of, look_at
from parkmap.services.record import Actor, Record
from parkmap.store import present
from parkmap.units import dm2_to_mu

DIMENSIONS: Final = ("status", "park", "chain", "route", "servicing", "supply_mode")
PARTS: Final = {COUNTED: "counted", REST: "rest", MISSING: "missing", MISSING_OF: "missing"}


@dataclass(frozen=True, slots=True)
class Behind:
    """One line behind a figure.

    `day` is that of a turn, or the one since which what is counted holds; `before` the status
    before a turn; `mu` is below 0 for what is taken off. `part` is "counted", "rest" (in the
    denominator alone) or "missing" (no data). `days` is what a time was taken from.
    """

    parcel: str
    name: str
    name_en: str
    park: str
    before: str
    status: str
    day: date | None
    mu: float
    part: str = "counted"
    days: int | None = None


@dataclass(frozen=True, slots=True)
class BehindPage:
    """Lines behind a figure from some place on, how many there are, and the figure itself."""

    figure: Figure
    rows: tuple[Behind, ...]
    matched: int
    mu: float
    start: int


def behind(
    record: Record, actor: Actor, name: str, on: date | None = None, since: date | None = None,
    known_at: datetime | None = None, *, where: Mapping[str, str] | None = None,
) -> list[Behind]:  # fmt: skip
    """The parcels behind a measure, what is counted first, then by day and id; for staff.

    Parameters
    ----------
    where
        Only land that has these words, by dimension (`DIMENSIONS`).

    Raises
    ------
    NotFound
        There is no such measure or dimension.
    BadValue
        As for the figures.
    """
    return list(behind_page(record, actor, name, on, since, known_at, where=where).rows)


def rows_behind(
    record: Record, actor: Actor, name: str, on: date, since: date, known_at: datetime
) -> list[Behind]:
    """The same without names of parcels: these are known as of now alone."""
    told = look_at(record, actor, on, since, known_at)
    _, lines = figure_of(record, told, checked_measure(name))
    order = np.lexsort((lines.line.who[lines.at], lines.day, lines.part))
    return _rows(told.look, chosen_lines(lines, order))


def behind_page(
    record: Record, actor: Actor, name: str, on: date | None = None, since: date | None = None,
    known_at: datetime | None = None, *, where: Mapping[str, str] | None = None,
    start: int = 0, limit: int | None = None,
) -> BehindPage:  # fmt: skip
    """A page of the same, with the sum of what is counted."""
    checked_measure(name)
    told = look_at(record, actor, on, since, known_at)
    figure, lines = figure_of(record, told, name)
    for dimension, word in (where or {}).items():
        column = told.look.account.courses.words[checked_dimension(dimension)]
        lines = chosen_lines(lines, column.are({word})[lines.line.row[lines.at]])
    if where:
        figure = replace(figure, value=None, count=lines.number(COUNTED))
    order = np.lexsort((lines.line.who[lines.at], lines.day, lines.part))
    page = order[start:] if limit is None else order[start : start + limit]
    rows = _rows(told.look, chosen_lines(lines, page))
    mu = dm2_to_mu(lines.of_part(COUNTED))
    return BehindPage(figure, tuple(_named(record, rows)), len(order), mu, start)


def checked_dimension(name: str) -> str:
    """The name of a dimension; NotFound where there is none."""
    if name not in DIMENSIONS:
        raise NotFound(
            "there is no '%(id)s' to tell sums by; use one of %(allowed)s",
            id=name[:40], allowed=", ".join(DIMENSIONS),
        )  # fmt: skip
    return name


def _rows(look: Look, lines: Lines) -> list[Behind]:
    account, line = look.account, lines.line
    words, rows = account.courses.words, line.row[lines.at]
    parks, statuses = (words[name] for name in ("park", "status"))
    by_status = line is account.status
    columns = (line.who[lines.at], parks.at[rows], statuses.at[rows], lines.source, lines.day,
               lines.area_dm2, lines.part, lines.days)  # fmt: skip
    codes = list(STATUSES)
    return [
        Behind(
            account.names[who], "", "", parks.words[park],
            codes[source] if by_status and OUTSIDE < source < len(codes) else "",
            statuses.words[status], date.fromordinal(day) if day > UNKNOWN else None,
            dm2_to_mu(area), PARTS[part], days or None,
        )
        for who, park, status, source, day, area, part, days in zip(
            *(column.tolist() for column in columns), strict=True)
    ]  # fmt: skip


def _named(record: Record, rows: Sequence[Behind]) -> list[Behind]:
    ids = sorted({one.parcel for one in rows})
    with record.store.read() as connection:
        held = present.some(connection, record.zone_id, "parcel", ids, with_geometry=False)
        states = {one.id: one.state for one in held}
    return [
        replace(one, name=str(states.get(one.parcel, {}).get("name_zh") or ""),
                name_en=str(states.get(one.parcel, {}).get("name_en") or ""))
        for one in rows
    ]  # fmt: skip


__all__ = [
    "DIMENSIONS", "Behind", "BehindPage", "behind", "behind_page", "checked_dimension",
    "rows_behind",
]  # fmt: skip
