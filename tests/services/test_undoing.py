"""An entry that was taken back asserts nothing, and stays readable."""

from __future__ import annotations

from datetime import date

import pytest

from parkmap.errors import BadValue, Conflict, Forbidden, LaterEntries, NotFound, ParkmapError
from parkmap.services.reading import history, parcel
from parkmap.services.record import Record
from parkmap.services.statistics import totals
from parkmap.services.undoing import last_entry, undo
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
    with pytest.raises(Conflict, match="not a mark"):
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
