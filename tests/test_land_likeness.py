"""Likeness of parcels: a distance that behaves as one, and reasons in words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from parkmap.land.codes import SERVICING
from parkmap.land.likeness import PARTS, distance, likeness

LAND = {"area_m2": 8000.0, "chain": "光电", "park": "P1", "servicing": "seven", "far": 1.2,
        "land_use_code": "100101", "reference_price_wan_per_mu": 18.0}  # fmt: skip
FIGURE = some.floats(0.1, 1e6)
LANDS = some.fixed_dictionaries(
    {},
    optional={
        "area_m2": FIGURE,
        "chain": some.sampled_from(["光电", "航天", ""]),
        "park": some.sampled_from(["P1", "P2"]),
        "servicing": some.sampled_from([*SERVICING, "nine"]),
        "far": some.floats(0, 5),
        "land_use_code": some.sampled_from(["100101", "100102", "0601"]),
        "reference_price_wan_per_mu": FIGURE,
    },
)


@given(LANDS, LANDS)
def test_it_is_the_same_both_ways_and_between_0_and_1(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert distance(one, other) == pytest.approx(distance(other, one))
    assert 0 <= distance(one, other) <= 1


@given(LANDS)
def test_a_parcel_that_tells_anything_is_alike_to_itself(land: dict[str, Any]) -> None:
    if any(value not in (None, "") for value in land.values()):
        assert distance(land, land) == 0


@pytest.mark.parametrize("name", PARTS)
def test_each_part_counts(name: str) -> None:
    other = {"area_m2": 20000.0, "chain": "航天", "park": "P2", "servicing": "raw", "far": 3.0,
             "land_use_code": "0604", "reference_price_wan_per_mu": 40.0}  # fmt: skip
    assert distance(LAND, LAND | {name: other[name]}) > 0


def test_a_larger_difference_of_area_is_farther() -> None:
    areas = (8000.0, 9000.0, 14000.0, 30000.0)
    found = [distance(LAND, LAND | {"area_m2": area}) for area in areas]
    assert found == sorted(found) and len(set(found)) == len(found)


def test_what_is_not_told_is_farther_than_the_same_and_nearer_than_another() -> None:
    untold = {name: value for name, value in LAND.items() if name != "chain"}
    assert 0 < distance(LAND, untold) < distance(LAND, LAND | {"chain": "航天"})


def test_neighbouring_classes_of_industry_are_nearer_than_another_use() -> None:
    classes, storage = (
        distance(LAND, LAND | {"land_use_code": code}) for code in ("100102", "0604")
    )
    assert classes < storage


def test_reasons_name_what_is_alike() -> None:
    other = LAND | {"area_m2": 7600.0, "park": "P2", "reference_price_wan_per_mu": 19.0}
    assert [str(one) for one in likeness(LAND, other)] == [
        "area 5% smaller", "same chain", "same land use", "serviced alike",
        "same floor-area ratio", "price alike",
    ]  # fmt: skip


def test_what_neither_tells_is_no_reason() -> None:
    assert likeness({"chain": ""}, {"chain": ""}) == ()
