"""Where a campaign stands on a day: one set of figures for the page, the sheet, the wall, the API.

Figures are those of the window: from the start to the day looked at, to the deadline, or to the
day of closing, whichever comes first. A closed campaign shows the figures that it was closed with,
and what later corrections would make of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final, NamedTuple

from parkmap.land.campaigns import CLOSED_ON, KEPT, Rule, Scope, rule_of, scope_of
from parkmap.land.counting import Counted, Part, Tally
from parkmap.land.pace import Forecast, Run, Verdict, forecast, verdict
from parkmap.services.campaign_land import Land, MarkedBy, marked_by, tally
from parkmap.services.record import Record
from parkmap.units import dm2_to_mu

DM2_A_MU: Final = Decimal(200_000) / 3
WORST: Final[tuple[Verdict, ...]] = (
    "missed", "late", "at_risk", "unknown", "not_begun", "on_course", "reached",
)  # fmt: skip
"""Verdicts from the worst on: of two goals the worse one is said."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One goal of a campaign, in dm2 or in parcels: how it runs, and what is to be expected."""

    run: Run
    forecast: Forecast | None
    verdict: Verdict


class Row(NamedTuple):
    """A parcel that changed so that it counts, with the entry that says so."""

    counted: Counted
    by: MarkedBy | None


class Difference(NamedTuple):
    """A parcel that would count otherwise now than when its campaign was closed, in dm2."""

    parcel: str
    kept_dm2: int
    now_dm2: int


