"""The clock of idle land: how long a parcel has been overdue, and what the rule looks at.

After 闲置土地处置办法 (order 53 of 2012). The clock counts days and shares of the record; whether
land is idle is decided by a written determination (认定书), so it never says more than 疑似. It has
no calendar of its own: the day is handed in. Thresholds come from `[queue]` in `parkmap.toml`.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal, NamedTuple

from parkmap.land.status import IDLE, UNDER_CONSTRUCTION

Stage = Literal["near", "overdue", "suspected", "suspected_long", "stopped", "suspected_stopped"]
GOVERNMENT: Final = "government"
DETERMINED: Final = "determined_idle"
STAGES: Final[tuple[Stage, ...]] = (
    "suspected_long", "suspected", "suspected_stopped", "overdue", "stopped", "near",
)  # fmt: skip
"""The stages, the gravest first."""


@dataclass(frozen=True, slots=True)
class ClockTerms:
    """From when on a parcel is told, and what counts; `source` is the document that says so."""

    warning_days: int = 90
    idle_years: int = 1
    long_years: int = 2
    stopped_years: int = 1
    developed_share: float = 100 / 3
    invested_share: float = 25.0
    source: str = ""


class Rule(NamedTuple):
    """What an article says, in our own short words; its number in both languages."""

    article: str
    article_en: str
    zh: str
    en: str


NOT_STARTED: Final = Rule(
    "第二条、第十四条",
    "articles 2 and 14",
    "超过约定动工日期满一年未动工的，可认定为闲置土地，征缴土地闲置费；满两年未动工的，可无偿收回。",
    "A year past the agreed start without a start: may be determined idle, a fee is due; after two "
    "years it may be recovered.",
)
STOPPED: Final = Rule(
    "第二条",
    "article 2",
    "已动工，但开发面积不足应动工面积的三分之一，或已投资额不足总投资额的 25%，且中止建设满一年的，"
    "可认定为闲置土地。",
    "Started, but under a third of the area developed or under 25 % invested, and stopped for a "
    "year: may be determined idle.",
)
BY_GOVERNMENT: Final = Rule(
    "第八条、第十二条",
    "articles 8 and 12",
    "因政府原因造成动工延迟的，不征缴闲置费，协商延期、置换或有偿收回等方式处置。",
    "Delayed by the government: no fee; dealt with by agreement (a later start, a swap, recovery "
    "against payment).",
)


@dataclass(frozen=True, slots=True)
class Clock:
    """How the clock of one parcel stands on a day.

    Parameters
    ----------
    since
        From which day it counts: the agreed start, or the day on which building stopped.
    months, days
        Whole months since then, and days beyond them; before the agreed start both are 0.
    next_on
        When the next term is full; None after the last one.
    days_left
        Days until then.
    low
        Which shares are under their threshold: "developed", "invested".
    rule
        What the stage is judged by.
    """

    stage: Stage
    since: date
    months: int
    days: int
    next_on: date | None
    days_left: int | None
    low: tuple[str, ...]
    rule: Rule

    @property
    def suspected(self) -> bool:
        """Whether a full term has passed."""
        return self.stage.startswith("suspected")


def clock_of(state: Mapping[str, Any], day: date, terms: ClockTerms) -> Clock | None:
    """The clock of a parcel on a day; None where none runs.

    None runs where land is in use or brought back, retired, determined idle already (its case
    runs), or where the fields do not say enough.

    Examples
    --------
    >>> state = {"status": "idle", "agreed_start_on": "2025-12-24"}
    >>> clock = clock_of(state, date(2026, 11, 26), ClockTerms())
    >>> clock.stage, clock.months, clock.days_left
    ('overdue', 11, 28)
    """
    if state.get("status") not in {IDLE, UNDER_CONSTRUCTION} or state.get("retired_on"):
        return None
    if state.get("completed_on") or state.get("stock_kind") == DETERMINED:
        return None
    if state.get("started_on"):
        return _stopped(state, day, terms)
    return _not_started(state, day, terms) if state.get("status") == IDLE else None


def _not_started(state: Mapping[str, Any], day: date, terms: ClockTerms) -> Clock | None:
    agreed = _day(state.get("agreed_start_on"))
    if agreed is None or day < agreed - timedelta(days=terms.warning_days):
        return None
    rule = BY_GOVERNMENT if state.get("idle_cause") == GOVERNMENT else NOT_STARTED
    first, last = years_after(agreed, terms.idle_years), years_after(agreed, terms.long_years)
    if day < agreed:
        return Clock("near", agreed, 0, 0, agreed, (agreed - day).days, (), rule)
    stage: Stage = "overdue" if day < first else "suspected" if day < last else "suspected_long"
    return _told(stage, agreed, day, first if day < first else last, (), rule)


def _stopped(state: Mapping[str, Any], day: date, terms: ClockTerms) -> Clock | None:
    stopped = _day(state.get("stopped_on"))
    low = _low(state, terms)
    if stopped is None or day < stopped or not low:
        return None
    full = years_after(stopped, terms.stopped_years)
    stage: Stage = "stopped" if day < full else "suspected_stopped"
    rule = BY_GOVERNMENT if state.get("idle_cause") == GOVERNMENT else STOPPED
    return _told(stage, stopped, day, full, low, rule)


def _told(
    stage: Stage, since: date, day: date, next_on: date, low: tuple[str, ...], rule: Rule
) -> Clock:
    months = months_between(since, day)
    days = (day - months_after(since, months)).days
    if day >= next_on:
        return Clock(stage, since, months, days, None, None, low, rule)
    return Clock(stage, since, months, days, next_on, (next_on - day).days, low, rule)


def _low(state: Mapping[str, Any], terms: ClockTerms) -> tuple[str, ...]:
    least = {"developed": terms.developed_share, "invested": terms.invested_share}
    shares = {name: state.get(f"{name}_share") for name in least}
    return tuple(
        name for name, share in shares.items()
        if isinstance(share, int | float) and share < least[name]
    )  # fmt: skip


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def months_after(day: date, months: int) -> date:
    """The same day that many months on; the month's last where it has no such day.

    Examples
    --------
    >>> months_after(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def years_after(day: date, years: int) -> date:
    """The same day that many years on."""
    return months_after(day, 12 * years)


def months_between(first: date, last: date) -> int:
    """How many whole months lie between two days.

    Examples
    --------
    >>> months_between(date(2025, 12, 24), date(2026, 11, 26))
    11
    """
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - 1 if months_after(first, months) > last else months


__all__ = [
    "BY_GOVERNMENT", "NOT_STARTED", "STAGES", "STOPPED", "Clock", "ClockTerms", "Rule", "Stage",
    "clock_of", "months_after", "months_between", "years_after",
]  # fmt: skip
