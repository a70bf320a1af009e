"""The past is corrected by an entry that says so; sums of the past follow, nothing is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from parkmap.errors import BadValue, Conflict, ParkmapError, StaleVersion
from parkmap.services.correcting import Correction, correct
from parkmap.services.histories import history
from parkmap.services.reading import ParcelQuery, parcel, parcels
from parkmap.services.record import Record
from parkmap.services.retiring import Retirement, retire
from parkmap.services.statistics import totals
from parkmap.services.verifying import verify
from tests.small import OFFICER, count, marked

MARCH, JUNE, AUGUST = date(2025, 3, 1), date(2025, 6, 1), date(2025, 8, 1)


def asked(*values: tuple[date, Any], **changed: Any) -> Correction:
    known: dict[str, Any] = {"parcel_id": "T-001", "version": 1, "field": "status"}
    return Correction(**(known | {"values": values, "reason": "核查更正"} | changed))


def status_on(record: Record, day: date) -> str:
    page = parcels(record, OFFICER, ParcelQuery(ids=("T-001",), as_of=day))
    return str(page.views[0].state["status"])


def test_several_days_are_corrected_by_one_entry(record: Record) -> None:
    correct(record, OFFICER, asked((JUNE, "in_use"), (MARCH, "under_construction")))
    days = (date(2025, 2, 1), MARCH, date(2025, 7, 1))
    assert [status_on(record, day) for day in days] == ["idle", "under_construction", "in_use"]
    assert count(record, "entry") == 2


def test_a_later_mark_stands_where_it_stood(record: Record) -> None:
    marked(record, "revitalized", "2025-08-01", "T-001")
    correct(record, OFFICER, asked((MARCH, "under_construction"), version=2))
    assert parcel(record, OFFICER, "T-001").state["status"] == "revitalized"
    assert status_on(record, JUNE) == "under_construction"


def test_a_wrong_mark_is_corrected_on_its_own_day(record: Record) -> None:
    marked(record, "revitalized", "2025-06-01", "T-001")
    correct(record, OFFICER, asked((JUNE, "idle"), version=2))
    assert totals(record, OFFICER, AUGUST).by_style().keys() == {"idle"}


def test_a_value_that_an_earlier_one_of_the_entry_changes_is_written(record: Record) -> None:
    correct(record, OFFICER, asked((MARCH, "in_use"), (JUNE, "idle")))
    assert status_on(record, AUGUST) == "idle"
    line = history(record, OFFICER, "parcel", "T-001")[0]
    assert [(each.old, each.new) for each in line.changes] == [("idle", "in_use"), ("idle", "idle")]


def test_a_correction_is_told_as_one(record: Record) -> None:
    correct(record, OFFICER, asked((MARCH, "in_use")))
    line = history(record, OFFICER, "parcel", "T-001")[0]
    assert (line.action, line.reason, line.effective_on) == ("correction", "核查更正", MARCH)


def test_what_the_record_says_already_is_no_entry(record: Record) -> None:
    assert correct(record, OFFICER, asked((MARCH, "idle"))).unchanged == ("T-001",)
    assert count(record, "entry") == 1


def test_the_past_of_a_retired_parcel_is_corrected(record: Record) -> None:
    retire(record, OFFICER, Retirement({"T-001": 1}, JUNE, "收回"))
    correct(record, OFFICER, asked((MARCH, "in_use"), version=2))
    assert status_on(record, date(2025, 5, 1)) == "in_use"
    assert verify(record).differences[2:] == ()
    with pytest.raises(BadValue, match="was retired on 2025-06-01"):
        correct(record, OFFICER, asked((JUNE, "in_use"), version=3))


@pytest.mark.parametrize(
    ("correction", "error", "said"),
    [
        (asked(), BadValue, "no value was given"),
        (asked((MARCH, "in_use"), (MARCH, "idle")), BadValue, "two values are given"),
        (asked((MARCH, "sold")), BadValue, "use one of idle"),
        (asked((date(2024, 1, 1), "in_use")), BadValue, "before that"),
        (asked((date(2027, 1, 1), "in_use")), BadValue, "future"),
        (asked((MARCH, 5.0), field="area_m2"), BadValue, "not written by hand"),
        (asked((MARCH, "in_use"), version=4), StaleVersion, "somebody changed"),
        (asked(*[(MARCH, "idle")] * 201), BadValue, "too many"),
    ],
)
def test_a_refusal_says_what(
    record: Record, correction: Correction, error: type[ParkmapError], said: str
) -> None:
    with pytest.raises(error, match=said):
        correct(record, OFFICER, correction)
    assert count(record, "entry") == 1


def test_the_same_key_corrects_once(record: Record) -> None:
    first = correct(record, OFFICER, asked((MARCH, "in_use")), "key-1")
    assert correct(record, OFFICER, asked((MARCH, "in_use")), "key-1").seq == first.seq
    with pytest.raises(Conflict):
        correct(record, OFFICER, asked((JUNE, "in_use")), "key-1")
