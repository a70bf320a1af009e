"""The demonstration's indicators, firms and matters are as published, or say what they are."""

from __future__ import annotations

import tomllib

import pytest

from parkmap.land.enterprises import FIGURES
from parkmap.land.grading import grade, grading_of
from parkmap.land.indicators import INDICATOR_ITEMS, figure_of, growth
from parkmap.land.matters import MATTER_ITEMS
from parkmap.units import m2_to_mu
from tests.test_demo_workspace import CHANGZHI, states


@pytest.mark.parametrize(
    ("name", "value", "percent"),
    [("规上工业增加值", 90.71, 16.0), ("工业投资", 34.79, 10.02), ("固定资产投资", 38.85, 11.0)],
)
def test_indicators_of_2025_and_their_growth_are_as_published(
    name: str, value: float, percent: float
) -> None:
    (one,) = (one for one in states("indicator").values() if one["name_zh"] == name)
    assert (one["value_2025"], growth(one["value_2025"], one["value_2024"])) == (value, percent)
    assert "推算" in one["source_2024"] and one["source_2025"]


def test_goals_are_as_published_and_without_a_year() -> None:
    goals = [one for one in states("indicator").values() if "goal" in one]
    assert sorted(one["goal"] for one in goals) == [150, 150, 500, 4000]
    assert not any("goal_year" in one or "value_2025" in one for one in goals)
    for one in states("indicator").values():
        assert all(name in INDICATOR_ITEMS or figure_of(name) for name in one)


def test_enterprises_hold_the_parcels_that_they_use_and_some_figures_lack() -> None:
    firms, parcels = states("enterprise"), states("parcel")
    assert 60 <= len(firms) <= 120
    whole = [one for one in states("tenancy").values() if "area_m2" not in one]
    assert all(parcels[one["parcel"]]["holder"] == firms[one["enterprise"]]["name"]
               for one in whole)  # fmt: skip
    for year in (2023, 2024, 2025):
        told = [one for one in firms.values() if f"output_wan_{year}" in one]
        assert 0.5 * len(firms) < len(told) < len(firms)


def test_enterprises_have_every_grade_and_some_none() -> None:
    rules = grading_of(tomllib.loads((CHANGZHI / "parkmap.toml").read_text("utf-8"))["grading"])
    assert rules is not None
    land = {one["enterprise"]: m2_to_mu(states("parcel")[one["parcel"]]["area_m2"])
            for one in states("tenancy").values() if "area_m2" not in one}  # fmt: skip
    given = {
        grade(rules, {name: one.get(f"{name}_2025") for name in FIGURES}, land[firm]).grade
        for firm, one in states("enterprise").items()
    }
    assert given == {"A", "B", "C", "D", ""}


def test_matters_are_tied_to_what_is_there_and_some_are_red_due_or_closed() -> None:
    matters = states("matter").values()
    for one in matters:
        assert one.keys() <= MATTER_ITEMS.keys()
        for kind in ("parcel", "project", "campaign"):
            assert {*one.get(f"{kind}s", [])} <= states(kind).keys()
    still = [one for one in matters if "closed_on" not in one]
    assert len(still) < len(matters) and all(
        one["closing_number"] for one in matters if one not in still
    )
    assert any(one["light"] == "red" for one in still)
    assert any(one["due_on"] < "2026-11-20" for one in still)
