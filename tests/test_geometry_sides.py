"""Boundary points, sides, bearings and perimeters."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon

from parkmap.geometry.measure import geodesic_perimeter_m, zone_of
from parkmap.geometry.plane import to_plane
from parkmap.geometry.rings import rings_of
from parkmap.geometry.sides import perimeter_m, sides
from tests.shapes import SQUARE_1HA, TOUCHING_PAIR, WITH_HOLE, ZONE, array, ground

SHAPES = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=4, max_size=12)


def hull(corners: list[tuple[int, int]]) -> Polygon:
    made = shapely.MultiPoint(corners).convex_hull
    if not isinstance(made, Polygon):
        return SQUARE_1HA
    return ground(*((x, y) for x, y in made.exterior.coords[:-1]))


def test_points_run_clockwise_from_the_north_western_corner() -> None:
    found = sides(array(SQUARE_1HA), ZONE)
    assert found.easting.round(3).tolist() == [419_000, 419_100, 419_100, 419_000]
    assert found.northing.round(3).tolist() == [4_008_100, 4_008_100, 4_008_000, 4_008_000]


def test_bearings_are_counted_from_grid_north_clockwise() -> None:
    assert sides(array(SQUARE_1HA), ZONE).bearing_deg == pytest.approx([90, 180, 270, 0], abs=1e-4)


def test_a_reversed_ring_is_numbered_alike() -> None:
    there, back = sides(array(WITH_HOLE), ZONE), sides(array(shapely.reverse(WITH_HOLE)), ZONE)
    for column in ("ring", "number", "easting", "side_m", "bearing_deg"):
        assert getattr(there, column).tolist() == getattr(back, column).tolist()


def test_a_hole_is_the_second_ring_and_numbers_run_on() -> None:
    found = sides(array(WITH_HOLE, SQUARE_1HA), ZONE)
    assert found.ring.tolist() == [1] * 4 + [2] * 4 + [1] * 4
    assert found.number.tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4]
    assert found.owner.tolist() == [0] * 8 + [1] * 4


def test_every_part_of_a_multipolygon_has_rings_of_its_own() -> None:
    found = rings_of(array(shapely.MultiPolygon([WITH_HOLE, TOUCHING_PAIR[1]])))
    assert found.number.tolist() == [1, 2, 3]


def test_what_is_missing_or_empty_has_no_points() -> None:
    found = sides(array(None, Polygon(), SQUARE_1HA), ZONE)
    assert found.owner.tolist() == [2] * 4
    lengths = perimeter_m(array(None, SQUARE_1HA), ZONE)
    assert np.isnan(lengths[0]) and lengths[1] == pytest.approx(400, abs=1e-4)


@given(SHAPES)
@settings(max_examples=50, deadline=None)
def test_sides_add_up_to_the_perimeter(corners: list[tuple[int, int]]) -> None:
    shape = array(hull(corners))
    assert sides(shape, ZONE).side_m.sum() == pytest.approx(perimeter_m(shape, ZONE)[0])


@given(SHAPES)
@settings(max_examples=50, deadline=None)
def test_sides_and_bearings_lead_from_each_point_to_the_next(
    corners: list[tuple[int, int]],
) -> None:
    found = sides(array(hull(corners)), ZONE)
    angle = np.radians(found.bearing_deg)
    east = found.easting + found.side_m * np.sin(angle)
    north = found.northing + found.side_m * np.cos(angle)
    assert east == pytest.approx(np.roll(found.easting, -1), abs=1e-6)
    assert north == pytest.approx(np.roll(found.northing, -1), abs=1e-6)


@given(SHAPES)
@settings(max_examples=50, deadline=None)
def test_a_shape_drawn_from_its_points_has_its_area(corners: list[tuple[int, int]]) -> None:
    shape = array(hull(corners))
    found = sides(shape, ZONE)
    drawn = Polygon(np.column_stack([found.easting, found.northing]))
    assert drawn.area == pytest.approx(shapely.area(to_plane(shape, ZONE))[0], abs=1e-6)


def test_the_geodesic_perimeter_is_shorter_by_half_the_distortion_of_the_area() -> None:
    shape = array(WITH_HOLE)
    ratio = perimeter_m(shape, ZONE)[0] / geodesic_perimeter_m(shape)[0]
    assert (ratio - 1) * 1e6 == pytest.approx(80, abs=5)
    assert np.isnan(geodesic_perimeter_m(array(None))[0])


def test_a_parcel_across_two_zones_is_measured_in_the_one_that_is_fixed() -> None:
    across = array(shapely.box(112.49, 36.2, 112.52, 36.21))
    assert (zone_of(across), zone_of(across, fixed=37)) == (38, 37)
    assert zone_of(array(None)) == 25
