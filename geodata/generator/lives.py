"""What becomes of each parcel between the first day and the last, as dated turns."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import count, pairwise
from math import exp
from random import Random
from typing import Final, NamedTuple

from parkmap.land.status import IDLE, IN_USE, REVITALIZED, UNDER_CONSTRUCTION

from .parcels import Parcel

FIRST_DAY: Final = date(2024, 1, 1)
LAST_DAY: Final = date(2026, 11, 20)
CAMPAIGN_STARTS: Final = date(2025, 11, 3)
CAMPAIGN_ENDS: Final = date(2025, 12, 5)
CAMPAIGN_GOAL_MU: Final = 100.0
CAMPAIGN_DAYS: Final = (18, 3, 25, 12, 32, 15, 29, 8, 22, 31)
"""Days after the start on which its parcels came back, in the order of their numbers."""
BATCHES: Final = 7
BATCH_SIZE: Final = 12

IDL, CON, REV, USE = IDLE, UNDER_CONSTRUCTION, REVITALIZED, IN_USE
TODAY_SHARE: Final = {IDLE: 0.122, UNDER_CONSTRUCTION: 0.101, REVITALIZED: 0.141}
COURSES: Final = {
    IDLE: (((IDL,), 74), ((CON, IDL), 6), ((USE, IDL), 20)),
    UNDER_CONSTRUCTION: (((IDL, CON), 88), ((USE, IDL, CON), 8), ((CON,), 4)),
    REVITALIZED: (
        ((IDL, CON, REV), 45),
        ((CON, REV), 26),
        ((IDL, REV), 12),
        ((USE, IDL, CON, REV), 8),
        ((REV,), 9),
    ),
}
"""Status today -> the courses that lead there, each with its weight."""
READY_BIAS: Final = {"guangdian": 0.35, "jingmi1": 0.3, "hangtian": 0.1, "xinneng": 0.0,
                     "jingmi2": -0.1, "peitao": 0.0, "lvdian": -0.2, "weilai": -0.5}  # fmt: skip


STIRRED_SHARE: Final = {"guangdian": 0.34, "jingmi1": 0.32, "hangtian": 0.42, "xinneng": 0.33,
                        "jingmi2": 0.4, "peitao": 0.31, "lvdian": 0.5, "weilai": 0.45}  # fmt: skip
"""How much of each park is or was not simply in use."""


class Turn(NamedTuple):
    """A parcel takes on a status from a day on."""

    status: str
    on: date


class Hill(NamedTuple):
    """A round hill, in metres: where clusters of a status come from."""

    east: float
    north: float
    radius: float
    height: float


class Life(NamedTuple):
    """A parcel, its status on the first day, and its turns in order."""

    parcel: Parcel
    at_first: str
    turns: tuple[Turn, ...]
    in_campaign: bool = False
    batch: int = 0


def live(parcels: list[Parcel], dice: Random) -> list[Life]:
    """A life for every parcel; today's statuses lie in clusters."""
    today = _today(parcels, dice)
    campaign = _campaign(parcels, today, dice)
    lives: list[Life] = []
    turn_number = count()
    for parcel in parcels:
        status = today.get(parcel.id, IN_USE)
        if parcel.id in campaign:
            lives.append(_campaign_life(parcel, next(turn_number), dice))
        elif status == IN_USE:
            lives.append(Life(parcel, IN_USE, ()))
        else:
            courses, weights = zip(*COURSES[status], strict=True)
            course = dice.choices(courses, weights)[0]
            lives.append(Life(parcel, course[0], _turns(course, dice)))
    return _gathered(lives)


def _field(spots: list[Hill], parcel: Parcel) -> float:
    """Height at a parcel of a land with round hills."""
    middle = parcel.middle
    heights = (
        height * exp(-((middle.x - east) ** 2 + (middle.y - north) ** 2) / radius**2)
        for east, north, radius, height in spots
    )
    return float(sum(heights))


def _hills(number: int, dice: Random, low: float, high: float) -> list[Hill]:
    return [
        Hill(
            dice.uniform(-2600, 2600),
            dice.uniform(-2000, 2000),
            dice.uniform(200, 400),
            dice.uniform(low, high),
        )
        for _ in range(number)
    ]


