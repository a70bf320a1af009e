"""Boundaries: what is refused, where and why; coordinates as they are kept."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from parkmap.errors import BadGeometry
from parkmap.geometry.boundary import boundary_of, geojson_texts, single_part
from parkmap.geometry.coordinates import quantise, quantised, to_lng_lat
from parkmap.geometry.validity import ShapeLimits, checked, faults
from tests.shapes import BOW_TIE, SLIVER, SQUARE_1HA, TOUCHING_PAIR, WITH_HOLE, array, geometry

RING = [[113.1, 36.2], [113.2, 36.2], [113.2, 36.3], [113.1, 36.2]]
REFUSED: dict[str, Any] = {
    "no_boundary": None,
    "not_a_polygon": {"type": "Point", "coordinates": [113, 36]},
    "open_ring": {"type": "Polygon", "coordinates": [RING[:3]]},
    "short_ring": {"type": "Polygon", "coordinates": [[RING[0], RING[1], RING[0]]]},
    "too_many_vertices": {"type": "Polygon", "coordinates": [RING * 10]},
    "too_many_holes": {"type": "Polygon", "coordinates": [RING] * 9},
    "malformed_geometry": {"type": "Polygon", "coordinates": [[["113", "36"]] * 4]},
}


@pytest.mark.parametrize("fault", REFUSED)
def test_a_geometry_that_is_no_boundary_is_refused_by_its_name(fault: str) -> None:
    with pytest.raises(BadGeometry) as refusal:
        boundary_of(REFUSED[fault], ShapeLimits(max_vertices=37, max_holes=7))
    assert refusal.value.values["fault"] == fault


@pytest.mark.parametrize("coordinate", [True, None, "1", [1], {}])
def test_only_numbers_are_coordinates(coordinate: object) -> None:
    ring = [[113.1, coordinate], *RING[1:]]
    with pytest.raises(BadGeometry, match="no number"):
        boundary_of({"type": "Polygon", "coordinates": [ring]})


def test_an_open_ring_is_told_with_both_ends() -> None:
    with pytest.raises(BadGeometry, match=r"ring 1 is open: its first point \(113.1, 36.2\)"):
        boundary_of(REFUSED["open_ring"])


def test_heights_are_dropped_and_said() -> None:
    tall = [[*point, 900.5] for point in RING]
    read = boundary_of({"type": "Polygon", "coordinates": [tall]})
    assert read.had_z and not read.shape.has_z


def test_a_multipolygon_of_one_part_is_that_part() -> None:
    read = boundary_of({"type": "MultiPolygon", "coordinates": [[RING]]})
    assert read.shape.geom_type == "Polygon"
    assert single_part(array(shapely.MultiPolygon([SQUARE_1HA])))[0].equals(SQUARE_1HA)


def test_sound_shapes_have_no_fault() -> None:
    assert faults(array(SQUARE_1HA, WITH_HOLE, SLIVER, *TOUCHING_PAIR)) == [None] * 5


def test_a_bow_tie_is_refused_with_the_place_of_its_crossing() -> None:
    with pytest.raises(BadGeometry, match=r"crosses itself at 113\.\d+, 36\.\d+") as refusal:
        checked(BOW_TIE)
    place = refusal.value.values["place"]
    assert isinstance(place, tuple)
    assert shapely.Point(place).distance(BOW_TIE.envelope.centroid) < 1e-6


def test_swapped_axes_are_guessed_from_a_latitude_over_90() -> None:
    (fault,) = faults(array(shapely.box(36.2, 113.1, 36.3, 113.2)))
    assert fault is not None and "swapped" in fault.remedy


def test_metres_without_a_coordinate_system_ask_for_it() -> None:
    (fault,) = faults(array(shapely.box(419_000, 4_008_000, 419_100, 4_008_100)))
    assert fault is not None and "--crs" in fault.remedy


def test_a_point_beyond_the_reach_of_its_system_is_a_fault_not_a_crash() -> None:
    far = to_lng_lat(array(shapely.box(1e30, 1e30, 2e30, 2e30)), 4547)
    (fault,) = faults(far)
    assert fault is not None and fault.code in {"not_finite", "out_of_range"}


def test_polygons_of_the_jts_and_geos_suites_are_judged_as_they_say(shared_data: Path) -> None:
    with (shared_data / "hostile" / "wkt_cases.csv").open(encoding="utf-8") as file:
        cases = [case for case in csv.DictReader(file) if case["geom_type"].endswith("Polygon")]
    known = [case for case in cases if case["expected_isvalid"]]
    shapes = shapely.from_wkt([case["geom"] for case in known])
    drawn = ~shapely.is_empty(shapes)
    in_degrees = shapely.transform(shapes[drawn], lambda points: points / 2**16)  # exact
    judged = [fault is None for fault in faults(in_degrees)]
    expected = np.array([case["expected_isvalid"] == "true" for case in known])
    assert judged == expected[drawn].tolist() and len(judged) > 200


@given(arrays(float, 8, elements=st.floats(-180, 180)))
def test_rounding_twice_is_rounding_once(values: np.ndarray[Any, np.dtype[np.float64]]) -> None:
    once = quantise(values)
    assert quantise(once).tobytes() == once.tobytes()
    assert np.abs(once - values).max() <= 0.5000001e-10


@given(st.floats(-180, 180))
def test_a_kept_coordinate_has_at_most_ten_decimals_as_text(value: float) -> None:
    kept = float(quantise(np.array([value]))[0])
    assert kept == float(f"{kept:.10f}") and repr(kept) != "-0.0"


def test_a_shape_survives_its_own_text_point_for_point() -> None:
    kept = quantised(array(WITH_HOLE, None))
    text, nothing = geojson_texts(kept)
    assert nothing is None and text is not None
    assert shapely.from_geojson(text).equals_exact(kept[0], 0)
    assert boundary_of(geometry(kept[0])).shape.equals_exact(kept[0], 0)
