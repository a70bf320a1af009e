"""Parcels as rows: any field sorts and filters; cells of many parcels are written as one entry."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from parkmap.errors import BadValue, Forbidden, SignInNeeded, StaleVersion
from parkmap.services.many_notes import Notes, annotate_each
from parkmap.services.reading import ParcelQuery
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.recording import Receipt
from parkmap.services.table_rows import Order, ordered, rows
from tests.small import LEADER, OFFICER, count

DAY = date(2025, 6, 1)


def written(record: Record, fields: dict[str, dict[str, Any]], version: int = 1) -> Receipt:
    return annotate_each(
        record, OFFICER, Notes(dict.fromkeys(fields, version), fields, DAY, "月度核对")
    )


def ids(record: Record, **asked: Any) -> str:
    return " ".join(one[-1] for one in ordered(record, LEADER, Order(ParcelQuery(), **asked)).ids)


@pytest.fixture
def filled(record: Record) -> Record:
    written(
        record,
        {
            "T-001": {"far": 2.0, "servicing": "seven"},
            "T-002": {"far": 10.0},
            "T-003": {"far": 1.2, "due_on": "2026-12-31", "servicing": "three"},
        },
    )
    return record  # fmt: skip


def test_numbers_sort_as_numbers_and_empty_ones_come_last(filled: Record) -> None:
    assert ids(filled, sort="far") == "3 1 2 4"
    assert ids(filled, sort="far", descending=True) == "2 1 3 4"
    assert ids(filled, descending=True) == "4 3 2 1"


def test_codes_sort_in_the_order_of_their_list(filled: Record) -> None:
    assert ids(filled, sort="servicing") == "3 1 2 4"


def test_a_field_has_to_fit(filled: Record) -> None:
    assert ids(filled, field="far", fits=">= 2") == "1 2"
    assert ids(filled, field="far", fits="=") == "4"
    assert ids(filled, field="due_on", fits="< 2027-01-01") == "3"
    assert ids(filled, field="servicing", fits="七通") == "1"
    assert ids(filled, field="far", fits="> viel") == ""


def test_what_is_no_column_is_refused(record: Record) -> None:
    with pytest.raises(BadValue, match="no column"):
        ids(record, sort="geometry")
    with pytest.raises(SignInNeeded):
        ordered(record, PUBLIC_ACTOR, Order(ParcelQuery()))


def test_rows_come_in_the_order_that_was_asked(record: Record) -> None:
    found = rows(record, LEADER, ["T-003", "T-001", "T-999"])
    assert [one.id for one in found] == ["T-003", "T-001"]


def test_cells_of_many_parcels_are_one_entry(record: Record) -> None:
    receipt = written(record, {"T-001": {"holder": "甲"}, "T-002": {"holder": "乙", "far": 1.5}})
    assert [one.state["holder"] for one in receipt.changed] == ["甲", "乙"]
    assert count(record, "entry") == 2


def test_one_wrong_or_stale_cell_keeps_all_out(record: Record) -> None:
    with pytest.raises(BadValue):
        written(record, {"T-001": {"holder": "甲"}, "T-002": {"far": "hoch"}})
    written(record, {"T-001": {"holder": "甲"}})
    with pytest.raises(StaleVersion) as refused:
        written(record, {"T-001": {"holder": "乙"}, "T-002": {"far": 1.5}})
    conflicts: Any = refused.value.values["conflicts"]
    assert [one["theirs"]["holder"] for one in conflicts] == ["甲"]
    assert count(record, "entry") == 2


def test_leaders_only_read(record: Record) -> None:
    with pytest.raises(Forbidden):
        annotate_each(record, LEADER, Notes({"T-001": 1}, {"T-001": {"far": 1}}, DAY, "x"))
