"""Figures of projects: each names the projects behind it, under a key that opens their list.

Money is 万元 as kept, added exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, NamedTuple

from parkmap.land.project_land import Intensity, LandUse, Plot
from parkmap.land.project_steps import Cut
from parkmap.land.projects import WAN_PER_YI

GROUPED: Final = ("chain", "team", "park")
NONE: Final = ""
SEVERAL: Final = "*"
"""Group of what has no chain, team or land, and of what lies in several parks."""


class Known(NamedTuple):
    """A project as it is known: id, state, the parcels that it has on the day of the sums."""

    id: str
    state: Mapping[str, Any]
    plots: tuple[Plot, ...] = ()

    @property
    def wan(self) -> float | None:
        """Its planned investment in 万元; None where it is not known."""
        amount: float | None = self.state.get("investment_wan")
        return amount


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of projects with their planned investment, under the key that opens their list.

    `known` of them state an investment; `wan` is what these add up to.
    """

    key: str
    ids: tuple[str, ...]
    wan: float
    known: int

    @property
    def count(self) -> int:
        """How many projects."""
        return len(self.ids)

    @property
    def yi(self) -> float:
        """Their planned investment in 亿元."""
        return float(Decimal(str(self.wan)) / WAN_PER_YI)


@dataclass(frozen=True, slots=True)
class Quarter:
    """三个一批 of a quarter: signed, started, in production in it, and by its end.

    `standing` are those signed by its end and not ended then: what the rates are out of.
    """

    name: str
    first: str
    last: str
    signed: Figure
    started: Figure
    producing: Figure
    standing: Figure
    started_by: Figure
    producing_by: Figure

    @property
    def start_rate(self) -> float | None:
        """开工率: started by the end of the quarter, of `standing`; None out of none."""
        return self.started_by.count / self.standing.count if self.standing.count else None

    @property
    def production_rate(self) -> float | None:
        """投产率: in production by the end of the quarter, of `started_by`; None out of none."""
        return self.producing_by.count / self.started_by.count if self.started_by.count else None


@dataclass(frozen=True, slots=True)
class Year:
    """Projects signed in a year, and those of them in strategic emerging industries."""

    year: int
    signed: Figure
    strategic: Figure

    @property
    def by_number(self) -> float | None:
        """Strategic ones, of the projects signed; None out of none."""
        return self.strategic.count / self.signed.count if self.signed.count else None

    @property
    def by_money(self) -> float | None:
        """Their investment, of that of the projects signed; None out of none."""
        return self.strategic.wan / self.signed.wan if self.signed.wan else None


class Group(NamedTuple):
    """Projects of one chain, team or park, and the land that they have."""

    value: str
    figure: Figure
    land: Intensity


@dataclass(frozen=True, slots=True)
class ProjectSums:
    """Every sum of projects on a day; `undated` ones have no day of signing and are in no other."""

    on: str
    all: Figure
    undated: Figure
    strategic: Figure
    agency: Figure
    stalled: Figure
    ended: Figure
    years: tuple[Year, ...]
    quarters: tuple[Quarter, ...]
    funnel: tuple[tuple[str, Figure], ...]
    groups: Mapping[str, tuple[Group, ...]]
    land: LandUse
    approval: Cut

    def figures(self) -> dict[str, Figure]:
        """Key -> figure: what a list of projects opens."""
        found = [self.all, self.undated, self.strategic, self.agency, self.stalled, self.ended]
        found += [one for year in self.years for one in (year.signed, year.strategic)]
        for each in self.quarters:
            found += [each.signed, each.started, each.producing, each.standing, each.started_by,
                      each.producing_by]  # fmt: skip
        found += [figure for _, figure in self.funnel]
        for groups in self.groups.values():
            found += [one.figure for one in groups]
        lists = (("land", self.land.whole.ids), ("measured", self.land.whole.measured),
                 ("agreed", self.land.agreed), ("short", self.land.short),
                 ("approval", self.approval.ids))  # fmt: skip
        wan = self.land.wan
        found += [figure(key, [(one, wan.get(one)) for one in ids]) for key, ids in lists]
        return {one.key: one for one in found}


def figure(key: str, amounts: Sequence[tuple[str, float | None]]) -> Figure:
    """A figure of projects by id and investment; what is not known adds nothing and is counted."""
    known = [Decimal(str(wan)) for _, wan in amounts if wan is not None]
    return Figure(key, tuple(one for one, _ in amounts), float(sum(known)), len(known))


__all__ = [
    "GROUPED", "NONE", "SEVERAL", "Figure", "Group", "Known", "ProjectSums", "Quarter", "Year",
    "figure",
]  # fmt: skip
