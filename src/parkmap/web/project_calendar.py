"""What is due of projects, day by day: stages planned and not reached, tasks not done."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from parkmap.land.project_rules import ProjectRules
from parkmap.land.project_standing import ENDED
from parkmap.land.project_steps import tasks_of
from parkmap.land.projects import planned_field, reached_field
from parkmap.services.project_views import ProjectView
from parkmap.web.project_words import stage_word

MONTH: Final = 7


class Due(NamedTuple):
    """Something that a project has to reach: the day, what it is, whether it is a stage."""

    on: str
    project: ProjectView
    what: str
    owner: str
    stage: bool
    late_days: int


class Month(NamedTuple):
    """A month as weeks of days, each with what is due; days of other months are None."""

    name: str
    before: str
    after: str
    weeks: tuple[tuple[tuple[date, tuple[Due, ...]] | None, ...], ...]
    due: int


def due_of(rows: Iterable[ProjectView], rules: ProjectRules, lang: str) -> list[Due]:
    """All that is due of projects that did not end, the earliest first."""
    found: list[Due] = []
    for one in rows:
        if one.standing.halted == ENDED:
            continue
        late = {each.stage: each.late_days for each in one.standing.late}
        for place, stage in enumerate(rules.order):
            day = str(one.state.get(planned_field(stage)) or "")
            if day and place > one.standing.at and not one.state.get(reached_field(stage)):
                what = stage_word(rules, stage, lang)
                found.append(Due(day, one, what, "", True, late.get(stage, 0)))
        for task in tasks_of(one.state):
            if task.due_on and not task.done_on:
                days = 0 if one.standing.halted else task.late_days(one.standing.on)
                found.append(Due(task.due_on, one, task.label(lang), task.owner(lang), False, days))
    return sorted(found, key=lambda each: (each.on, not each.stage, each.project.id))


def month_of(text: str, today: date) -> date:
    """The first day of a month written as 2026-11; of the present one where it is none."""
    try:
        return date.fromisoformat(f"{text[:MONTH]}-01") if text else today.replace(day=1)
    except ValueError:
        return today.replace(day=1)


def month(due: Iterable[Due], first: date) -> Month:
    """What is due in a month, in weeks from Monday on."""
    name = first.isoformat()[:MONTH]
    held: dict[str, list[Due]] = {}
    for one in due:
        if one.on.startswith(name):
            held.setdefault(one.on, []).append(one)
    weeks = tuple(
        tuple((day, tuple(held.get(day.isoformat(), ()))) if day.month == first.month else None
              for day in week)
        for week in Calendar().monthdatescalendar(first.year, first.month)
    )  # fmt: skip
    before, after = first - timedelta(days=1), first + timedelta(days=31)
    count = sum(map(len, held.values()))
    return Month(name, before.isoformat()[:MONTH], after.isoformat()[:MONTH], weeks, count)


__all__ = ["Due", "Month", "due_of", "month", "month_of"]
