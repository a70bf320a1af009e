"""Laws of the pace of a campaign: nothing is lost, nothing is foretold from too little."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from parkmap.land.pace import LEAST_DAYS, Run, burn_up, forecast, verdict

FIRST = date(2026, 3, 2)
LAST = FIRST + timedelta(days=40)
DAYS = st.integers(-10, 60).map(lambda n: FIRST + timedelta(days=n))
GAINS = st.dictionaries(DAYS, st.integers(-40, 60), max_size=12)


def run_on(on: date, gains: dict[date, int], goal: int = 100) -> Run:
    return Run(goal, FIRST, LAST, on, gains)


@given(DAYS, GAINS)
def test_done_and_left_are_the_goal_below_it(on: date, gains: dict[date, int]) -> None:
    run = run_on(on, gains)
    assert run.done + run.left == run.goal if run.done <= run.goal else run.left == 0


@given(DAYS, GAINS)
def test_days_gone_and_left_are_the_window(on: date, gains: dict[date, int]) -> None:
    run = run_on(on, gains)
    assert run.gone + run.days_left == run.days and 0 <= run.gone <= run.days


@given(GAINS, GAINS)
def test_what_comes_after_the_window_changes_nothing(
    gains: dict[date, int], later: dict[date, int]
) -> None:
    after = {day: n for day, n in later.items() if day > LAST}
    inside = {day: n for day, n in gains.items() if day <= LAST}
    for on in (LAST, LAST + timedelta(days=90)):
        assert run_on(on, inside | after).done == run_on(LAST, inside).done


@given(DAYS, GAINS)
def test_the_line_ends_at_what_is_done_and_its_target_at_the_goal(
    on: date, gains: dict[date, int]
) -> None:
    run = run_on(on, gains)
    points = burn_up(run)
    assert [one.done for one in points if one.done is not None][-1] == run.done
    assert (points[-1].day, points[-1].target) == (LAST, run.goal)


@given(DAYS, GAINS)
def test_a_forecast_lies_in_its_range_after_the_day_it_is_made(
    on: date, gains: dict[date, int]
) -> None:
    run = run_on(on, gains)
    found = forecast(run)
    if found is not None and found.on is not None:
        assert found.earliest is not None and on < found.earliest <= found.on
        assert found.latest is None or found.on <= found.latest
    assert found is None or (run.gone >= LEAST_DAYS and run.left)


def steady(days: int, each: int = 10) -> dict[date, int]:
    return {FIRST + timedelta(days=4 * n): each for n in range(days)}


def test_nothing_is_foretold_in_the_first_week_or_from_two_days() -> None:
    assert forecast(run_on(FIRST + timedelta(days=5), {FIRST + timedelta(days=n): 9
                                                       for n in range(6)})) is None  # fmt: skip
    two = run_on(FIRST + timedelta(days=20), steady(2))
    assert forecast(two) is None and verdict(two, None) == "unknown"


def test_a_pace_that_stopped_leaves_the_range_open() -> None:
    run = run_on(FIRST + timedelta(days=30), steady(4))
    found = forecast(run)
    assert found is not None and found.on is not None and found.latest is None
    assert verdict(run, found) == "late"


def test_the_verdict_follows_the_range() -> None:
    on = FIRST + timedelta(days=19)
    for each, said in ((20, "reached"), (17, "on_course"), (10, "at_risk"), (5, "late")):
        run = run_on(on, steady(5, each))
        assert verdict(run, forecast(run)) == said, each


def test_on_its_last_day_it_is_late_and_from_the_next_on_missed() -> None:
    for days, said in ((0, "late"), (1, "missed")):
        run = run_on(LAST + timedelta(days=days), steady(5))
        assert verdict(run, forecast(run)) == said


def test_a_goal_that_was_lost_again_is_reached_on_the_day_it_came_back() -> None:
    gains = {FIRST: 100, FIRST + timedelta(days=3): -20, FIRST + timedelta(days=9): 30}
    assert run_on(LAST, gains).reached_on == FIRST + timedelta(days=9)