def _today(parcels: list[Parcel], dice: Random) -> dict[str, str]:
    """Status today of the parcels that are not simply in use."""
    stir, ripe = _hills(60, dice, 0.5, 1.1), _hills(80, dice, -0.9, 0.9)
    heights = {one.id: _field(stir, one) + dice.gauss(0, 0.28) for one in parcels}
    chosen: list[Parcel] = []
    for park_id, share in STIRRED_SHARE.items():
        inside = [one for one in parcels if one.park.id == park_id]
        inside.sort(key=lambda one: heights[one.id], reverse=True)
        chosen += inside[: round(len(inside) * share)]
    chosen.sort(key=lambda one: _field(ripe, one) + READY_BIAS[one.park.id] + dice.gauss(0, 0.5))
    shares = list(TODAY_SHARE.values())
    ends = [round(len(chosen) * sum(shares[: index + 1]) / sum(shares)) for index in range(3)]
    today: dict[str, str] = {}
    for status, start, end in zip(TODAY_SHARE, [0, *ends], ends, strict=False):
        today |= {parcel.id: status for parcel in chosen[start:end]}
    return today


def _campaign(parcels: list[Parcel], today: dict[str, str], dice: Random) -> set[str]:
    """Parcels of the campaign: their areas just reach the goal."""
    small = [p for p in parcels if today.get(p.id) == REVITALIZED and 4 < p.area_mu < 22]
    for _ in range(100_000):
        picked = dice.sample(small, len(CAMPAIGN_DAYS))
        if 0.2 < sum(p.area_mu for p in picked) - CAMPAIGN_GOAL_MU < 1.2:
            return {p.id for p in picked}
    raise AssertionError("no set of parcels reaches the goal")


def _campaign_life(parcel: Parcel, number: int, dice: Random) -> Life:
    done = CAMPAIGN_STARTS + timedelta(days=CAMPAIGN_DAYS[number])
    if number % 3 == 1:
        return Life(parcel, IDLE, (Turn(REVITALIZED, workday(done)),), in_campaign=True)
    begun = workday(done - timedelta(days=dice.randint(200, 420)))
    turns = (Turn(UNDER_CONSTRUCTION, begun), Turn(REVITALIZED, workday(done)))
    return Life(parcel, IDLE, turns, in_campaign=True)


def _turns(course: tuple[str, ...], dice: Random) -> tuple[Turn, ...]:
    """Dates for a course, from the last turn back; more is begun in spring and autumn."""
    room = (LAST_DAY - FIRST_DAY).days
    while True:
        turns, day = [], FIRST_DAY + timedelta(days=round(room * _start_share(course, dice)))
        for before, status in pairwise(course):
            turns.append(Turn(status, _outside_campaign(status, workday(day))))
            if status == UNDER_CONSTRUCTION or before == IN_USE:
                day += timedelta(days=dice.randint(230, 520))
        if all(turn.on <= LAST_DAY for turn in turns) and _rises(turns):
            return tuple(turns)


def _start_share(course: tuple[str, ...], dice: Random) -> float:
    if course == (IDL, CON):
        return 0.22 + 0.775 * float(dice.random() ** 0.8)
    if course == (CON, REV):
        return 0.03 + 0.55 * dice.random()
    if course in ((USE, IDL), (IDL, REV)):
        return 0.04 + 0.955 * dice.random()
    return 0.01 + 0.6 * float(dice.random() ** 1.4)


def _rises(turns: list[Turn]) -> bool:
    days = [turn.on for turn in turns]
    return days == sorted(set(days))


def _outside_campaign(status: str, day: date) -> date:
    """What came back in the weeks of the campaign counts for it: others come later."""
    if status == REVITALIZED and CAMPAIGN_STARTS <= day <= CAMPAIGN_ENDS:
        return workday(day + timedelta(days=40))
    return day


def _gathered(lives: list[Life]) -> list[Life]:
    """A few times a park's starts of one half-year are a single day's work: a batch."""
    groups: dict[tuple[str, int, bool], list[Life]] = defaultdict(list)
    for life in lives:
        if [turn.status for turn in life.turns] == [UNDER_CONSTRUCTION]:
            day = life.turns[0].on
            groups[life.parcel.park.id, day.year, day.month > 6].append(life)
    ranked = sorted(groups, key=lambda key: (-len(groups[key]), key))
    moved: dict[str, Life] = {}
    for number, key in enumerate(ranked[:BATCHES], 1):
        batch = groups[key][:BATCH_SIZE]
        day = sorted(life.turns[0].on for life in batch)[len(batch) // 2]
        turns = (Turn(UNDER_CONSTRUCTION, day),)
        moved |= {one.parcel.id: one._replace(turns=turns, batch=number) for one in batch}
    return [moved.get(life.parcel.id, life) for life in lives]


def workday(day: date) -> date:
    """The day, or the Friday before where it is a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))
