"""Sums of projects on a day: 三个一批 by quarter, funnel, investment, land, approval time.

Pure: a page, a report and a wall give the projects as they know them and a day, and get figures
that name the projects behind them. Money is 万元 as kept, added exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final, NamedTuple

from parkmap.land.project_land import Intensity, LandUse, Plot, intensity, land_use
from parkmap.land.project_rules import ProjectRules
from parkmap.land.project_standing import ENDED, STALLED, halted_by, reached
from parkmap.land.project_steps import Cut, approval_cut, handled
from parkmap.land.projects import WAN_PER_YI, reached_field

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


def project_sums(
    projects: Iterable[Known], rules: ProjectRules, on: str, quarters: int = 8
) -> ProjectSums:
    """The sums of projects on a day (ISO).

    Parameters
    ----------
    projects
        All that the record has, ended ones too; their plots as of the day.
    quarters
        How many, the one of the day last.

    Examples
    --------
    >>> plant = Known("PJ-1", {"signed_on": "2025-05-01", "stage": "signed",
    ...                        "investment_wan": 32_000, "strategic_emerging": True})
    >>> sums = project_sums([plant], ProjectRules(), "2025-12-31")
    >>> sums.all.yi, sums.years[0].by_money, sums.quarters[-3].signed.count
    (3.2, 1.0, 1)
    """
    every = list(projects)
    there = [one for one in every if _signed(one) and _signed(one) <= on]
    undated = [one for one in every if not _signed(one)]

    def having(key: str, item: str) -> Figure:
        return _of(key, [one for one in there if one.state.get(item)])

    def halted(halt: str) -> Figure:
        return _of(halt, [one for one in there if halted_by(one.state, on) == halt])

    return ProjectSums(
        on, _of("all", there), _of("undated", undated),
        having("strategic", "strategic_emerging"), having("agency", "agency_service"),
        halted(STALLED), halted(ENDED), _years(there),
        tuple(_quarter(there, rules, *each, on) for each in _spans(on, quarters)),
        _funnel(there, rules, on), {name: _groups(there, name) for name in GROUPED},
        _land(there), _cut(there, rules, on),
    )  # fmt: skip


def figure(key: str, amounts: Sequence[tuple[str, float | None]]) -> Figure:
    """A figure of projects by id and investment; what is not known adds nothing and is counted."""
    known = [Decimal(str(wan)) for _, wan in amounts if wan is not None]
    return Figure(key, tuple(one for one, _ in amounts), float(sum(known)), len(known))


def quarter_of(day: str) -> str:
    """The name of the quarter of a day: `2025-Q2`."""
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"


def _of(key: str, found: Sequence[Known]) -> Figure:
    return figure(key, [(one.id, one.wan) for one in found])


def _signed(one: Known) -> str:
    return str(one.state.get("signed_on") or "")


def _years(there: Sequence[Known]) -> tuple[Year, ...]:
    found = []
    for year in sorted({int(_signed(one)[:4]) for one in there}, reverse=True):
        signed = [one for one in there if _signed(one).startswith(f"{year}-")]
        strategic = [one for one in signed if one.state.get("strategic_emerging")]
        found.append(Year(year, _of(f"year.{year}", signed),
                          _of(f"strategic.{year}", strategic)))  # fmt: skip
    return tuple(found)


def _spans(on: str, count: int) -> list[tuple[date, date]]:
    """First and last day of the quarters up to that of a day, in order."""
    day = date.fromisoformat(on)
    place = day.year * 4 + (day.month - 1) // 3
    firsts = [date(at // 4, at % 4 * 3 + 1, 1) for at in range(place - count + 1, place + 2)]
    return [(one, after - timedelta(days=1)) for one, after in pairwise(firsts)]


def _quarter(
    there: Sequence[Known], rules: ProjectRules, first: date, last: date, on: str
) -> Quarter:
    begins, ends = first.isoformat(), min(last.isoformat(), on)
    name = quarter_of(begins)

    def within(stage: str) -> Figure:
        days = ((one, str(one.state.get(reached_field(stage)) or "")) for one in there)
        return _of(f"{stage}.{name}", [one for one, day in days if begins <= day <= ends])

    def by(stage: str, among: Sequence[Known]) -> list[Known]:
        place = rules.order.index(stage)
        return [one for one in among if reached(one.state, rules.order, ends) >= place]

    standing = [one for one in there
                if _signed(one) <= ends and halted_by(one.state, ends) != ENDED]  # fmt: skip
    started = by("started", standing)
    return Quarter(
        name, begins, ends, within("signed"), within("started"), within("producing"),
        _of(f"standing.{name}", standing), _of(f"started_by.{name}", started),
        _of(f"producing_by.{name}", by("producing", started)),
    )  # fmt: skip


def _funnel(there: Sequence[Known], rules: ProjectRules, on: str) -> tuple[tuple[str, Figure], ...]:
    """Stage -> the projects that reached it or a later one, ended ones left out."""
    going = [(one, reached(one.state, rules.order, on)) for one in there
             if halted_by(one.state, on) != ENDED]  # fmt: skip
    return tuple(
        (stage, _of(f"reached.{stage}", [one for one, at in going if at >= place]))
        for place, stage in enumerate(rules.order)
    )


def _groups(there: Sequence[Known], name: str) -> tuple[Group, ...]:
    """Groups by money, the largest first; what has none last. A project is in exactly one."""
    value = _park if name == "park" else _item(name)
    held: dict[str, list[Known]] = {}
    for one in there:
        held.setdefault(value(one), []).append(one)
    groups = [Group(each, _of(f"{name}.{each}", found), intensity(_with_land(found)))
              for each, found in held.items()]  # fmt: skip
    return tuple(sorted(groups, key=lambda one: (one.value == NONE, -one.figure.wan, one.value)))


def _item(name: str) -> Callable[[Known], str]:
    return lambda one: str(one.state.get(name) or NONE)


def _park(one: Known) -> str:
    parks = {plot.park for plot in one.plots}
    return SEVERAL if len(parks) > 1 else next(iter(parks), NONE)


def _with_land(found: Sequence[Known]) -> list[tuple[str, float | None, tuple[Plot, ...]]]:
    return [(one.id, one.wan, one.plots) for one in found]


def _land(there: Sequence[Known]) -> LandUse:
    agreed = {one.id: one.state.get("agreed_wan_per_mu") for one in there}
    return land_use(_with_land(there), agreed)


def _cut(there: Sequence[Known], rules: ProjectRules, on: str) -> Cut:
    served = [one for one in there if one.state.get("agency_service")]
    steps = [(one.id, step) for one in served for step in handled(one.state, rules).values()]
    return approval_cut(steps, on)


__all__ = [
    "GROUPED", "NONE", "SEVERAL", "Figure", "Group", "Known", "ProjectSums", "Quarter", "Year",
    "figure", "project_sums", "quarter_of",
]  # fmt: skip
