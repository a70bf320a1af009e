"""What holds for several parcels at once."""

from __future__ import annotations

from typing import Any

from parkmap.land.joint_terms import Range, joint_terms, owners


def parcel(**fields: Any) -> dict[str, Any]:
    return {"area_m2": 10_000.0, "reference_price_wan_per_mu": 20, "far": 1.2,
            "servicing": "seven", "available_from": "2026-01-01"} | fields  # fmt: skip


def test_prices_are_told_as_a_range_and_weighed_by_area() -> None:
    found = joint_terms([parcel(), parcel(area_m2=30_000.0, reference_price_wan_per_mu=24)])
    assert (found.price_wan_per_mu, found.price_average_wan_per_mu) == (Range(20, 24), 23.0)
    assert found.price_wan == 1380.0


def test_the_latest_day_and_the_lowest_servicing_hold_for_all() -> None:
    found = joint_terms([parcel(), parcel(servicing="three", available_from="2026-09-01")])
    assert (found.servicing, found.available_from) == ("three", "2026-09-01")


def test_a_level_that_no_list_knows_promises_nothing() -> None:
    assert joint_terms([parcel(), parcel(servicing="九通")]).servicing == "九通"


def test_an_offer_ends_with_the_first_that_ends() -> None:
    ends = [parcel(), parcel(offer_ends_on="2026-12-31"), parcel(offer_ends_on="2026-10-01")]
    assert joint_terms(ends).offer_ends_on == "2026-10-01"
    assert joint_terms([parcel()]).offer_ends_on is None


def test_what_one_of_them_does_not_tell_is_not_told_of_all() -> None:
    found = joint_terms([parcel(), {"area_m2": 5.0, "supply_mode": "tender"}])
    assert (found.price_wan_per_mu, found.price_wan, found.far) == (None, None, None)
    assert found.supply_modes == ("tender",)


def test_land_that_nobody_was_given_is_the_states_and_counts_once() -> None:
    assert owners([{}, {}]) == 1
    assert owners([{}, {"holder": "甲"}, {"holder": "乙", "holder_code": "1"}]) == 3
    assert (
        owners([{"holder": "甲", "holder_code": "1"}, {"holder": "甲公司", "holder_code": "1"}])
        == 1
    )


def test_land_that_was_given_away_to_nobody_known_counts_for_itself() -> None:
    assert owners([{}, {"contract_number": "2020-1"}, {"certificate_number": "8"}]) == 3
