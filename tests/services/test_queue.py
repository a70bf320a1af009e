"""The queue: what wants attention, put off, given away, answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from parkmap.errors import BadValue, Forbidden, NotFound, SignInNeeded, StaleVersion
from parkmap.services import working
from parkmap.services.accounts import add_user
from parkmap.services.queue import assign, confirm, queue_of, refresh_check, snooze
from parkmap.services.queue_rows import Row
from parkmap.services.reading import parcel
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.store import queue
from tests.small import BEGAN, LEADER, OFFICER, TODAY, begin, copied, marked, write_land

SINCE = "2025-05-28"


def on(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


LAND = (
    {"agreed_start_on": SINCE, "confirmed_on": on(-1)},
    {"agreed_start_on": on(40), "confirmed_on": on(-400), "term_ends_on": on(30)},
    {"status": "in_use", "confirmed_on": on(-900), "offer_ends_on": on(5)},
    {"status": "under_construction", "confirmed_on": on(-200), "certified_area_m2": 5.0},
)


@pytest.fixture
def land(tmp_path: Path) -> Iterator[Record]:
    source = begin(write_land(tmp_path / "made", LAND))
    with copied(source, tmp_path / "land") as record:
        yield record


def rows(record: Record, kind: str, **asked: bool) -> list[Row]:
    return list(queue_of(record, OFFICER, kind=kind, **asked).groups[kind].rows)


def keys(record: Record, kind: str, **asked: bool) -> list[str]:
    return [row.key for row in rows(record, kind, **asked)]


def test_the_clock_names_its_stage_and_its_inputs(land: Record) -> None:
    first, second = rows(land, "clock")
    assert first.key == "clock:T-001:suspected"
    assert "suspected idle: not started, 1 y 1 mo overdue" in first.title
    assert (first.inputs["agreed_start_on"], first.inputs["started_on"]) == (SINCE, None)
    assert (second.key, second.title) == ("clock:T-002:near", "agreed start in 40 days")


def test_each_kind_has_its_rows(land: Record) -> None:
    found = {kind: group.count for kind, group in queue_of(land, OFFICER).groups.items()}
    assert {kind for kind, n in found.items() if not n} == {
        "enquiry",
        "finding",
        "import",
        "proposal",
    }
    assert (found["clock"], found["offer"], found["term"], found["confirm"]) == (2, 1, 1, 2)


def test_the_last_check_is_kept_and_told(land: Record) -> None:
    assert queue_of(land, OFFICER).checked_at is None
    refresh_check(land)
    assert queue_of(land, OFFICER).checked_at
    assert keys(land, "finding") == ["finding:certified_area:T-004"]


def test_a_worker_checks_at_its_start(land: Record) -> None:
    working.begin(land)
    while working.once(land):
        pass
    with land.store.read() as connection:
        assert queue.last_check(connection, land.zone_id) is not None


def test_a_row_put_off_comes_back_on_its_day(land: Record) -> None:
    snooze(land, OFFICER, "confirm:T-002", TODAY + timedelta(days=1), "等测绘院复核")
    assert keys(land, "confirm") == ["confirm:T-004"]
    (row,) = rows(land, "confirm", snoozed=True)
    assert row.note and (row.note.reason, row.note.actor) == ("等测绘院复核", OFFICER.id)
    snooze(land, OFFICER, "confirm:T-002", TODAY, "恢复")
    assert keys(land, "confirm") == ["confirm:T-002", "confirm:T-004"]


def test_a_graver_stage_is_another_row(land: Record) -> None:
    snooze(land, OFFICER, "clock:T-001:overdue", date(2030, 1, 1), "已约谈")
    assert "clock:T-001:suspected" in keys(land, "clock")


def test_a_row_is_given_to_a_colleague(land: Record) -> None:
    zhang = add_user(land, "zhang", "a long enough password", ["officer"])
    assign(land, OFFICER, "clock:T-001:suspected", zhang.id)
    assert [row.note.assignee for row in rows(land, "clock") if row.note] == [zhang.id]
    assert [row.key for group in queue_of(land, zhang.actor, mine=True).groups.values()
            for row in group.rows] == ["clock:T-001:suspected"]  # fmt: skip
    assign(land, OFFICER, "clock:T-001:suspected", "")
    assert queue_of(land, zhang.actor, mine=True).groups["clock"].count == 0


def test_still_so_confirms_the_parcel_today(land: Record) -> None:
    version = parcel(land, OFFICER, "T-002").version
    receipt = confirm(land, OFFICER, "confirm:T-002", version, "现场核实")
    assert [one.id for one in receipt.changed] == ["T-002"]
    assert parcel(land, OFFICER, "T-002").state["confirmed_on"] == TODAY.isoformat()
    assert keys(land, "confirm") == ["confirm:T-004"]
    with pytest.raises(StaleVersion):
        confirm(land, OFFICER, "confirm:T-002", version, "现场核实")


def test_a_parcel_that_was_never_confirmed_is_asked_about(tmp_path: Path) -> None:
    source = begin(write_land(tmp_path / "made", ({}, {"confirmed_on": on(-1)})))
    with copied(source, tmp_path / "land") as record:
        (row,) = rows(record, "confirm")
    assert row.key == "confirm:T-001" and row.inputs == {"confirmed_on": None}
    assert row.title == f"idle for {(TODAY - BEGAN).days} days, not confirmed since: still so?"


def test_a_parcel_that_was_marked_lately_is_not_asked_about(land: Record) -> None:
    marked(land, "idle", on(-10), "T-004")
    assert keys(land, "confirm") == ["confirm:T-002"]


def test_pages_of_the_queue_join_without_a_gap(land: Record) -> None:
    pages = [queue_of(land, OFFICER, kind="confirm", limit=1, offset=n).groups["confirm"]
             for n in range(3)]  # fmt: skip
    assert [row.key for page in pages for row in page.rows] == ["confirm:T-002", "confirm:T-004"]
    assert {page.count for page in pages} == {2}


def test_what_names_no_row_is_refused(land: Record) -> None:
    with pytest.raises(BadValue):
        queue_of(land, OFFICER, kind="letter")
    with pytest.raises(BadValue):
        snooze(land, OFFICER, "nothing:T-001", TODAY, "无")
    with pytest.raises(BadValue):
        snooze(land, OFFICER, "confirm:T-002", TODAY, " ")
    with pytest.raises(BadValue):
        confirm(land, OFFICER, "clock:T-001:suspected", 1, "核实")
    with pytest.raises(NotFound):
        assign(land, OFFICER, "confirm:T-002", "u-nobody")


def test_only_who_works_on_land_changes_the_queue(land: Record) -> None:
    with pytest.raises(SignInNeeded):
        queue_of(land, PUBLIC_ACTOR)
    assert queue_of(land, LEADER).groups
    with pytest.raises(Forbidden):
        snooze(land, LEADER, "confirm:T-002", TODAY, "暂缓")
    with pytest.raises(Forbidden):
        assign(land, LEADER, "confirm:T-002", "")
