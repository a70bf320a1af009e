"""Sums by day, month and year follow the spans, step by step and all at once."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert

from parkmap.land.fold import FOREVER
from parkmap.services.record import Record
from parkmap.store import Store, flow
from parkmap.store.schema import span
from tests.small import count

ZONE = 7
FIRST = date(2019, 12, 25)
SPANS = st.lists(
    st.tuples(st.integers(0, 900), st.integers(1, 900), st.sampled_from(["idle", "in_use", ""])),
    min_size=1, max_size=8,
)  # fmt: skip


def rows_of(drawn: list[tuple[int, int, str]], park: str = "P1") -> list[dict[str, Any]]:
    """A span for each draw: days from the first, length, status; the longest never end."""
    return [
        {"zone_id": ZONE, "parcel_id": f"{park}-{place}", "from_on": str(FIRST + timedelta(begin)),
         "until_on": FOREVER if length > 800 else str(FIRST + timedelta(begin + length)),
         "status": status, "offer": "none", "park": park, "area_dm2": 100 + place}
        for place, (begin, length, status) in enumerate(drawn)
    ]  # fmt: skip


def counted(rows: list[dict[str, Any]], day: str) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        if row["status"] and row["from_on"] <= day < row["until_on"]:
            n, area = found.get(row["status"], (0, 0))
            found[row["status"]] = (n + 1, area + row["area_dm2"])
    return found


def summed(connection: Connection, day: str) -> dict[str, tuple[int, int]]:
    return {one.status: (one.count, one.area_dm2) for one in flow.sums(connection, ZONE, day)}


@given(SPANS, SPANS)
@settings(max_examples=12, deadline=None)
def test_sums_follow_spans_that_come_and_go(old: Any, new: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "flow.db")
        follow(store, rows_of(old), rows_of(new, "P2"))
        store.close()


def follow(store: Store, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> None:
    days = [str(FIRST + timedelta(step)) for step in range(-1, 1900, 97)]
    with store.write() as connection:
        flow.apply(connection, ZONE, [], old)
        assert [summed(connection, day) for day in days] == [counted(old, day) for day in days]
        flow.apply(connection, ZONE, old, new)
        assert [summed(connection, day) for day in days] == [counted(new, day) for day in days]
        connection.execute(insert(span), new)
        assert flow.differing(connection, ZONE) is None
        flow.apply(connection, ZONE, new, [])
        assert connection.exec_driver_sql("SELECT count(*) FROM flow").scalar() == 0


def test_what_cancels_out_leaves_no_row(record: Record) -> None:
    rows = rows_of([(0, 10, "idle")])
    with record.store.write() as connection:
        before = count_in(connection)
        flow.apply(connection, ZONE, rows, rows)
        assert count_in(connection) == before


def count_in(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT count(*) FROM flow").scalar() or 0)


def test_the_first_day_is_read_from_it(record: Record) -> None:
    with record.store.read() as connection:
        assert flow.first_day(connection, record.zone_id) == "2025-01-01"
        assert flow.first_day(connection, ZONE) is None


@pytest.mark.parametrize(
    "statement",
    ["UPDATE flow SET d_count = d_count + 1 WHERE grain = 7", "DELETE FROM flow WHERE grain = 4"],
)
def test_a_step_that_does_not_follow_is_found(record: Record, statement: str) -> None:
    with record.store.write() as connection:
        connection.exec_driver_sql(statement)
        assert flow.differing(connection, record.zone_id) is not None
    assert count(record, "flow") > 0
