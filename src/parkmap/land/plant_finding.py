"""Plants found by what an investor asks for, and which condition to drop where none is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from parkmap.land.availability import AVAILABLE, FREE_ORDER, PREPARING
from parkmap.land.plants import EITHER


@dataclass(frozen=True, slots=True)
class PlantQuery:
    """What is asked for; None and "" ask for nothing. Figures are in the units of the items."""

    area_from: float | None = None
    area_to: float | None = None
    height: float | None = None
    load: float | None = None
    crane: float | None = None
    rent: float | None = None
    mode: str = ""
    park: str = ""
    by: str = ""


class Candidate(NamedTuple):
    """A plant to choose from: fields as its reader has them, park, whether it can be had."""

    id: str
    state: Mapping[str, Any]
    park: str
    kind: str


class Looser(NamedTuple):
    """A condition that was asked for, and how many plants there would be without it."""

    name: str
    left: int


_AT_LEAST: Final = {
    "area_from": "floor_area_m2", "height": "storey_height_m", "load": "floor_load_t_per_m2",
    "crane": "crane_t",
}  # fmt: skip
_AT_MOST: Final = {"area_to": "floor_area_m2", "rent": "rent_yuan_per_m2_month"}
CONDITIONS: Final = (
    "area_from", "area_to", "height", "load", "crane", "rent", "mode", "park", "by",
)  # fmt: skip
FREEST: Final = "free"
SORTS: Final = {
    "area": "floor_area_m2", "height": "storey_height_m", "load": "floor_load_t_per_m2",
    "crane": "crane_t", "span": "clear_span_m", "power": "power_kva",
    "rent": "rent_yuan_per_m2_month", "price": "price_yuan_per_m2", "from": "available_from",
}  # fmt: skip
"""What a list may be ordered by, beside `free`: what can be had first, then the larger ones."""
RISING: Final = frozenset({"rent", "price", "from"})
"""Where less, or sooner, comes first; of all others more does."""


def asked(query: PlantQuery) -> tuple[str, ...]:
    """The conditions that a query has, in the order of the form.

    Examples
    --------
    >>> asked(PlantQuery(height=8, park="jingmi2"))
    ('height', 'park')
    """
    return tuple(name for name in CONDITIONS if getattr(query, name) not in (None, ""))


def fits(query: PlantQuery, one: Candidate) -> bool:
    """Whether a plant has all that is asked for. What is not told of it fits no figure.

    Examples
    --------
    >>> shed = Candidate("PL-0001", {"floor_area_m2": 2400, "crane_t": 10}, "P1", "available")
    >>> fits(PlantQuery(area_from=2000, crane=5), shed), fits(PlantQuery(load=1), shed)
    (True, False)
    """
    return all(_TESTS[name](query, one) for name in asked(query))


def found(query: PlantQuery, every: Iterable[Candidate], sort: str = FREEST) -> list[Candidate]:
    """Those that fit, in order; what lacks the figure that is sorted by comes last."""
    chosen = [one for one in every if fits(query, one)]
    item = SORTS.get(sort)
    if item is None:
        return sorted(chosen, key=_freest)
    told = [one for one in chosen if one.state.get(item) is not None]
    told.sort(key=lambda one: one.id)
    told.sort(key=lambda one: one.state[item], reverse=sort not in RISING)
    return told + sorted((one for one in chosen if one.state.get(item) is None), key=_freest)


def looser(query: PlantQuery, every: Iterable[Candidate]) -> list[Looser]:
    """What each condition costs: how many plants without it alone, the most first; none of 0.

    Examples
    --------
    >>> shed = Candidate("PL-0001", {"floor_area_m2": 2400, "crane_t": 10}, "P1", "available")
    >>> looser(PlantQuery(crane=20, area_from=1000), [shed])
    [Looser(name='crane', left=1)]
    """
    several = list(every)
    told = [Looser(name, sum(fits(_without(query, name), one) for one in several))
            for name in asked(query)]  # fmt: skip
    return sorted((one for one in told if one.left), key=lambda one: -one.left)


def _without(query: PlantQuery, name: str) -> PlantQuery:
    return replace(query, **{name: getattr(PlantQuery(), name)})


def _freest(one: Candidate) -> tuple[int, float, str]:
    return FREE_ORDER.index(one.kind), -float(one.state.get("floor_area_m2") or 0), one.id


Test = Callable[[PlantQuery, Candidate], bool]


def _at_least(name: str, item: str) -> Test:
    return lambda query, one: (
        one.state.get(item) is not None and one.state[item] >= getattr(query, name)
    )


def _at_most(name: str, item: str) -> Test:
    return lambda query, one: (
        one.state.get(item) is not None and one.state[item] <= getattr(query, name)
    )


def _mode(query: PlantQuery, one: Candidate) -> bool:
    return one.state.get("mode") in {query.mode, EITHER}


def _by(query: PlantQuery, one: Candidate) -> bool:
    begins = one.state.get("available_from")
    return one.kind in {AVAILABLE, PREPARING} and bool(begins) and str(begins) <= query.by


_TESTS: Final[dict[str, Test]] = {
    **{name: _at_least(name, item) for name, item in _AT_LEAST.items()},
    **{name: _at_most(name, item) for name, item in _AT_MOST.items()},
    "mode": _mode,
    "park": lambda query, one: one.park == query.park,
    "by": _by,
}

__all__ = [
    "CONDITIONS", "FREEST", "RISING", "SORTS", "Candidate", "Looser", "PlantQuery", "asked", "fits",
    "found", "looser",
]  # fmt: skip
