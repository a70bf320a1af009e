"""Two times: the land on a day, as the record knows it now or knew it at a moment."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from parkmap.errors import BadValue
from parkmap.services.correcting import Correction, correct
from parkmap.services.knowing import states_on
from parkmap.services.reading import ParcelQuery, parcels
from parkmap.services.record import Record
from parkmap.services.statistics import totals
from parkmap.services.undoing import undo
from parkmap.workspace import Workspace
from tests.land import split, ticking
from tests.small import NOW, OFFICER, marked

DAY = date(2025, 7, 1)


def moments(record: Record) -> list[datetime]:
    with record.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT recorded_at FROM entry ORDER BY seq")
        return [datetime.fromisoformat(one) for (one,) in rows]


@pytest.fixture
def told(record: Record) -> Record:
    """Entries a minute apart: a mark (2), a split (3), both undone (4, 5), a correction (6)."""
    clocked, _ = ticking(record)
    mark = marked(clocked, "in_use", "2025-06-01", "T-001").seq
    cut, _children = split(clocked, "T-002", "2025-06-01")
    undo(clocked, OFFICER, cut, "误")
    undo(clocked, OFFICER, mark, "误")
    values = ((date(2025, 3, 1), "revitalized"),)
    correct(clocked, OFFICER, Correction("T-003", 1, "status", values, "更正"))
    return clocked


def figures(record: Record, known_at: datetime | None) -> dict[str, int]:
    found = totals(record, OFFICER, DAY, known_at).by_style()
    return {style: one.count for style, one in found.items()}


def test_sums_are_those_of_the_moment(told: Record) -> None:
    known: list[datetime | None] = [*moments(told), None]
    assert [figures(told, one) for one in known] == [
        {"idle": 4}, {"idle": 3, "in_use": 1}, {"idle": 4, "in_use": 1},
        {"idle": 3, "in_use": 1}, {"idle": 4}, {"idle": 3, "revitalized": 1},
        {"idle": 3, "revitalized": 1},
    ]  # fmt: skip


def test_lists_are_those_of_the_moment(told: Record) -> None:
    cut = moments(told)[2]
    page = parcels(told, OFFICER, ParcelQuery(as_of=DAY, known_at=cut))
    assert [one.id for one in page.views] == ["T-001", "T-002-1", "T-002-2", "T-003", "T-004"]
    assert page.matched == 5
    boxed = ParcelQuery(as_of=DAY, known_at=cut, bbox=(113.0036, 36.2, 113.0039, 36.3))
    assert [one.id for one in parcels(told, OFFICER, boxed).views] == ["T-002-2"]


def test_frames_are_those_of_the_moment(told: Record) -> None:
    land = Workspace(told)
    then = land.parcels(as_of=DAY, known_at=moments(told)[1])
    assert (then.status["T-001"], len(then)) == ("in_use", 4)
    assert land.parcels(as_of=DAY).status["T-001"] == "idle"
    assert len(land.parks(known_at=moments(told)[1])) == 2


def test_before_the_first_entry_nothing_was_known(told: Record) -> None:
    before = datetime(2020, 1, 1, tzinfo=NOW.tzinfo)
    assert figures(told, before) == {}
    assert len(Workspace(told).parcels(as_of=DAY, known_at=before)) == 0


def test_a_day_and_a_moment_are_asked_apart(told: Record) -> None:
    first, marked_at = moments(told)[:2]
    days = (date(2025, 5, 31), DAY)
    found = [state(told, day, known) for known in (first, marked_at) for day in days]
    assert found == ["idle", "idle", "idle", "in_use"]


def state(record: Record, day: date, known: datetime) -> Any:
    with record.store.read() as connection:
        found = states_on(connection, record, "parcel", ["T-001"], day.isoformat(), known)
        return next(iter(found)).state["status"]


def test_the_greatest_entry_counts_where_a_clock_went_back(record: Record) -> None:
    late = marked(record, "in_use", "2025-06-01", "T-001")
    with record.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT seq, recorded_at FROM entry").all()
    assert [seq for seq, _ in rows] == [1, late.seq]
    assert len({at for _, at in rows}) == 1
    assert figures(record, NOW) == {"idle": 3, "in_use": 1}


def test_a_day_may_be_given_as_text(told: Record) -> None:
    land = Workspace(told)
    assert len(land.parcels(as_of="2024-12-31")) == 0 < len(land.parcels(as_of="2025-01-01"))
    assert land.totals("2024-12-31").rows == ()
    with pytest.raises(BadValue, match="is no day; write 2026-11-23"):
        land.parks(as_of="soon")


def test_a_moment_without_a_time_zone_is_refused(told: Record) -> None:
    naive = datetime(2026, 6, 30)  # noqa: DTZ001
    for ask in (Workspace(told).parcels, Workspace(told).parks, Workspace(told).totals):
        with pytest.raises(BadValue, match="has no time zone"):
            ask(known_at=naive)
