"""Enterprises of the demonstration, made up: who uses which land, with figures of three years.

They are holders of land in production, the larger ones of each park. Not every figure is known of
every enterprise, as in life; a few pay too little tax for anything but the lowest grade.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from random import Random
from typing import Any, Final

from parkmap.land.enterprises import ENTERPRISE, ENTERPRISE_PREFIX, TENANCY, TENANCY_PREFIX
from parkmap.land.ledger import Subject
from parkmap.land.status import IN_USE

from .lives import Life
from .names import PARKS
from .record import Act, Change
from .register import REGISTRAR

SEED: Final = 20_260_602
A_PARK: Final = 12
"""So many of each park."""
ENTERED_ON: Final = date(2024, 3, 26)
COLLECTED: Final = {2023: date(2024, 4, 23), 2024: date(2025, 4, 22), 2025: date(2026, 4, 21)}
"""Year -> the day on which its figures were entered."""
INDUSTRIES: Final = {
    "光电信息": "电子器件制造", "航空航天": "航空航天相关设备制造", "精密制造": "通用设备制造",
    "新能源": "电气机械和器材制造",
}  # fmt: skip
LACKING: Final = ("energy_tce", "rd_wan", "output_wan", "emissions_t")
States = Mapping[Subject, Mapping[str, Any]]


def firm_acts(lives: list[Life], states: States) -> list[Act]:
    """The entries of enterprises and what they use, then of each year's figures."""
    dice = Random(SEED)
    sites = [one for park in PARKS for one in _sites(lives, park.id)]
    firms: list[Change] = []
    uses: list[Change] = []
    for number, life in enumerate(sites, 1):
        state = states[Subject("parcel", life.parcel.id)]
        subject = Subject(ENTERPRISE, f"{ENTERPRISE_PREFIX}{number:04d}")
        fields = {"name": state["holder"], "chain": state["chain"],
                  "industry": INDUSTRIES[state["chain"]]}  # fmt: skip
        firms.append(Change(subject, fields))
        uses.append(_use(len(uses) + 1, subject.id, life, None, dice))
        if number % 9 == 0:  # a hall on a neighbour's land
            uses.append(_use(len(uses) + 1, subject.id, sites[number - 2], 0.3, dice))
    reason = f"企业建档，{len(firms)}家（示例）"
    acts = [Act(_at(ENTERED_ON), REGISTRAR, "enter", reason, ENTERED_ON, [*firms, *uses])]
    before: dict[str, dict[str, float]] = {}
    for year, day in COLLECTED.items():
        changes = []
        for number, life in enumerate(sites, 1):
            subject = firms[number - 1].subject
            base = states[Subject("parcel", life.parcel.id)]
            found = _figures(number, year, life.parcel.area_mu, base, before.get(subject.id), dice)
            before[subject.id] = found
            told = {f"{name}_{year}": value for name, value in found.items()
                    if not _lacks(number, year, name)}  # fmt: skip
            changes.append(Change(subject, told))
        reason = f"{year}年度企业数据采集（示例）"
        acts.append(Act(_at(day), REGISTRAR, "annotate", reason, day, changes))
    return acts


def _sites(lives: list[Life], park: str) -> list[Life]:
    """The larger parcels of a park that were in production all the time."""
    inside = [one for one in lives if one.parcel.park.id == park]
    quiet = [one for one in inside if one.at_first == IN_USE and not one.turns]
    return sorted(quiet, key=lambda one: (-one.parcel.area_mu, one.parcel.id))[:A_PARK]


def _use(number: int, firm: str, life: Life, share: float | None, dice: Random) -> Change:
    fields: dict[str, Any] = {
        "enterprise": firm, "parcel": life.parcel.id,
        "from_on": date(dice.randint(2012, 2021), dice.randint(1, 12), 1).isoformat(),
    }  # fmt: skip
    if share is not None:
        fields |= {"building": "2 号厂房", "area_m2": round(life.parcel.area_m2 * share)}
    return Change(Subject(TENANCY, f"{TENANCY_PREFIX}{number:04d}"), fields)


def _figures(
    number: int, year: int, mu: float, base: Mapping[str, Any], before: dict[str, float] | None,
    dice: Random,
) -> dict[str, float]:  # fmt: skip
    """A year's figures: from what the land says of itself, then by uneven growth."""
    grown = dice.uniform(0.88, 1.24)
    if before is None:
        tax = float(base.get("tax_wan_per_mu") or 6.0) * mu * dice.uniform(0.85, 1.05)
        output = tax * dice.uniform(14, 28)
        invested = float(base.get("investment_wan_per_mu") or 240) * mu * dice.uniform(0.85, 1)
    else:
        tax, output = before["tax_wan"] * grown, before["output_wan"] * dice.uniform(0.92, 1.2)
        invested = before["investment_wan"] * dice.uniform(1, 1.07)  # what was put in so far
    if number % 17 == 5:
        tax = dice.uniform(0.2, 0.9)
    return {
        "output_wan": float(round(output)),
        "tax_wan": round(tax, 1),
        "investment_wan": float(round(invested)),
        "energy_tce": float(round(output / dice.uniform(1.6, 6.8))),
        "emissions_t": round(output / dice.uniform(500, 1600), 1),
        "rd_wan": float(round(output * dice.uniform(0.004, 0.045))),
        "jobs": float(round(mu * dice.uniform(3.5, 13))),
    }


def _lacks(number: int, year: int, name: str) -> bool:
    """Some figures are never told, and some enterprises told nothing in the first year."""
    return (number + LACKING.index(name)) % 13 == 0 if name in LACKING else (
        year == min(COLLECTED) and number % 10 == 7
    )  # fmt: skip


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, 30, tzinfo=UTC)
