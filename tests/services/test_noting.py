"""What is known of parcels is written into the record: one entry, each value as its field asks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from parkmap.errors import (
    BadValue,
    Conflict,
    Forbidden,
    MissingVersion,
    NotFound,
    ParkmapError,
    StaleVersion,
)
from parkmap.services.histories import history
from parkmap.services.noting import Annotation, annotate
from parkmap.services.reading import parcel, park
from parkmap.services.record import Record
from tests.small import LEADER, OFFICER, count

DAY = date(2025, 6, 1)


def asked(fields: dict[str, Any], **changed: Any) -> Annotation:
    values: dict[str, Any] = {"versions": {"T-001": 1}, "effective_on": DAY, "reason": "核实"}
    return Annotation(**(values | {"fields": fields} | changed))


def test_values_are_kept_as_their_fields_keep_them(record: Record) -> None:
    said = {"holder": " 光电公司 ", "certified_area_m2": 10_000.006, "due_on": "2026-12-31",
            "mortgaged": True, "far": 1.5, "servicing": "five"}  # fmt: skip
    state = annotate(record, OFFICER, asked(said)).changed[0].state
    kept = said | {"holder": "光电公司", "certified_area_m2": 10_000.01}
    assert {name: state[name] for name in kept} == kept


def test_none_empties_a_field_from_its_day_on(record: Record) -> None:
    annotate(record, OFFICER, asked({"holder": "光电公司"}))
    emptied = asked({"holder": None}, versions={"T-001": 2}, effective_on=date(2025, 8, 1))
    assert "holder" not in annotate(record, OFFICER, emptied).changed[0].state
    assert [line.changes[0].new for line in history(record, OFFICER, "parcel", "T-001")[:2]] == [
        None, "光电公司",
    ]  # fmt: skip


def test_several_parcels_and_fields_are_one_entry(record: Record) -> None:
    both = asked({"chain": "光电", "offer": "preparing"}, versions={"T-001": 1, "T-002": 1})
    assert [one.id for one in annotate(record, OFFICER, both).changed] == ["T-001", "T-002"]
    assert count(record, "entry") == 2


def test_what_has_the_values_already_writes_no_entry(record: Record) -> None:
    receipt = annotate(record, OFFICER, asked({"status": "idle"}))
    assert (receipt.changed, receipt.unchanged) == ((), ("T-001",))
    assert count(record, "entry") == 1


def test_a_park_is_annotated_too(record: Record) -> None:
    annotate(record, OFFICER, asked({"chain": "光电"}, versions={"P1": 1}, kind="park"))
    assert park(record, OFFICER, "P1").state["chain"] == "光电"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "no field was named"),
        ({"colour": "red"}, "no field 'colour'"),
        ({"geometry": {}}, "not written by hand"),
        ({"area_m2": 5.0}, "not written by hand"),
        ({"retired_on": "2025-01-01"}, "not written by hand"),
        ({"lineage_from": []}, "not written by hand"),
        ({"status": None}, "cannot be empty"),
        ({"status": "sold"}, "use one of idle"),
        ({"route": "magic"}, "use one of reserve"),
        ({"far": "1.5"}, "give a number"),
        ({"far": float("nan")}, "give a number"),
        ({"far": True}, "give a number"),
        ({"certified_area_m2": -1}, "not below 0"),
        ({"mortgaged": "yes"}, "give yes or no"),
        ({"due_on": "31.12.2026"}, "give a day"),
        ({"holder": 5}, "give a text"),
        ({"holder": "x" * 2_001}, "at most 2000"),
        ({"park": "P9"}, "no park 'P9'"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    record: Record, fields: dict[str, Any], said: str
) -> None:
    with pytest.raises(BadValue, match=said):
        annotate(record, OFFICER, asked(fields))
    assert count(record, "entry") == 1


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"versions": {"T-001": None}}, MissingVersion),
        ({"versions": {"T-001": 7}}, StaleVersion),
        ({"versions": {"X-9": 1}}, NotFound),
        ({"effective_on": date(2027, 1, 1)}, BadValue),
        ({"effective_on": date(2024, 1, 1)}, BadValue),
        ({"reason": " "}, BadValue),
    ],
)
def test_a_write_without_ground_is_refused(
    record: Record, changed: dict[str, Any], error: type[ParkmapError]
) -> None:
    with pytest.raises(error):
        annotate(record, OFFICER, asked({"holder": "光电公司"}, **changed))
    assert count(record, "entry") == 1


def test_a_conflict_tells_the_fields_of_both_sides(record: Record) -> None:
    annotate(record, OFFICER, asked({"holder": "光电公司"}))
    with pytest.raises(StaleVersion) as caught:
        annotate(record, OFFICER, asked({"holder": "航天公司"}))
    conflict = caught.value.values["conflicts"][0]  # type: ignore[index]
    assert (conflict["mine"]["holder"], conflict["theirs"]["holder"]) == ("航天公司", "光电公司")


def test_the_same_key_notes_once(record: Record) -> None:
    first = annotate(record, OFFICER, asked({"holder": "光电公司"}), "key-1")
    assert annotate(record, OFFICER, asked({"holder": "光电公司"}), "key-1").seq == first.seq
    with pytest.raises(Conflict, match="Idempotency-Key"):
        annotate(record, OFFICER, asked({"holder": "航天公司"}), "key-1")


def test_a_leader_does_not_annotate(record: Record) -> None:
    with pytest.raises(Forbidden):
        annotate(record, LEADER, asked({"holder": "光电公司"}))
    assert parcel(record, OFFICER, "T-001").version == 1
