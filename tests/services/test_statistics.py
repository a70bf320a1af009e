"""Totals on any day are what a plain reading of the ledger gives."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parkmap.land.status import STATUSES
from parkmap.services.reading import ParcelQuery, parcels
from parkmap.services.record import Record
from parkmap.services.statistics import first_day, totals
from parkmap.services.undoing import undo
from tests.plain_replay import brute, said_of_parcels
from tests.small import BEGAN, OFFICER, TODAY, copied, marked

DAYS = [BEGAN - timedelta(1), BEGAN, *(BEGAN + timedelta(days) for days in (60, 150, 300, 500))]
MARKS = st.lists(
    st.tuples(st.sampled_from(["T-001", "T-002", "T-003"]), st.sampled_from(sorted(STATUSES)),
              st.integers(0, 520), st.booleans()),
    max_size=6,
)  # fmt: skip


def told(
    record: Record, day: date, known: datetime | None = None
) -> dict[tuple[str, str], tuple[int, int]]:
    rows = totals(record, OFFICER, day, known).rows
    return {(row.park, row.drawn_as): (row.sum.count, row.sum.area_dm2) for row in rows}


def take(record: Record, marks: Any) -> None:
    for name, status, days, taken_back in marks:
        receipt = marked(record, status, str(BEGAN + timedelta(days)), name)
        if taken_back and receipt.changed:
            undo(record, OFFICER, receipt.seq, "误录")


@given(MARKS)
@settings(max_examples=12, deadline=None)
def test_totals_equal_a_plain_replay_after_any_marks(four_parcels: Path, marks: Any) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        copied(four_parcels, Path(folder) / "z") as record,
    ):
        take(record, marks)
        said = said_of_parcels(record)
        assert [told(record, day) for day in DAYS] == [brute(said, day) for day in DAYS]
        areas = {sum(area for _, area in told(record, day).values()) for day in DAYS[1:]}
        assert len(areas) == 1


@pytest.mark.parametrize("day", ["2024-01-01", "2024-06-30", "2025-06-01", "2026-11-20"])
def test_the_demonstration_adds_up_on_a_day(demo: Record, day: str) -> None:
    on = date.fromisoformat(day)
    assert told(demo, on) == brute(said_of_parcels(demo), on)


def test_the_list_behind_a_figure_has_its_count_and_area(demo: Record) -> None:
    on = date(2025, 6, 1)
    for status, figure in totals(demo, OFFICER, on).by_style().items():
        page = parcels(demo, OFFICER, ParcelQuery(statuses=(status,), as_of=on, limit=5))
        assert (page.matched, page.area_dm2) == (figure.count, figure.area_dm2)


def test_before_the_first_day_there_is_nothing(record: Record) -> None:
    assert first_day(record) == BEGAN
    assert totals(record, OFFICER, BEGAN - timedelta(1)).rows == ()


def test_by_park_and_by_style_have_the_same_sum(demo: Record) -> None:
    found = totals(demo, OFFICER, TODAY)
    by_park = sum(one.area_dm2 for one in found.by_park().values())
    assert by_park == sum(one.area_dm2 for one in found.by_style().values())
