"""Areas: plane in the zone, geodesic beside it, and the figures that were measured."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.ops import split

from parkmap.errors import BadValue
from parkmap.geometry.coordinates import to_lng_lat
from parkmap.geometry.measure import area_m2, bounds, geodesic_area_m2, plane_area_m2, total_bounds
from parkmap.geometry.plane import to_degrees, to_plane
from tests.shapes import (
    LNG_LAT_SQUARE,
    OVERLAPPING_PAIR,
    SLIVER,
    SQUARE_1HA,
    TOUCHING_PAIR,
    WITH_HOLE,
    ZONE,
    array,
)


def test_a_square_of_one_hectare_measures_one_hectare_on_the_plane() -> None:
    assert plane_area_m2(array(SQUARE_1HA), ZONE)[0] == pytest.approx(10_000, abs=0.01)


def test_a_hole_is_taken_off_both_areas() -> None:
    shapes = array(SQUARE_1HA, WITH_HOLE)
    for areas in (plane_area_m2(shapes, ZONE), geodesic_area_m2(shapes)):
        assert areas[0] - areas[1] == pytest.approx(400, abs=0.1)


def test_the_plane_at_changzhi_is_160_ppm_above_the_ellipsoid() -> None:
    shape = array(LNG_LAT_SQUARE)
    ratio = plane_area_m2(shape, ZONE)[0] / geodesic_area_m2(shape)[0]
    assert (ratio - 1) * 1e6 == pytest.approx(160, abs=5)


def test_direction_of_a_ring_does_not_change_its_area() -> None:
    shapes = array(WITH_HOLE, shapely.reverse(WITH_HOLE))
    assert geodesic_area_m2(shapes)[0] == pytest.approx(geodesic_area_m2(shapes)[1])


def test_a_missing_shape_has_no_area_and_no_bounds() -> None:
    shapes = array(None, SQUARE_1HA)
    assert np.isnan([plane_area_m2(shapes, ZONE)[0], geodesic_area_m2(shapes)[0]]).all()
    assert np.isnan(bounds(shapes)[0]).all()
    assert total_bounds(array(None)) is None


def test_land_far_from_the_zone_is_measured_on_the_ellipsoid() -> None:
    shapes = array(SQUARE_1HA, shapely.box(2.3, 48.6, 2.301, 48.601))
    areas = area_m2(shapes, ZONE)
    assert areas[0] == plane_area_m2(shapes, ZONE)[0]
    assert areas[1] == geodesic_area_m2(shapes)[1]


def test_touching_parcels_share_no_area_and_overlapping_ones_a_strip() -> None:
    touching = array(shapely.intersection(*TOUCHING_PAIR))
    strip = array(shapely.intersection(*OVERLAPPING_PAIR))
    assert plane_area_m2(touching, ZONE)[0] == pytest.approx(0, abs=1e-3)
    assert plane_area_m2(strip, ZONE)[0] == pytest.approx(1000, abs=0.1)


def test_a_sliver_keeps_its_two_square_metres() -> None:
    assert plane_area_m2(array(SLIVER), ZONE)[0] == pytest.approx(2, abs=0.01)


def test_a_zone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BadValue, match="99 is no 3-degree zone"):
        plane_area_m2(array(SQUARE_1HA), 99)


def test_a_surveyed_plot_measures_what_its_surveyors_declared(shared_data: Path) -> None:
    text = (shared_data / "boundary_txt" / "hangzhou_66pts.utf8.txt").read_text(encoding="utf-8")
    cells = [line.split(",") for line in text.splitlines() if line.startswith("J")]
    points = np.array([(float(east), float(north)) for _, _, north, east in cells])
    plot = to_lng_lat(array(shapely.Polygon(points)), 4528)
    assert plane_area_m2(plot, 40)[0] == pytest.approx(57_089.50, abs=0.01)
    assert geodesic_area_m2(plot)[0] == pytest.approx(57_088.89, abs=0.01)


@given(st.floats(0, 180), st.floats(5, 95))
@settings(max_examples=50, deadline=None)
def test_areas_of_parts_add_up(bearing_deg: float, through: float) -> None:
    plane = to_plane(array(WITH_HOLE), ZONE)
    turn = np.radians(bearing_deg)
    way = 500 * np.array([np.sin(turn), np.cos(turn)])
    middle = np.array([419_000 + through, 4_008_000 + 50])
    cut = shapely.LineString([middle - way, middle + way])
    parts = to_degrees(shapely.get_parts(split(plane[0], cut)), ZONE)
    assert plane_area_m2(parts, ZONE).sum() == pytest.approx(9600, abs=1e-4)
