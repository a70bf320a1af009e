"""Projects over time: planned against reached, as bars in percent of the time that is shown.

Places are percents of the width, so that a page can draw them at any size without a script.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from parkmap.land.project_rules import ProjectRules
from parkmap.land.projects import planned_field, reached_field
from parkmap.services.project_views import ProjectView

MOST_TICKS = 14


class Bar(NamedTuple):
    """From where to how wide, in percent, and the days that it stands for."""

    x: float
    width: float
    first: str
    last: str


class Tick(NamedTuple):
    """A stage on the line, with its day."""

    x: float
    stage: str
    on: str


@dataclass(frozen=True, slots=True)
class Row:
    """A project over time; a bar is None where no day is known."""

    project: ProjectView
    planned: Bar | None
    reached: Bar | None
    late: Bar | None
    plans: tuple[Tick, ...]
    marks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Gantt:
    """Rows of one scale, its quarters or years, and where today is."""

    first: str
    last: str
    today: float
    axis: tuple[tuple[float, str], ...]
    rows: tuple[Row, ...]


def gantt(found: Sequence[ProjectView], rules: ProjectRules, today: date) -> Gantt:
    """Projects over the time from their first day to their last, planned or reached."""
    plans = [_days(one.state, rules, planned=True) for one in found]
    marks = [_days(one.state, rules, planned=False) for one in found]
    every = [day for days in (*plans, *marks) for _, day in days]
    first = date.fromisoformat(min(every, default=today.isoformat())).replace(day=1)
    last = max(date.fromisoformat(max(every, default=today.isoformat())), today)
    last += timedelta(days=15)
    scale = _Scale(first, last)
    rows = tuple(
        _row(one, plan, mark, scale, today)
        for one, plan, mark in zip(found, plans, marks, strict=True)
    )
    return Gantt(first.isoformat(), last.isoformat(), scale.at(today.isoformat()),
                 scale.axis(), rows)  # fmt: skip


class _Scale(NamedTuple):
    first: date
    last: date

    def at(self, day: str) -> float:
        """The place of a day in percent."""
        whole = max((self.last - self.first).days, 1)
        return round(100 * (date.fromisoformat(day) - self.first).days / whole, 2)

    def bar(self, first: str, last: str) -> Bar:
        """From one day to another."""
        begins, ends = self.at(first), self.at(last)
        return Bar(begins, max(round(ends - begins, 2), 0.3), first, last)

    def axis(self) -> tuple[tuple[float, str], ...]:
        """Firsts of quarters, or of years where these would be too many."""
        firsts = [date(year, month, 1) for year in range(self.first.year, self.last.year + 1)
                  for month in (1, 4, 7, 10)]  # fmt: skip
        inside = [one for one in firsts if self.first <= one <= self.last]
        if len(inside) > MOST_TICKS:
            inside = [one for one in inside if one.month == 1]
        return tuple((self.at(one.isoformat()), _tick(one)) for one in inside)


def _tick(day: date) -> str:
    return f"{day.year}" if day.month == 1 else f"{day.year}-{day.month:02d}"


def _days(state: Mapping[str, Any], rules: ProjectRules, *, planned: bool) -> list[tuple[str, str]]:
    field = planned_field if planned else reached_field
    days = [(stage, str(state.get(field(stage)) or "")) for stage in rules.order]
    return [one for one in days if one[1]]


def _row(
    one: ProjectView, plan: list[tuple[str, str]], mark: list[tuple[str, str]], scale: _Scale,
    today: date,
) -> Row:  # fmt: skip
    late = one.standing.late
    return Row(
        one, _bar(plan, scale), _bar(mark, scale),
        scale.bar(late[0].on, today.isoformat()) if late else None,
        tuple(Tick(scale.at(day), stage, day) for stage, day in plan),
        tuple(Tick(scale.at(day), stage, day) for stage, day in mark),
    )  # fmt: skip


def _bar(days: list[tuple[str, str]], scale: _Scale) -> Bar | None:
    told = [day for _, day in days]
    return scale.bar(min(told), max(told)) if told else None


__all__ = ["Bar", "Gantt", "Row", "Tick", "gantt"]
