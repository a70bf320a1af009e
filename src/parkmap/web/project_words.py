"""Projects in words: what one is stuck at, a step of it in its history, an amount in 亿元."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from flask_babel import gettext

from parkmap.land.codes import Word
from parkmap.land.ledger import Delta
from parkmap.land.project_rules import ProjectRules
from parkmap.land.project_standing import (
    DONE,
    ENDED,
    LATE,
    ON_TIME,
    STALLED,
    TASKS,
    UNPLANNED,
    Standing,
)
from parkmap.land.project_steps import AGENCY, TASK
from parkmap.land.projects import WAN_PER_YI

WHY: Final = {
    STALLED: Word("停滞", "Stalled"),
    LATE: Word("阶段逾期", "Stage late"),
    TASKS: Word("清单逾期", "Checklist late"),
    UNPLANNED: Word("未排计划", "No day planned"),
    ON_TIME: Word("按计划", "On time"),
    DONE: Word("全部阶段完成", "All stages reached"),
    ENDED: Word("终止", "Ended"),
}
LIGHTS: Final = {
    STALLED: "red", LATE: "red", TASKS: "amber", UNPLANNED: "none", ON_TIME: "green",
    DONE: "green", ENDED: "none",
}  # fmt: skip


def said(word: Word | None, lang: str, otherwise: str = "") -> str:
    """A word in the language of the page."""
    if word is None:
        return otherwise
    return word.zh if lang.startswith("zh") else word.en


def stage_word(rules: ProjectRules, stage: str, lang: str) -> str:
    """What a stage is called; its code where the list no longer has it."""
    return said(rules.stages.get(stage), lang, stage)


def stuck_at(one: Standing, rules: ProjectRules, lang: str) -> str:
    """What a project is stuck at, in one line."""
    step = stage_word(rules, one.stuck_at, lang)
    if one.why == ENDED:
        return str(gettext("Ended on %(day)s", day=one.since) if one.since else gettext("Ended"))
    if one.why == STALLED:
        since = gettext("since %(day)s", day=one.since) if one.since else ""
        return str(gettext("Stalled before %(step)s %(since)s", step=step, since=since)).strip()
    if one.why == LATE:
        first = one.late[0]
        return str(gettext("%(step)s was planned for %(day)s: %(n)s days late",
                           step=step, day=first.on, n=first.late_days))  # fmt: skip
    if one.why == TASKS:
        task = one.tasks[0]
        return str(gettext("%(task)s: %(n)s days late", task=task.label(lang),
                           n=task.late_days(one.on)))  # fmt: skip
    if one.why == ON_TIME:
        return str(gettext("Next: %(step)s, planned for %(day)s", step=step, day=one.next_on))
    if one.why == UNPLANNED:
        return str(gettext("Next: %(step)s, no day planned", step=step))
    return said(WHY[DONE], lang)


def step_sentence(delta: Delta, rules: ProjectRules, lang: str) -> str:
    """What a delta on a task or an agency step says; "" for any other field."""
    kept = delta.new if isinstance(delta.new, dict) else delta.old
    if not isinstance(kept, dict):
        return ""
    zh = lang.startswith("zh")
    if TASK.fullmatch(delta.field):
        title = str(kept.get("title") if zh else kept.get("title_en") or kept.get("title"))
        if delta.new is None:
            return str(gettext("Checklist: no longer %(task)s", task=title))
        told = str(gettext("Checklist: %(task)s", task=title))
        return f"{told} {_task_day(kept)}".strip()
    if delta.field.startswith(AGENCY):
        code = delta.field[len(AGENCY) :]
        step = said(rules.agency[code].word, lang) if code in rules.agency else code
        return str(
            gettext("Agency step %(step)s: %(hours)s hours", step=step, hours=kept.get("hours"))
        )
    return ""


def _task_day(kept: Mapping[str, Any]) -> str:
    if kept.get("done_on"):
        return str(gettext("done on %(day)s", day=kept["done_on"]))
    return str(gettext("due on %(day)s", day=kept["due_on"])) if kept.get("due_on") else ""


def yi(wan: float | int | None) -> str:
    """万元 as 亿元 with two decimals, half up.

    Examples
    --------
    >>> yi(2_280_000), yi(None)
    ('228.00', '')
    """
    if wan is None:
        return ""
    exact = Decimal(str(wan)) / WAN_PER_YI
    return f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


def percent(share: float | None, digits: int = 1) -> str:
    """A part as percent; an empty text where it is not known.

    Examples
    --------
    >>> percent(0.8532), percent(None)
    ('85.3 %', '')
    """
    if share is None:
        return ""
    step = Decimal(1).scaleb(-digits)
    return f"{(Decimal(str(share)) * 100).quantize(step, ROUND_HALF_UP)} %"


__all__ = ["LIGHTS", "WHY", "percent", "said", "stage_word", "step_sentence", "stuck_at", "yi"]
