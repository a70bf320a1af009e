"""经济指标 of the whole zone: a value for each period with its target and source document.

Growth is computed from the value of the same period a year before, as both stand in the record; it
is unknown where either is, or where that value is not above 0. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final, NamedTuple

from parkmap.errors import BadValue
from parkmap.land.items import Item, items_of
from parkmap.land.periods import PERIODS, Period, period_of

INDICATOR: Final = "indicator"
INDICATOR_PREFIX: Final = "ZB-"

INDICATOR_ITEMS: Final = items_of(
    Item("name_zh", "指标名称", "Name in Chinese", needed=True, told_as="indicator_name"),
    Item("name_en", "英文名称", "Name in English", told_as="indicator_name_en"),
    Item("unit", "计量单位", "Unit", needed=True, told_as="indicator_unit"),
    Item("period", "期间类型", "Period", "code", needed=True, codes=PERIODS,
         told_as="indicator_period"),
    Item("per_mu", "计算亩均", "Per mu", "flag", told_as="indicator_per_mu"),
    Item("goal", "远期目标", "Goal", "number", told_as="indicator_goal"),
    Item("goal_year", "目标年份", "Year of the goal", "number", told_as="indicator_goal_year"),
    Item("goal_source", "目标来源文件", "Source of the goal", told_as="indicator_goal_source"),
    Item("note", "备注", "Note", "long"),
)  # fmt: skip
FIGURE_ITEMS: Final = items_of(
    Item("period", "期间", "Period", needed=True, told_as="figure_period"),
    Item("value", "数值", "Value", "number", told_as="figure_value"),
    Item("target", "本期目标", "Target of the period", "number", told_as="figure_target"),
    Item("source", "来源文件", "Source document", told_as="figure_source"),
)
"""What is entered of one period; each is a field of the indicator named with it: `value_2025`."""
KEPT: Final = ("value", "target", "source")
UNITS_PER_MU: Final = {"亿元": (Decimal(10_000), "万元/亩"), "万元": (Decimal(1), "万元/亩")}
"""Unit -> what a value is multiplied by, and the unit per mu; others are told as unit/亩."""


class Reading(NamedTuple):
    """The figures of one period; `before` is the value of the same period a year before."""

    period: Period
    value: float | None
    target: float | None
    source: str
    before: float | None

    @property
    def growth(self) -> float | None:
        """Growth over the year before, in percent with two decimals; None where unknown."""
        return growth(self.value, self.before)

    @property
    def reached(self) -> float | None:
        """The share of the period's target that was reached, in percent with one decimal."""
        return reached(self.value, self.target)


def field_of(name: str, period: Period) -> str:
    """The field that keeps a figure of a period.

    Examples
    --------
    >>> field_of("value", Period("quarter", 2025, 1))
    'value_2025Q1'
    """
    return f"{name}_{period.id}"


def figure_of(field: str) -> tuple[Item, Period] | None:
    """The item and period of a field such as `value_2025`; None for another field."""
    name, _, text = field.rpartition("_")
    if name not in KEPT:
        return None
    try:
        return FIGURE_ITEMS[name], period_of(text)
    except BadValue:
        return None


def readings(state: Mapping[str, Any]) -> tuple[Reading, ...]:
    """Every period with a value or a target, latest first.

    Examples
    --------
    >>> found = readings({"value_2025": 90.71, "value_2024": 78.2, "target_2026": 100})
    >>> [(one.period.id, one.value, one.growth) for one in found]
    [('2026', None, None), ('2025', 90.71, 16.0), ('2024', 78.2, None)]
    """
    periods = {
        told[1] for field, value in state.items()
        if value is not None and (told := figure_of(field)) and told[0].name != "source"
    }  # fmt: skip
    latest_first = sorted(periods, key=lambda one: (one.year, one.part), reverse=True)
    return tuple(reading(state, period) for period in latest_first)


def reading(state: Mapping[str, Any], period: Period) -> Reading:
    """What is known of one period."""
    value, target, source = (state.get(field_of(name, period)) for name in KEPT)
    before = state.get(field_of("value", period.year_before))
    return Reading(period, value, target, str(source or ""), before)


def growth(value: float | None, before: float | None) -> float | None:
    """Percent by which a value is above that of the year before, half up to two decimals.

    Examples
    --------
    >>> growth(34.79, 31.6215), growth(5, 0), growth(None, 3)
    (10.02, None, None)
    """
    if value is None or before is None or before <= 0:
        return None
    now, then = Decimal(repr(value)), Decimal(repr(before))
    return _rounded((now - then) * 100 / then, "0.01")


def reached(value: float | None, target: float | None) -> float | None:
    """Percent of a target, half up to one decimal; None where either is unknown.

    Examples
    --------
    >>> reached(90.71, 100)
    90.7
    """
    if value is None or target is None or target <= 0:
        return None
    return _rounded(Decimal(repr(value)) * 100 / Decimal(repr(target)), "0.1")


def per_mu(value: float, unit: str, area_dm2: int) -> tuple[float, str] | None:
    """A value per mu of an area with its unit, half up; None without land.

    With two decimals from 1 on, with four below.

    Examples
    --------
    >>> per_mu(90.71, "亿元", 6_666_667 * 100)
    (90.71, '万元/亩')
    """
    if area_dm2 <= 0:
        return None
    times, word = UNITS_PER_MU.get(unit, (Decimal(1), f"{unit}/亩"))
    mu = Decimal(area_dm2) * 3 / 200_000
    found = Decimal(repr(value)) * times / mu
    return _rounded(found, "0.01" if abs(found) >= 1 else "0.0001"), word


def _rounded(value: Decimal, step: str) -> float:
    return float(value.quantize(Decimal(step), rounding=ROUND_HALF_UP))


__all__ = [
    "FIGURE_ITEMS", "INDICATOR", "INDICATOR_ITEMS", "INDICATOR_PREFIX", "KEPT", "Reading",
    "field_of", "figure_of", "growth", "per_mu", "reached", "reading", "readings",
]  # fmt: skip
