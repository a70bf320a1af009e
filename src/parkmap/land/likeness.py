"""How alike two parcels are to who looks for land: one figure, and why in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from parkmap.land.codes import SERVICING
from parkmap.said import Said, say

UNKNOWN: Final = 0.5
"""What a part counts that only one of the two tells."""
FAR_APART: Final = {"area_m2": 4.0, "reference_price_wan_per_mu": 2.0, "far": 2.0}
"""So many times as much, and two figures have nothing in common."""
ALIKE: Final = 0.15
"""Figures that differ by no more are called alike in words."""

_STEPS: Final = {code: at for at, code in enumerate(SERVICING)}


class Part(NamedTuple):
    """A field by which parcels are compared: what it weighs, and the distance of two values."""

    weight: float
    apart: Callable[[Any, Any], float]


def _same(one: Any, other: Any) -> float:
    return 0.0 if one == other else 1.0


def _use(one: Any, other: Any) -> float:
    """Codes of land use are hierarchical: 100101 and 100102 are both industry."""
    if one == other:
        return 0.0
    return 0.4 if str(one)[:4] == str(other)[:4] else 1.0


def _serviced(one: Any, other: Any) -> float:
    if one not in _STEPS or other not in _STEPS:
        return _same(one, other)
    return abs(_STEPS[one] - _STEPS[other]) / (len(_STEPS) - 1)


def _figures(name: str) -> Callable[[Any, Any], float]:
    """By how many times two figures differ, on a scale of logarithms, 1 at most."""

    def apart(one: Any, other: Any) -> float:
        if one == other:
            return 0.0
        if min(one, other) <= 0:
            return 1.0
        return min(1.0, abs(math.log(one / other)) / math.log(FAR_APART[name]))

    return apart


PARTS: Final = {
    "area_m2": Part(3.0, _figures("area_m2")),
    "chain": Part(2.0, _same),
    "land_use_code": Part(1.5, _use),
    "servicing": Part(1.5, _serviced),
    "reference_price_wan_per_mu": Part(1.5, _figures("reference_price_wan_per_mu")),
    "park": Part(1.0, _same),
    "far": Part(1.0, _figures("far")),
}
"""Field -> how it counts, the weightiest first."""


def distance(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """How far two parcels are from being alike: 0 (alike in all that is told) to 1.

    Parameters
    ----------
    one, other
        Their fields, as the reader sees them. What neither tells does not count; what only one
        tells counts half.

    Examples
    --------
    >>> land = {"area_m2": 8000.0, "chain": "光电", "park": "P1"}
    >>> distance(land, land), round(distance(land, land | {"area_m2": 16000.0}), 2)
    (0.0, 0.25)
    >>> distance({}, {})
    1.0
    """
    whole = apart = 0.0
    for name, part in PARTS.items():
        mine, theirs = (_value(each.get(name)) for each in (one, other))
        if mine is None and theirs is None:
            continue
        whole += part.weight
        known = mine is not None and theirs is not None
        apart += part.weight * (part.apart(mine, theirs) if known else UNKNOWN)
    return apart / whole if whole else 1.0


def likeness(one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[Said, ...]:
    """What makes two parcels alike, in words, the weightiest first.

    Examples
    --------
    >>> land = {"area_m2": 8000.0, "chain": "光电", "servicing": "seven"}
    >>> [str(each) for each in likeness(land, {"area_m2": 8400.0, "chain": "光电"})]
    ['area 5% larger', 'same chain']
    """
    found = [_area(one, other)]
    found += [SAME[name] for name in SAME if _both(one, other, name) and one[name] == other[name]]
    price = "reference_price_wan_per_mu"
    if _both(one, other, price) and _differ(one[price], other[price]) <= ALIKE:
        found.append(say("price alike"))
    return tuple(each for each in found if each is not None)


SAME: Final = {
    "chain": say("same chain"),
    "land_use_code": say("same land use"),
    "servicing": say("serviced alike"),
    "park": say("same park"),
    "far": say("same floor-area ratio"),
}


def _area(one: Mapping[str, Any], other: Mapping[str, Any]) -> Said | None:
    if not _both(one, other, "area_m2"):
        return None
    share = _differ(one["area_m2"], other["area_m2"])
    if share > ALIKE:
        return None
    percent = f"{share * 100:.0f}%"
    if percent == "0%":
        return say("same area")
    if other["area_m2"] > one["area_m2"]:
        return say("area %(percent)s larger", percent=percent)
    return say("area %(percent)s smaller", percent=percent)


def _both(one: Mapping[str, Any], other: Mapping[str, Any], name: str) -> bool:
    return _value(one.get(name)) is not None and _value(other.get(name)) is not None


def _value(value: Any) -> Any:
    return None if value == "" else value


def _differ(mine: float, theirs: float) -> float:
    return abs(theirs - mine) / mine if mine > 0 else math.inf


__all__ = ["ALIKE", "PARTS", "Part", "distance", "likeness"]
