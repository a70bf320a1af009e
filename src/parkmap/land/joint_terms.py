"""The terms of several parcels taken together: what holds for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from parkmap.land.codes import SERVICING
from parkmap.units import dm2_to_mu, m2_to_dm2

STATE: Final = "state"
"""Who land belongs to that nobody was given yet."""
SUPPLIED: Final = ("contract_number", "certificate_number", "delivered_on")
"""Fields that say that somebody was given the land, even where nobody wrote down who."""

State = Mapping[str, Any]


class Range(NamedTuple):
    """From the least to the most; the same where all agree."""

    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Terms:
    """What is told of several parcels at once; None or empty where one of them does not tell it.

    Attributes
    ----------
    price_wan_per_mu, price_average_wan_per_mu, price_wan
        Reference prices: their range, their average weighted by area, and what all come to.
    rent_yuan_per_m2_month, far, term_years
        Ranges.
    available_from
        The latest day: from then on all can be had.
    offer_ends_on
        The earliest day on which an offer ends, of those that end.
    servicing
        The lowest level.
    supply_modes, land_use_codes
        The codes that there are, in the order of the parcels, each once.
    """

    price_wan_per_mu: Range | None
    price_average_wan_per_mu: float | None
    price_wan: float | None
    rent_yuan_per_m2_month: Range | None
    far: Range | None
    term_years: Range | None
    available_from: str | None
    offer_ends_on: str | None
    servicing: str | None
    supply_modes: tuple[str, ...]
    land_use_codes: tuple[str, ...]


def joint_terms(states: Sequence[State]) -> Terms:
    """The combined terms of parcels, by what a reader may see of each.

    Examples
    --------
    >>> one = {"area_m2": 20000.0, "reference_price_wan_per_mu": 20, "servicing": "seven"}
    >>> other = {"area_m2": 10000.0, "reference_price_wan_per_mu": 26, "servicing": "five"}
    >>> found = joint_terms([one, other])
    >>> found.price_wan_per_mu, found.price_average_wan_per_mu, found.servicing
    (Range(least=20, most=26), 22.0, 'five')
    """
    prices = _all(states, "reference_price_wan_per_mu")
    areas = [m2_to_dm2(one.get("area_m2") or 0.0) for one in states]
    total = sum(price * area for price, area in zip(prices, areas, strict=True)) if prices else 0
    known = bool(prices) and sum(areas) > 0
    return Terms(
        _range(prices),
        round(total / sum(areas), 2) if known else None,
        round(total / sum(areas) * dm2_to_mu(sum(areas), 6), 2) if known else None,
        _range(_all(states, "reference_rent_yuan_per_m2_month")),
        _range(_all(states, "far")),
        _range(_all(states, "term_years")),
        max(_all(states, "available_from"), default=None),
        min(_some(states, "offer_ends_on"), default=None),
        min(_all(states, "servicing"), key=_level, default=None),
        _each(states, "supply_mode"),
        _each(states, "land_use_code"),
    )


def owners(states: Iterable[State]) -> int:
    """How many hold the land: those recorded, and the state for all that was not given away.

    A parcel that was given away to somebody whom nobody wrote down counts as one more.

    Examples
    --------
    >>> owners([{}, {}, {"holder": "甲"}, {"holder": "甲"}, {"contract_number": "2020-1"}])
    3
    """
    return len({_owner(at, one) for at, one in enumerate(states)})


def _owner(at: int, state: State) -> str | int:
    named = state.get("holder_code") or state.get("holder")
    if named:
        return f"holder {named}"
    return at if any(state.get(name) for name in SUPPLIED) else STATE


def _all(states: Sequence[State], field: str) -> list[Any]:
    """The values of a field, none where one of the parcels does not tell it."""
    found = _some(states, field)
    return found if len(found) == len(states) else []


def _some(states: Iterable[State], field: str) -> list[Any]:
    return [one[field] for one in states if one.get(field) not in (None, "")]


def _each(states: Iterable[State], field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(str, _some(states, field))))


def _range(values: Sequence[float]) -> Range | None:
    return Range(min(values), max(values)) if values else None


def _level(servicing: str) -> int:
    """The place of a level in its list; one that is not in it promises nothing."""
    return list(SERVICING).index(servicing) if servicing in SERVICING else -1


__all__ = ["Range", "Terms", "joint_terms", "owners"]
