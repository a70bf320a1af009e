"""Turns of lives as officers recorded them: entries with a reason, one by one or in batches."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final, NamedTuple

from parkmap.land.ledger import Subject
from parkmap.land.status import IDLE, IN_USE, REVITALIZED, UNDER_CONSTRUCTION

from .attributes import Fields, idle_fields, indicators, supply
from .lives import LAST_DAY, Life, Turn
from .names import PROGRESS_BUILDING, UNITS, firm
from .parcels import Parcel
from .record import Act, Change

NEW_FIRMS_FROM: Final = 2000
OFFICERS: Final = ("demo-officer-1", "demo-officer-2", "demo-officer-3", "demo-officer-4")
ROUTES: Final = (("new_project", 30), ("transfer", 16), ("expand", 16), ("lease", 10),
                 ("swap", 7), ("judicial", 6), ("change_use", 7), ("deadline", 8))  # fmt: skip
DIRECT_ROUTES: Final = ("lease", "transfer", "split_transfer", "judicial", "equity")

WHY_STARTED: Final = (
    "{firm}已办理施工许可，现场开工",
    "{firm}项目开工，桩基施工已进场",
    "{firm}取得规划许可并动工",
    "{firm}厂房改造工程开工",
)
WHY_BACK: Final = (
    "{firm}厂房竣工验收，设备投产",
    "{firm}项目投产，现场核实已销号",
    "{firm}完成腾笼换鸟，新产线投产",
    "{firm}增资扩建项目竣工备案",
)
WHY_BACK_DIRECT: Final = (
    "{firm}承租原有厂房，已入驻生产",
    "{firm}受让后启用现有厂房，现场核实在产",
    "司法拍卖成交，{firm}接手并恢复生产",
)
WHY_STOPPED: Final = (
    "{firm}停产满三个月，现场核实设备停运",
    "{firm}搬迁，厂房空置",
    "{firm}产线关停，列入低效用地台账",
)
WHY_HALTED: Final = (
    "{firm}资金中断，现场停工",
    "{firm}项目停建满一年，转入闲置台账",
)


class Mark(NamedTuple):
    """One parcel's change as it will stand in an entry."""

    parcel: Parcel
    recorded_on: date
    effective_on: date
    reason: str
    fields: Fields
    batch: int


def status_acts(lives: list[Life], dice: Random) -> list[Act]:
    """The entries of all turns."""
    marks = []
    for number, life in enumerate(lives, 1):
        holder = number + NEW_FIRMS_FROM if life.at_first == IDLE else number
        before = life.at_first
        for turn in life.turns:
            fields, reason = _turn(life, before, turn, holder, dice)
            recorded = _recorded_on(life, turn, dice)
            marks.append(Mark(life.parcel, recorded, turn.on, reason, fields, life.batch))
            before = turn.status
    return _gathered(marks, dice)


def at_desk(day: date, dice: Random) -> datetime:
    """A minute of that day's office hours, in UTC."""
    minute = dice.choice((dice.randrange(30, 240), dice.randrange(380, 600)))
    return datetime.combine(day, time(0), UTC) + timedelta(minutes=minute)


def _recorded_on(life: Life, turn: Turn, dice: Random) -> date:
    """The day of a turn or one of the next; in the campaign always the same day."""
    if life.in_campaign and turn.status == REVITALIZED:
        return turn.on
    lag = dice.choice((0, 0, 1, 1, 2, 3, 4))
    return min(_next_workday(turn.on + timedelta(days=lag)), LAST_DAY)


def _turn(life: Life, before: str, turn: Turn, holder: int, dice: Random) -> tuple[Fields, str]:
    on = turn.on
    why: tuple[str, ...]
    if turn.status == UNDER_CONSTRUCTION:
        fields, why = _started(on, dice), WHY_STARTED
    elif turn.status == REVITALIZED:
        fields, why = _back(before, on, dice), WHY_BACK_DIRECT if before == IDLE else WHY_BACK
    else:
        kind = "stopped" if before == IN_USE else "partly_used"
        fields = idle_fields(kind, on, dice) | {"tax_wan_per_mu": None}
        why = WHY_STOPPED if before == IN_USE else WHY_HALTED
    if before == life.at_first == IDLE:
        fields = supply(life.parcel, holder, on - timedelta(days=75), dice) | fields
        fields |= {"mortgaged": None}
    common = {
        "status": turn.status,
        "confirmed_on": on.isoformat(),
        "confirmed_by": dice.choice(UNITS),
        "has_buildings": True,  # idle land that was built on stays so
    }
    return common | fields, dice.choice(why).format(firm=firm(holder))


def _started(on: date, dice: Random) -> Fields:
    due = on + timedelta(days=dice.randrange(360, 600, 10))
    return {
        "started_on": on.isoformat(),
        "completed_on": None,
        "agreed_completion_on": due.isoformat(),
        "due_on": due.isoformat(),
        "progress": dice.choice(PROGRESS_BUILDING[:2]),
        "developed_share": dice.randrange(33, 45),
        "invested_share": dice.randrange(25, 40),
        "offer": "held",
        "available_from": None,
        "reference_price_wan_per_mu": None,
        "contact": None,
        "seized": None,
    }


def _back(before: str, on: date, dice: Random) -> Fields:
    names, weights = zip(*ROUTES, strict=True)
    route = dice.choice(DIRECT_ROUTES) if before == IDLE else dice.choices(names, weights)[0]
    cleared = ("stock_kind", "idle_cause", "due_on", "progress", "developed_share",
               "invested_share", "available_from", "reference_price_wan_per_mu", "contact",
               "standard_source",                "seized")  # fmt: skip
    return {
        **dict.fromkeys(cleared),
        "route": route,
        "completed_on": on.isoformat(),
        "offer": "closed",
        **indicators(dice),
    }


def _gathered(marks: list[Mark], dice: Random) -> list[Act]:
    """One entry a parcel, but one for all parcels of a batch."""
    groups: dict[tuple[int, str], list[Mark]] = defaultdict(list)
    for mark in marks:
        groups[mark.batch, "" if mark.batch else f"{mark.parcel.id} {mark.effective_on}"].append(
            mark
        )
    acts = []
    for (batch, _), together in groups.items():
        first = together[0]
        reason = first.reason
        if batch:
            reason = f"{first.parcel.park.name_zh}集中开工，{len(together)}宗现场核实为在建"
        changes = [Change(Subject("parcel", one.parcel.id), one.fields) for one in together]
        recorded = at_desk(max(one.recorded_on for one in together), dice)
        officer = dice.choice(OFFICERS)
        acts.append(Act(recorded, officer, "mark", reason, first.effective_on, changes))
    return acts


def _next_workday(day: date) -> date:
    return day + timedelta(days=(0, 0, 0, 0, 0, 2, 1)[day.weekday()])
