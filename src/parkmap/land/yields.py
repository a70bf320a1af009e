"""亩均效益: output, tax and investment per mu of groups of parcels, and for how much land known.

A figure that is missing is never taken as nought: what is known is divided by the land of which it
is known, and the share of that land is told beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final, NamedTuple

MEASURES: Final = ("output_wan", "tax_wan", "investment_wan")
"""The figures of enterprises that are told per mu."""
Figures = Mapping[str, float | None]


class Plot(NamedTuple):
    """A parcel on a day, and whether it was in production (in use or revitalized) by its status."""

    id: str
    park: str
    chain: str
    area_dm2: int
    in_production: bool


class Used(NamedTuple):
    """The use that an enterprise made of a parcel on a day; without an area, of all of it."""

    enterprise: str
    parcel: str
    area_dm2: int | None


class Part(NamedTuple):
    """What one parcel gives to a measure: its share in 万元, and the land of which it is known."""

    parcel: str
    wan: Fraction
    known_dm2: int


class Measure(NamedTuple):
    """A measure of a group of parcels, with the parcels behind it."""

    name: str
    parts: tuple[Part, ...]
    land_dm2: int

    @property
    def total_wan(self) -> float | None:
        """The sum of what is known, in 万元 with two decimals; None where nothing is."""
        return _rounded(self._sum, "0.01") if self.parts else None

    def of(self, parcel_id: str) -> Part | None:
        """What a parcel gives to it; None where nothing is known."""
        return next((one for one in self.parts if one.parcel == parcel_id), None)

    @property
    def known_dm2(self) -> int:
        """The land of which it is known."""
        return sum(one.known_dm2 for one in self.parts)

    @property
    def per_mu(self) -> float | None:
        """万元 per mu of the land of which it is known, two decimals; None where of none."""
        known = self.known_dm2
        return _rounded(self._sum * 200_000 / (3 * known), "0.01") if known else None

    @property
    def known_share(self) -> float | None:
        """Percent of the group's land of which it is known, one decimal; None without land."""
        whole = self.land_dm2
        return _rounded(Fraction(100 * self.known_dm2, whole), "0.1") if whole else None

    @property
    def _sum(self) -> Fraction:
        return sum((one.wan for one in self.parts), Fraction(0))


class Yield(NamedTuple):
    """The land of a group and its measures by name."""

    parcels: tuple[str, ...]
    land_dm2: int
    measures: Mapping[str, Measure]


def yields(
    plots: Iterable[Plot], uses: Iterable[Used], figures: Mapping[str, Figures],
    group: Callable[[Plot], str],
) -> dict[str, Yield]:  # fmt: skip
    """Each group's land and measures.

    The land of a group is what was in production on the day, and what enterprises used besides. The
    figure of an enterprise on several parcels is shared out by the areas used, exactly. A parcel
    that two enterprises name whole counts once: the land of which a figure is known is at most its
    own area.

    Examples
    --------
    >>> plots = [Plot("A", "P1", "", 1000, True), Plot("B", "P1", "", 3000, True)]
    >>> uses = [Used("X", "A", None)]
    >>> found = yields(plots, uses, {"X": {"tax_wan": 3.0}}, lambda one: one.park)["P1"]
    >>> found.land_dm2, found.measures["tax_wan"].known_share, found.measures["output_wan"].per_mu
    (4000, 25.0, None)
    """
    land = {one.id: one for one in plots}
    held = [one for one in uses if one.parcel in land]
    used = {one.parcel for one in held}
    counted = [one for one in land.values() if one.in_production or one.id in used]
    parts = {name: _parts(name, land, held, figures) for name in MEASURES}
    grouped: dict[str, list[Plot]] = defaultdict(list)
    for one in counted:
        grouped[group(one)].append(one)
    return {key: _yield(found, parts) for key, found in sorted(grouped.items())}


def left_out(
    plots: Iterable[Plot], uses: Iterable[Used], figures: Mapping[str, Figures]
) -> tuple[str, ...]:
    """Enterprises with a figure whose land is not known: no sum has them.

    Examples
    --------
    >>> left_out([], [], {"X": {"tax_wan": 3.0}, "Y": {"tax_wan": None}})
    ('X',)
    """
    land = {one.id for one in plots}
    placed = {one.enterprise for one in uses if one.parcel in land}
    told = (one for one, found in figures.items()
            if any(found.get(name) is not None for name in MEASURES))  # fmt: skip
    return tuple(sorted(set(told) - placed))


def _parts(
    name: str, land: Mapping[str, Plot], uses: list[Used], figures: Mapping[str, Figures]
) -> dict[str, Part]:
    """Parcel -> what it gives to a measure."""
    known = [one for one in uses if figures.get(one.enterprise, {}).get(name) is not None]
    whole: dict[str, int] = defaultdict(int)
    for one in known:
        whole[one.enterprise] += _area(one, land)
    wan: dict[str, Fraction] = defaultdict(Fraction)
    area: dict[str, int] = defaultdict(int)
    for one in known:
        share = Fraction(_area(one, land), whole[one.enterprise]) if whole[one.enterprise] else 0
        wan[one.parcel] += share * Fraction(repr(figures[one.enterprise][name]))
        area[one.parcel] += _area(one, land)
    return {one: Part(one, wan[one], min(area[one], land[one].area_dm2)) for one in wan}


def _area(use: Used, land: Mapping[str, Plot]) -> int:
    return land[use.parcel].area_dm2 if use.area_dm2 is None else use.area_dm2


def _yield(plots: list[Plot], parts: Mapping[str, Mapping[str, Part]]) -> Yield:
    ids = tuple(sorted(one.id for one in plots))
    area = sum(one.area_dm2 for one in plots)
    measures = {
        name: Measure(name, tuple(held[one] for one in ids if one in held), area)
        for name, held in parts.items()
    }
    return Yield(ids, area, measures)


def _rounded(value: Fraction, step: str) -> float:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return float(exact.quantize(Decimal(step), rounding=ROUND_HALF_UP))


__all__ = ["MEASURES", "Measure", "Part", "Plot", "Used", "Yield", "left_out", "yields"]
