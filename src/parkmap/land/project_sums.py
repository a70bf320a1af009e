"""Sums of projects on a day: 三个一批 by quarter, funnel, investment, land, approval time.

Pure: a page, a report and a wall give the projects as they know them and a day, and get figures
that name the projects behind them. Money is 万元 as kept, added exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from parkmap.land.project_figures import (
    GROUPED,
    NONE,
    SEVERAL,
    Figure,
    Group,
    Known,
    ProjectSums,
    Quarter,
    Year,
    figure,
)
from parkmap.land.project_land import LandUse, Plot, intensity, land_use
from parkmap.land.project_rules import ProjectRules
from parkmap.land.project_standing import ENDED, STALLED, halted_by, reached
from parkmap.land.project_steps import Cut, approval_cut, handled
from parkmap.land.projects import reached_field


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


__all__ = ["project_sums", "quarter_of"]  # fmt: skip
