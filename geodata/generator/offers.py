"""Offers of the last day: land along the siding and neighbours together, then what each asks for.

It has dice of its own, so that the years before stay as they are.
"""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any, Final

from parkmap.land.ledger import Subject

from .attributes import CONTACT, STANDARD_SOURCE, TERMS, Fields, bearing
from .record import Change

OPENED: Final[dict[str, Fields]] = {
    "CZ-0971": {"chain": "光电信息", "rail_access": True},
    "CZ-0987": {"rail_access": True},
    "CZ-0995": {},
    "CZ-0996": {},
    "CZ-0997": {},
    "CZ-0390": {},
    "CZ-0781": {},
    "CZ-0782": {},
    "CZ-1114": {},
    "CZ-1116": {},
    "CZ-1209": {},
    "CZ-1210": {"available_from": "2027-05-31"},
}
"""Beside the siding; around offers that are open already; of 60 to 100 mu. What changes besides."""
SINCE: Final = date(2026, 11, 20)
LEASED: Final = frozenset({"long_lease", "lease_then_grant", "lease_and_grant"})
NEW_MODES: Final = ("tender", "flexible_term", "lease_then_grant", "long_lease", "tender",
                    "lease_and_grant", "flexible_term", "lease_then_grant")  # fmt: skip
NEW_TERMS: Final = TERMS | {"lease_and_grant": (20, 30)}
ASKED: Final = (
    "签约后 6 个月内开工、24 个月内竣工",
    "须按“标准地”承诺书履约，达产后复核",
    "优先本产业链上下游项目",
    "不得整体转租，分割转让须经批准",
)


def opened(land: dict[str, dict[str, Any]], dice: Random) -> list[Change]:
    """The offers that are opened together."""
    changes = []
    for one, besides in OPENED.items():
        state = land[one]
        fields = {
            "offer": "open", "available_from": SINCE.isoformat(), "contact": CONTACT,
            "reference_price_wan_per_mu": round(dice.uniform(13.5, 19.8), 1),
            "investment_wan_per_mu": state.get("investment_wan_per_mu")
            or dice.randrange(200, 420, 10),
            "standard_source": STANDARD_SOURCE,
        }  # fmt: skip
        changes.append(Change(Subject("parcel", one), fields | besides))
    return changes


def terms(land: dict[str, dict[str, Any]], dice: Random) -> list[Change]:
    """What every open offer asks for and promises; what is told already stays."""
    changes = []
    shown = {one: state for one, state in land.items() if state.get("offer") == "open"}
    for number, (one, state) in enumerate(shown.items()):
        mode = state.get("supply_mode") or NEW_MODES[number % len(NEW_MODES)]
        asked = _asked(mode, dice)
        if state.get("bearing_kpa") is None:
            asked["bearing_kpa"] = bearing(one)
        if state.get("term_years") is None:
            asked["term_years"] = dice.choice(NEW_TERMS[mode])
        changes.append(Change(Subject("parcel", one), {"supply_mode": mode} | asked))
    return changes


def _asked(mode: str, dice: Random) -> Fields:
    fields: Fields = {
        "offer_terms": f"示范条件（虚构）：{dice.choice(ASKED)}",
        "tax_wan_per_mu": dice.randrange(12, 31),
        "energy_wan_per_tce": round(dice.uniform(1.2, 4.5), 1),
        "emissions_wan_per_t": dice.randrange(400, 1200, 50),
        "rd_share": round(dice.uniform(1.5, 4.5), 1),
    }
    if mode in LEASED:
        fields["reference_rent_yuan_per_m2_month"] = round(dice.uniform(0.6, 1.8), 2)
    return fields
