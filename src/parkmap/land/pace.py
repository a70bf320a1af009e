"""Will it be done in time: what is done and left, the pace needed and held, and a forecast.

Days are counted whole, the first and the last included. The forecast takes three paces: of the
whole run so far, of its last two weeks, and of the whole run without its best day; the day is that
of the first, its range that of the fastest and the slowest. Nothing is left to chance.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from parkmap.said import say

RECENT_DAYS: Final = 14
LEAST_DAYS: Final = 7
LEAST_GAINS: Final = 3
"""No forecast before so many days are gone, and so many days brought something."""
FAR: Final = date(9999, 12, 31)

Verdict = Literal["not_begun", "reached", "missed", "unknown", "on_course", "at_risk", "late"]
VERDICTS: Final = {
    "not_begun": say("not begun"),
    "reached": say("goal reached"),
    "missed": say("goal missed"),
    "unknown": say("too early to tell"),
    "on_course": say("on course"),
    "at_risk": say("at risk"),
    "late": say("will be late"),
}
"""Code -> what a page calls it."""
METHODS: Final = {
    "whole": say("the whole run so far"),
    "recent": say("the last %(days)s days"),
    "without_best": say("the whole run without its best day"),
}
"""Code of a pace -> over what it is taken."""


@dataclass(frozen=True, slots=True)
class Run:
    """A goal with its window, and where it stands at the end of a day.

    Attributes
    ----------
    goal
        In any unit; dm2 or parcels.
    on
        The day looked at; it may lie before or after the window.
    gains
        Day -> what that day brought, net of what fell back; days of the window alone count.
    """

    goal: int
    starts_on: date
    deadline_on: date
    on: date
    gains: Mapping[date, int]

    @property
    def cut(self) -> date:
        """The last day that is counted: `on`, or the deadline where that came before."""
        return min(self.on, self.deadline_on)

    @property
    def days(self) -> int:
        """Days of the window."""
        return (self.deadline_on - self.starts_on).days + 1

    @property
    def gone(self) -> int:
        """Days gone, `on` included."""
        return max((self.cut - self.starts_on).days + 1, 0)

    @property
    def days_left(self) -> int:
        """Days left after `on`."""
        return self.days - self.gone

    @property
    def done(self) -> int:
        """What the window brought up to `on`."""
        return self.between(self.starts_on, self.cut)

    @property
    def left(self) -> int:
        """What the goal still lacks; 0 once it is reached."""
        return max(self.goal - self.done, 0)

    @property
    def over(self) -> bool:
        """Whether the deadline has passed; on its own day it has not."""
        return self.on > self.deadline_on

    @property
    def reached_on(self) -> date | None:
        """The day since which the goal is reached; None while it is not."""
        if self.left:
            return None
        total, since = 0, None
        for day, gain in sorted(self.gains.items()):
            if self.starts_on <= day <= self.cut:
                total += gain
                since = (since or day) if total >= self.goal else None
        return since

    @property
    def needed(self) -> float | None:
        """The pace a day that is needed from now on; None where no day is left."""
        return self.left / self.days_left if self.days_left else None

    def between(self, first: date, last: date) -> int:
        """What came from one day to another, both included, within the window."""
        low, high = max(first, self.starts_on), min(last, self.cut)
        return sum(gain for day, gain in self.gains.items() if low <= day <= high)


class Pace(NamedTuple):
    """A pace held: over what, how much a day, and the day of the goal by it (None: never)."""

    code: str
    days: int
    a_day: float
    reaches_on: date | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """The day on which the goal will be reached, and its range; `latest` None: open."""

    on: date | None
    earliest: date | None
    latest: date | None
    paces: tuple[Pace, ...]


def forecast(run: Run) -> Forecast | None:
    """When the goal is reached if it goes on like this; None where there is not enough to go by.

    Examples
    --------
    >>> first, gains = date(2025, 11, 3), {date(2025, 11, n): 10 for n in (4, 6, 10, 12)}
    >>> run = Run(100, first, date(2025, 12, 5), date(2025, 11, 12), gains)
    >>> found = forecast(run)
    >>> str(found.on), str(found.earliest), str(found.latest)
    ('2025-11-27', '2025-11-27', '2025-12-02')
    """
    gains = [n for day, n in run.gains.items() if run.starts_on <= day <= run.cut and n > 0]
    if not run.left or run.over or run.gone < LEAST_DAYS or len(gains) < LEAST_GAINS:
        return None
    recent = min(RECENT_DAYS, run.gone)
    held = {
        "whole": (run.gone, run.done),
        "recent": (recent, run.between(run.cut - timedelta(days=recent - 1), run.cut)),
        "without_best": (run.gone, run.done - max(gains)),
    }
    paces = tuple(
        Pace(code, days, amount / days, _reached(run, amount / days))
        for code, (days, amount) in held.items()
    )
    ends = [one.reaches_on or FAR for one in paces]
    return Forecast(_told(ends[0]), _told(min(ends)), _told(max(ends)), paces)


def verdict(run: Run, found: Forecast | None) -> Verdict:
    """Will it make it: what is to be said of a run in one word."""
    if not run.left:
        return "reached"
    if run.over:
        return "missed"
    if run.on < run.starts_on:
        return "not_begun"
    if not run.days_left:
        return "late"
    if found is None:
        return "unknown"
    if (found.earliest or FAR) > run.deadline_on:
        return "late"
    return "on_course" if (found.latest or FAR) <= run.deadline_on else "at_risk"


class Point(NamedTuple):
    """A day of the burn-up: what is done (None for days to come) and what the target asks."""

    day: date
    done: int | None
    target: float


def burn_up(run: Run) -> tuple[Point, ...]:
    """A point for the day before the start and each day of the window; the target is a line."""
    points, total = [Point(run.starts_on - timedelta(days=1), 0, 0.0)], 0
    for n in range(1, run.days + 1):
        day = run.starts_on + timedelta(days=n - 1)
        total += run.gains.get(day, 0)
        points.append(Point(day, total if day <= run.cut else None, run.goal * n / run.days))
    return tuple(points)


def _reached(run: Run, a_day: float) -> date | None:
    if a_day <= 0:
        return None
    ahead = math.ceil(run.left / a_day - 1e-9)
    room = (FAR - run.cut).days
    return run.cut + timedelta(days=ahead) if ahead < room else None


def _told(day: date) -> date | None:
    return None if day == FAR else day


__all__ = [
    "LEAST_DAYS", "LEAST_GAINS", "METHODS", "RECENT_DAYS", "VERDICTS", "Forecast", "Pace", "Point",
    "Run", "Verdict", "burn_up", "forecast", "verdict",
]  # fmt: skip
