"""Made-up plans of projects: kinds, planned days, checklists, agency steps, agreed intensity.

It reads what the register wrote of projects and adds acts of its own from its own dice, so that
nothing that was there before changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final

from parkmap.land.ledger import Subject
from parkmap.land.project_rules import STAGES
from parkmap.land.project_templates import AGENCY_STEPS, KINDS

from .lives import LAST_DAY, Life, workday
from .project_firms import tied_firms
from .project_land import more_land
from .project_seen import PLANNED, Seen, at, seen_in
from .record import Act, Change

SEED: Final = 20_260_601
CLERK: Final = "demo-officer-5"
MADE_UP: Final = "示例标准（虚构，无文件依据）"
STANDARD_HOURS: Final = {
    "filing": 40, "land_use": 160, "planning": 120, "environment": 240, "energy": 160,
    "building": 120,
}  # fmt: skip
STEP_OF: Final = {
    "filing": "filed", "land_use": "land", "planning": "permitted", "environment": "permitted",
    "energy": "permitted", "building": "permitted",
}  # fmt: skip
GAPS: Final = (30, 60, 90, 30, 240, 60)
STALLED: Final = 5
LATE: Final = 9
LAST_TASK: Final = 165
FORGOTTEN: Final = 0.12
SERVED: Final = 44
PLANNED_FROM: Final = date(2025, 1, 1)
"""Projects that were signed before, and run through, are planned in few words."""


def project_plan_acts(acts: Sequence[Act], lives: Sequence[Life]) -> list[Act]:
    """Acts about the projects that other acts entered, each later than the one it stands on."""
    dice = Random(SEED)
    seen = seen_in(acts)
    care = [one for one in seen if one.next]
    dice.shuffle(care)
    stuck = [one for one in care if _last(one) < LAST_DAY - timedelta(days=150)]
    stalled = {one.id for one in stuck[:STALLED]}
    slow = [one for one in care if _last(one) < LAST_DAY - timedelta(days=80)]
    late = {one.id for one in [one for one in slow if one.id not in stalled][:LATE]}
    served = [one for one in seen if one.state.get("agency_service")]
    dice.shuffle(served)
    made = [_plan(one, late, dice) for one in seen]
    found = _by_entry(seen, made)
    found += _halts([one for one in seen if one.id in stalled], dice)
    found += _tasks(seen, made, dice)
    found += _agency(served[:SERVED], dice)
    return found + more_land(seen, lives, dice) + tied_firms(acts, seen, dice)


def _last(one: Seen) -> date:
    return max(day for stage in ("signed", *PLANNED) if (day := one.day(stage)))


def _plan(one: Seen, late: set[str], dice: Random) -> dict[str, Any]:
    """Kind, planned days, checklist and agreed intensity, as set up after the signature."""
    kind = dice.choices(("new_land", "existing_land", "plant"), (5, 3, 2))[0]
    if not one.state.get("parcels"):
        kind = dice.choice((kind, "plant"))
    made = str(one.state["name_zh"]).replace("项目", "企业")
    fields: dict[str, Any] = {"project_kind": kind, "investor": f"{made}（虚构）"}
    day = one.day("signed") or PLANNED_FROM
    for stage, gap in zip(PLANNED, GAPS, strict=True):
        there = one.day(stage)
        if there:
            day = max(there + timedelta(days=dice.randint(-30, 21)), day + timedelta(days=10))
        elif one.id in late and stage == one.next:
            day = LAST_DAY - timedelta(days=dice.randint(6, 75))
        else:
            begins = max(day, LAST_DAY - timedelta(days=5))
            day = begins + timedelta(days=round(gap * dice.uniform(0.7, 1.5)))
        fields[f"{stage}_planned_on"] = workday(day).isoformat()
    if one.state.get("parcels") and dice.random() < 0.7:
        fields["agreed_wan_per_mu"] = dice.choice((200, 240, 260, 300, 320))
        fields["agreed_source"] = "示例“标准地”协议（虚构）"
    if (one.day("signed") or PLANNED_FROM) >= PLANNED_FROM:
        fields |= {"plan": KINDS[kind].plan.zh} | _checklist(one, kind, fields)
    return fields


def _checklist(one: Seen, kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The tasks of its kind, due by the days that are planned for their stages."""
    return {
        f"task_{number:02d}": {
            "title": task.zh, "title_en": task.en, "post": task.post_zh, "post_en": task.post_en,
            "due_on": _due(one, task.days, fields).isoformat(),
        }
        for number, task in enumerate(KINDS[kind].tasks, 1)
    }  # fmt: skip


