"""Standard plants: what an offer of one has to tell, which fit, which condition leaves none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from parkmap.errors import BadValue
from parkmap.land.availability import AVAILABLE, PREPARING, availability, missing, refuse_unready
from parkmap.land.plant_finding import Candidate, PlantQuery, fits, found, looser
from parkmap.land.plants import plant_needs, refuse_unlikely
from parkmap.land.policy import PUBLIC, STAFF, Policy

DAY = date(2026, 11, 27)
READY: dict[str, Any] = {
    "name_zh": "3 号厂房", "parcel": "T-001", "offer": "open", "floor_area_m2": 2_400,
    "storey_height_m": 8.4, "floor_load_t_per_m2": 2, "mode": "let", "rent_yuan_per_m2_month": 14,
    "available_from": "2026-10-01", "contact": "招商岗",
}  # fmt: skip
LAND = {"status": "in_use"}


def candidate(one: str, kind: str = AVAILABLE, park: str = "P1", **fields: Any) -> Candidate:
    return Candidate(one, {"floor_area_m2": 1_000} | fields, park, kind)


@pytest.mark.parametrize(
    ("changed", "lacking"),
    [
        ({}, ()),
        ({"contact": None}, ("contact",)),
        ({"rent_yuan_per_m2_month": None}, ("rent_yuan_per_m2_month",)),
        ({"mode": "sale"}, ("price_yuan_per_m2",)),
        ({"mode": "either"}, ()),
        ({"mode": "either", "rent_yuan_per_m2_month": None}, ("rent_or_price",)),
        ({"mode": "sale", "price_yuan_per_m2": 3_200}, ()),
        ({"floor_load_t_per_m2": None, "storey_height_m": None},
         ("storey_height_m", "floor_load_t_per_m2")),
    ],
)  # fmt: skip
def test_an_offer_needs_its_figures_and_rent_or_price_by_its_mode(
    changed: dict[str, Any], lacking: tuple[str, ...]
) -> None:
    state = READY | changed
    assert missing(state, plant_needs(state)) == lacking
    kind = availability(state, DAY, plant_needs(state)).kind
    assert kind == (PREPARING if lacking else AVAILABLE)


def test_an_offer_of_a_plant_is_not_opened_without_them() -> None:
    fields = READY | {"contact": ""}
    with pytest.raises(BadValue) as refused:
        refuse_unready("PL-0001", {}, fields, plant_needs(fields))
    assert (refused.value.values["field"], refused.value.values["fields"]) == ("offer", "contact")
    refuse_unready("PL-0001", {}, READY, plant_needs(READY))


@pytest.mark.parametrize(
    ("field", "value"),
    [("floor_area_m2", 0), ("storeys", -1), ("crane_t", -5), ("rent_yuan_per_m2_month", 0),
     ("offer_ends_on", "2026-09-30")],
)  # fmt: skip
def test_figures_and_days_that_no_plant_has_are_refused(field: str, value: object) -> None:
    with pytest.raises(BadValue) as refused:
        refuse_unlikely(READY | {field: value})
    assert refused.value.values["field"] == field


@pytest.mark.parametrize(
    ("offer", "land", "seen"),
    [("open", LAND, True), ("preparing", LAND, True), ("held", LAND, False), (None, LAND, False),
     ("closed", LAND, False), ("open", None, False),
     ("open", LAND | {"retired_on": "2026-01-01"}, False)],
)  # fmt: skip
def test_the_public_knows_of_a_plant_while_it_is_offered_on_current_land(
    offer: str | None, land: dict[str, Any] | None, seen: bool
) -> None:
    plant = READY | {"offer": offer}
    assert Policy().sees_plant(PUBLIC, plant, land) is seen
    assert Policy().sees_plant(STAFF, plant, land)


def test_a_plant_on_land_that_the_public_may_not_know_of_is_hidden_too() -> None:
    policy = Policy(parcels="offered")
    assert not policy.sees_plant(PUBLIC, READY, LAND)
    assert policy.sees_plant(PUBLIC, READY, LAND | {"offer": "open"})


def test_the_public_reads_neither_progress_nor_papers_nor_what_the_zone_keeps_inside() -> None:
    plant = READY | {"progress": "两家在谈", "papers": ["a"]}
    assert set(Policy().view(PUBLIC, "plant", plant)) == set(READY)
    kept = Policy(never=frozenset({"contact"}), also=frozenset({"progress"}))
    assert set(kept.view(PUBLIC, "plant", plant)) == set(READY) - {"contact"}


@pytest.mark.parametrize(
    ("query", "fields", "fit"),
    [
        (PlantQuery(area_from=1_000, area_to=1_000), {}, True),
        (PlantQuery(area_from=1_001), {}, False),
        (PlantQuery(height=8), {"storey_height_m": 8}, True),
        (PlantQuery(height=8), {}, False),
        (PlantQuery(crane=0), {"crane_t": 0}, True),
        (PlantQuery(rent=12), {"rent_yuan_per_m2_month": 12.5}, False),
        (PlantQuery(mode="let"), {"mode": "either"}, True),
        (PlantQuery(mode="sale"), {"mode": "let"}, False),
        (PlantQuery(park="P2"), {}, False),
        (PlantQuery(by="2026-12-31"), {"available_from": "2026-12-31"}, True),
        (PlantQuery(by="2026-12-31"), {"available_from": "2027-01-01"}, False),
    ],
)
def test_a_plant_fits_what_is_asked_for(
    query: PlantQuery, fields: dict[str, Any], fit: bool
) -> None:
    assert fits(query, candidate("PL-0001", **fields)) is fit


def test_what_is_held_is_not_available_by_any_day() -> None:
    held = candidate("PL-0001", "held", available_from="2026-01-01")
    assert not fits(PlantQuery(by="2027-01-01"), held)


def test_what_can_be_had_comes_first_and_what_lacks_the_figure_last() -> None:
    rows = [candidate("A", "held"), candidate("B", crane_t=5), candidate("C", crane_t=20)]
    assert [one.id for one in found(PlantQuery(), rows)] == ["B", "C", "A"]
    assert [one.id for one in found(PlantQuery(), rows, "crane")] == ["C", "B", "A"]
    cheap, dear = (candidate(f"R{n}", rent_yuan_per_m2_month=n) for n in (9, 14))
    assert [one.id for one in found(PlantQuery(), [dear, cheap], "rent")] == ["R9", "R14"]


def test_an_empty_result_tells_which_condition_to_drop() -> None:
    rows = [candidate("A", crane_t=5), candidate("B", crane_t=5), candidate("C", park="P2")]
    told = looser(PlantQuery(crane=10, park="P1", area_to=2_000), rows)
    assert [(one.name, one.left) for one in told] == [("crane", 2)]
