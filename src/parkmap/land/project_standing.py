"""How a project stands on a day: which stage it reached, what is late, what it is stuck at.

Nothing here is typed by anybody: late is a planned day that passed while the stage was not reached.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from parkmap.land.project_steps import Task, tasks_of
from parkmap.land.projects import planned_field, reached_field, stage_index

Why = str
ENDED: Final = "ended"
STALLED: Final = "stalled"
LATE: Final = "late"
TASKS: Final = "tasks"
UNPLANNED: Final = "unplanned"
ON_TIME: Final = "on_time"
DONE: Final = "done"
ORDER: Final = (STALLED, LATE, TASKS, UNPLANNED, ON_TIME, DONE, ENDED)
"""Where a project stands, those that need care first."""


class Planned(NamedTuple):
    """A stage that is still ahead, the day planned for it, how many days that has passed."""

    stage: str
    on: str
    late_days: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A project on a day.

    `at` is the place of the stage reached (-1 before the first), `next` the stage that comes then:
    the first that a day is planned for, else the first of the list;
    `late` and `tasks` are what is overdue, the longest first; `since` is the day of a halt.
    """

    on: str
    at: int
    stage: str
    next: str
    next_on: str
    late: tuple[Planned, ...]
    tasks: tuple[Task, ...]
    halted: str
    since: str

    @property
    def late_days(self) -> int:
        """How long the stage that is most overdue has been so; 0 where none is."""
        return self.late[0].late_days if self.late else 0

    @property
    def why(self) -> Why:
        """The one word of `ORDER` for it."""
        if self.halted:
            return self.halted
        if self.late:
            return LATE
        if self.tasks:
            return TASKS
        if not self.next:
            return DONE
        return ON_TIME if self.next_on else UNPLANNED

    @property
    def stuck_at(self) -> str:
        """The stage that it has to reach next, or that is most overdue; "" where none is left."""
        return self.late[0].stage if self.late else self.next

    @property
    def urgency(self) -> tuple[int, int]:
        """Stalled and late ones first, the later the earlier."""
        return ORDER.index(self.why), -self.late_days


def standing(state: Mapping[str, Any], order: tuple[str, ...], on: str) -> Standing:
    """How a project stands on a day (ISO).

    Examples
    --------
    >>> plant = {"stage": "signed", "signed_on": "2026-01-05", "started_planned_on": "2026-06-01"}
    >>> found = standing(plant, ("signed", "started", "producing"), "2026-06-11")
    >>> found.why, found.stuck_at, found.late_days
    ('late', 'started', 10)
    """
    at = reached(state, order, on)
    ahead = [one for place, one in enumerate(order) if place > at and not _by(state, one, on)]
    planned = [_planned(one, str(state.get(planned_field(one)) or ""), on) for one in ahead]
    late = sorted((one for one in planned if one.late_days), key=lambda one: -one.late_days)
    tasks = sorted((one for one in tasks_of(state) if one.late_days(on)),
                   key=lambda one: -one.late_days(on))  # fmt: skip
    halted = halted_by(state, on)
    coming = next((one for one in planned if one.on), planned[0] if planned else Planned("", "", 0))
    return Standing(
        on, at, order[at] if at >= 0 else "", coming.stage, coming.on,
        () if halted else tuple(late),
        () if halted else tuple(tasks), halted, str(state.get("halted_on") or ""),
    )  # fmt: skip


def reached(state: Mapping[str, Any], order: tuple[str, ...], on: str) -> int:
    """The place of the furthest stage reached by a day; -1 before the first.

    A recorded stage without a day counts from the day of the last dated one before it, since that
    is all that is known of it.

    Examples
    --------
    >>> plant = {"stage": "land", "signed_on": "2026-01-05"}
    >>> reached(plant, ("signed", "filed", "land"), "2026-03-01")
    2
    >>> reached(plant, ("signed", "filed", "land"), "2026-01-04")
    -1
    """
    dated = [place for place, one in enumerate(order) if _by(state, one, on)]
    furthest = max(dated, default=-1)
    now = stage_index(state, order)
    if now > furthest and not state.get(reached_field(order[now])):
        before = [str(state[reached_field(one)]) for one in order[:now]
                  if state.get(reached_field(one))]  # fmt: skip
        if all(day <= on for day in before):
            return now
    return furthest


def halted_by(state: Mapping[str, Any], on: str) -> str:
    """`stalled` or `ended` where it was so by a day, else ""; without a day it always was."""
    halted = str(state.get("halted") or "")
    return halted if halted and str(state.get("halted_on") or "") <= on else ""


def _by(state: Mapping[str, Any], stage: str, on: str) -> bool:
    day = state.get(reached_field(stage))
    return bool(day) and str(day) <= on


def _planned(stage: str, day: str, on: str) -> Planned:
    late = (date.fromisoformat(on) - date.fromisoformat(day)).days if day and day < on else 0
    return Planned(stage, day, late)


__all__ = [
    "DONE", "ENDED", "LATE", "ON_TIME", "ORDER", "STALLED", "TASKS", "UNPLANNED", "Planned",
    "Standing", "halted_by", "reached", "standing",
]  # fmt: skip