def _stage(days: int) -> str:
    """The stage that a task of the templates leads to, by its days after the signature."""
    bounds = ((7, "signed"), (30, "filed"), (100, "land"), (150, "permitted"))
    return next((stage for most, stage in bounds if days <= most), "started")


def _due(one: Seen, days: int, fields: dict[str, Any]) -> date:
    stage = _stage(days)
    if stage == "signed":
        return (one.day("signed") or PLANNED_FROM) + timedelta(days=days)
    planned = date.fromisoformat(fields[f"{stage}_planned_on"])
    return planned + timedelta(days=45 if days > LAST_TASK else 0)


def _by_entry(seen: Sequence[Seen], made: Sequence[dict[str, Any]]) -> list[Act]:
    """One act after each that entered projects: their plans."""
    together: dict[tuple[datetime, date], list[Change]] = {}
    for one, fields in zip(seen, made, strict=True):
        change = Change(Subject("project", one.id), fields)
        together.setdefault((one.recorded_at, one.effective_on), []).append(change)
    return [
        Act(at + timedelta(minutes=4), CLERK, "amend",
            f"一项目一方案一清单：{len(changes)}个项目（示例）", on, changes)
        for (at, on), changes in together.items()
    ]  # fmt: skip


def _halts(stalled: Sequence[Seen], dice: Random) -> list[Act]:
    acts = []
    for one in stalled:
        on = workday(min(_last(one) + timedelta(days=dice.randint(95, 130)), LAST_DAY))
        step = STAGES[one.next].zh
        fields = {"halted": "stalled", "halted_on": on.isoformat(),
                  "progress": f"{step}前停滞，投资方资金未到位，已约谈两次（示例）"}  # fmt: skip
        reason = f"项目调度：{one.id} 列入停滞（示例）"
        acts.append(
            Act(
                at(on, 95),
                CLERK,
                "amend",
                reason,
                on,
                [Change(Subject("project", one.id), fields)],
            )
        )
    return acts


def _tasks(seen: Sequence[Seen], made: Sequence[dict[str, Any]], dice: Random) -> list[Act]:
    """Tasks as they were done, one act a month."""
    done: dict[tuple[int, int], list[Change]] = {}
    for one, fields in zip(seen, made, strict=True):
        tasks = KINDS[fields["project_kind"]].tasks
        for number, task in enumerate(tasks, 1):
            name = f"task_{number:02d}"
            there = one.day(_stage(task.days))
            if name not in fields or there is None:
                continue
            later = dice.randint(30, 55) if task.days > LAST_TASK else dice.randint(-5, 0)
            day = workday(max(there + timedelta(days=later), one.effective_on))
            if day > LAST_DAY or (task.days > LAST_TASK and dice.random() < FORGOTTEN):
                continue
            kept = fields[name] | {"done_on": day.isoformat()}
            change = Change(Subject("project", one.id), {name: kept})
            done.setdefault((day.year, day.month), []).append(change)
    return [_monthly(year, month, changes, 100, "清单销项") for (year, month), changes in
            sorted(done.items())]  # fmt: skip


def _agency(served: Sequence[Seen], dice: Random) -> list[Act]:
    """Agency steps as they were done, with the hours they took, one act a month."""
    done: dict[tuple[int, int], list[Change]] = {}
    for one in served:
        for step in AGENCY_STEPS:
            day = one.day(STEP_OF[step])
            if day is None:
                continue
            day = workday(max(day - timedelta(days=dice.randint(0, 6)), one.effective_on))
            standard = STANDARD_HOURS[step]
            hours = max(2, round(standard * dice.uniform(0.08, 0.22)))
            kept = {"hours": hours, "standard_hours": standard, "source": MADE_UP,
                    "done_on": day.isoformat()}  # fmt: skip
            change = Change(Subject("project", one.id), {f"agency_step_{step}": kept})
            done.setdefault((day.year, day.month), []).append(change)
    return [_monthly(year, month, changes, 105, "全代办办结") for (year, month), changes in
            sorted(done.items())]  # fmt: skip


def _monthly(year: int, month: int, changes: list[Change], minute: int, what: str) -> Act:
    first = date(year + month // 12, month % 12 + 1, 1)
    on = min(workday(first - timedelta(days=1)), LAST_DAY)
    reason = f"{what}：{len(changes)}项（示例）"
    return Act(at(on, minute), CLERK, "amend", reason, on, changes)
