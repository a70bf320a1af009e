"""Standard plants, made up: a few on land in production, of varied height, load, crane and rent."""

from __future__ import annotations

from datetime import UTC, date, datetime
from random import Random
from typing import Any, Final, NamedTuple

from parkmap.land.ledger import Subject
from parkmap.land.plants import PLANT, PLANT_PREFIX
from parkmap.land.status import IN_USE, REVITALIZED

from .attributes import CONTACT
from .lives import Life
from .record import Act, Change
from .register import REGISTRAR


class Kind(NamedTuple):
    """What is offered of a building: its floor ("": all), what it bears and lifts, how it goes."""

    floor: str
    storeys: int
    height: float
    load: float
    crane: int
    span: float
    fire: str
    mode: str
    rent: float | None
    price: int | None


KINDS: Final = (
    Kind("1F", 4, 7.2, 1.5, 3, 9, "c", "let", 14.5, None),
    Kind("2F", 4, 5.4, 1, 0, 9, "c", "let", 12.0, None),
    Kind("3–4F", 4, 4.5, 0.75, 0, 9, "c", "either", 11.0, 3_200),
    Kind("", 1, 9.6, 3, 10, 24, "d", "let", 13.0, None),
    Kind("", 1, 12.6, 5, 32, 30, "d", "either", 16.0, 3_900),
    Kind("", 2, 8.1, 2, 5, 18, "e", "sale", None, 2_850),
)
BATCHES: Final = (
    ("guangdian", date(2026, 3, 19), (20.0, 40.0)),
    ("jingmi2", date(2026, 6, 11), (20.0, 35.0)),
    ("xinneng", date(2026, 9, 3), (24.0, 90.0)),
)
"""Park, the day on which its plants were entered, and how large their parcels are, in mu."""
PARCELS_A_PARK: Final = 3
BUILDINGS: Final = ((0, 1, 2), (3,), (4, 5))
"""What stands on the first, second and third parcel of a park, by the number of its kind."""
LATER: Final = (
    (5, date(2026, 7, 15), {"rent_yuan_per_m2_month": 15}, "调整参考租金（示例）"),
    (8, date(2026, 8, 20), {"offer": "closed", "progress": "已签租约（示例）"},
     "已出租，关闭推介（示例）"),
    (14, date(2026, 10, 15), {"offer": "held", "progress": "已签意向书（示例）"},
     "签订意向，暂停推介（示例）"),
)  # fmt: skip
"""Number of a plant, the day, what changed and why."""
NOT_OFFERED: Final = frozenset({3, 12})
PREPARED: Final = frozenset({9, 18})
FROM: Final = ("2026-04-01", "2026-07-01", "2026-10-01", "2027-01-15", "2027-04-01")


def plant_acts(lives: list[Life], dice: Random) -> list[Act]:
    """The entries of all plants."""
    acts, number = [], 0
    for park, day, sizes in BATCHES:
        changes = []
        for place, life in enumerate(_sites(lives, park, sizes)):
            for kind in BUILDINGS[place]:
                number += 1
                fields = _fields(life, number, place + 1, KINDS[kind], dice)
                changes.append(Change(_subject(number), fields))
        reason = f"标准厂房入库，{len(changes)}处（示例）"
        acts.append(Act(_at(day), REGISTRAR, "enter", reason, day, changes))
    for one, day, fields, reason in LATER:
        change = Change(_subject(one), fields)
        acts.append(Act(_at(day), REGISTRAR, "amend", reason, day, [change]))
    return acts


def _sites(lives: list[Life], park: str, sizes: tuple[float, float]) -> list[Life]:
    """Land in production since the first day, spread over the park, and land that came back."""
    inside = [one for one in lives if one.parcel.park.id == park
              and sizes[0] <= one.parcel.area_mu <= sizes[1]]  # fmt: skip
    quiet = [one for one in inside if one.at_first == IN_USE and not one.turns]
    back = [one for one in inside if one.turns and one.turns[-1].status == REVITALIZED
            and one.turns[-1].on < date(2026, 1, 1)]  # fmt: skip
    return [quiet[len(quiet) // 4], (back or quiet)[0], quiet[3 * len(quiet) // 4]]


def _fields(life: Life, number: int, place: int, kind: Kind, dice: Random) -> dict[str, Any]:
    share = {"": 0.34, "3–4F": 0.26}.get(kind.floor, 0.14)
    area = round(life.parcel.area_m2 * share * dice.uniform(0.85, 1.1), -1)
    offer = "none" if number in NOT_OFFERED else "preparing" if number in PREPARED else "open"
    fields = {
        "name_zh": f"示范标准厂房 {number} 号·{kind.floor or '整栋'}",
        "name_en": f"Demonstration plant {number}, {kind.floor or 'whole building'}",
        "parcel": life.parcel.id,
        "building": f"A{place}" if kind.floor else f"B{number}",
        "floor": kind.floor or None,
        "floor_area_m2": int(area),
        "storeys": kind.storeys,
        "storey_height_m": kind.height,
        "floor_load_t_per_m2": kind.load,
        "crane_t": kind.crane,
        "clear_span_m": kind.span,
        "power_kva": dice.choice((315, 400, 630, 800, 1250)),
        "fire_class": kind.fire,
        "mode": kind.mode,
        "rent_yuan_per_m2_month": kind.rent and round(kind.rent * dice.uniform(0.88, 1.12), 1),
        "price_yuan_per_m2": kind.price and int(round(kind.price * dice.uniform(0.94, 1.08), -1)),
        "offer": offer,
        "available_from": FROM[number % len(FROM)],
        "contact": CONTACT,
    }
    if number % 7 == 4:
        fields["offer_ends_on"] = "2027-06-30"
    return {name: value for name, value in fields.items() if value is not None}


def _subject(number: int) -> Subject:
    return Subject(PLANT, f"{PLANT_PREFIX}{number:04d}")


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, 20, tzinfo=UTC)
