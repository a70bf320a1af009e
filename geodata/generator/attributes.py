"""The fields of a parcel on the first day, each consistent with its status then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from parkmap.land.status import IDLE, IN_USE, REVITALIZED, UNDER_CONSTRUCTION

from .lives import FIRST_DAY, Life
from .names import PARKS, PROGRESS_BUILDING, PROGRESS_IDLE, UNITS, firm, firm_code
from .parcels import Parcel

DATA_SOURCE: Final = "示范数据（程序生成，非官方）"
STANDARD_SOURCE: Final = "示范指标（虚构，无文件依据）"
CONTACT: Final = "示范招商窗口 0355-0000000"
SOUTHERN_DISTRICT_BELOW_M: Final = -330.0
Fields = dict[str, Any]

USES: Final = (("100102", 62), ("100101", 25), ("110101", 8), ("0601", 5))
MODES: Final = (("tender", 55), ("flexible_term", 22), ("lease_then_grant", 8), ("agreement", 8),
                ("long_lease", 7))  # fmt: skip
TERMS: Final = {"tender": (50,), "flexible_term": (20, 30), "lease_then_grant": (5, 20),
                "agreement": (50,), "long_lease": (10, 20)}  # fmt: skip
STOCK_KINDS: Final = (("approved_unsupplied", 30), ("supplied_unused", 24),
                      ("suspected_idle", 16), ("determined_idle", 8), ("inefficient", 12),
                      ("partly_used", 10))  # fmt: skip
UNSUPPLIED: Final = "approved_unsupplied"
PAPERS_KEPT_SINCE: Final = 2012


def base_fields(life: Life, number: int, dice: Random) -> Fields:
    """All fields of a parcel in the first entry, without those that it does not have."""
    parcel = life.parcel
    kind = _stock_kind(life.at_first, dice)
    fields = _identity(parcel, number, dice) | {"status": life.at_first, "stock_kind": kind}
    if kind == UNSUPPLIED:
        fields |= _approval(dice)
    else:
        signed = _past(*_signed_between(life.at_first, kind), dice)
        fields |= supply(parcel, number, signed, dice)
        if signed.year < PAPERS_KEPT_SINCE:
            fields |= {"contract_number": None, "price_wan": None}
        if life.at_first == IN_USE:
            fields["completed_on"] = (signed + timedelta(days=dice.randint(500, 1100))).isoformat()
        fields |= _title(parcel, life.at_first, number, dice)
    fields |= _planning(life.at_first, dice) | _servicing(parcel, life.at_first, dice)
    fields |= _by_status[life.at_first](kind, dice) if life.at_first in _by_status else {}
    fields |= {"has_buildings": _is_built(life, kind)}
    if life.at_first == IDLE:
        fields["bearing_kpa"] = bearing(parcel.id)
    fields |= _freshness(dice)
    return {name: value for name, value in fields.items() if value is not None}


def bearing(parcel_id: str) -> int:
    """How much the ground bears, in kPa; the same each time, whoever asks first."""
    return Random(f"bearing {parcel_id}").randrange(120, 261, 10)


def pick(table: tuple[tuple[str, int], ...], dice: Random) -> str:
    """One code of a table of codes and weights."""
    return dice.choices([code for code, _ in table], [weight for _, weight in table])[0]


def supply(parcel: Parcel, number: int, signed: date, dice: Random) -> Fields:
    """A contract and what it settles; the number says that it is an example."""
    mode = pick(MODES, dice)
    years = dice.choice(TERMS[mode])
    begin = signed + timedelta(days=180)
    return {
        "supply_mode": mode,
        "term_years": years,
        "contract_number": f"示例合同-{signed.year}-{number:04d}",
        "price_wan": round(parcel.area_mu * dice.uniform(12.6, 19.5), 1),
        "agreed_start_on": begin.isoformat(),
        "holder": firm(number),
        "holder_code": firm_code(number),
        "term_ends_on": signed.replace(year=signed.year + years, day=1).isoformat(),
    }


def indicators(dice: Random) -> Fields:
    """What a plant in production brings in for each mu, made up."""
    return {
        "investment_wan_per_mu": dice.randrange(180, 520, 5),
        "tax_wan_per_mu": round(dice.uniform(3.0, 26.0), 1),
    }


def idle_fields(kind: str, on: date, dice: Random) -> Fields:
    """What is kept about a parcel as long as it lies idle."""
    cause = "government" if kind == UNSUPPLIED or dice.random() < 0.3 else "enterprise"
    offer = dice.choices(("open", "preparing", "none"), (45, 30, 25))[0]
    if kind in {"determined_idle", "inefficient", "stopped"} and dice.random() < 0.6:
        offer = "none"
    due = on + timedelta(days=dice.randrange(540, 1620, 30))
    fields: Fields = {
        "stock_kind": kind,
        "idle_cause": cause,
        "responsible_unit": dice.choice(UNITS),
        "due_on": due.isoformat(),
        "progress": dice.choice(PROGRESS_IDLE),
    }
    if kind in {"suspected_idle", "determined_idle", "partly_used"}:
        fields["developed_share"] = dice.randrange(0, 33)
        fields["invested_share"] = dice.randrange(0, 25)
    return fields | offer_fields(offer, on, dice)


def offer_fields(offer: str, on: date, dice: Random) -> Fields:
    """An offer with its day, price and indicators; none of them where nothing is on offer."""
    shown = offer in {"open", "preparing"}
    days = dice.randrange(0, 60) if offer == "open" else dice.randrange(90, 400)
    price = round(dice.uniform(13.5, 19.8), 1)
    return {
        "offer": offer,
        "available_from": (on + timedelta(days=days)).isoformat() if shown else None,
        "reference_price_wan_per_mu": price if offer == "open" else None,
        "investment_wan_per_mu": dice.randrange(200, 420, 10) if shown else None,
        "standard_source": STANDARD_SOURCE if shown else None,
        "contact": CONTACT if shown else None,
    }


def _is_built(life: Life, kind: str | None) -> bool:
    """Whether something stands on it: not on bare idle land, unless its plant is let as it is."""
    if life.at_first != IDLE:
        return True
    taken_as_it_is = bool(life.turns) and life.turns[0].status == REVITALIZED
    return taken_as_it_is or kind in {"stopped", "inefficient", "partly_used"}


def _signed_between(status: str, kind: str | None) -> tuple[int, int]:
    """First and last year in which a parcel of this status may have been contracted for."""
    if status == IDLE:
        return (2022, 2023) if kind == "supplied_unused" else (2016, 2020)
    return (2021, 2022) if status == UNDER_CONSTRUCTION else (2006, 2019)


def _stock_kind(status: str, dice: Random) -> str | None:
    if status == IDLE:
        return pick(STOCK_KINDS, dice)
    return "supplied_unused" if status == UNDER_CONSTRUCTION else None


def _identity(parcel: Parcel, number: int, dice: Random) -> Fields:
    district = "140404" if parcel.middle.y < SOUTHERN_DISTRICT_BELOW_M else "140403"
    part = 1 + [park.id for park in PARKS].index(parcel.park.id)
    own = dice.random() < 0.78
    other = dice.choice(sorted({park.chain for park in PARKS} - {parcel.park.chain}))
    return {
        "geometry": parcel.geometry,
        "area_m2": parcel.area_m2,
        "name_zh": f"{parcel.park.name_zh} {parcel.label} 地块",
        "name_en": f"{parcel.park.name_en} {parcel.label}",
        "park": parcel.park.id,
        "location": parcel.location,
        "cadastral_code": f"{district}999{part:03d}GB{number:05d}",
        "chain": parcel.park.chain if own else other,
    }


def _approval(dice: Random) -> Fields:
    year = dice.randint(2020, 2023)
    return {
        "supply_batch": f"{year}年度示例第{dice.randint(1, 9)}批次",
        "approval_number": f"示例批〔{year}〕{dice.randint(1, 60)}号",
        "approved_on": date(year, dice.randint(1, 12), dice.randint(1, 28)).isoformat(),
    }


def _title(parcel: Parcel, status: str, number: int, dice: Random) -> Fields:
    done = status not in {IDLE, UNDER_CONSTRUCTION}
    certified = parcel.area_m2
    if dice.random() < 0.12:
        certified = round(certified * dice.uniform(0.992, 1.006), 2)
    has_title = dice.random() < (0.75 if done else 0.5)
    return {
        "certificate_number": f"示例不动产权第{number:05d}号" if has_title else None,
        "certified_area_m2": certified if has_title else None,
        "mortgaged": True if dice.random() < 0.14 else None,
        "seized": True if status == IDLE and dice.random() < 0.05 else None,
    }


def _planning(status: str, dice: Random) -> Fields:
    use = pick(USES, dice)
    fields: Fields = {
        "land_use_code": use,
        "land_use_scheme": "GB/T 21010-2017" if use == "0601" else "用地用海分类",
        "far": dice.choice((0.8, 1.0, 1.0, 1.2, 1.5, 2.0)),
    }
    if status == IDLE:
        fields["building_density"] = dice.choice((30, 35, 40, 40, 45))
        fields["height_limit_m"] = dice.choice((24, 24, 36, 50))
        fields["green_ratio"] = dice.choice((10, 15, 20))
    return fields


def _servicing(parcel: Parcel, status: str, dice: Random) -> Fields:
    young = parcel.park.id in {"lvdian", "weilai"}
    level = dice.choices(("seven", "five", "three", "raw"), (25, 35, 28, 12) if young else
                         (62, 28, 9, 1))[0]  # fmt: skip
    power = dice.choice((630, 800, 1000, 1250, 1600, 2000, 2500, 4000))
    water = dice.choice((60, 120, 200, 400))
    return {
        "servicing": level,
        "power_kva": None if level == "raw" else power,
        "water_m3_per_day": water if status == IDLE and level != "raw" else None,
        "gas": True if level in {"seven", "five"} and status != IN_USE else None,
        "steam": True if level == "seven" and status == IDLE and dice.random() < 0.5 else None,
        "rail_access": True if parcel.beside_rail else None,
    }


def _idle_at_first(kind: str | None, dice: Random) -> Fields:
    return idle_fields(kind or UNSUPPLIED, FIRST_DAY, dice)


def _building_at_first(kind: str | None, dice: Random) -> Fields:
    started = FIRST_DAY - timedelta(days=dice.randint(40, 300))
    due = started + timedelta(days=dice.randrange(420, 760))
    return {
        "developed_share": dice.randrange(35, 80),
        "invested_share": dice.randrange(26, 75),
        "responsible_unit": dice.choice(UNITS),
        "due_on": due.isoformat(),
        "progress": dice.choice(PROGRESS_BUILDING),
        "agreed_start_on": (started - timedelta(days=dice.randint(0, 60))).isoformat(),
        "started_on": started.isoformat(),
        "agreed_completion_on": due.isoformat(),
    }


def _in_use_at_first(kind: str | None, dice: Random) -> Fields:
    return indicators(dice) | {"agreed_start_on": None}


def _revitalized_at_first(kind: str | None, dice: Random) -> Fields:
    done = FIRST_DAY - timedelta(days=dice.randint(20, 300))
    route = dice.choice(("new_project", "transfer", "expand"))
    return indicators(dice) | {"route": route, "completed_on": done.isoformat(), "offer": "closed"}


def _past(first: int, last: int, dice: Random) -> date:
    return date(dice.randint(first, last), dice.randint(1, 12), dice.randint(1, 28))


def _freshness(dice: Random) -> Fields:
    seen = FIRST_DAY - timedelta(days=dice.randint(5, 120))
    return {
        "confirmed_on": seen.isoformat(),
        "data_source": DATA_SOURCE,
    }


_by_status: Final[dict[str, Callable[[str | None, Random], Fields]]] = {
    IDLE: _idle_at_first,
    UNDER_CONSTRUCTION: _building_at_first,
    IN_USE: _in_use_at_first,
    "revitalized": _revitalized_at_first,
}
