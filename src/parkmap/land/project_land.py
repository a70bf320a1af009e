"""The land of projects: what they occupy, and how much is invested on a mu of it.

A parcel that two projects share is counted once in a sum of land. Intensity is planned investment
over recorded area, of the projects that state an investment and have land; what was agreed for the
标准地 is a project's own figure, or that of the offer of its parcels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from parkmap.units import dm2_to_mu


class Plot(NamedTuple):
    """A parcel of a project: recorded area, park, the 标准地 intensity that its offer asks for."""

    id: str
    area_dm2: int
    park: str = ""
    asked_wan_per_mu: float | None = None


class Site(NamedTuple):
    """A parcel from the day on which it came to a project to the day on which it left."""

    parcel: str
    from_on: str
    until_on: str = ""


Land = tuple[str, float | None, tuple[Plot, ...]]
"""A project with its investment in 万元 and its parcels."""


class Intensity(NamedTuple):
    """Occupied land and what is invested on it.

    `ids` have land (`area_dm2`, shared parcels once); `measured` of these state an investment, on
    `measured_dm2`, of `wan` 万元.
    """

    ids: tuple[str, ...]
    area_dm2: int
    measured: tuple[str, ...]
    measured_dm2: int
    wan: float

    @property
    def mu(self) -> float:
        """Occupied land in mu."""
        return dm2_to_mu(self.area_dm2)

    @property
    def wan_per_mu(self) -> float | None:
        """万元 on a mu; None where nothing is known."""
        return self.wan / dm2_to_mu(self.measured_dm2, 6) if self.measured_dm2 else None

    @property
    def known_share(self) -> float | None:
        """The part of the occupied land for which the investment is known."""
        return self.measured_dm2 / self.area_dm2 if self.area_dm2 else None


@dataclass(frozen=True, slots=True)
class LandUse:
    """The land of all projects beside what was agreed for it.

    `agreed_*` speak of the projects whose investment, land and agreed intensity are all known:
    the agreed mean is weighted by land, and `short` of them stay below what they agreed.
    """

    whole: Intensity
    parcels: tuple[str, ...]
    shared: tuple[str, ...]
    agreed: tuple[str, ...]
    agreed_dm2: int
    agreed_wan_per_mu: float | None
    reached_wan_per_mu: float | None
    short: tuple[str, ...]
    wan: Mapping[str, float | None]

    @property
    def agreed_share(self) -> float | None:
        """The part of the occupied land for which an agreed intensity can be compared."""
        return self.agreed_dm2 / self.whole.area_dm2 if self.whole.area_dm2 else None


def area_of(plots: Sequence[Plot]) -> int:
    """Recorded area of parcels in dm², each once."""
    return sum({one.id: one.area_dm2 for one in plots}.values())


def agreed_of(own: float | None, plots: Sequence[Plot]) -> float | None:
    """What was agreed: the project's own figure, else the mean of what its parcels' offers ask.

    Examples
    --------
    >>> plots = [Plot("A", 200, asked_wan_per_mu=300), Plot("B", 100, asked_wan_per_mu=600)]
    >>> agreed_of(None, plots), agreed_of(350, plots), agreed_of(None, [Plot("C", 100)])
    (400.0, 350, None)
    """
    if own is not None:
        return own
    asked = [(one.asked_wan_per_mu, one.area_dm2) for one in plots]
    whole = sum(area for _, area in asked)
    if not whole or any(rate is None for rate, _ in asked):
        return None
    return sum((rate or 0.0) * area for rate, area in asked) / whole


def intensity(projects: Sequence[Land]) -> Intensity:
    """Occupied land and intensity of some projects.

    Examples
    --------
    >>> found = intensity([("PJ-1", 30_000, (Plot("A", 6_666_667),)), ("PJ-2", None, ())])
    >>> found.mu, round(found.wan_per_mu, 1), found.known_share
    (100.0, 300.0, 1.0)
    """
    with_land = [one for one in projects if one[2]]
    known = [one for one in with_land if one[1] is not None]
    money = sum((Decimal(str(wan)) for _, wan, _ in known), Decimal(0))
    return Intensity(
        tuple(one for one, _, _ in with_land),
        area_of([plot for _, _, plots in with_land for plot in plots]),
        tuple(one for one, _, _ in known),
        area_of([plot for _, _, plots in known for plot in plots]), float(money),
    )  # fmt: skip


def land_use(projects: Sequence[Land], agreed: Mapping[str, float | None]) -> LandUse:
    """The land of projects beside what each agreed (project -> its own 万元 on a mu)."""
    seen: dict[str, int] = {}
    for _, _, plots in projects:
        for plot in plots:
            seen[plot.id] = seen.get(plot.id, 0) + 1
    rates = {one: agreed_of(agreed.get(one), plots) for one, _, plots in projects if plots}
    both = [(one, wan, plots) for one, wan, plots in projects
            if plots and wan is not None and rates[one] is not None]  # fmt: skip
    compared = intensity(both)
    weights = [(rates[one] or 0.0, area_of(plots)) for one, _, plots in both]
    whole = sum(area for _, area in weights)
    short = [one for one, wan, plots in both
             if (wan or 0.0) / dm2_to_mu(area_of(plots), 6) < (rates[one] or 0.0)]  # fmt: skip
    return LandUse(
        intensity(projects), tuple(sorted(seen)),
        tuple(sorted(one for one, times in seen.items() if times > 1)),
        compared.ids, compared.measured_dm2,
        sum(rate * area for rate, area in weights) / whole if whole else None,
        compared.wan_per_mu, tuple(short), {one: wan for one, wan, _ in projects},
    )  # fmt: skip


__all__ = [
    "Intensity", "Land", "LandUse", "Plot", "Site", "agreed_of", "area_of", "intensity",
    "land_use",
]  # fmt: skip