@dataclass(frozen=True, slots=True)
class Closing:
    """How a campaign was closed: day, entry before it, and what would be otherwise now."""

    on: date
    seq: int
    now_dm2: int
    now_count: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A campaign on a day, with all of its figures.

    Attributes
    ----------
    on, seq
        The day looked at, and the entry of the ledger up to which it is known.
    until
        The last day that can count: the deadline, or the day of closing before it.
    mu, parcels
        The goal in area (dm2), and that in parcels where one is set.
    rows
        The dated parcels behind the figures, those that fell back too.
    closing
        Where it was closed by the day looked at.
    land, tally, now
        What it was counted on, and what counts by the record as it is (or was known).
    """

    id: str
    version: int
    state: Mapping[str, Any]
    on: date
    seq: int
    until: date
    rule: Rule
    scope: Scope
    mu: Measure
    parcels: Measure | None
    rows: tuple[Row, ...]
    closing: Closing | None
    land: Land
    tally: Tally
    now: tuple[Counted, ...]

    @property
    def verdict(self) -> Verdict:
        """Will it make it: the worse of its goals."""
        both = [self.mu, self.parcels] if self.parcels else [self.mu]
        return min((one.verdict for one in both), key=WORST.index)

    @property
    def expected(self) -> Forecast | None:
        """When all goals are reached: the later of two; None where one cannot be told."""
        open_goals = [one for one in (self.mu, self.parcels) if one and one.run.left]
        found = [one.forecast for one in open_goals]
        if not found or any(one is None for one in found):
            return None
        return max((one for one in found if one), key=lambda one: one.on or date.max)

    @property
    def goal_mu(self) -> float:
        """The goal in mu, as it was set."""
        return float(self.state["goal_mu"])

    @property
    def done_mu(self) -> float:
        """What counts, in mu with two decimals."""
        return dm2_to_mu(self.mu.run.done)

    @property
    def left_mu(self) -> float:
        """What the goal lacks, in mu: with what is done it is the goal."""
        return round(self.goal_mu - self.done_mu, 2) if self.mu.run.left else 0.0

    @property
    def count(self) -> int:
        """How many parcels count."""
        return sum(one.counted.counts_dm2 > 0 for one in self.rows)

    def fallen(self, row: Row) -> tuple[Part, ...]:
        """The parts of a parcel that do not count on the last day: fallen back, or lacking."""
        return tuple(one for one in row.counted.parts if not one.counts(self.rule))

    @property
    def share(self) -> float:
        """What is done of the goal, in percent with one decimal."""
        return round(self.done_mu / self.goal_mu * 100, 1)


def goal_dm2(goal_mu: float) -> int:
    """A goal in mu as whole dm2, half up.

    Examples
    --------
    >>> goal_dm2(100)
    6666667
    """
    exact = Decimal(repr(float(goal_mu))) * DM2_A_MU
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def standing_of(
    record: Record, land: Land, subject_id: str, version: int, state: Mapping[str, Any]
) -> Standing:
    """The figures of a campaign whose state was read already."""
    closed = date.fromisoformat(state.get(CLOSED_ON) or date.max.isoformat())
    kept = state.get(KEPT) if closed <= land.on else None
    deadline = date.fromisoformat(state["deadline_on"])
    until = min(deadline, closed) if kept else deadline
    rule, scope = rule_of(state), scope_of(state)
    first = date.fromisoformat(state["starts_on"])
    count = tally(record, land, rule, scope, first, min(until, land.on))
    now = count.counted()
    rows = _kept_rows(kept) if kept else _rows(record, land, now)
    on = closed if kept else land.on
    gains = _by_day(kept["gains"]) if kept else _gains(one.gains for one in now)
    counts = _by_day(kept["count_gains"]) if kept else count_gains(now)
    goals = state.get("goal_count")
    return Standing(
        subject_id, version, state, land.on, land.seq, until, rule, scope,
        _measure(goal_dm2(state["goal_mu"]), first, deadline, on, gains, ended=kept is not None),
        _measure(int(goals), first, deadline, on, counts, ended=kept is not None)
        if goals else None,
        rows, _closing(kept, now) if kept else None, land, count, tuple(now),
    )  # fmt: skip


def kept_figures(on: date, seq: int, rows: Sequence[Row]) -> dict[str, Any]:
    """What the closing entry keeps of a campaign: all figures, and the parcels behind them.

    Parameters
    ----------
    on, seq
        The day of closing, and the last entry before it.
    rows
        Everything that changed so that it counts, up to the day.
    """
    counted = [row.counted for row in rows]
    gains = _gains(one.gains for one in counted)
    return {
        "on": on.isoformat(),
        "seq": seq,
        "done_dm2": sum(one.counts_dm2 for one in counted),
        "count": sum(one.counts_dm2 > 0 for one in counted),
        "gains": {day.isoformat(): n for day, n in sorted(gains.items())},
        "count_gains": {day.isoformat(): n for day, n in sorted(count_gains(counted).items())},
        "parcels": [_kept_row(row) for row in rows],
    }


def count_gains(counted: Iterable[Counted]) -> dict[date, int]:
    """Day -> how many parcels more count from it on."""
    found: dict[date, int] = defaultdict(int)
    for one in counted:
        held = 0
        for day, gain in sorted(one.gains.items()):
            found[day] += (held + gain > 0) - (held > 0)
            held += gain
    return {day: n for day, n in found.items() if n}


def _measure(
    goal: int, first: date, deadline: date, on: date, gains: Mapping[date, int], *, ended: bool
) -> Measure:
    run = Run(goal, first, deadline, on, gains)
    found = None if ended else forecast(run)
    said: Verdict = "missed" if ended and run.left else verdict(run, found)
    return Measure(run, found, said)


def _rows(record: Record, land: Land, counted: Iterable[Counted]) -> tuple[Row, ...]:
    every = list(counted)
    by = marked_by(record, land, every)
    return tuple(Row(one, by.get(one.parcel)) for one in every)


def _gains(several: Iterable[Mapping[date, int]]) -> dict[date, int]:
    found: dict[date, int] = defaultdict(int)
    for gains in several:
        for day, gain in gains.items():
            found[day] += gain
    return dict(found)


def _by_day(kept: Mapping[str, int]) -> dict[date, int]:
    return {date.fromisoformat(day): n for day, n in kept.items()}


def _closing(kept: Mapping[str, Any], now: Iterable[Counted]) -> Closing:
    was = {one["parcel"]: int(one["counts_dm2"]) for one in kept["parcels"]}
    here = {one.parcel: one.counts_dm2 for one in now}
    changed = tuple(
        Difference(parcel, was.get(parcel, 0), here.get(parcel, 0))
        for parcel in sorted(was.keys() | here.keys())
        if was.get(parcel, 0) != here.get(parcel, 0)
    )
    count = sum(area > 0 for area in here.values())
    on = date.fromisoformat(kept["on"])
    return Closing(on, int(kept["seq"]), sum(here.values()), count, changed)


def _kept_row(row: Row) -> dict[str, Any]:
    one, by = row
    told = {
        "parcel": one.parcel, "park": one.park, "before": one.before, "to": one.to,
        "route": one.route, "on": one.on.isoformat(), "area_dm2": one.area_dm2,
        "counts_dm2": one.counts_dm2,
        "parts": [[part.parcel, part.area_dm2, part.status, part.since.isoformat(),
                   list(part.lacks)] for part in one.parts],
    }  # fmt: skip
    if by is None:
        return told
    return told | {"entry": by.seq, "actor": by.actor, "reason": by.reason,
                   "recorded_at": by.recorded_at.isoformat()}  # fmt: skip


def _kept_rows(kept: Mapping[str, Any]) -> tuple[Row, ...]:
    return tuple(_row_of(one) for one in kept["parcels"])


def _row_of(one: Mapping[str, Any]) -> Row:
    parts = tuple(
        Part(parcel, area, status, date.fromisoformat(since), tuple(lacks))
        for parcel, area, status, since, lacks in one["parts"]
    )
    counted = Counted(
        one["parcel"], one["park"], one["before"], one["to"], one["route"],
        date.fromisoformat(one["on"]), one["area_dm2"], one["counts_dm2"], parts, {},
    )  # fmt: skip
    by = None
    if "entry" in one:
        moment = datetime.fromisoformat(one["recorded_at"])
        by = MarkedBy(one["entry"], one["actor"], moment, one["reason"])
    return Row(counted, by)


__all__ = [
    "Closing", "Difference", "Measure", "Row", "Standing", "count_gains", "goal_dm2",
    "kept_figures", "standing_of",
]  # fmt: skip
