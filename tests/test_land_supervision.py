"""Supervised matters in order and in sums, by hand and by law."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkmap.errors import BadValue
from parkmap.land.matters import LIGHT
from parkmap.land.supervision import (
    Asked,
    check_closing,
    checked,
    fits,
    is_overdue,
    summed,
    urgency,
)

TODAY = date(2026, 6, 30)


def matter(light: str = "green", due: int = 10, closed: str = "", **more: Any) -> dict[str, Any]:
    day = (TODAY + timedelta(days=due)).isoformat()
    return {"title": "事项", "light": light, "due_on": day, "responsible_unit": "甲岗",
            "closed_on": closed or None} | more  # fmt: skip


def test_red_and_overdue_come_first_then_what_is_due_soonest() -> None:
    late, red, amber = matter(due=-3), matter("red", 5), matter("amber", 1)
    soon, later = matter(due=2), matter(due=9)
    done = matter("red", -9, "2026-06-01")
    assert sorted([done, later, soon, amber, red, late], key=lambda one: urgency(one, TODAY)) == [
        late, red, amber, soon, later, done,
    ]  # fmt: skip


def test_what_is_due_today_is_not_overdue_and_what_is_closed_never_is() -> None:
    assert not is_overdue(matter(due=0), TODAY) and is_overdue(matter(due=-1), TODAY)
    assert not is_overdue(matter(due=-1, closed="2026-06-30"), TODAY)


@pytest.mark.parametrize(
    ("asked", "found"),
    [(Asked(light="red"), 1), (Asked(unit="乙岗"), 1), (Asked(leader="分管副主任"), 1),
     (Asked(overdue=True), 1), (Asked(state="closed"), 1), (Asked(state="open"), 3),
     (Asked(tied=("project", "PJ-001")), 1), (Asked(), 4)],
)  # fmt: skip
def test_each_filter_finds_its_own(asked: Asked, found: int) -> None:
    held = [matter("red"), matter(due=-1, responsible_unit="乙岗", projects=["PJ-001"]),
            matter(responsible_leader="分管副主任"), matter(closed="2026-06-01")]  # fmt: skip
    assert sum(fits(one, asked, TODAY) for one in held) == found


def test_a_light_that_there_is_not_is_refused() -> None:
    with pytest.raises(BadValue):
        checked(Asked(light="blue"))


def test_a_closing_needs_a_paper_and_a_day_that_was() -> None:
    check_closing(matter(closed="2026-06-30"), TODAY, papers=True)
    check_closing(matter(closed="2026-06-30", closing_number="〔2026〕8号"), TODAY, papers=False)
    for state in (matter(closed="2026-06-30"), matter(closed="2026-07-01", closing_number="1")):
        with pytest.raises(BadValue):
            check_closing(state, TODAY, papers=False)


MATTERS = st.lists(
    st.builds(matter, st.sampled_from(list(LIGHT)), st.integers(-40, 40),
              st.sampled_from(["", "2026-06-01"]), responsible_unit=st.sampled_from("甲乙丙"),
              responsible_leader=st.sampled_from(["", "主任", "副主任"])),
    max_size=12,
)  # fmt: skip


@given(MATTERS)
def test_leaders_and_units_add_up_to_the_whole(held: list[dict[str, Any]]) -> None:
    found = summed(held, TODAY)
    assert found.whole.open + found.closed == len(held)
    for loads in (found.leaders, found.units):
        assert sum(one.open for one in loads) == found.whole.open == sum(
            n for one in loads for n in one.lights.values()
        )  # fmt: skip
        assert sum(one.overdue for one in loads) == found.whole.overdue
