"""Values as typed at a prompt or sent as JSON, as their fields keep them."""

from __future__ import annotations

from typing import Any

import pytest

from parkmap.errors import BadValue
from parkmap.land.fields import PARCEL_FIELDS
from parkmap.land.values import NOT_WRITTEN, checked_value, read_value


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("far", "1.5", 1.5), ("certified_area_m2", "3 亩", 2000.0), ("mortgaged", "是", True),
        ("mortgaged", "no", False), ("holder", " 光电公司 ", "光电公司"), ("holder", "", None),
        ("due_on", "2026-12-31", "2026-12-31"), ("land_use_code", "0701", "0701"),
    ],
)  # fmt: skip
def test_a_text_is_read_as_its_field_asks(name: str, text: str, kept: Any) -> None:
    assert read_value("parcel", name, text) == kept


@pytest.mark.parametrize(
    ("name", "text"), [("far", "much"), ("mortgaged", "maybe"), ("status", ""), ("offer", "sold")]
)
def test_a_text_that_does_not_fit_is_refused(name: str, text: str) -> None:
    with pytest.raises(BadValue, match=name):
        read_value("parcel", name, text)


@pytest.mark.parametrize("name", sorted(set(PARCEL_FIELDS) - NOT_WRITTEN - {"status", "park"}))
def test_every_written_field_can_be_emptied(name: str) -> None:
    assert checked_value("parcel", name, None) is None


@pytest.mark.parametrize("name", sorted(NOT_WRITTEN & set(PARCEL_FIELDS)))
def test_what_follows_from_other_entries_is_not_written(name: str) -> None:
    with pytest.raises(BadValue, match="not written by hand"):
        checked_value("parcel", name, None)


def test_the_wechat_card_of_an_office_is_an_address() -> None:
    with pytest.raises(BadValue) as refused:
        checked_value("parcel", "contact_wechat", "wx-zhang3")
    assert refused.value.values["field"] == "contact_wechat"
