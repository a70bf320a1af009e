"""What land went through, in columns, is what a plain reading of the ledger gives."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from parkmap.land.courses import Courses
from parkmap.services.courses import courses, forget
from parkmap.services.record import Record
from parkmap.services.undoing import undo
from tests.land import ticking
from tests.plain_replay import Said, brute, said_of_parcels
from tests.services.test_statistics import DAYS, MARKS, take
from tests.small import BEGAN, OFFICER, copied, marked


def told(land: Courses, day: date) -> dict[tuple[str, ...], tuple[int, int]]:
    sums = land.sums(land.standing(day), "park", "status")
    return {key: (one.count, one.area_dm2) for key, one in sums.items()}


def turned(said: dict[str, Said]) -> set[tuple[str, str, str, str]]:
    """(parcel, day, status before, status) of every change of status."""
    found = set()
    for name, lines in said.items():
        days = sorted({day for day, *_ in lines})
        then = [
            (on, {field: value for day, _seq, field, value in lines if day <= on}) for on in days
        ]
        for (_, before), (on, after) in pairwise(then):
            if before["status"] != after["status"]:
                found.add((name, on, before["status"], after["status"]))
    return found


def turns(land: Courses) -> set[tuple[str, str, str, str]]:
    rows = land.turns(date(1900, 1, 1), date(2100, 1, 1))
    words = {name: land.words[name] for name in ("before", "status")}
    return {
        (one, date.fromordinal(int(land.start[row])).isoformat(),
         *(column.words[column.at[row]] for column in words.values()))
        for one, row in zip(land.ids(rows), rows, strict=True)
    }  # fmt: skip


@given(MARKS)
@settings(max_examples=12, deadline=None)
def test_courses_equal_a_plain_replay_after_any_marks(four_parcels: Path, marks: Any) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        copied(four_parcels, Path(folder) / "z") as record,
    ):
        courses(record)
        take(record, marks)
        land, said = courses(record), said_of_parcels(record)
        assert [told(land, day) for day in DAYS] == [brute(said, day) for day in DAYS]
        assert turns(land) == turned(said)
        series = land.series(DAYS, "status")
        on_days = [land.sums(land.standing(day), "status") for day in DAYS]
        for n, sums in enumerate(on_days):
            counted = {(word,): int(one.counts[n]) for word, one in series.items()}
            assert {key: n for key, n in counted.items() if n} == {
                key: one.count for key, one in sums.items()
            }
        forget()
        anew = courses(record)
        assert [told(anew, day) for day in DAYS] == [told(land, day) for day in DAYS]
        assert turns(anew) == turns(land)


def test_what_was_known_at_a_moment_stays_readable(record: Record) -> None:
    record, _ = ticking(record)
    first = marked(record, "in_use", str(BEGAN + timedelta(10)), "T-001")
    day = BEGAN + timedelta(20)
    then = told(courses(record), day)
    marked(record, "idle", str(BEGAN + timedelta(15)), "T-001")
    assert told(courses(record), day) != then
    assert told(courses(record, first.recorded_at), day) == then


def test_an_undone_mark_is_no_turn(record: Record) -> None:
    before = turns(courses(record))
    done = marked(record, "in_use", str(BEGAN + timedelta(10)), "T-001")
    assert turns(courses(record)) != before
    undo(record, OFFICER, done.seq, "误录")
    assert turns(courses(record)) == before


@pytest.fixture(autouse=True)
def _fresh() -> None:
    forget()
