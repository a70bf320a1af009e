"""What a direction asks of land, as the addresses of `/match` and `/explore` say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from parkmap.land.availability import AVAILABLE
from parkmap.land.chain_plan import ASKED
from parkmap.land.codes import word
from parkmap.land.criteria import Asked, Between, Wanted, plain
from parkmap.land.suitability import DEMANDS, ENOUGH, RAIL_NEAR_M, Need, Project
from parkmap.land.unit_words import unit_word

_LEAST: Final = {"area": ("mu", ENOUGH), "power": ("power", 1.0)}
"""Demand -> the filter that asks for at least so much, and the share of it that is enough."""


def project_of(asks: Mapping[str, Need], chain: str) -> Project:
    """A project as `/match` ranks land for it: what a direction asks, and land for its chain."""
    return Project({**asks, "chain": chain} if chain else dict(asks))


def match_address(asks: Mapping[str, Need], chain: str) -> str:
    """The query string of `/match` for a direction.

    Examples
    --------
    >>> match_address({"area": 40.0, "rail": True}, "optics")
    'chain=optics&area=40&rail=1'
    """
    pairs = [("chain", chain)] if chain else []
    pairs += [(name, _text(asks[name])) for name in ASKED if name in asks]
    return urlencode(pairs)


def wanted_of(asks: Mapping[str, Need]) -> Wanted:
    """The filters of `/explore` that come nearest: land that can be had and meets what it can ask.

    Height, load and water are no filters there; `/match` weighs them.

    Examples
    --------
    >>> wanted_of({"area": 40.0, "budget": 18.0, "height": 24.0}).address()
    'avail=available&mu_min=36&price_max=18'
    """
    given: dict[str, Asked] = {"avail": frozenset({AVAILABLE})}
    for name, (criterion, share) in _LEAST.items():
        if name in asks:
            given[criterion] = Between(float(asks[name]) * share, None)  # type: ignore[arg-type]
    if "budget" in asks:
        given["price"] = Between(None, float(asks["budget"]))  # type: ignore[arg-type]
    if "mode" in asks:
        given["mode"] = frozenset({str(asks["mode"])})
    if "rail" in asks:
        given["rail_m"] = Between(None, RAIL_NEAR_M)
    return Wanted(given=given)


def asked_text(asks: Mapping[str, Need], language: str) -> str:
    """What a direction asks of land, in words; "" where nothing is said.

    Examples
    --------
    >>> asked_text({"area": 40.0, "rail": True}, "zh"), asked_text({"power": 800.0}, "en")
    ('用地面积 40 亩；铁路运输', 'Power 800 kVA')
    """
    joint = "；" if language.startswith("zh") else "; "
    return joint.join(_said(name, asks[name], language) for name in ASKED if name in asks)


def _said(name: str, need: Need, language: str) -> str:
    demand = DEMANDS[name]
    if need is True:
        return demand.label(language)
    value = plain(need) if isinstance(need, float) else word("supply_mode", str(need), language)
    return f"{demand.label(language)} {value} {unit_word(demand.unit, language)}".rstrip()


def _text(need: Need) -> str:
    if need is True:
        return "1"
    return plain(need) if isinstance(need, float) else str(need)


__all__ = ["asked_text", "match_address", "project_of", "wanted_of"]
