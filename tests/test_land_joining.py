"""What a successor takes over, and which parcels may become one."""

from __future__ import annotations

from typing import Any

import pytest

from parkmap.errors import CannotMerge
from parkmap.land.fields import PARCEL_FIELDS
from parkmap.land.fold import INHERITED
from parkmap.land.joining import (
    MUST_AGREE,
    STAYS,
    differences,
    handed_down,
    refuse_differences,
)

SAME: dict[str, Any] = {
    "holder": "甲公司", "holder_code": "91140400MA0H000000", "land_use_code": "100101",
    "land_use_scheme": "用地用海分类", "term_ends_on": "2060-01-01", "status": "idle",
    "park": "P1", "offer": "none",
}  # fmt: skip


def pair(**changed: Any) -> dict[str, dict[str, Any]]:
    return {"G-1": SAME, "G-2": SAME | changed}


def test_every_rule_names_a_field_that_there_is() -> None:
    known = {*PARCEL_FIELDS, "status_since", INHERITED}
    assert known >= STAYS | set(MUST_AGREE)


def test_equal_parcels_do_not_differ() -> None:
    assert differences(pair()) == ()
    refuse_differences(pair())


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("holder", "乙公司", "the holders differ (G-1: 甲公司, G-2: 乙公司)"),
        ("holder_code", "91140400MA0H111111", "the holders' credit codes differ"),
        ("land_use_code", "110101", "the land uses differ (G-1: 100101, G-2: 110101)"),
        ("land_use_scheme", "GB/T 21010", "the land-use schemes differ"),
        ("term_ends_on", "2070-01-01", "the ends of term differ"),
        ("mortgaged", True, "only G-2 is mortgaged"),
        ("seized", True, "only G-2 is seized"),
        ("status", "in_use", "the statuses differ (G-1: idle, G-2: in_use)"),
        ("park", "P2", "the parks differ (G-1: P1, G-2: P2)"),
        ("offer", "open", "the offers differ (G-1: none, G-2: open)"),
        ("holder", None, "the holders differ (G-1: 甲公司, G-2: —)"),
    ],
)
def test_a_difference_is_named_with_both_values(field: str, value: Any, said: str) -> None:
    with pytest.raises(CannotMerge) as caught:
        refuse_differences(pair(**{field: value}))
    assert said in str(caught.value)
    assert [one["field"] for one in caught.value.values["differences"]] == [field]  # type: ignore[attr-defined]


def test_every_difference_is_named_at_once() -> None:
    with pytest.raises(CannotMerge) as caught:
        refuse_differences(pair(holder="乙公司", seized=True, park="P2"))
    text = str(caught.value)
    assert "holders" in text and "seized" in text and "parks" in text


@pytest.mark.parametrize(
    "changed",
    [{"mortgaged": False}, {"holder": " 甲公司 "}, {"offer": None}, {"offer": "preparing"},
     {"stock_kind": "inefficient"}, {"name_zh": "另一地块"}],
)  # fmt: skip
def test_what_does_not_bind_may_differ(changed: dict[str, Any]) -> None:
    assert differences(pair(**changed)) == ()


def test_what_was_issued_for_the_parcel_stays_with_it() -> None:
    issued = {"cadastral_code": "140403001001GB00001", "certificate_number": "晋(2020)0001",
              "certified_area_m2": 1.0, "price_wan": 3.0}  # fmt: skip
    assert handed_down(SAME | issued) == SAME


def test_the_land_keeps_the_day_of_its_status() -> None:
    taken = handed_down(SAME | {"status_since": "2024-03-01"})
    assert taken[INHERITED] == {"status": "idle", "since": "2024-03-01"}
