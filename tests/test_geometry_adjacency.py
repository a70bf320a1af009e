"""Which parcels share a side: not over a street, not at a corner, not where they overlap."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from parkmap.geometry.adjacency import adjacency
from parkmap.geometry.joined import joined
from tests.shapes import array


def pairs(*shapes: shapely.Polygon) -> list[tuple[int, int]]:
    found = adjacency(array(*shapes))
    return list(zip(found.first.tolist(), found.second.tolist(), strict=True))


LAND = shapely.box(0, 0, 100, 100)


def test_a_side_that_is_shared_in_part_counts_as_long_as_it_is() -> None:
    found = adjacency(array(LAND, shapely.box(100, 60, 200, 160)))
    assert found.shared_m.tolist() == [pytest.approx(40, abs=1e-6)]


def test_parcels_across_a_street_or_at_a_corner_do_not_touch() -> None:
    assert pairs(LAND, shapely.box(112, 0, 200, 90), shapely.box(100, 100, 200, 200)) == []


def test_boundaries_that_were_delivered_centimetres_apart_are_one() -> None:
    found = adjacency(array(LAND, shapely.box(100.03, 0, 200, 100)))
    assert found.shared_m.tolist() == [pytest.approx(100, abs=0.2)]
    assert pairs(LAND, shapely.box(100.2, 0, 200, 100)) == []


def test_a_side_of_less_than_a_metre_joins_nothing() -> None:
    assert pairs(LAND, shapely.box(100, 99.5, 200, 200)) == []


def test_parcels_that_claim_the_same_land_are_told_apart() -> None:
    found = adjacency(array(LAND, shapely.box(90, 0, 200, 100)))
    assert found.first.size == 0
    assert found.overlapping.tolist() == [[0, 1]]


def test_a_parcel_without_an_outline_has_no_neighbour() -> None:
    assert pairs(LAND, shapely.Polygon(), shapely.box(100, 0, 200, 100)) == [(0, 2)]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), unique=True, max_size=20))
def test_on_a_grid_those_touch_that_lie_side_by_side(cells: list[tuple[int, int]]) -> None:
    squares = [shapely.box(50 * x, 50 * y, 50 * x + 50, 50 * y + 50) for x, y in cells]
    beside = [
        (a, b)
        for a, (ax, ay) in enumerate(cells)
        for b, (bx, by) in enumerate(cells)
        if a < b and abs(ax - bx) + abs(ay - by) == 1
    ]
    assert pairs(*squares) == beside


def test_one_outline_of_parcels_that_do_not_quite_meet_has_no_slit() -> None:
    apart = array(shapely.box(113.1, 36.2, 113.101, 36.201),
                  shapely.box(113.1010003, 36.2, 113.102, 36.201))  # fmt: skip
    assert shapely.get_num_coordinates(joined(apart)) <= 9
    assert joined(apart).geom_type == "Polygon"
    whole = array(shapely.box(113.1, 36.2, 113.101, 36.201),
                  shapely.box(113.101, 36.2, 113.102, 36.201))  # fmt: skip
    assert joined(whole).equals(shapely.box(113.1, 36.2, 113.102, 36.201))
