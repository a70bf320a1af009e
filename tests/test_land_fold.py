"""What holds on a day, and the spans that are counted, from assertions alone."""

from __future__ import annotations

from typing import Any

import pytest

from parkmap.land.fold import FOREVER, Assertion, fold

BORN = [
    Assertion("status", "2025-01-01", 1, 0, "idle"),
    Assertion("park", "2025-01-01", 1, 1, "P1"),
    Assertion("area_m2", "2025-01-01", 1, 2, 100.0),
]


def after(*more: tuple[str, str, int, Any]) -> list[Assertion]:
    return [*BORN, *(Assertion(field, day, seq, 0, value) for field, day, seq, value in more)]


def spans(*more: tuple[str, str, int, Any]) -> list[tuple[str, str, str]]:
    folded = fold("parcel", after(*more))
    return [(one.from_on, one.until_on, one.status) for one in folded.spans]


def test_the_later_entry_wins_on_the_same_day() -> None:
    said = after(("status", "2025-06-01", 3, "in_use"), ("status", "2025-06-01", 2, "revitalized"))
    assert fold("parcel", said).state["status"] == "in_use"


def test_the_later_day_wins_over_the_later_entry() -> None:
    said = after(("status", "2025-06-01", 2, "in_use"), ("status", "2025-03-01", 3, "revitalized"))
    assert fold("parcel", said).state["status"] == "in_use"
    assert fold("parcel", said, "2025-05-31").state["status"] == "revitalized"


def test_spans_meet_without_gap_and_end_never() -> None:
    assert spans(("status", "2025-06-01", 2, "in_use")) == [
        ("2025-01-01", "2025-06-01", "idle"), ("2025-06-01", FOREVER, "in_use"),
    ]  # fmt: skip


def test_a_retired_parcel_has_a_span_that_counts_nothing() -> None:
    assert spans(("retired_on", "2025-06-01", 2, "2025-06-01")) == [
        ("2025-01-01", "2025-06-01", "idle"), ("2025-06-01", FOREVER, ""),
    ]  # fmt: skip


def test_what_says_the_same_again_joins() -> None:
    assert spans(("status", "2025-06-01", 2, "idle")) == [("2025-01-01", FOREVER, "idle")]


@pytest.mark.parametrize(
    ("more", "since"),
    [
        ((), "2025-01-01"),
        ((("offer", "2025-06-01", 2, "open"),), "2025-01-01"),
        ((("status", "2025-06-01", 2, "in_use"), ("offer", "2025-07-01", 3, "open")), "2025-06-01"),
        ((("retired_on", "2025-06-01", 2, "2025-06-01"),), "2025-01-01"),
    ],
)
def test_the_status_holds_since_it_was_last_another(more: Any, since: str) -> None:
    assert fold("parcel", after(*more)).state["status_since"] == since


def test_an_emptied_field_is_not_there() -> None:
    said = after(("holder", "2025-02-01", 2, "光电公司"), ("holder", "2025-03-01", 3, None))
    assert "holder" not in fold("parcel", said).state
    assert fold("parcel", said, "2025-02-15").state["holder"] == "光电公司"


def test_nothing_is_there_before_the_first_day() -> None:
    folded = fold("parcel", BORN, "2024-12-31")
    assert (folded.state, folded.geometry, folded.spans) == ({}, None, ())
