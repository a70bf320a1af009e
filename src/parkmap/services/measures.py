"""The measures of leaders (`land.measures`) on a day and over a period, and the land behind each.

One source for the page, the API, the command and every paper; `docs/measures.md` has the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import numpy as np

from parkmap.errors import BadValue
from parkmap.land.courses import Sum
from parkmap.land.figured import Figure, Lines
from parkmap.land.measures import MEASURES, STATUS_STOCKS
from parkmap.land.stock_lines import LINES
from parkmap.services.behind import DIMENSIONS, Behind, behind, checked_dimension
from parkmap.services.figuring import Told, figure_of, look_at
from parkmap.services.record import Actor, Record

MONTHLY: Final = (
    "became_idle", "idle_entered", "started", "idle_came_back", "idle_to_use", "idle_left",
    "idle_corrected", "came_back", "disposed", "entered", "left", "corrected",
)  # fmt: skip
"""Flows that are told by month."""
MOST_MONTHS: Final = 600


@dataclass(frozen=True, slots=True)
class Figures:
    """Every measure, of which days, and of which state of the ledger."""

    on: date
    since: date
    seq: int
    head: str
    by_name: dict[str, Figure]
    year: int
    """The year of the yields."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month, or the part of it that was asked for: its flows, and the stocks at its end."""

    first: date
    last: date
    by_name: dict[str, Figure]


def figures(
    record: Record, actor: Actor, on: date | None = None, since: date | None = None,
    known_at: datetime | None = None,
) -> Figures:  # fmt: skip
    """Every measure on a day and over the days from `since` up to it, for staff.

    Parameters
    ----------
    on
        The day, by effective date; today by default.
    since
        The first day of the period; 1 January of the year of `on` by default.
    known_at
        As known at this moment; as known now where None.

    Raises
    ------
    BadValue
        The period ends before it begins, or the moment has no time zone.
    SignInNeeded, Forbidden
        Who may not read what is internal.
    """
    return figures_of(record, look_at(record, actor, on, since, known_at))


def figures_of(record: Record, told: Told) -> Figures:
    """The same, from a look that was taken."""
    found = {name: figure_of(record, told, name)[0] for name in MEASURES}
    return Figures(told.look.on, told.look.since, told.seq, told.head, found, told.yields.year)


def monthly(
    record: Record, actor: Actor, first: date, last: date, known_at: datetime | None = None
) -> list[Month]:
    """Flows of each month between two days, both included, and stocks at its end; for staff.

    Raises
    ------
    BadValue
        The days are in the wrong order, or span more months than `MOST_MONTHS`.
    """
    return months_of(look_at(record, actor, last, first, known_at), first)


def months_of(told: Told, first: date) -> list[Month]:
    """The same up to the day of a look that was taken."""
    look = told.look.over(first, told.look.on)
    spans = _months(first, look.on)
    series = look.account.courses.series([end for _, end in spans], "status")
    flows = {name: _by_month(LINES[name](look), spans) for name in MONTHLY}
    return [
        Month(begin, end, {
            **{name: _figure(name, counts[at], areas[at])
               for name, (counts, areas) in flows.items()},
            **{name: _figure(name, series[name].counts[at], series[name].area_dm2[at])
               if name in series else _figure(name, 0, 0) for name in STATUS_STOCKS},
        })
        for at, (begin, end) in enumerate(spans)
    ]  # fmt: skip


def by(
    record: Record, actor: Actor, dimension: str, on: date | None = None,
    known_at: datetime | None = None,
) -> dict[str, dict[str, Sum]]:  # fmt: skip
    """Word of a dimension -> status -> number and area on a day; "" is land without the word.

    Raises
    ------
    NotFound
        There is no such dimension.
    """
    return sums_by(look_at(record, actor, on, None, known_at), dimension)


def sums_by(told: Told, dimension: str) -> dict[str, dict[str, Sum]]:
    """The same from a look that was taken."""
    checked_dimension(dimension)
    look, courses = told.look, told.look.account.courses
    found: dict[str, dict[str, Sum]] = {}
    sums = courses.sums(courses.standing(look.on), dimension, "status")
    for (word, status), one in sums.items():
        found.setdefault(word, {})[status] = one
    return found


def _by_month(lines: Lines, spans: Sequence[tuple[date, date]]) -> tuple[list[int], list[int]]:
    """How many lines fall in each month, and their area in dm2."""
    starts = np.array([begin.toordinal() for begin, _ in spans], dtype=np.int64)
    month = np.searchsorted(starts, lines.day, side="right") - 1
    counts = np.bincount(month, minlength=len(spans))
    areas = np.zeros(len(spans), dtype=np.int64)
    np.add.at(areas, month, lines.area_dm2)
    return counts.tolist(), areas.tolist()


def _figure(name: str, count: int, area_dm2: int) -> Figure:
    one = Sum(int(count), int(area_dm2))
    return Figure(name, one.mu, one.count)


def _months(first: date, last: date) -> Sequence[tuple[date, date]]:
    found: list[tuple[date, date]] = []
    begin = first
    while begin <= last:
        following = (begin.replace(day=1) + timedelta(32)).replace(day=1)
        found.append((begin, min(last, following - timedelta(1))))
        begin = following
        if len(found) > MOST_MONTHS:
            raise BadValue(
                "%(count)s months are too many at once; choose a later first day",
                count=f"{MOST_MONTHS}+", field="since",
            )  # fmt: skip
    return found


__all__ = [
    "DIMENSIONS", "MONTHLY", "Behind", "Figure", "Figures", "Month", "behind", "by", "figures",
    "figures_of", "monthly", "months_of", "sums_by",
]  # fmt: skip
