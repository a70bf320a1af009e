"""Yields per mu and moves between grades, by hand and by law."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkmap.land.grade_years import GRADE_STYLES, drawn_as, moves
from parkmap.land.grading import GRADES
from parkmap.land.yields import MEASURES, Plot, Used, left_out, yields
from parkmap.units import m2_to_dm2

MU = m2_to_dm2(2000) // 3


def plot(one: str, mu: int, park: str = "P1", *, works: bool = True) -> Plot:
    return Plot(one, park, "光电信息", mu * MU, works)


def test_what_is_known_is_divided_by_the_land_of_which_it_is_known() -> None:
    plots = [plot("A", 10), plot("B", 30)]
    found = yields(plots, [Used("X", "A", None)], {"X": {"tax_wan": 150}}, lambda one: one.park)
    tax = found["P1"].measures["tax_wan"]
    assert (tax.per_mu, tax.known_share, tax.total_wan) == (15.0, 25.0, 150.0)
    assert [part.parcel for part in tax.parts] == ["A"]
    output = found["P1"].measures["output_wan"]
    assert (output.per_mu, output.known_share, output.total_wan) == (None, 0.0, None)


def test_a_figure_is_shared_out_by_area_over_parks() -> None:
    plots = [plot("A", 10), plot("B", 30, "P2")]
    uses = [Used("X", "A", None), Used("X", "B", None)]
    found = yields(plots, uses, {"X": {"tax_wan": 100}}, lambda one: one.park)
    assert [found[one].measures["tax_wan"].total_wan for one in ("P1", "P2")] == [25.0, 75.0]


def test_a_parcel_that_two_name_whole_counts_once() -> None:
    uses = [Used("X", "A", None), Used("Y", "A", None)]
    figures = {"X": {"tax_wan": 10}, "Y": {"tax_wan": 30}}
    tax = yields([plot("A", 10)], uses, figures, lambda _: "")[""].measures["tax_wan"]
    assert (tax.per_mu, tax.known_share) == (4.0, 100.0)


def test_land_that_is_not_in_production_counts_where_an_enterprise_uses_it() -> None:
    plots = [plot("A", 10, works=False), plot("B", 10, works=False)]
    found = yields(plots, [Used("X", "A", None)], {"X": {}}, lambda _: "")[""]
    assert found.parcels == ("A",)


def test_who_has_figures_and_no_land_is_told() -> None:
    assert left_out([plot("A", 1)], [Used("X", "Z", None)], {"X": {"tax_wan": 1}}) == ("X",)


FIRMS = ("X", "Y", "Z")
PLOTS = st.lists(
    st.tuples(st.sampled_from("ABCDE"), st.integers(1, 90), st.sampled_from(["P1", "P2"]),
              st.booleans()),
    unique_by=lambda one: one[0],
).map(lambda rows: [plot(one, mu, park, works=works) for one, mu, park, works in rows])  # fmt: skip
USES = st.lists(
    st.builds(Used, st.sampled_from(FIRMS), st.sampled_from("ABCDE"),
              st.none() | st.integers(1, 90 * MU)),
    unique_by=lambda one: (one.enterprise, one.parcel),
)  # fmt: skip
FIGURES = st.dictionaries(
    st.sampled_from(FIRMS),
    st.dictionaries(st.sampled_from(MEASURES), st.none() | st.integers(0, 9_000)),
)


@given(PLOTS, USES, FIGURES)
def test_parks_add_up_to_the_zone_and_lose_no_figure(
    plots: list[Plot], uses: list[Used], figures: dict[str, dict[str, float | None]]
) -> None:
    whole = yields(plots, uses, figures, lambda _: "").get("")
    parks = yields(plots, uses, figures, lambda one: one.park).values()
    placed = {one.enterprise for one in uses if one.parcel in {each.id for each in plots}}
    for name in MEASURES:
        told = sum((figures.get(one, {}).get(name) or 0) for one in placed)
        parts = whole.measures[name].parts if whole else ()
        assert sum((one.wan for one in parts), Fraction(0)) == told
        assert sum(one.wan for park in parks for one in park.measures[name].parts) == told
        assert not whole or whole.measures[name].known_dm2 <= whole.land_dm2


@given(st.lists(st.tuples(st.sampled_from(["", *GRADES]), st.sampled_from(["", *GRADES]))))
def test_every_enterprise_moves_somewhere(pairs: list[tuple[str, str]]) -> None:
    found = moves(2025, pairs)
    graded = sum(1 for was, now in pairs if was and now)
    assert found.up + found.down + found.same == graded
    assert found.down == sum(1 for was, now in pairs if was and now and was < now)


@pytest.mark.parametrize("grades", [[], [""], ["A"], ["A", "B"], ["", "C"]])
def test_every_parcel_is_drawn_by_a_style(grades: list[str]) -> None:
    assert drawn_as(grades) in GRADE_STYLES


def test_grades_are_told_apart_by_letter_and_hatch_too() -> None:
    graded = [GRADE_STYLES[one] for one in (*GRADES, "mixed")]
    assert len({one.hatch for one in graded}) == len({one.letter_zh for one in graded}) == 5
