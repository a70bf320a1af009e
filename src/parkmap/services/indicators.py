"""经济指标: entered and amended by period, read with growth and per mu of land; for staff."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple

from parkmap.errors import BadValue, Conflict
from parkmap.land.courses import Sum
from parkmap.land.indicators import (
    FIGURE_ITEMS,
    INDICATOR,
    INDICATOR_ITEMS,
    INDICATOR_PREFIX,
    KEPT,
    Reading,
    field_of,
    per_mu,
    reached,
    reading,
    readings,
)
from parkmap.land.items import checked
from parkmap.land.ledger import Subject
from parkmap.land.periods import FIRST_YEAR, LAST_YEAR, Period, period_of
from parkmap.land.status import IN_USE, REVITALIZED
from parkmap.services import statistics, subjects
from parkmap.services.histories import HistoryLine, lines_of
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.subjects import EDIT, Amendment, Entered, Fresh
from parkmap.store import ledger
from parkmap.store.present import Stored

LAND_IN_USE: Final = (IN_USE, REVITALIZED)
"""Statuses of land in production, by which values are divided."""


class PerMu(NamedTuple):
    """A value per mu, its unit, and the land it was divided by, on the last day of the period."""

    figure: float
    unit: str
    on: date
    land: Sum


@dataclass(frozen=True, slots=True)
class Told:
    """The figures of one period, with what they are per mu of land in use where that is told."""

    reading: Reading
    per_mu: PerMu | None


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator as it stands, with every period that has a figure, latest first."""

    id: str
    version: int
    state: dict[str, Any]
    told: tuple[Told, ...]

    def name(self, language: str) -> str:
        """Its name in the language of the page; the Chinese one where it has no other."""
        zh = str(self.state["name_zh"])
        return zh if language.startswith("zh") else str(self.state.get("name_en") or zh)

    def of(self, period: str) -> Told | None:
        """What is told of a period; None where it has neither value nor target."""
        return next((one for one in self.told if one.reading.period.id == period), None)

    @property
    def latest(self) -> Told | None:
        """The latest period with a value; None without any."""
        return next((one for one in self.told if one.reading.value is not None), None)

    @property
    def goal_reached(self) -> float | None:
        """The share of its goal that the latest value makes, in percent; None where unknown."""
        latest = self.latest
        return reached(latest.reading.value, self.state.get("goal")) if latest else None


def indicators(record: Record, actor: Actor) -> list[IndicatorView]:
    """Every indicator with its figures, by id; for staff. A page, a report and a wall read these.

    Growth is over the same period a year before, from both values as they stand. Per mu is told
    where the indicator says so, once the period has ended: over the land in use or revitalized on
    its last day, as recorded areas.
    """
    land = _land(record, actor)
    return [_view(one, record, land) for one in subjects.every(record, actor, INDICATOR)]


def indicator(record: Record, actor: Actor, indicator_id: str) -> IndicatorView:
    """One indicator; NotFound where there is none."""
    stored = subjects.read(record, actor, INDICATOR, indicator_id)
    return _view(stored, record, _land(record, actor))


def history(record: Record, actor: Actor, indicator_id: str) -> tuple[HistoryLine, ...]:
    """Who changed what and when, newest first; for staff."""
    subjects.read(record, actor, INDICATOR, indicator_id)
    with record.store.read() as connection:
        about = ledger.deltas_about(connection, record.zone_id, Subject(INDICATOR, indicator_id))
    return lines_of(record, actor, INDICATOR, about)


def enter_indicator(
    record: Record, actor: Actor, fields: Mapping[str, Any], reason: str, key: str | None = None,
    papers: Sequence[str] = (),
) -> Entered:  # fmt: skip
    """Enter an indicator, still without figures.

    Raises
    ------
    BadValue
        An item that is missing or does not fit.
    Conflict
        One of this name and kind of period is there already.
    """
    require(actor, EDIT)
    kept = _checked(record, actor, fields, {}, "")
    fresh = Fresh(INDICATOR, kept, record.today(), reason or str(kept["name_zh"]), papers)
    return subjects.enter(record, actor, [fresh], INDICATOR_PREFIX, key)


