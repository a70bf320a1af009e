"""Levels of directions, and land that counts once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parkmap.land.chain_gaps import (
    GAPS,
    LEVELS,
    Level,
    Present,
    enterprise_level,
    figures,
    level_of,
    project_level,
    taken,
)
from parkmap.land.status import STATUSES

IDS = ("T-1", "T-2", "T-3")
AREAS = st.fixed_dictionaries(
    {one: st.tuples(st.sampled_from([*STATUSES]), st.integers(1, 9_000)) for one in IDS}
)
PRESENT = st.builds(
    Present, st.sampled_from(["project", "enterprise"]), st.text("ab", min_size=1, max_size=3),
    st.sampled_from(["D1", "D2", ""]), st.sampled_from([*LEVELS]),
    st.dictionaries(st.sampled_from([*IDS, "T-9"]), st.integers(0, 20_000)),
)  # fmt: skip


def at(level: Level, direction: str = "D1") -> Present:
    return Present("project", level, direction, level, {})


def test_a_direction_is_as_far_as_the_best_in_it() -> None:
    assert level_of([at("stalled"), at("under_way")]) == "under_way"
    assert level_of([at("stalled"), at("producing")]) == "producing"
    assert level_of([]) == "none"


def test_a_stalled_project_is_not_under_way_and_an_ended_one_is_not_there() -> None:
    assert project_level({"stage": "producing", "halted": "stalled"}) == "stalled"
    assert project_level({"stage": "producing", "halted": "ended"}) is None
    assert project_level({"stage": "completed"}) == "under_way"


def test_an_enterprise_produces_by_its_land_or_its_output() -> None:
    assert enterprise_level(["under_construction"], has_output=False) == "under_way"
    assert enterprise_level(["idle", "revitalized"], has_output=False) == "producing"
    assert enterprise_level(["idle"], has_output=True) == "producing"


def test_a_parcel_used_in_parts_counts_at_most_as_a_whole() -> None:
    both = [Present("enterprise", "a", "D1", "producing", {"T-1": 600}),
            Present("enterprise", "b", "D1", "producing", {"T-1": 700})]  # fmt: skip
    assert taken(both, {"T-1": ("in_use", 1_000)}) == {"T-1": 1_000}
    assert taken(both[:1], {"T-1": ("in_use", 1_000)}) == {"T-1": 600}


@given(st.lists(PRESENT, max_size=8), AREAS)
def test_sums_hold_whoever_is_there(
    present: list[Present], parcels: dict[str, tuple[str, int]]
) -> None:
    made = figures(["D1", "D2"], present, parcels)
    assert made.directions == 2 and made.gaps == 2 - made.levels["producing"]
    assert made.gaps == sum(made.levels[level] for level in GAPS)
    assert made.enterprises + made.projects == len(present)
    assert made.area.area_dm2 == sum(taken(present, parcels).values())
    assert made.area.area_dm2 <= sum(area for _, area in parcels.values())
