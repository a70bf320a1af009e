"""Sums of projects: each figure names its projects, rates state what they are out of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkmap.errors import BadValue
from parkmap.land.project_figures import Known, ProjectSums
from parkmap.land.project_land import Plot
from parkmap.land.project_rules import PLAIN, project_rules_of
from parkmap.land.project_standing import standing
from parkmap.land.project_steps import Handled, approval_cut
from parkmap.land.project_sums import project_sums
from tests.land_projects import MU_100, known

ON = "2025-12-31"
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31)).map(date.isoformat)
PLOTS = st.lists(st.sampled_from("ABCDE"), max_size=3, unique=True)


def sums(*projects: Known, on: str = ON) -> ProjectSums:
    return project_sums(projects, PLAIN, on)


def test_a_rate_is_out_of_the_projects_signed_by_the_end_and_not_ended() -> None:
    started = {"stage": "started", "started_on": "2025-08-01"}
    ended = {"halted": "ended", "halted_on": "2025-07-15"}
    found = sums(known("a", **started), known("b"), known("c", **ended), known("d", "2025-11-01"))
    third = found.quarters[-2]
    assert (third.name, third.started.ids, third.standing.ids) == ("2025-Q3", ("a",), ("a", "b"))
    assert third.start_rate == 0.5
    assert third.production_rate == 0


def test_before_it_ended_a_project_counts_and_what_was_signed_stays_signed() -> None:
    ended = known("c", halted="ended", halted_on="2025-07-15")
    second, third = sums(ended).quarters[-3:-1]
    assert (second.standing.ids, third.standing.ids) == (("c",), ())
    assert (second.signed.ids, sums(ended).all.ids) == (("c",), ("c",))


def test_strategic_projects_are_told_by_number_and_by_money() -> None:
    large = known("a", strategic_emerging=True, investment_wan=30_000)
    year = sums(large, known("b")).years[0]
    assert (year.by_number, year.by_money, year.signed.yi) == (0.5, 0.75, 4.0)


def test_an_unknown_investment_adds_nothing_and_is_counted_as_unknown() -> None:
    found = sums(known("a"), known("b", investment_wan=None)).all
    assert (found.count, found.known, found.wan) == (2, 1, 10_000)


def test_a_project_without_a_day_of_signing_is_told_apart() -> None:
    found = sums(known("a"), known("b", ""))
    assert (found.undated.ids, found.all.ids) == (("b",), ("a",))


def test_a_shared_parcel_is_counted_once_in_the_land() -> None:
    plot = Plot("A", MU_100, "P1")
    land = sums(known("a", "2025-05-01", plot), known("b", "2025-05-01", plot)).land
    assert (land.whole.mu, land.shared, land.parcels) == (100.0, ("A",), ("A",))
    assert round(land.whole.wan_per_mu or 0) == 200


def test_intensity_is_of_land_whose_investment_is_known_and_says_of_how_much() -> None:
    dear = known("a", "2025-05-01", Plot("A", MU_100, "P1"), agreed_wan_per_mu=120)
    mute = known("b", "2025-05-01", Plot("B", MU_100 * 3, "P1"), investment_wan=None)
    land = sums(dear, mute).land
    assert round(land.whole.wan_per_mu or 0, 1) == 100.0
    assert (land.whole.known_share, land.agreed_share, land.short) == (0.25, 0.25, ("a",))


def test_the_approval_time_is_cut_over_steps_that_have_both_figures() -> None:
    def step(hours: float, standard: float | None) -> tuple[str, Handled]:
        return "a", Handled("filing", hours, standard, "", "2025-06-01", ())

    cut = approval_cut([step(10, 100), step(20, 100), step(5, None)], ON)
    assert (cut.share, cut.steps, cut.without) == (0.85, 2, 1)
    assert approval_cut([step(5, None)], ON).share is None


def test_late_is_a_planned_day_that_passed_while_the_stage_was_not_reached() -> None:
    plant = {"stage": "filed", "signed_on": "2025-01-05", "filed_planned_on": "2025-02-01",
             "started_planned_on": "2025-12-01"}  # fmt: skip
    found = standing(plant, PLAIN.order, ON)
    assert (found.why, found.stuck_at, found.late_days) == ("late", "started", 30)
    assert standing(plant | {"halted": "stalled"}, PLAIN.order, ON).late == ()
    reached = plant | {"stage": "started", "started_on": "2025-11-01"}
    assert standing(reached, PLAIN.order, ON).late_days == 0


@st.composite
def some(draw: st.DrawFn) -> Known:
    """A project with days in any order, halted or not, on some land."""
    fields: dict[str, Any] = {
        f"{stage}_on": draw(st.none() | DAYS) for stage in ("started", "producing")
    }
    fields |= {"halted": draw(st.sampled_from((None, "stalled", "ended"))),
               "halted_on": draw(st.none() | DAYS),
               "chain": draw(st.sampled_from("xyz") | st.none()),
               "investment_wan": draw(st.none() | st.integers(1, 10**6)),
               "stage": draw(st.sampled_from(PLAIN.order))}  # fmt: skip
    plots = [Plot(one, MU_100, one) for one in draw(PLOTS)]
    return known(draw(st.uuids()).hex, draw(st.just("") | DAYS), *plots, **fields)


@given(st.lists(some(), max_size=12), DAYS)
def test_groups_share_out_all_projects_and_their_money(projects: list[Known], on: str) -> None:
    found = sums(*projects, on=on)
    for groups in found.groups.values():
        ids = sorted(one for each in groups for one in each.figure.ids)
        assert ids == sorted(found.all.ids)
        assert sum(each.figure.wan for each in groups) == found.all.wan


@given(st.lists(some(), max_size=12), DAYS)
def test_figures_agree_with_a_count_one_by_one(projects: list[Known], on: str) -> None:
    found = sums(*projects, on=on)
    for one in found.quarters:
        assert one.last <= max(on, one.first)
        within = {each.id for each in projects if one.first <= each.state["signed_on"] <= one.last}
        assert set(one.signed.ids) == within
        assert set(one.producing_by.ids) <= set(one.started_by.ids) <= set(one.standing.ids)
    counts = [figure.count for _, figure in found.funnel]
    assert counts == sorted(counts, reverse=True)
    assert {figure.key for figure in found.figures().values()} == found.figures().keys()


@given(st.lists(some(), max_size=8), DAYS)
def test_what_is_known_of_a_day_does_not_change_with_later_days(
    projects: list[Known], on: str
) -> None:
    after = (date.fromisoformat(on) + timedelta(days=1)).isoformat()
    before = [one._replace(state={**one.state, "stage": "signed", "producing_on": None})
              for one in projects]  # fmt: skip
    later = [one._replace(state={**one.state, "producing_on": after}) for one in before]
    assert sums(*later, on=on).funnel == sums(*before, on=on).funnel


@pytest.mark.parametrize(
    "table",
    [{"stages": [{"code": "signed", "zh": "签约"}]}, {"stages": [{"code": "Signed", "zh": "x"}]},
     {"kinds": [{"code": "a", "zh": "甲", "tasks": [{"zh": "事", "days": -1}]}]},
     {"agency": {"steps": [{"code": "a", "zh": "甲", "standard_hours": 8}]}},
     {"agency": {"source": "x", "steps": [{"code": "a", "zh": "甲", "standard_hours": 0}]}},
     {"agency": []}, {"kinds": "x"}],
)  # fmt: skip
def test_wrong_settings_are_refused_with_their_place(table: dict[str, Any]) -> None:
    with pytest.raises(BadValue) as refused:
        project_rules_of(table)
    assert "projects." in refused.value.template


def test_no_step_that_comes_with_parkmap_has_a_standard_time() -> None:
    assert {one.standard_hours for one in PLAIN.agency.values()} == {None}
    assert PLAIN.agency_source == ""
