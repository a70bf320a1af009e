"""Work between the turns: rounds of confirmation, offers, progress, a correction, an undo."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Final

from parkmap.land.ledger import Subject
from parkmap.land.status import IDLE, IN_USE, REVITALIZED, UNDER_CONSTRUCTION

from .attributes import Fields, offer_fields
from .lives import FIRST_DAY, LAST_DAY, Life, workday
from .marks import OFFICERS, at_desk
from .names import PROGRESS_BUILDING, PROGRESS_IDLE
from .record import Act, Change

ROUND_SIZE: Final = 18
OFFERS: Final = 105
NOTES: Final = 110
CORRECTIONS: Final = 6


def round_acts(lives: list[Life], dice: Random) -> list[Act]:
    """Entries that change no status."""
    return [
        *_confirmations(lives, dice),
        *_offers(lives, dice),
        *_notes(lives, dice),
        *_corrections(lives, dice),
    ]


def slip(lives: list[Life], dice: Random) -> tuple[Act, Act]:
    """A parcel in use marked idle by mistake, and the undo half an hour later."""
    quiet = [life for life in lives if life.at_first == IN_USE and not life.turns]
    parcel = dice.choice(quiet).parcel
    day = date(2026, 4, 15)
    fields = {"status": IDLE, "stock_kind": "stopped", "idle_cause": "enterprise"}
    change = Change(Subject("parcel", parcel.id), fields)
    wrong = Act(at_desk(day, dice), OFFICERS[2], "mark", "现场核实停产", day, [change])
    later = wrong.recorded_at + timedelta(minutes=31)
    return wrong, Act(later, OFFICERS[2], "undo", "选错地块，撤销", day, [])


def status_on(life: Life, day: date) -> str:
    """The status of a life on a day."""
    status = life.at_first
    for turn in life.turns:
        if turn.on <= day:
            status = turn.status
    return status


def _quiet(life: Life, day: date) -> bool:
    """No turn is recorded within three weeks: what is noted that day stays in order."""
    return all(abs((turn.on - day).days) > 21 for turn in life.turns)


def _confirmations(lives: list[Life], dice: Random) -> list[Act]:
    acts = []
    for month in range(34):
        day = workday(FIRST_DAY + timedelta(days=24 + round(30.3 * month)))
        stirred = [life for life in lives if _quiet(life, day) and status_on(life, day) != IN_USE]
        chosen = dice.sample(stirred, ROUND_SIZE)
        chosen.sort(key=lambda life: life.parcel.id)
        fields = {"confirmed_on": day.isoformat()}
        changes = [Change(Subject("parcel", life.parcel.id), fields) for life in chosen]
        reason = f"{day.month}月现场巡查，{len(chosen)}宗状态与台账一致"
        acts.append(Act(at_desk(day, dice), dice.choice(OFFICERS), "mark", reason, day, changes))
    return acts


def _offers(lives: list[Life], dice: Random) -> list[Act]:
    acts = []
    for life, day in _moments(lives, IDLE, OFFERS, dice):
        offer = dice.choices(("open", "preparing", "none"), (62, 26, 12))[0]
        reason = {
            "open": "具备供地条件，上线推介",
            "preparing": "列入下批供应计划，筹备推介",
            "none": "权属手续待完善，暂停推介",
        }[offer]
        acts.append(_act(life, day, offer_fields(offer, day, dice), reason, dice))
    return acts


def _notes(lives: list[Life], dice: Random) -> list[Act]:
    acts = []
    for life, day in _moments(lives, UNDER_CONSTRUCTION, NOTES * 2 // 3, dice):
        stage = dice.randrange(1, len(PROGRESS_BUILDING))
        fields: Fields = {
            "progress": PROGRESS_BUILDING[stage],
            "developed_share": 35 + 14 * stage,
            "invested_share": 28 + 15 * stage,
        }
        acts.append(_act(life, day, fields, f"现场核实：{PROGRESS_BUILDING[stage]}", dice))
    for life, day in _moments(lives, IDLE, NOTES // 3, dice):
        text = dice.choice(PROGRESS_IDLE)
        acts.append(_act(life, day, {"progress": text}, f"督办更新：{text}", dice))
    return acts


def _corrections(lives: list[Life], dice: Random) -> list[Act]:
    """A route entered wrongly, put right later but from the day on which it was said."""
    acts = []
    for life, day in _moments(lives, REVITALIZED, CORRECTIONS, dice):
        if life.turns:
            reason = "盘活方式录入有误，按合同更正为作价出资（入股）"
            act = _act(life, day, {"route": "equity"}, reason, dice)
            acts.append(act._replace(effective_on=life.turns[-1].on))
    return acts


def _moments(lives: list[Life], status: str, count: int, dice: Random) -> list[tuple[Life, date]]:
    """Days on which a parcel of that status has something to note; a parcel at most once."""
    room = (LAST_DAY - FIRST_DAY).days - 12
    found: list[tuple[Life, date]] = []
    for life in dice.sample(lives, len(lives)):
        day = workday(FIRST_DAY + timedelta(days=dice.randint(8, room)))
        if len(found) < count and status_on(life, day) == status and _quiet(life, day):
            found.append((life, day))
    return found


def _act(life: Life, day: date, fields: Fields, reason: str, dice: Random) -> Act:
    change = Change(Subject("parcel", life.parcel.id), fields)
    return Act(at_desk(day, dice), dice.choice(OFFICERS), "mark", reason, day, [change])
