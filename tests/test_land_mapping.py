"""Columns of foreign tables become fields: by their headers, in their units, nothing lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parkmap.errors import BadValue
from parkmap.land.fields import PARCEL_FIELDS
from parkmap.land.fitting import day_of, fitted, number_of
from parkmap.land.mapping import apply, checked, guess, mappable


@pytest.mark.parametrize(
    ("header", "target"),
    [("地块编号", "id"), ("DKBH", "id"), ("宗地代码", "cadastral_code"), ("ZDDM", "cadastral_code"),
     ("面积（亩）", "skip"), ("面积(亩)", "declared_area_m2:mu"), ("证载面积（m²）",
     "certified_area_m2:m2"), ("出让年限（年）", "term_years"), ("land_use_c", "land_use_code"),
     ("盘活状态", "status"), ("Status", "status"), (" 权利人 ", "holder"), ("QLR", "holder"),
     ("area_m2", "skip"), ("fid", "skip"), ("生效日期", "effective_on"), ("备注", "keep")],
)  # fmt: skip
def test_a_header_is_known(header: str, target: str) -> None:
    assert guess("parcel", [header]) == {header: target}


def test_our_own_area_column_is_not_taken_for_a_declared_one() -> None:
    assert guess("parcel", ["面积（m²）"]) == {"面积（m²）": "skip"}


def test_a_field_s_own_name_goes_before_a_word_for_it() -> None:
    assert guess("parcel", ["name", "name_zh"]) == {"name": "keep", "name_zh": "name_zh"}


def test_features_with_ids_of_their_own_need_no_column_for_it() -> None:
    assert guess("parcel", ["地块编号"], own_ids=True) == {"地块编号": "keep"}


@pytest.mark.parametrize("name", sorted(mappable("parcel")))
def test_every_field_is_known_by_its_name_and_both_labels(name: str) -> None:
    field = PARCEL_FIELDS[name]
    words = [name, field.zh, field.en]
    assert [guess("parcel", [word])[word] for word in words] == [name] * 3


@pytest.mark.parametrize(
    "mapping",
    [
        {"a": "area_m2"},
        {"a": "retired_on"},
        {"a": "far:mu"},
        {"a": "id", "b": "id"},
        {"a": "certified_area_m2:acre"},
    ],
)
def test_a_mapping_that_cannot_be_is_refused(mapping: dict[str, str]) -> None:
    with pytest.raises(BadValue):
        checked("parcel", mapping)


def test_a_value_that_does_not_fit_is_kept_and_told() -> None:
    said = apply("parcel", checked("parcel", {"容": "far"}), {"容": "一点五"})
    assert (said.state, said.rest) == ({}, {"容": "一点五"})
    assert [(one.column, one.field, one.value) for one in said.unfit] == [("容", "far", "一点五")]


def test_a_day_column_says_from_when_the_row_holds() -> None:
    said = apply("parcel", checked("parcel", {"d": "effective_on"}), {"d": "2025年3月1日"})
    assert said.day == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("name", "value", "fits"),
    [("declared_area_m2", "5.7089公顷", 57089.0), ("declared_area_m2", 0, None),
     ("declared_area_m2", 1e26, None),
     ("mortgaged", "是", True), ("mortgaged", 0, False), ("mortgaged", "也许", None),
     ("approved_on", "20240301", "2024-03-01"), ("approved_on", "2024-02-30", None),
     ("holder", 12.0, "12"), ("route", "收储", "reserve"), ("route", "别的", "别的"),
     ("status", "别的", None), ("far", "1,200.5", 1200.5), ("far", float("inf"), None),
     ("far", True, None), ("holder", {"a": 1}, None), ("land_use_code", 601, "601")],
)  # fmt: skip
def test_values_fit_as_people_write_them(name: str, value: Any, fits: Any) -> None:
    assert fitted(PARCEL_FIELDS[name], value) == fits


anything = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)


@settings(max_examples=50, deadline=None)
@given(anything, st.sampled_from(sorted(mappable("parcel"))))
def test_no_value_breaks_the_reading(value: Any, name: str) -> None:
    said = apply("parcel", checked("parcel", {"x": name}), {"x": value})
    assert len(said.state) + len(said.rest) + len(said.blank) == 1
    day_of(str(value)), number_of(value)


def test_a_label_goes_before_another_word_for_its_field() -> None:
    guessed = guess("parcel", ["地块用途", "地类编码"])
    assert guessed == {"地块用途": "keep", "地类编码": "land_use_code"}
