"""Parcels beside each other: what is a fault between neighbours and what is not."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from parkmap.geometry.coordinates import quantised
from parkmap.geometry.coverage import NOISE_M2, Coverage, check_coverage
from parkmap.geometry.measure import area_m2, plane_area_m2
from tests.shapes import OVERLAPPING_PAIR, SQUARE_1HA, TOUCHING_PAIR, ZONE, array, ground

Corner = tuple[float, float]


def rectangle(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    return ground((west, south), (east, south), (east, north), (west, north))


def checked(*shapes: BaseGeometry) -> Coverage:
    return check_coverage(quantised(array(*shapes)), ZONE)


def clean(found: Coverage) -> bool:
    return not (found.overlaps or found.gaps or found.same)


def grid(size: int, moved: dict[Corner, Corner]) -> NDArray[np.object_]:
    """Squares of 50 m in rows; `moved` shifts a grid point of all squares around it."""

    def corner(column: int, row: int) -> Corner:
        east, north = moved.get((column, row), (0, 0))
        return column * 50 + east, row * 50 + north

    cells = product(range(size), range(size))
    return quantised(array(*(
        ground(corner(c, r), corner(c + 1, r), corner(c + 1, r + 1), corner(c, r + 1))
        for c, r in cells
    )))  # fmt: skip


SHIFTS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)),
    st.tuples(st.floats(-15, 15), st.floats(-15, 15)),
)


@given(SHIFTS)
@settings(max_examples=50, deadline=None)
def test_a_clean_coverage_has_no_findings(moved: dict[Corner, Corner]) -> None:
    found = check_coverage(grid(4, moved), ZONE)
    assert clean(found) and not len(found.unmatched)


@given(st.tuples(st.floats(1, 15), st.floats(1, 15)), st.integers(1, 3), st.integers(1, 3))
@settings(max_examples=30, deadline=None)
def test_a_shifted_corner_is_found_with_its_area(by: Corner, column: int, row: int) -> None:
    shapes = grid(4, {})
    one = (column - 1) * 4 + row - 1
    before = plane_area_m2(shapes, ZONE)[one]
    shapes[one] = grid(4, {(column, row): by})[one]
    gained = plane_area_m2(shapes, ZONE)[one] - before
    found = check_coverage(shapes, ZONE)
    assert sum(each.area_m2 for each in found.overlaps) == pytest.approx(gained, abs=0.02)
    assert all(one in (each.first, each.second) for each in found.overlaps)


@given(SHIFTS, st.integers(0, 15))
@settings(max_examples=30, deadline=None)
def test_a_missing_inner_parcel_is_a_gap_of_its_area(
    moved: dict[Corner, Corner], which: int
) -> None:
    shapes = grid(4, moved)
    column, row = divmod(which, 4)
    found = check_coverage(shapes[[n for n in range(16) if n != which]], ZONE)
    inner = 0 < column < 3 and 0 < row < 3
    area = plane_area_m2(shapes, ZONE)[which]
    assert [one.area_m2 for one in found.gaps] == pytest.approx([area] * inner, abs=0.01)


def test_an_overlap_has_its_parcels_area_and_shape() -> None:
    overlap = checked(*OVERLAPPING_PAIR).overlaps[0]
    assert (overlap.first, overlap.second) == (0, 1)
    assert overlap.area_m2 == pytest.approx(1000, abs=0.01)
    strip = array(rectangle(90, 0, 100, 100))
    assert shapely.hausdorff_distance(overlap.geometry, strip[0]) < 1e-8


TOUCHING = {
    "an edge": TOUCHING_PAIR,
    "a corner": (SQUARE_1HA, rectangle(100, 100, 200, 200)),
    "a part of an edge": (SQUARE_1HA, rectangle(100, 20, 200, 70)),
    "a hole and what fills it": (
        rectangle(0, 0, 100, 100).difference(rectangle(20, 20, 40, 40)),
        rectangle(20, 20, 40, 40),
    ),
    "a street between": (SQUARE_1HA, rectangle(106, 0, 200, 100)),
    "half a millimetre": (SQUARE_1HA, rectangle(99.9999, 0, 200, 90)),
    "a hole drawn on purpose": (
        rectangle(0, 0, 100, 100).difference(rectangle(20, 20, 40, 40)),
        rectangle(200, 20, 240, 40),
    ),
}


@pytest.mark.parametrize("how", TOUCHING)
def test_what_touches_is_fine(how: str) -> None:
    assert clean(checked(*TOUCHING[how]))


def test_a_point_that_the_neighbour_lacks_is_no_fault_but_told() -> None:
    found = checked(SQUARE_1HA, rectangle(100, 0, 200, 40), rectangle(100, 40, 200, 100))
    assert clean(found) and 0 in found.unmatched


def test_an_open_strip_between_two_traces_is_a_sliver() -> None:
    gap = checked(SQUARE_1HA, rectangle(100.2, 0, 200, 100)).gaps[0]
    assert gap.is_sliver and not gap.enclosed and gap.around == (0, 1)
    assert (gap.area_m2, gap.width_m) == pytest.approx((20, 0.2), abs=0.01)


def test_a_strip_that_somebody_has_is_no_sliver() -> None:
    strip = rectangle(100, 0, 100.2, 100)
    assert clean(checked(SQUARE_1HA, rectangle(100.2, 0, 200, 100), strip))


def test_an_enclosed_strip_is_told_once() -> None:
    above = ground((0, 100), (100, 100), (100.2, 100), (200, 100), (200, 150), (0, 150))
    below = ground((0, 0), (0, -50), (200, -50), (200, 0), (100.2, 0), (100, 0))
    gaps = checked(SQUARE_1HA, rectangle(100.2, 0, 200, 100), above, below).gaps
    assert len(gaps) == 1 and gaps[0].is_sliver and gaps[0].enclosed


def test_a_side_without_the_neighbours_points_bends_by_less_than_rounding() -> None:
    long = rectangle(0, 100, 300, 150)
    found = checked(SQUARE_1HA, rectangle(100, 0, 300, 100), long)
    assert found.overlaps and all(one.is_rounding for one in found.overlaps)


def test_an_island_in_a_gap_is_not_part_of_it() -> None:
    frame = rectangle(0, 0, 100, 100).difference(rectangle(20, 20, 60, 60))
    gap = checked(frame, rectangle(30, 30, 40, 40)).gaps[0]
    assert gap.around == (0, 1) and gap.area_m2 == pytest.approx(1500, abs=0.01)


def test_the_same_boundary_is_told_once_for_all_that_have_it() -> None:
    turned = shapely.Polygon(SQUARE_1HA.exterior.coords[2:] + SQUARE_1HA.exterior.coords[1:3])
    nearly = rectangle(0, 0, 100, 100.01)
    found = checked(SQUARE_1HA, turned, SQUARE_1HA, nearly, TOUCHING_PAIR[1])
    assert found.same == [(0, 1, 2, 3)]


def test_a_parcel_inside_another_overlaps_with_all_of_it() -> None:
    found = checked(SQUARE_1HA, rectangle(20, 20, 40, 40))
    assert [one.area_m2 for one in found.overlaps] == pytest.approx([400], abs=0.01)


def test_a_cadastre_has_the_overlaps_that_comparing_all_finds(shared_data: Path) -> None:
    text = (shared_data / "parcels" / "cadastre_91216.geojson").read_text("utf-8")
    shapes = quantised(shapely.get_parts(shapely.from_geojson(text)))
    pairs = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = pairs[:, pairs[0] < pairs[1]]
    common = shapely.intersection(shapes[pairs[0]], shapes[pairs[1]])
    large = pairs.T[area_m2(common, ZONE) >= NOISE_M2]
    found = check_coverage(shapes, ZONE).overlaps
    assert {(one.first, one.second) for one in found} == {(int(a), int(b)) for a, b in large}


def test_nothing_and_one_alone_have_no_neighbours() -> None:
    assert clean(checked()) and clean(checked(SQUARE_1HA))
