"""匹配度: how well land suits a project, with the points that each demand gains or loses.

A demand that is met gains its whole weight; one that is nearly met a part of it; what is not
recorded gains nothing, and says so. No point is hidden: the sum is what the list is ordered by.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from parkmap.land.inventory import Inventory

Floats = NDArray[np.float64]
Need = float | str | date | bool

ENOUGH: Final = 0.9
"""A parcel of this share of the area that is wanted is large enough; the rest is for assemblies."""

ROOMY: Final = 1.25
"""Up to so many times the area that is wanted, a parcel is not too large."""

FAR_TOO_LARGE: Final = 3.0
LEFT_OF_LARGE: Final = 0.3
RAIL_NEAR_M: Final = 500.0
RAIL_FAR_M: Final = 3_000.0
OF_NEAR_RAIL: Final = 0.6
"""What rail within 500 m is worth beside a siding; it falls to nothing at 3 km."""

LATE_DAYS: Final = 365.0
DEAR: Final = 0.5
"""So much above the budget a price gains nothing any more."""

HEAVIEST: Final = 10.0


class Demand(NamedTuple):
    """What a project may ask: name, words, unit, the column that answers, its weight unless set."""

    name: str
    zh: str
    en: str
    unit: str
    column: str
    weight: float

    def label(self, language: str) -> str:
        """Its word in the language of the page."""
        return self.zh if language.startswith("zh") else self.en


DEMANDS: Final = {
    one.name: one
    for one in (
        Demand("area", "用地面积", "Area", "亩", "mu", 5),
        Demand("chain", "产业链", "Chain", "", "chain", 3),
        Demand("by", "最晚用地日期", "Land needed by", "", "from", 3),
        Demand("budget", "地价预算", "Budget for land", "万元/亩", "price", 3),
        Demand("mode", "供应方式", "Supply mode", "", "mode", 2),
        Demand("rail", "铁路运输", "Rail", "", "rail_m", 2),
        Demand("power", "用电需求", "Power", "kVA", "power", 2),
        Demand("water", "用水需求", "Water", "m³/d", "water", 1),
        Demand("height", "厂房高度", "Height of the building", "m", "height", 1),
        Demand("bearing", "重型设备荷载", "Heavy load", "kPa", "bearing", 1),
    )
}  # fmt: skip
"""Name -> demand, in the order of the form."""


class Reason(NamedTuple):
    """The points of one demand: how many of how many, what the land has, what was needed.

    `have` is None where nothing is recorded.
    """

    name: str
    points: float
    of: float
    have: float | str | None
    need: Need


@dataclass(frozen=True, slots=True)
class Project:
    """What a project needs, by the names of `DEMANDS`, and the weights that differ."""

    needs: Mapping[str, Need]
    weights: Mapping[str, float] = field(default_factory=dict)

    def weight(self, name: str) -> float:
        """How much a demand counts."""
        return self.weights.get(name, DEMANDS[name].weight)

    @property
    def area_mu(self) -> float:
        """The area that is wanted; 0 where none is asked."""
        return float(self.needs["area"]) if "area" in self.needs else 0.0  # type: ignore[arg-type]


class Suited(NamedTuple):
    """A parcel with its score out of 100 and a reason for each demand, in the order of the form."""

    id: str
    score: float
    reasons: tuple[Reason, ...]


def suited(
    land: Inventory, project: Project, among: NDArray[np.bool_], most: int = 20
) -> list[Suited]:
    """The parcels that suit a project best, best first; equals in order of id.

    Parameters
    ----------
    among
        Which parcels may be had; of these all that are large enough are looked at.
    """
    rows = np.flatnonzero(among & large_enough(land, project))
    if not len(rows) or not project.needs:
        return []
    shares = {name: share_met(land, name, need)[rows] for name, need in project.needs.items()}
    whole = sum(project.weight(name) for name in shares) or 1.0
    points = sum(project.weight(name) * share for name, share in shares.items())
    scores = np.asarray(points, dtype=np.float64) / whole * 100
    best = np.argsort(-scores, kind="stable")[:most]
    return [
        Suited(str(land.ids[rows[at]]), round(float(scores[at]), 1),
               _reasons(land, project, shares, int(rows[at]), int(at)))
        for at in best
    ]  # fmt: skip


def large_enough(land: Inventory, project: Project) -> NDArray[np.bool_]:
    """Which parcels are as large as a project wants, or nearly."""
    fits: NDArray[np.bool_] = land.numbers["mu"] >= project.area_mu * ENOUGH
    return fits


def share_met(land: Inventory, name: str, need: Need) -> Floats:
    """For each parcel the share of a demand that it meets, from 0 to 1; 0 where unknown."""
    if name in {"chain", "mode"}:
        return land.codes[DEMANDS[name].column].are({str(need)}).astype(np.float64)
    if name == "rail":
        return _rail(land)
    column = land.numbers[DEMANDS[name].column]
    shares: Floats = np.clip(_SHARES.get(name, _enough)(column, need), 0.0, 1.0)
    known: Floats = np.where(np.isnan(shares), 0.0, shares)
    return known


def _area(mu: Floats, need: Need) -> Floats:
    times = mu / float(need)  # type: ignore[arg-type]
    large = 1 - (times - ROOMY) / (FAR_TOO_LARGE - ROOMY) * (1 - LEFT_OF_LARGE)
    shares: Floats = np.where(times < 1, (times - 0.5) * 2, np.clip(large, LEFT_OF_LARGE, 1))
    return shares


def _by(ordinals: Floats, need: Need) -> Floats:
    late = ordinals - need.toordinal() if isinstance(need, date) else ordinals
    return np.asarray(1 - np.maximum(late, 0) / LATE_DAYS)


def _budget(price: Floats, need: Need) -> Floats:
    return np.asarray(1 - np.maximum(price / float(need) - 1, 0) / DEAR)  # type: ignore[arg-type]


def _enough(column: Floats, need: Need) -> Floats:
    return np.asarray(column / float(need))  # type: ignore[arg-type]


def _rail(land: Inventory) -> Floats:
    apart = land.numbers["rail_m"]
    near = 1 - (apart - RAIL_NEAR_M) / (RAIL_FAR_M - RAIL_NEAR_M)
    shares = OF_NEAR_RAIL * np.nan_to_num(np.clip(near, 0.0, 1.0), nan=0.0)
    met: Floats = np.where(land.numbers["siding"] == 1, 1.0, shares)
    return met


_SHARES: Final[dict[str, Callable[[Floats, Need], Floats]]] = {
    "area": _area, "by": _by, "budget": _budget,
}  # fmt: skip


def _reasons(
    land: Inventory, project: Project, shares: Mapping[str, Floats], row: int, at: int
) -> tuple[Reason, ...]:
    found = []
    for name in DEMANDS:
        if name in project.needs:
            weight = project.weight(name)
            points = round(weight * float(shares[name][at]), 2)
            need = project.needs[name]
            found.append(Reason(name, points, weight, _have(land, name, row), need))
    return tuple(found)


def _have(land: Inventory, name: str, row: int) -> float | str | None:
    if name == "rail" and land.numbers["siding"][row] == 1:
        return "siding"
    column = DEMANDS[name].column
    if column in land.codes:
        coded = land.codes[column]
        return coded.words[coded.at[row]] or None
    value = float(land.numbers[column][row])
    return None if np.isnan(value) else value


__all__ = [
    "DEMANDS", "ENOUGH", "HEAVIEST", "ROOMY", "Demand", "Need", "Project", "Reason", "Suited",
    "large_enough", "share_met", "suited",
]  # fmt: skip
