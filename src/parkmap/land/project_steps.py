"""What a project keeps step by step: the tasks of its checklist, the steps of its agency service.

Each is a field of its own, `task_03` or `agency_step_filing`, so that its history is its own and an
undo takes one back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from parkmap.errors import BadValue
from parkmap.land.items import Item, items_of
from parkmap.land.project_rules import ProjectRules
from parkmap.land.project_templates import Kind

TASK: Final = re.compile(r"task_(\d{2,4})")
MOST_TASKS: Final = 200
AGENCY: Final = "agency_step_"
TASK_ITEMS: Final = items_of(
    Item("title", "清单事项", "Step", needed=True),
    Item("title_en", "事项（英文）", "Step in English"),
    Item("post", "责任岗位", "Post", told_as="responsible_post"),
    Item("post_en", "责任岗位（英文）", "Post in English"),
    Item("due_on", "完成时限", "Due", "date"),
    Item("done_on", "完成日期", "Done on", "date", told_as="task_done"),
)
AGENCY_ITEMS: Final = items_of(
    Item("hours", "办理用时", "Hours taken", "number", needed=True, unit="小时",
         told_as="agency_hours"),
    Item("standard_hours", "标准用时", "Standard hours", "number", unit="小时",
         told_as="agency_standard"),
    Item("source", "标准依据", "Source of the standard", told_as="agency_source"),
    Item("done_on", "办结日期", "Done on", "date", needed=True, told_as="task_done"),
)  # fmt: skip


class Task(NamedTuple):
    """A step of a checklist: its field, words, post, days, papers."""

    field: str
    title: str
    title_en: str
    post: str
    post_en: str
    due_on: str
    done_on: str
    papers: tuple[str, ...]

    def label(self, language: str) -> str:
        """What is to be done, in the language of the page."""
        return self.title if language.startswith("zh") else self.title_en or self.title

    def owner(self, language: str) -> str:
        """The post that has to do it, in the language of the page."""
        return self.post if language.startswith("zh") else self.post_en or self.post

    def late_days(self, day: str) -> int:
        """How many days it is overdue on a day; 0 where it is done or has time."""
        if self.done_on or not self.due_on or self.due_on >= day:
            return 0
        return (date.fromisoformat(day) - date.fromisoformat(self.due_on)).days


class Handled(NamedTuple):
    """An agency step that was done: hours taken, hours that the standard of then allowed."""

    code: str
    hours: float
    standard_hours: float | None
    source: str
    done_on: str
    papers: tuple[str, ...]


class Cut(NamedTuple):
    """Approval time against the standard, over the steps that have both; `share` is the cut."""

    steps: int
    hours: float
    standard_hours: float
    ids: tuple[str, ...]
    without: int

    @property
    def share(self) -> float | None:
        """By which part the time was cut (0.85 is 85 %); None without a step that has both."""
        return 1 - self.hours / self.standard_hours if self.standard_hours else None


def tasks_of(state: Mapping[str, Any]) -> list[Task]:
    """The checklist of a project: open steps first by their day, then those done.

    Examples
    --------
    >>> tasks_of({"task_01": {"title": "立项", "due_on": "2026-02-01"}, "task_02": None})[0].title
    '立项'
    """
    found = [_task(name, value) for name, value in state.items() if value and TASK.fullmatch(name)]
    return sorted(found, key=lambda one: (bool(one.done_on), one.due_on or "9", one.field))


def _task(field: str, kept: Mapping[str, Any]) -> Task:
    title, title_en, post, post_en, due, done = (str(kept.get(one) or "") for one in TASK_ITEMS)
    return Task(field, title, title_en, post, post_en, due, done, tuple(kept.get("papers") or ()))


def handled(state: Mapping[str, Any], rules: ProjectRules) -> dict[str, Handled]:
    """The agency steps that were done, in the order of the rules, others behind."""
    there = [name[len(AGENCY):] for name, value in state.items()
             if name.startswith(AGENCY) and isinstance(value, Mapping)]  # fmt: skip
    order = [*(one for one in rules.agency if one in there), *sorted(set(there) - {*rules.agency})]
    return {code: _handled(code, state[AGENCY + code]) for code in order}


def _handled(code: str, kept: Mapping[str, Any]) -> Handled:
    return Handled(code, kept["hours"], kept.get("standard_hours"), str(kept.get("source") or ""),
                   str(kept.get("done_on") or ""), tuple(kept.get("papers") or ()))  # fmt: skip


def approval_cut(steps: Iterable[tuple[str, Handled]], on: str = "9999-12-31") -> Cut:
    """Approval time of (project id, step) up to a day against the standard of each step.

    A step without a standard is left out of both sums and counted in `without`, since nothing can
    be said of it.

    Examples
    --------
    >>> one = Handled("filing", 6, 40.0, "", "2026-01-05", ())
    >>> cut = approval_cut([("PJ-1", one), ("PJ-1", one._replace(standard_hours=None))])
    >>> cut.steps, cut.without, round(cut.share, 2)
    (1, 1, 0.85)
    """
    done = [(project, one) for project, one in steps if one.done_on <= on]
    both = [(project, one) for project, one in done if one.standard_hours]
    return Cut(
        len(both), sum(one.hours for _, one in both),
        sum(one.standard_hours or 0.0 for _, one in both),
        tuple(dict.fromkeys(project for project, _ in both)), len(done) - len(both),
    )  # fmt: skip


def from_template(kind: Kind, state: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that a template gives a project: the plan where it has none, the tasks it lacks.

    A task is there already where one has the same title. Days are counted from the signature;
    without one the tasks have no day.
    """
    had = {one.title for one in tasks_of(state)}
    signed = state.get("signed_on")
    fields: dict[str, Any] = {} if state.get("plan") else {"plan": kind.plan.zh or None}
    names = free_tasks(state)
    for one in kind.tasks:
        if one.zh in had:
            continue
        due = date.fromisoformat(signed) + timedelta(days=one.days) if signed else None
        task = {"title": one.zh, "title_en": one.en, "post": one.post_zh, "post_en": one.post_en,
                "due_on": due.isoformat() if due else None}  # fmt: skip
        fields[names.pop(0)] = {name: value for name, value in task.items() if value}
    return {name: value for name, value in fields.items() if value}


def free_tasks(state: Mapping[str, Any]) -> list[str]:
    """Names of fields for more tasks, in order; refused where a project has too many.

    Examples
    --------
    >>> free_tasks({"task_01": {}, "task_07": None})[0]
    'task_08'
    """
    used = [int(found[1]) for name in state if (found := TASK.fullmatch(name))]
    last = max(used, default=0)
    if last >= MOST_TASKS:
        raise BadValue("a project has at most %(most)s steps in its checklist; close some of them",
                       most=MOST_TASKS)  # fmt: skip
    return [f"task_{number:02d}" for number in range(last + 1, MOST_TASKS + MOST_TASKS)]


__all__ = [
    "AGENCY", "AGENCY_ITEMS", "TASK", "TASK_ITEMS", "Cut", "Handled", "Task", "approval_cut",
    "free_tasks", "from_template", "handled", "tasks_of",
]  # fmt: skip
