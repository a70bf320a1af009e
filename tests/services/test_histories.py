"""Histories with what was corrected and undone, lineage to any depth, differences of two days."""

from __future__ import annotations

from datetime import date

import pytest

from parkmap.errors import BadValue, NotFound
from parkmap.services.histories import Difference, differences, history, lineage
from parkmap.services.noting import Annotation, annotate
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.retiring import Retirement, retire
from parkmap.services.undoing import restore, undo
from tests.land import imported, split
from tests.small import BEGAN, OFFICER, TODAY, marked


def told(record: Record, parcel_id: str) -> list[str]:
    return [line.action for line in history(record, OFFICER, "parcel", parcel_id)]


def between(record: Record, first: str, second: str) -> dict[str, Difference]:
    days = (date.fromisoformat(first), date.fromisoformat(second))
    return {one.id: one for one in differences(record, OFFICER, *days)}


def test_an_undo_and_a_return_are_lines_of_their_own(record: Record) -> None:
    seq = marked(record, "in_use", "2025-06-01", "T-001").seq
    undo(record, OFFICER, seq, "误录")
    restore(record, OFFICER, seq, "无误")
    assert told(record, "T-001") == ["restore", "undo", "mark", "import"]
    undone = history(record, OFFICER, "parcel", "T-001")[1]
    change = undone.changes[0]
    assert (undone.undoes, change.old, change.new) == (seq, "in_use", "idle")


def test_the_public_reads_no_reason_of_an_undo(record: Record) -> None:
    undo(record, OFFICER, marked(record, "in_use", "2025-06-01", "T-001").seq, "误录")
    line = history(record, PUBLIC_ACTOR, "parcel", "T-001")[0]
    assert (line.action, line.reason, line.actor) == ("undo", None, None)


def test_staff_read_what_became_of_an_id_that_is_not_there_any_more(record: Record) -> None:
    seq, children = split(record, "T-002", "2025-06-01")
    undo(record, OFFICER, seq, "误录")
    assert told(record, children[0]) == ["undo", "split"]
    for actor, one in ((PUBLIC_ACTOR, children[0]), (OFFICER, "X-1")):
        with pytest.raises(NotFound):
            history(record, actor, "parcel", one)


def test_lineage_goes_both_ways_to_any_depth(record: Record) -> None:
    _, (child, _other) = split(record, "T-002", "2025-03-01")
    _, (grandchild, _) = split(record, child, "2025-06-01")
    assert [tuple(one) for one in lineage(record, OFFICER, grandchild).made_from] == [
        ("T-002-1", 1), ("T-002", 2),
    ]  # fmt: skip
    assert [one.id for one in lineage(record, OFFICER, "T-002").became] == [
        "T-002-1", "T-002-2", "T-002-1-1", "T-002-1-2",
    ]  # fmt: skip


def test_a_parcel_without_a_past_has_no_lineage(record: Record) -> None:
    found = lineage(record, OFFICER, "T-001")
    assert (found.made_from, found.became) == ((), ())


def test_a_field_that_reads_otherwise_is_a_difference(record: Record) -> None:
    marked(record, "in_use", "2025-06-01", "T-001")
    found = between(record, "2025-05-31", "2025-06-01")
    assert [(one.field, one.old, one.new) for one in found.pop("T-001").changes] == [
        ("status", "idle", "in_use")
    ]
    assert found == {}
    assert between(record, "2025-06-01", "2026-06-30") == {}


def test_what_came_and_went_within_says_so(record: Record) -> None:
    _, children = split(record, "T-002", "2025-06-01")
    retire(record, OFFICER, Retirement({"T-003": 1}, date(2025, 6, 1), "收回"))
    found = between(record, "2025-05-31", "2025-06-30")
    assert {one.id: (one.appeared, one.retired) for one in found.values()} == {
        "T-002": (False, True), "T-003": (False, True),
        children[0]: (True, False), children[1]: (True, False),
    }  # fmt: skip
    assert all(one.geometry for one in found.values())


def test_what_changed_and_changed_back_is_no_difference(record: Record) -> None:
    marked(record, "in_use", "2025-06-01", "T-001")
    marked(record, "idle", "2025-07-01", "T-001")
    assert between(record, "2025-05-31", "2025-08-01") == {}


def test_what_was_undone_is_no_difference(record: Record) -> None:
    undo(record, OFFICER, imported(record, "T-900", 113.03), "误录")
    assert between(record, str(BEGAN), str(TODAY)) == {}


def test_the_public_sees_differences_of_public_fields_only(record: Record) -> None:
    day = date(2025, 6, 1)
    annotate(record, OFFICER, Annotation({"T-001": 1}, {"holder": "光电公司"}, day, "登记"))
    assert differences(record, PUBLIC_ACTOR, BEGAN, TODAY) == ()
    assert [one.id for one in differences(record, OFFICER, BEGAN, TODAY)] == ["T-001"]


def test_the_days_are_named_in_order(record: Record) -> None:
    with pytest.raises(BadValue, match="earlier day first"):
        differences(record, OFFICER, TODAY, BEGAN)
