"""The measures of a report: of its period, the one before, the same days a year ago, by month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from parkmap.land.figured import Figure
from parkmap.land.measures import MEASURES, STATUS_STOCKS
from parkmap.land.report import Kind, Line, Point
from parkmap.land.report_period import Period, moved
from parkmap.services import measures
from parkmap.services.figuring import look_at
from parkmap.services.report_known import Known

MONTHS: Final = 13
ROUND: Final = 4


def lines_of(known: Known) -> tuple[Line, ...]:
    """Every measure in the order of their table."""
    period = known.period
    now = _figures(known, period)
    before, year_ago = (_told(known, one) for one in (period.before(), period.year_ago()))
    courses = _courses(known)
    return tuple(
        _line(known.lang, one, before.get(name), year_ago.get(name), courses.get(name, ()))
        for name, one in now.items()
    )


def since_new_year(known: Known) -> dict[str, Figure]:
    """Every measure from 1 January of the year of the period's last day."""
    return _figures(known, Period(date(known.period.on.year, 1, 1), known.period.on))


def _figures(known: Known, period: Period) -> dict[str, Figure]:
    found = measures.figures(known.record, known.actor, period.on, period.since, known.moment)
    return found.by_name


def _told(known: Known, period: Period) -> dict[str, Figure]:
    """The figures of a period; none where the record began after it."""
    first = _first(known)
    return _figures(known, period) if period.on >= first else {}


def _first(known: Known) -> date:
    return look_at(known.record, known.actor, known.period.on, None, known.moment).first


def _courses(known: Known) -> Mapping[str, tuple[Point, ...]]:
    """Measure -> its months, the one of the period's last day last."""
    on = known.period.on
    begin = max(moved(on.replace(day=1), 1 - MONTHS), _first(known).replace(day=1))
    if begin > on:
        return {}
    months = measures.monthly(known.record, known.actor, begin, on, known.moment)
    names = (*measures.MONTHLY, *STATUS_STOCKS)
    return {
        name: tuple(Point(f"{one.first:%Y-%m}", one.by_name[name].value) for one in months)
        for name in names
    }


def _line(
    lang: str, one: Figure, before: Figure | None, year_ago: Figure | None,
    course: tuple[Point, ...],
) -> Line:  # fmt: skip
    told = MEASURES[one.name]
    kind: Kind = told.unit
    return Line(
        one.name, told.title(lang), told.unit_word(lang), kind, told.kind, one.value,
        before.value if before else None, year_ago.value if year_ago else None, one.count, one.of,
        one.known, len(one.missing), told.meaning(lang), told.denominator(lang), one.low, one.high,
        course,
    )  # fmt: skip


__all__ = ["lines_of", "since_new_year"]
