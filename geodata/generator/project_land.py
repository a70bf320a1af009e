"""Made-up land of projects: further parcels that came to the larger ones, on a day of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Final

from parkmap.land.ledger import Subject
from parkmap.land.status import IDLE
from parkmap.units import m2_to_mu

from .lives import LAST_DAY, Life, workday
from .parcels import Parcel
from .project_seen import Seen, at
from .record import Act, Change

CLERK: Final = "demo-officer-5"
MOST: Final = 9
INTENSITY: Final = (180, 620)
"""Between these many 万元 on a mu a project takes no more land."""


def more_land(seen: Sequence[Seen], lives: Sequence[Life], dice: Random) -> list[Act]:
    """parcels that came to projects when they obtained land, one act a month."""
    by_id = {life.parcel.id: life.parcel for life in lives}
    taken = {one for project in seen for one in project.state.get("parcels") or ()}
    free = [life.parcel for life in lives
            if life.parcel.id not in taken and (not life.turns or life.turns[-1].status != IDLE)
            and life.at_first != IDLE]  # fmt: skip
    months: dict[tuple[int, int], list[Change]] = {}
    for one in seen:
        first, day = one.state.get("parcels"), one.day("land")
        if not first or day is None:
            continue
        chosen = _beside(one, by_id[first[0]], free, dice)
        if chosen:
            on = max(day, one.effective_on + timedelta(days=1))
            change = Change(Subject("project", one.id), {"parcels": [*first, *chosen]})
            months.setdefault((on.year, on.month), []).append(change)
    return [_act(year, month, changes) for (year, month), changes in sorted(months.items())]


def _beside(one: Seen, first: Parcel, free: list[Parcel], dice: Random) -> list[str]:
    """The nearest free parcels of the same park, until the money no longer asks for more."""
    rate = dice.uniform(*INTENSITY)
    wanted = one.state["investment_wan"] / rate - m2_to_mu(first.area_m2)
    near = sorted((parcel for parcel in free if parcel.park.id == first.park.id),
                  key=lambda parcel: parcel.middle.distance(first.middle))  # fmt: skip
    chosen: list[str] = []
    for parcel in near[:MOST]:
        if wanted <= 0:
            break
        wanted -= m2_to_mu(parcel.area_m2)
        chosen.append(parcel.id)
        free.remove(parcel)
    return chosen


def _act(year: int, month: int, changes: list[Change]) -> Act:
    first = date(year + month // 12, month % 12 + 1, 1)
    on = min(workday(first - timedelta(days=1)), LAST_DAY)
    reason = f"项目用地落地：{len(changes)}个项目（示例）"
    return Act(at(on, 98), CLERK, "amend", reason, on, changes)
