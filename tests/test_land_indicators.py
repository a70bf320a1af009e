"""Periods, growth over the year before, per mu: by hand and by law."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkmap.errors import BadValue
from parkmap.land.indicators import figure_of, growth, per_mu, reached, readings
from parkmap.land.periods import PARTS, Period, period_of

PERIODS = st.sampled_from(list(PARTS)).flatmap(
    lambda kind: st.builds(
        Period, st.just(kind), st.integers(1950, 2900), st.integers(1, PARTS[kind])
    )
)


@given(PERIODS)
def test_a_period_is_read_as_it_was_written(period: Period) -> None:
    assert period_of(period.id) == period == period_of(period.label("zh"), period.kind)


@given(PERIODS)
def test_the_next_period_begins_the_day_after(period: Period) -> None:
    after = period.last_day + timedelta(days=1)
    last = period.part == PARTS[period.kind]
    following = Period(period.kind, period.year + last, 1 if last else period.part + 1)
    assert following.first_day == after


@pytest.mark.parametrize("text", ["", "25", "2025Q5", "2025-13", "2025-00", "0025", "去年"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        period_of(text)


def test_a_month_of_a_yearly_indicator_is_refused() -> None:
    with pytest.raises(BadValue):
        period_of("2025-03", "year")


@pytest.mark.parametrize(
    ("value", "before", "percent"),
    [(90.71, 78.2, 16.0), (34.79, 31.6215, 10.02), (38.85, 35, 11.0), (9, 10, -10.0),
     (1, 0, None), (1, -2, None), (None, 5, None), (5, None, None), (1.00005, 1, 0.01)],
)  # fmt: skip
def test_growth_is_computed_half_up_or_unknown(
    value: float | None, before: float | None, percent: float | None
) -> None:
    assert growth(value, before) == percent


def test_growth_is_over_the_same_quarter_a_year_before() -> None:
    state = {"value_2025Q1": 11, "value_2024Q4": 1, "value_2024Q1": 10, "target_2025Q2": 3}
    found = {one.period.id: (one.before, one.growth) for one in readings(state)}
    assert [found[one] for one in ("2025Q1", "2024Q4")] == [(10, 10.0), (None, None)]
    assert [*found] == ["2025Q2", "2025Q1", "2024Q4", "2024Q1"]


def test_money_per_mu_is_told_in_wan_and_others_in_their_unit() -> None:
    thousand_mu = 66_666_667
    assert per_mu(2.5, "亿元", thousand_mu) == (25.0, "万元/亩")
    assert per_mu(500, "家", thousand_mu) == (0.5, "家/亩")
    assert per_mu(2.5, "亿元", 0) is None


def test_a_target_of_nothing_is_never_reached() -> None:
    assert (reached(5, 0), reached(None, 5), reached(5, 10)) == (None, None, 50.0)


def test_other_fields_are_no_figures() -> None:
    assert figure_of("value_2025") is not None
    assert figure_of("goal_year") is None and figure_of("value_x") is None


def test_a_leap_year_has_its_day() -> None:
    assert period_of("2024-02").last_day == date(2024, 2, 29)
