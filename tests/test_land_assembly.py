"""Sets of touching parcels: connected, as large as wanted, nothing to spare, compact."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from parkmap.land.assembly import Assembled, Ground, assemblies, compactness
from parkmap.land.growing import Graph
from tests.grids import all_that_do, cells, grid, ground_of

sizes = st.lists(st.floats(30, 150), min_size=2, max_size=4)
wanted = st.floats(4_000, 60_000)
points = st.lists(st.tuples(st.floats(1, 399), st.floats(1, 399)), min_size=4, max_size=12,
                  unique_by=lambda one: (round(one[0] / 5), round(one[1] / 5)))  # fmt: skip


def graph_of(ground: Ground) -> Graph:
    every = np.ones(len(ground.area_dm2), bool)
    return Graph.of(*ground[:3], ground.adjacency, every)


def members(found: list[Assembled]) -> list[tuple[int, ...]]:
    return [one.members for one in found]


@given(sizes, sizes, wanted, st.data())
def test_each_set_is_connected_allowed_within_the_range_and_needs_all_of_its_parcels(
    widths: list[float], depths: list[float], least_m2: float, data: Any
) -> None:
    ground = ground_of(grid(widths, depths))
    count = len(ground.area_dm2)
    allowed = np.array(data.draw(st.lists(st.booleans(), min_size=count, max_size=count)))
    least, most = int(least_m2 * 100), int(least_m2 * 150)
    graph = graph_of(ground)
    for one in assemblies(ground, least, most, allowed=allowed):
        assert allowed[list(one.members)].all()
        assert least <= one.area_dm2 == ground.area_dm2[list(one.members)].sum() <= most
        assert graph.hangs_together(list(one.members))
        for left in one.members:
            rest = [each for each in one.members if each != left]
            enough = ground.area_dm2[rest].sum() >= least
            assert not (enough and graph.hangs_together(rest))


@given(sizes, sizes, wanted)
def test_the_outline_that_is_added_up_is_that_of_the_union(
    widths: list[float], depths: list[float], least_m2: float
) -> None:
    shapes = grid(widths, depths)
    for one in assemblies(ground_of(shapes), int(least_m2 * 100), int(least_m2 * 200)):
        union = shapely.union_all([shapes[at] for at in one.members])
        assert one.perimeter_m == pytest.approx(union.length, abs=1e-3)
        assert one.compactness == pytest.approx(compactness(union.area, union.length))


@settings(max_examples=60, deadline=None)
@given(points, st.floats(20_000, 90_000))
def test_the_best_set_is_nearly_as_compact_as_the_best_of_all(
    drawn: list[tuple[float, float]], least_m2: float
) -> None:
    shapes = cells(np.array(drawn), 400)
    ground = ground_of(shapes)
    least, most = int(least_m2 * 100), int(least_m2 * 150)
    every = all_that_do(shapes, ground, least, most, 5)
    found = assemblies(ground, least, most, most_parcels=5)
    assert bool(found) == bool(every)
    assert {frozenset(one.members) for one in found} <= set(every)
    if found:
        assert max(one.compactness for one in found) >= 0.9 * max(every.values())


@settings(max_examples=40, deadline=None)
@given(points, st.floats(20_000, 90_000))
def test_without_a_bound_the_best_of_all_is_found(
    drawn: list[tuple[float, float]], least_m2: float
) -> None:
    shapes = cells(np.array(drawn), 400)
    ground = ground_of(shapes)
    least, most = int(least_m2 * 100), int(least_m2 * 150)
    every = all_that_do(shapes, ground, least, most, 5)
    found = assemblies(ground, least, most, most_parcels=5, beam=100_000)
    if every:
        assert found[0].compactness >= max(every.values()) - 0.021


def test_two_runs_give_the_same() -> None:
    ground = ground_of(cells(np.random.default_rng(5).uniform(0, 900, (80, 2)), 900))
    assert assemblies(ground, 3_000_000, 4_500_000) == assemblies(ground, 3_000_000, 4_500_000)


def test_four_squares_make_a_square_and_not_a_row() -> None:
    found = assemblies(ground_of(grid([100] * 4, [100] * 4)), 4_000_000, 4_000_000)
    assert [round(one.compactness, 3) for one in found] == [0.785] * len(found)
    assert members(found)[0] == (0, 1, 4, 5)


def test_proposals_are_different_land() -> None:
    found = assemblies(ground_of(grid([100] * 6, [100] * 6)), 4_000_000, 4_000_000, most=9)
    for at, one in enumerate(found):
        for other in found[:at]:
            assert len(set(one.members) & set(other.members)) <= 2
    assert len(found) > 5


def test_a_parcel_that_is_large_enough_alone_is_in_no_set() -> None:
    ground = ground_of(grid([300, 100, 100], [100]))
    assert members(assemblies(ground, 2_000_000, 5_000_000)) == [(1, 2)]


def test_no_set_crosses_a_street() -> None:
    west, east = shapely.box(0, 0, 100, 100), shapely.box(120, 0, 220, 100)
    assert assemblies(ground_of([west, east]), 1_500_000, 3_000_000) == []


def test_two_that_claim_the_same_land_are_never_in_one_set() -> None:
    twice = [shapely.box(0, 0, 100, 100), shapely.box(50, 0, 150, 100),
             shapely.box(0, 100, 150, 200)]  # fmt: skip
    assert assemblies(ground_of(twice), 3_000_000, 9_000_000) == []
    assert members(assemblies(ground_of(twice), 2_400_000, 9_000_000)) == [(0, 2)]


def test_no_set_has_more_parcels_than_it_may() -> None:
    ground = ground_of(grid([100] * 8, [100]))
    assert assemblies(ground, 5_000_000, 5_000_000, most_parcels=4) == []
    assert members(assemblies(ground, 5_000_000, 5_000_000, most_parcels=5, most=1)) == [
        (0, 1, 2, 3, 4)
    ]


def test_nothing_is_found_where_there_is_no_land() -> None:
    assert assemblies(ground_of([]), 1, 2) == []
