"""An entry that was taken back asserts nothing, and stays readable."""

from __future__ import annotations

from datetime import date

import pytest

from parkmap.errors import BadValue, Conflict, Forbidden, LaterEntries, NotFound, ParkmapError
from parkmap.services.histories import history
from parkmap.services.noting import Annotation, annotate
from parkmap.services.reading import parcel
from parkmap.services.record import Record
from parkmap.services.retiring import Retirement, retire
from parkmap.services.statistics import totals
from parkmap.services.undoing import last_entry, undo
from tests.land import imported, imported_park, split
from tests.small import LEADER, OFFICER, count, marked


def test_undo_gives_back_what_was_there(record: Record) -> None:
    before = parcel(record, OFFICER, "T-001").state
    undo(record, OFFICER, marked(record, "in_use", "2025-06-01", "T-001").seq, "误录")
    assert parcel(record, OFFICER, "T-001").state == before


def test_totals_of_the_past_are_corrected_too(record: Record) -> None:
    day = date(2025, 7, 1)
    before = totals(record, OFFICER, day)
    undo(record, OFFICER, marked(record, "in_use", "2025-06-01", "T-001", "T-002").seq, "误录")
    assert totals(record, OFFICER, day) == before


def test_both_entries_stay_in_the_history(record: Record) -> None:
    seq = marked(record, "in_use", "2025-06-01", "T-001").seq
    undone_by = undo(record, OFFICER, seq, "误录").seq
    line = next(one for one in history(record, OFFICER, "parcel", "T-001") if one.seq == seq)
    assert line.undone_by == undone_by


def test_an_entry_others_stand_on_is_not_undone(record: Record) -> None:
    first = marked(record, "in_use", "2025-06-01", "T-001").seq
    second = marked(record, "idle", "2025-08-01", "T-001").seq
    with pytest.raises(LaterEntries) as caught:
        undo(record, OFFICER, first, "误录")
    assert caught.value.values["entries"] == [second]


def test_the_later_one_undone_frees_the_earlier(record: Record) -> None:
    first = marked(record, "in_use", "2025-06-01", "T-001").seq
    undo(record, OFFICER, marked(record, "idle", "2025-08-01", "T-001").seq, "误录")
    assert undo(record, OFFICER, first, "误录").changed[0].state["status"] == "idle"


def test_entries_about_other_parcels_do_not_hold_it(record: Record) -> None:
    first = marked(record, "in_use", "2025-06-01", "T-001").seq
    marked(record, "in_use", "2025-06-01", "T-002")
    assert undo(record, OFFICER, first, "误录").seq == 4


def test_the_last_entry_skips_what_was_undone(record: Record) -> None:
    first = marked(record, "in_use", "2025-06-01", "T-001").seq
    undo(record, OFFICER, marked(record, "in_use", "2025-06-01", "T-002").seq, "误录")
    last = last_entry(record, OFFICER)
    assert last is not None and (last.seq, last.undoable) == (first, True)


def test_an_import_is_not_offered_for_undo(record: Record) -> None:
    assert last_entry(record, OFFICER) is None
    with pytest.raises(Conflict, match="begins with"):
        undo(record, OFFICER, 1, "误录")


@pytest.mark.parametrize(
    ("seq", "reason", "error"), [(99, "误录", NotFound), (2, " ", BadValue), (3, "误录", Conflict)]
)
def test_a_refusal_writes_nothing(
    record: Record, seq: int, reason: str, error: type[ParkmapError]
) -> None:
    undo(record, OFFICER, marked(record, "in_use", "2025-06-01", "T-001").seq, "误录")
    with pytest.raises(error):
        undo(record, OFFICER, seq, reason)
    assert count(record, "entry") == 3


def test_an_entry_is_undone_once(record: Record) -> None:
    seq = marked(record, "in_use", "2025-06-01", "T-001").seq
    undo(record, OFFICER, seq, "误录")
    with pytest.raises(Conflict, match="undone already by entry 3"):
        undo(record, OFFICER, seq, "误录")


def test_a_leader_does_not_undo(record: Record) -> None:
    seq = marked(record, "in_use", "2025-06-01", "T-001").seq
    with pytest.raises(Forbidden):
        undo(record, LEADER, seq, "误录")


def test_the_same_key_undoes_once(record: Record) -> None:
    seq = marked(record, "in_use", "2025-06-01", "T-001").seq
    first = undo(record, OFFICER, seq, "误录", "key-1")
    again = undo(record, OFFICER, seq, "误录", "key-1")
    assert (again.seq, [one.id for one in again.changed]) == (first.seq, ["T-001"])


def test_an_undo_is_not_undone(record: Record) -> None:
    undo(record, OFFICER, marked(record, "in_use", "2025-06-01", "T-001").seq, "误录")
    with pytest.raises(Conflict, match="restore entry 2 instead"):
        undo(record, OFFICER, 3, "误录")


def test_an_undone_split_takes_its_children_along(record: Record) -> None:
    before = parcel(record, OFFICER, "T-002").state
    seq, children = split(record, "T-002", "2025-06-01")
    receipt = undo(record, OFFICER, seq, "误录")
    assert parcel(record, OFFICER, "T-002").state == before
    assert receipt.gone == tuple(children)
    with pytest.raises(NotFound):
        parcel(record, OFFICER, children[0])


def test_ids_of_an_undone_split_are_never_given_out_again(record: Record) -> None:
    seq, first = split(record, "T-002", "2025-06-01")
    undo(record, OFFICER, seq, "误录")
    assert (first, split(record, "T-002", "2025-06-01")[1]) == (
        ["T-002-1", "T-002-2"], ["T-002-3", "T-002-4"],
    )  # fmt: skip


def test_what_was_said_of_a_child_holds_the_split(record: Record) -> None:
    seq, children = split(record, "T-002", "2025-06-01")
    later = marked(record, "in_use", "2025-08-01", children[0]).seq
    with pytest.raises(LaterEntries) as caught:
        undo(record, OFFICER, seq, "误录")
    assert caught.value.values["entries"] == [later]


def test_what_a_parent_said_is_held_by_the_split_that_took_it_over(record: Record) -> None:
    mark = marked(record, "in_use", "2025-03-01", "T-002").seq
    seq, _ = split(record, "T-002", "2025-06-01")
    with pytest.raises(LaterEntries) as caught:
        undo(record, OFFICER, mark, "误录")
    assert caught.value.values["entries"] == [seq]


def test_a_second_import_is_undone_with_its_parcels(record: Record) -> None:
    seq = imported(record, "T-900", 113.03)
    assert undo(record, OFFICER, seq, "误录").gone == ("T-900",)
    assert sum(one.count for one in totals(record, OFFICER).by_park().values()) == 4


def test_land_that_was_put_where_a_parcel_returns_holds_it(record: Record) -> None:
    ended = retire(record, OFFICER, Retirement({"T-002": 1}, date(2025, 6, 1), "收回")).seq
    landed = imported(record, "T-900", 113.0035)
    with pytest.raises(LaterEntries) as caught:
        undo(record, OFFICER, ended, "误")
    assert caught.value.values["entries"] == [landed]


def test_a_parcel_put_into_a_park_holds_the_import_of_the_park(record: Record) -> None:
    park = imported_park(record, "P9")
    named = Annotation({"T-001": 1}, {"park": "P9"}, date(2025, 6, 1), "调整")
    later = annotate(record, OFFICER, named).seq
    with pytest.raises(LaterEntries) as caught:
        undo(record, OFFICER, park, "误")
    assert caught.value.values["entries"] == [later]
