"""What was undone comes back as a new entry that says the same, where nothing contradicts it."""

from __future__ import annotations

from datetime import date

import pytest

from parkmap.errors import Conflict, Forbidden, LaterEntries, NotFound
from parkmap.services.histories import history
from parkmap.services.reading import parcel
from parkmap.services.record import Record
from parkmap.services.retiring import Retirement, retire
from parkmap.services.statistics import totals
from parkmap.services.undoing import restore, undo
from parkmap.services.verifying import verify
from tests.land import imported, split
from tests.small import LEADER, OFFICER, marked


def undone_mark(record: Record, status: str = "in_use", on: str = "2025-06-01") -> int:
    seq = marked(record, status, on, "T-001").seq
    undo(record, OFFICER, seq, "误录")
    return seq


def test_it_says_the_same_from_the_same_day(record: Record) -> None:
    receipt = restore(record, OFFICER, undone_mark(record), "无误")
    state = receipt.changed[0].state
    assert (state["status"], state["status_since"]) == ("in_use", "2025-06-01")
    line = history(record, OFFICER, "parcel", "T-001")[0]
    assert (line.action, line.restores, line.effective_on) == ("restore", 2, date(2025, 6, 1))


def test_undo_and_return_may_follow_each_other(record: Record) -> None:
    seq = undone_mark(record)
    undo(record, OFFICER, restore(record, OFFICER, seq, "无误").seq, "又误")
    assert restore(record, OFFICER, seq, "终审").changed[0].state["status"] == "in_use"
    assert verify(record).differences[2:] == ()


def test_it_does_not_come_back_twice(record: Record) -> None:
    seq = undone_mark(record)
    again = restore(record, OFFICER, seq, "无误").seq
    with pytest.raises(LaterEntries) as caught:
        restore(record, OFFICER, seq, "无误")
    assert caught.value.values["entries"] == [again]


def test_a_later_word_on_the_same_field_contradicts_it(record: Record) -> None:
    seq = undone_mark(record)
    later = marked(record, "revitalized", "2025-03-01", "T-001").seq
    with pytest.raises(LaterEntries, match=f"#{later}"):
        restore(record, OFFICER, seq, "无误")


def test_the_old_value_is_the_one_of_now(record: Record) -> None:
    first = marked(record, "under_construction", "2025-03-01", "T-001").seq
    second = marked(record, "in_use", "2025-06-01", "T-001").seq
    undo(record, OFFICER, second, "误录")
    undo(record, OFFICER, first, "误录")
    restore(record, OFFICER, second, "无误")
    change = history(record, OFFICER, "parcel", "T-001")[0].changes[0]
    assert (change.old, change.new) == ("idle", "in_use")


def test_a_split_comes_back_with_its_children(record: Record) -> None:
    seq, children = split(record, "T-002", "2025-06-01")
    undo(record, OFFICER, seq, "误录")
    receipt = restore(record, OFFICER, seq, "无误")
    assert [view.id for view in receipt.changed] == children
    assert receipt.gone == ("T-002",)
    assert sum(one.count for one in totals(record, OFFICER).by_park().values()) == 5


def test_what_was_said_without_a_split_does_not_come_back_after_it(record: Record) -> None:
    seq, _ = split(record, "T-002", "2025-06-01")
    undo(record, OFFICER, seq, "误录")
    mark = marked(record, "in_use", "2025-03-01", "T-002").seq
    undo(record, OFFICER, mark, "误录")
    again = restore(record, OFFICER, seq, "无误").seq
    with pytest.raises(LaterEntries, match=f"#{again}"):
        restore(record, OFFICER, mark, "无误")


def test_a_split_does_not_come_back_over_what_its_parent_became(record: Record) -> None:
    seq, _ = split(record, "T-002", "2025-06-01")
    undo(record, OFFICER, seq, "误录")
    later = marked(record, "in_use", "2025-03-01", "T-002").seq
    with pytest.raises(LaterEntries) as caught:
        restore(record, OFFICER, seq, "无误")
    assert caught.value.values["entries"] == [later]


def test_a_mark_of_a_child_waits_for_the_split(record: Record) -> None:
    seq, children = split(record, "T-002", "2025-06-01")
    mark = marked(record, "in_use", "2025-08-01", children[0]).seq
    undo(record, OFFICER, mark, "误录")
    undo(record, OFFICER, seq, "误录")
    with pytest.raises(Conflict, match="T-002-1, not in the record any more"):
        restore(record, OFFICER, mark, "无误")
    restore(record, OFFICER, seq, "无误")
    assert restore(record, OFFICER, mark, "无误").changed[0].state["status"] == "in_use"


def test_land_that_was_taken_meanwhile_contradicts_it(record: Record) -> None:
    seq = imported(record, "T-900", 113.03)
    undo(record, OFFICER, seq, "误录")
    landed = imported(record, "T-901", 113.0305)
    with pytest.raises(LaterEntries) as caught:
        restore(record, OFFICER, seq, "无误")
    assert caught.value.values["entries"] == [landed]


def test_a_retirement_comes_back(record: Record) -> None:
    seq = retire(record, OFFICER, Retirement({"T-002": 1}, date(2025, 6, 1), "收回")).seq
    undo(record, OFFICER, seq, "误")
    assert restore(record, OFFICER, seq, "无误").gone == ("T-002",)


@pytest.mark.parametrize(("seq", "error"), [(1, Conflict), (3, Conflict), (99, NotFound)])
def test_only_what_was_undone_comes_back(
    record: Record, seq: int, error: type[Conflict | NotFound]
) -> None:
    undone_mark(record)
    with pytest.raises(error):
        restore(record, OFFICER, seq, "无误")


def test_the_same_key_restores_once(record: Record) -> None:
    seq = undone_mark(record)
    first = restore(record, OFFICER, seq, "无误", "key-1")
    assert restore(record, OFFICER, seq, "无误", "key-1").seq == first.seq


def test_a_leader_brings_nothing_back(record: Record) -> None:
    seq = undone_mark(record)
    with pytest.raises(Forbidden):
        restore(record, LEADER, seq, "无误")
    assert parcel(record, OFFICER, "T-001").state["status"] == "idle"
