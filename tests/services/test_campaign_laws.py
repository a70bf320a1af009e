"""Laws of counting for a campaign, and the demonstration's own campaigns."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from parkmap.services.campaign_land import land_on
from parkmap.services.campaigns import standing, standings
from parkmap.services.record import Record
from tests.services.test_campaigns import FIRST, close, enter, told
from tests.small import LEADER, copied, marked

MOVES = st.lists(
    st.tuples(st.sampled_from(["T-001", "T-002", "T-003"]),
              st.sampled_from(["idle", "under_construction", "revitalized", "in_use"]),
              st.integers(0, 29)),
    max_size=7,
)  # fmt: skip


@given(MOVES, MOVES)
@settings(max_examples=12, deadline=None)
def test_laws_of_counting_hold_after_any_marks(four_parcels: Path, moves: Any, later: Any) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        copied(four_parcels, Path(folder) / "z") as record,
    ):
        end = FIRST + timedelta(days=14)
        one = enter(record, deadline_on=str(end))
        for name, status, days in moves:
            marked(record, status, str(FIRST + timedelta(days=days)), name)
        found = told(record, one)
        assert len({row.counted.parcel for row in found.rows}) == len(found.rows)
        counted = {row.counted.parcel for row in found.rows if row.counted.counts_dm2}
        assert counted <= revitalized_on(record, end)
        assert found.mu.run.done == sum(row.counted.counts_dm2 for row in found.rows)
        by_day = [told(record, one, FIRST + timedelta(days=n)).mu.run for n in range(15)]
        assert by_day[-1].done == sum(found.mu.run.gains.values())
        assert [run.done for run in by_day] == [
            found.mu.run.between(FIRST, run.on) for run in by_day]  # fmt: skip
        close(record, one)
        kept = told(record, one)
        for name, status, days in later:
            marked(record, status, str(end + timedelta(days=1 + days % 14)), name)
        after = told(record, one)
        assert (after.mu.run, after.rows, after.count) == (kept.mu.run, kept.rows, kept.count)
        assert after.closing is not None and after.closing.differences == ()


def revitalized_on(record: Record, on: date) -> set[str]:
    land = land_on(record, on).courses
    return set(land.ids(land.standing(on, {"revitalized"})))


def test_the_demonstration_brought_100_mu_back_in_33_days(demo: Record) -> None:
    found = standing(demo, LEADER, "2025-33-days", date(2025, 12, 5))
    assert (found.mu.run.gone, found.mu.run.days, found.verdict) == (33, 33, "reached")
    assert 100 <= found.done_mu <= 101.5 and found.mu.run.left == 0
    assert found.count == len(found.rows) and all(row.by for row in found.rows)
    assert all(row.counted.route for row in found.rows)


def test_in_the_middle_of_it_the_forecast_says_what_the_records_said(demo: Record) -> None:
    on = date(2025, 11, 24)
    found = standing(demo, LEADER, "2025-33-days", on)
    assert (found.mu.run.gone, found.mu.run.days_left, found.verdict) == (22, 11, "late")
    assert found.expected is not None and found.expected.earliest is not None
    assert date(2025, 12, 5) < found.expected.earliest < date(2025, 12, 24)
    assert found.mu.run.needed is not None
    assert found.mu.run.needed > max(pace.a_day for pace in found.expected.paces)
    assert standing(demo, LEADER, "2025-33-days", date(2025, 11, 7)).verdict == "unknown"


def test_it_was_closed_with_the_figures_that_the_record_gives_today(demo: Record) -> None:
    found = standing(demo, LEADER, "2025-33-days", date(2026, 11, 20))
    assert found.closing is not None and found.closing.differences == ()
    assert (found.verdict, found.closing.now_count) == ("reached", found.count)
    assert found.closing.now_dm2 == found.mu.run.done


def test_two_run_on_the_last_days_and_share_land(demo: Record) -> None:
    every = standings(demo, LEADER, date(2026, 11, 20))
    assert [(one.id, one.verdict) for one in every.standings] == [
        ("2026-year-end", "at_risk"), ("2026-precision", "unknown"), ("2025-33-days", "reached"),
    ]  # fmt: skip
    (shared,) = every.overlaps
    assert shared.area_dm2 == every.standings[1].mu.run.done
