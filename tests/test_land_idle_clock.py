"""The clock of idle land: it counts from the agreed start, and suspects only after a full term."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkmap.errors import BadValue
from parkmap.land.attention import attention_of
from parkmap.land.idle_clock import (
    BY_GOVERNMENT,
    ClockTerms,
    clock_of,
    months_after,
    months_between,
    years_after,
)

TERMS = ClockTerms()
DAYS = st.dates(date(2010, 1, 1), date(2040, 12, 31))
AGREED = date(2025, 3, 1)


def stage(day: date, **fields: Any) -> str | None:
    state = {"status": "idle", "agreed_start_on": AGREED.isoformat()} | fields
    clock = clock_of(state, day, TERMS)
    return clock.stage if clock else None


@pytest.mark.parametrize(("day", "expected"), [
    (date(2024, 11, 30), None), (date(2024, 12, 1), "near"), (date(2025, 2, 28), "near"),
    (date(2025, 3, 1), "overdue"), (date(2026, 2, 28), "overdue"), (date(2026, 3, 1), "suspected"),
    (date(2027, 2, 28), "suspected"), (date(2027, 3, 1), "suspected_long"),
])  # fmt: skip
def test_the_stages_begin_on_their_days(day: date, expected: str | None) -> None:
    assert stage(day) == expected


@given(agreed=DAYS, day=DAYS)
def test_nothing_is_suspected_before_a_full_year(agreed: date, day: date) -> None:
    clock = clock_of({"status": "idle", "agreed_start_on": agreed.isoformat()}, day, TERMS)
    assert (clock is not None and clock.suspected) == (day >= years_after(agreed, 1))


@given(agreed=DAYS, day=DAYS)
def test_days_left_lead_to_the_next_stage(agreed: date, day: date) -> None:
    state = {"status": "idle", "agreed_start_on": agreed.isoformat()}
    clock = clock_of(state, day, TERMS)
    if clock is not None and clock.days_left is not None:
        later = clock_of(state, day + timedelta(days=clock.days_left), TERMS)
        assert later is not None and later.stage != clock.stage


@given(first=DAYS, days=st.integers(0, 5_000))
def test_months_and_days_add_up_to_the_span(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    months = months_between(first, last)
    assert months_after(first, months) <= last < months_after(first, months + 1)


@pytest.mark.parametrize("fields", [
    {"status": "in_use"}, {"status": "revitalized"}, {"completed_on": "2025-06-01"},
    {"stock_kind": "determined_idle"}, {"retired_on": "2025-06-01"}, {"agreed_start_on": None},
    {"started_on": "2025-04-01"}, {"status": "under_construction"},
])  # fmt: skip
def test_no_clock_runs_where_the_rule_does_not_reach(fields: dict[str, Any]) -> None:
    assert stage(date(2028, 1, 1), **fields) is None


STOPPED = {"started_on": "2025-04-01", "stopped_on": "2026-01-15"}


@pytest.mark.parametrize(("shares", "low"), [
    ({"invested_share": 24.9, "developed_share": 40}, ("invested",)),
    ({"invested_share": 25, "developed_share": 33}, ("developed",)),
    ({"invested_share": 1, "developed_share": 1}, ("developed", "invested")),
])  # fmt: skip
def test_land_that_stopped_counts_by_area_and_investment(
    shares: dict[str, float], low: tuple[str, ...]
) -> None:
    state = {"status": "under_construction"} | STOPPED | shares
    early, late = (clock_of(state, date(2027, 1, day), TERMS) for day in (14, 15))
    assert early and late
    assert (early.stage, early.days_left, late.stage) == ("stopped", 1, "suspected_stopped")
    assert late.low == low


@pytest.mark.parametrize("shares", [{}, {"invested_share": 25, "developed_share": 34}])
def test_enough_built_and_invested_stops_the_clock(shares: dict[str, float]) -> None:
    state = {"status": "under_construction"} | STOPPED | shares
    assert clock_of(state, date(2028, 1, 1), TERMS) is None


def test_a_cause_of_the_government_has_its_own_rule() -> None:
    state = {"status": "idle", "agreed_start_on": "2025-03-01", "idle_cause": "government"}
    clock = clock_of(state, date(2026, 6, 1), TERMS)
    assert clock and clock.rule is BY_GOVERNMENT


def test_thresholds_come_from_the_workspace() -> None:
    own = attention_of({"warning_days": 10, "idle_years": 2, "long_years": 3}).clock
    state = {"status": "idle", "agreed_start_on": "2025-03-01"}
    clock = clock_of(state, date(2026, 6, 1), own)
    assert clock and clock.stage == "overdue"


@pytest.mark.parametrize("table", [
    {"confirm_days": 0}, {"term_days": "90"}, {"invested_share": 101}, {"developed_share": True},
    {"idle_years": 3, "long_years": 2},
])  # fmt: skip
def test_a_wrong_threshold_is_refused_with_its_key(table: dict[str, Any]) -> None:
    with pytest.raises(BadValue, match=r"queue\."):
        attention_of(table)