def amend_indicator(
    record: Record, actor: Actor, one: str, version: int | None, fields: Mapping[str, Any],
    reason: str, key: str | None = None, papers: Sequence[str] = (),
) -> Receipt:  # fmt: skip
    """Change what an indicator says of itself; its kind of period stays once it has figures."""
    require(actor, EDIT)
    now = subjects.read(record, actor, INDICATOR, one).state
    kept = _checked(record, actor, fields, now, one)
    asked = Amendment(INDICATOR, {one: version}, kept, record.today(), reason or one, papers)
    return subjects.amend(record, actor, asked, key)


def enter_figure(
    record: Record, actor: Actor, one: str, version: int | None, fields: Mapping[str, Any],
    reason: str, key: str | None = None, papers: Sequence[str] = (),
) -> Receipt:  # fmt: skip
    """Enter or change the value, target and source of one period; None empties an item.

    Raises
    ------
    BadValue
        No period of the indicator's kind, a value of a period that has not begun, a value without
        its source document.
    """
    require(actor, EDIT)
    state = subjects.read(record, actor, INDICATOR, one).state
    sent = checked(FIGURE_ITEMS, fields, whole=True)
    period = period_of(sent.pop("period"), state["period"])
    kept = {field_of(name, period): value for name, value in sent.items()}
    check_figure({**state, **kept}, period, record.today())
    said = reason or f"{state['name_zh']} {period.label('zh')}"
    asked = Amendment(INDICATOR, {one: version}, kept, record.today(), said, papers)
    return subjects.amend(record, actor, asked, key)


def check_figure(state: Mapping[str, Any], period: Period, today: date) -> None:
    """Refuse a value of a period to come, and one without its source; the field is named."""
    value, _target, source = (state.get(field_of(name, period)) for name in KEPT)
    if value is None:
        return
    if period.first_day > today:
        raise BadValue(
            "%(period)s has not begun; give its target alone", field="period", period=period.id
        )
    if not source:
        raise BadValue("a value needs its source; name the document that tells it", field="source")


def _checked(
    record: Record, actor: Actor, fields: Mapping[str, Any], now: Mapping[str, Any], own: str
) -> dict[str, Any]:
    kept = checked(INDICATOR_ITEMS, fields, whole=not own)
    whole = {**now, **kept}
    if own and whole["period"] != now["period"] and readings(now):
        raise BadValue("this stays as it is while there are figures", field="period")
    year = whole.get("goal_year")
    if year is not None and not (FIRST_YEAR <= year <= LAST_YEAR and year == int(year)):
        raise BadValue("'%(value)s' is no year; write it as 2030", field="goal_year", value=year)
    if whole.get("goal") is not None and not whole.get("goal_source"):
        raise BadValue("a goal needs its source; name the document", field="goal_source")
    for one in subjects.every(record, actor, INDICATOR):
        same = all(one.state.get(name) == whole.get(name) for name in ("name_zh", "period"))
        if one.id != own and same:
            raise Conflict(
                "%(id)s is called so already; go on with that one", field="name_zh", id=one.id
            )
    return kept


def _land(record: Record, actor: Actor) -> Callable[[date], Sum | None]:
    """What gives the land in production on a day, each day worked out once."""
    first = statistics.first_day(record)

    @cache
    def on(day: date) -> Sum | None:
        if day < first:
            return None
        found = statistics.totals(record, actor, day).by_style()
        return found.get(LAND_IN_USE[0], Sum()).plus(found.get(LAND_IN_USE[1], Sum()))

    return on


def _view(stored: Stored, record: Record, land: Callable[[date], Sum | None]) -> IndicatorView:
    told = tuple(
        Told(one, _per_mu(one, stored.state, record.today(), land))
        for one in readings(stored.state)
    )
    return IndicatorView(stored.id, stored.version, stored.state, told)


def _per_mu(
    one: Reading, state: Mapping[str, Any], today: date, land: Callable[[date], Sum | None]
) -> PerMu | None:
    day = one.period.last_day
    if not state.get("per_mu") or one.value is None or day > today:
        return None
    under = land(day)
    found = per_mu(one.value, str(state["unit"]), under.area_dm2) if under else None
    return PerMu(*found, day, under) if found and under else None


__all__ = [
    "LAND_IN_USE", "IndicatorView", "PerMu", "Told", "amend_indicator", "check_figure",
    "enter_figure", "enter_indicator", "history", "indicator", "indicators", "reading",
]  # fmt: skip
