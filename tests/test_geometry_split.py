"""Splits: along lines, by exact areas, in strips; right, or refused with the place."""

from __future__ import annotations

from math import cos, sin
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from parkmap.errors import BadGeometry
from parkmap.geometry.coordinates import quantised
from parkmap.geometry.plane import to_plane
from parkmap.geometry.split import (
    SIDES,
    split_by_area,
    split_by_areas,
    split_by_line,
    split_equally,
)
from tests.edits import areas, meet, tried
from tests.shapes import (
    BOW_TIE,
    ISLAND,
    L_SHAPE,
    SLIVER,
    SQUARE_1HA,
    TOUCHING_PAIR,
    TWO_PARTS,
    U_SHAPE,
    WITH_HOLE,
    ZONE,
    array,
    ground,
    path,
)

EAST = {"east": TOUCHING_PAIR[1]}


def fault_of(refusal: pytest.ExceptionInfo[BadGeometry]) -> object:
    return refusal.value.values["fault"]


def test_a_line_across_a_square_makes_a_left_and_a_right_piece() -> None:
    edit = split_by_line(SQUARE_1HA, path((30, -5), (30, 105)), {}, ZONE)
    assert areas(edit.pieces) == pytest.approx([3_000, 7_000], abs=0.01)
    back = split_by_line(SQUARE_1HA, path((30, 105), (30, -5)), {}, ZONE)
    assert areas(back.pieces) == pytest.approx([7_000, 3_000], abs=0.01)


def test_a_cut_point_enters_the_ring_of_the_neighbour_that_shares_the_edge() -> None:
    edit = split_by_line(SQUARE_1HA, path((-5, 50), (105, 50)), EAST, ZONE)
    corners = set(map(tuple, shapely.get_coordinates(edit.neighbours["east"]).tolist()))
    assert len(corners) == 5 and meet(edit, EAST)
    assert all(corners & set(piece.exterior.coords) for piece in edit.pieces)


def test_a_corner_that_the_parcel_lacks_on_a_cut_edge_enters_its_ring() -> None:
    narrow = {"narrow": ground((100, 20), (200, 20), (200, 80), (100, 80))}
    edit = split_by_line(SQUARE_1HA, path((-5, 50), (105, 50)), narrow, ZONE)
    assert meet(edit, narrow) and sum(areas(edit.pieces)) == pytest.approx(10_000, abs=0.01)


def test_long_edges_that_do_not_meet_corner_to_corner_are_refused() -> None:
    """A corner put on a straight line in degrees moves 0.3 m2 on the plane, on 360 m."""
    north = {"n": shapely.box(113.1, 36.201, 113.102, 36.202)}
    with pytest.raises(BadGeometry, match="first make the boundaries there meet"):
        split_by_line(shapely.box(113.1, 36.2, 113.104, 36.201),
                      shapely.LineString([(113.1012, 36.199), (113.1012, 36.203)]),
                      north, ZONE)  # fmt: skip


def test_a_neighbour_that_shares_no_cut_edge_stays_as_it_is() -> None:
    assert split_by_line(SQUARE_1HA, path((30, -5), (30, 105)), EAST, ZONE).neighbours == {}


def test_a_bend_of_the_line_becomes_a_corner_of_both_pieces() -> None:
    edit = split_by_line(SQUARE_1HA, path((-5, 50), (50, 50), (50, 105)), {}, ZONE)
    assert areas(edit.pieces) == pytest.approx([2_500, 7_500], abs=0.01)


def test_a_line_through_corners_puts_no_new_points() -> None:
    edit = split_by_line(SQUARE_1HA, path((0.0004, 0), (100, 100)), {}, ZONE)
    assert [shapely.get_num_coordinates(piece) for piece in edit.pieces] == [4, 4]


def test_a_line_across_a_hole_makes_two_pieces_round_it() -> None:
    edit = split_by_line(WITH_HOLE, path((50, -5), (50, 105)), {"island": ISLAND}, ZONE)
    assert areas(edit.pieces) == pytest.approx([4_800, 4_800], abs=0.01)
    assert "island" in edit.neighbours and meet(edit, {"island": ISLAND})


def test_a_hole_that_the_line_leaves_alone_stays_in_its_piece() -> None:
    edit = split_by_line(WITH_HOLE, path((20, -5), (20, 105)), {}, ZONE)
    assert [len(piece.interiors) for piece in edit.pieces] == [0, 1]


def test_a_line_that_crosses_a_concave_parcel_twice_makes_three_pieces() -> None:
    edit = split_by_line(U_SHAPE, path((-5, 60), (105, 60)), {}, ZONE)
    assert areas(edit.pieces) == pytest.approx([1_200, 1_200, 4_800], abs=0.01)


def test_each_connected_part_of_a_multipolygon_becomes_a_piece() -> None:
    edit = split_by_line(TWO_PARTS, path((50, -5), (50, 105)), {}, ZONE)
    assert areas(edit.pieces) == pytest.approx([5_000, 5_000, 9_000], abs=0.01)


def test_an_end_that_falls_just_short_is_drawn_on() -> None:
    edit = split_by_line(SQUARE_1HA, path((50, 0.06), (60, 99.94)), {}, ZONE)
    assert sum(areas(edit.pieces)) == pytest.approx(10_000, abs=0.01)


REFUSED: dict[str, tuple[Any, Any]] = {
    "line_ends_inside": (SQUARE_1HA, path((50, -5), (50, 50))),
    "ends_in_hole": (WITH_HOLE, path((50, -5), (50, 50))),
    "line_only_touches": (SQUARE_1HA, path((-5, 5), (5, -5))),
    "line_along_boundary": (SQUARE_1HA, path((-5, 0), (105, 0))),
    "line_misses": (SQUARE_1HA, path((-5, -5), (-50, -50))),
    "line_crosses_itself": (SQUARE_1HA, path((-5, 50), (105, 50), (105, 90), (50, -5))),
    "line_is_a_point": (SQUARE_1HA, path((50, 50), (50, 50))),
    "sliver": (SQUARE_1HA, path((-5, 0.002), (105, 0.0015))),
    "not_a_line": (SQUARE_1HA, SQUARE_1HA),
    "not_a_polygon": (path((0, 0), (1, 1)), path((50, -5), (50, 105))),
    "invalid_boundary": (BOW_TIE, path((50, -5), (50, 105))),
    "out_of_zone": (shapely.box(2.3, 48.6, 2.301, 48.601), path((50, -5), (50, 105))),
    "not_finite": (SQUARE_1HA, shapely.LineString([(113.1, np.inf), (113.2, 36.2)])),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_a_line_that_does_not_cut_is_refused_by_its_fault(fault: str) -> None:
    parcel, line = REFUSED[fault]
    with pytest.raises(BadGeometry) as refusal:
        split_by_line(parcel, line, {}, ZONE)
    assert fault_of(refusal) == fault and "%(" not in str(refusal.value)


def test_a_refusal_names_the_place() -> None:
    with pytest.raises(BadGeometry, match=r"at 113\.\d+, 36\.\d+, 50.00 m from") as refusal:
        split_by_line(SQUARE_1HA, path((50, -5), (50, 50)), {}, ZONE)
    place = refusal.value.values["place"]
    assert isinstance(place, tuple) and SQUARE_1HA.contains(shapely.Point(place))


def test_a_line_through_hundreds_of_teeth_is_refused() -> None:
    teeth = [(x, 100 if x % 2 else 1) for x in range(500)]
    comb = ground((0, 0), (499, 0), *reversed(teeth))
    with pytest.raises(BadGeometry, match="pieces, more than 100"):
        split_by_line(comb, path((-5, 50), (505, 50)), {}, ZONE)


@pytest.mark.parametrize("side", SIDES)
def test_an_area_is_cut_off_from_its_side(side: str) -> None:
    edit = split_by_area(SQUARE_1HA, 1234.56, SIDES[side], EAST, ZONE)
    assert areas(edit.pieces) == pytest.approx([1234.56, 8765.44], abs=0.01)
    middles = [(piece.centroid.y, piece.centroid.x) for piece in edit.pieces]
    (first_y, first_x), (rest_y, rest_x) = middles
    offs = {"south": rest_y - first_y, "west": rest_x - first_x,
            "north": first_y - rest_y, "east": first_x - rest_x}  # fmt: skip
    assert offs[side] == max(offs.values()) and meet(edit, EAST)


def test_an_area_is_met_along_any_bearing_and_round_a_hole() -> None:
    for bearing in (17.0, 123.4, -80.0, 400.0):
        edit = split_by_area(WITH_HOLE, 6_400, bearing, {"island": ISLAND}, ZONE)
        assert areas(edit.pieces) == pytest.approx([6_400, 3_200], abs=0.01)
        assert meet(edit, {"island": ISLAND})


def test_the_cut_is_square_to_the_bearing() -> None:
    piece = split_by_area(SQUARE_1HA, 4_000, 0.0, {}, ZONE).pieces[0]
    (plane,) = to_plane(array(piece), ZONE)
    assert plane.bounds[3] - plane.bounds[1] == pytest.approx(40, abs=1e-4)


def test_a_concave_parcel_is_cut_where_one_cut_leaves_two_parts() -> None:
    assert areas(split_by_area(U_SHAPE, 1_500, 0, {}, ZONE).pieces)[0] == pytest.approx(1_500)
    assert areas(split_by_area(L_SHAPE, 3_000, 0, {}, ZONE).pieces) == pytest.approx(
        [3_000, 2_100], abs=0.01
    )


@pytest.mark.parametrize(("area_m2", "bearing"), [(4_000, 0), (1_000, 180), (3_000, 0)])
def test_a_cut_that_would_leave_a_separate_part_is_refused(area_m2: float, bearing: float) -> None:
    with pytest.raises(BadGeometry, match="separate part at 113") as refusal:
        split_by_area(U_SHAPE, area_m2, bearing, {}, ZONE)
    assert fault_of(refusal) == "several_parts"


def test_a_multipolygon_is_cut_into_multipolygons() -> None:
    pieces = split_by_area(TWO_PARTS, 4_000, SIDES["south"], {}, ZONE).pieces
    assert [piece.geom_type for piece in pieces] == ["MultiPolygon"] * 2
    pieces = split_by_area(TWO_PARTS, 10_000, SIDES["west"], {}, ZONE).pieces
    assert [piece.geom_type for piece in pieces] == ["Polygon"] * 2


def test_a_list_of_areas_leaves_the_rest_as_the_last_piece() -> None:
    edit = split_by_areas(SQUARE_1HA, [1_000, 2_000.55, 3_000], 90, EAST, ZONE)
    assert areas(edit.pieces) == pytest.approx([1_000, 2_000.55, 3_000, 3_999.45], abs=0.01)


def test_areas_that_use_up_the_parcel_leave_no_rest() -> None:
    edit = split_by_areas(SQUARE_1HA, [4_000, 6_000.005], 33, EAST, ZONE)
    assert areas(edit.pieces) == pytest.approx([4_000, 6_000.005], abs=0.01)


def test_a_hundred_equal_strips_are_equal() -> None:
    edit = split_equally(SQUARE_1HA, 100, 12, EAST, ZONE)
    assert areas(edit.pieces) == pytest.approx([100] * 100, abs=0.01)
    assert edit.proof.holds and meet(edit, EAST)


@pytest.mark.parametrize("area_m2", [0, -5, 0.009, np.nan, np.inf, 10_000, 9_999.995, 1e9])
def test_an_area_that_cannot_be_cut_is_refused(area_m2: float) -> None:
    with pytest.raises(BadGeometry) as refusal:
        split_by_area(SQUARE_1HA, area_m2, 0, {}, ZONE)
    assert fault_of(refusal) in {"bad_area", "area_too_large"}


def test_a_number_of_parts_has_bounds_and_a_bearing_is_finite() -> None:
    for parts in (-1, 0, 1, 101):
        with pytest.raises(BadGeometry, match="from 2 to 100"):
            split_equally(SQUARE_1HA, parts, 0, {}, ZONE)
    with pytest.raises(BadGeometry, match="no bearing"):
        split_equally(SQUARE_1HA, 2, np.nan, {}, ZONE)
    with pytest.raises(BadGeometry, match="from 2 to 100"):
        split_by_areas(SQUARE_1HA, [], 0, {}, ZONE)


def test_strips_of_a_sliver_are_refused_before_they_are_nothing() -> None:
    with pytest.raises(BadGeometry) as refusal:
        split_equally(SLIVER, 100, SIDES["south"], {}, ZONE)
    assert fault_of(refusal) == "sliver"


@st.composite
def polygons(draw: st.DrawFn) -> Any:
    """Star-shaped polygons, some of them concave, now and then with a hole."""
    radii = draw(st.lists(st.floats(20, 100), min_size=3, max_size=12))
    turns = np.linspace(0, 2 * np.pi, len(radii), endpoint=False)
    ring = [(r * cos(t), r * sin(t)) for r, t in zip(radii, turns, strict=True)]
    hole = ((-3.0, -3.0), (-3.0, 3.0), (3.0, 3.0), (3.0, -3.0))
    hollow = len(radii) > 4 and draw(st.booleans())
    return quantised(array(ground(*ring, holes=(hole,) if hollow else ())))[0]


@given(polygons(), st.floats(0.01, 0.99), st.floats(0, 360))
@settings(max_examples=60, deadline=None)
def test_pieces_add_up_and_have_their_area_or_are_refused(
    parcel: Any, share: float, bearing: float
) -> None:
    total = areas([parcel])[0]
    edit = tried(split_by_area, parcel, share * total, bearing, {}, ZONE)
    if isinstance(edit, BadGeometry):
        assert edit.values["fault"] == "several_parts" and edit.values["place"]
        return
    assert areas(edit.pieces) == pytest.approx([share * total, total - share * total], abs=0.01)
    assert all(piece.is_valid and piece.exterior.is_ccw for piece in edit.pieces)


@given(polygons(), st.lists(st.tuples(*[st.floats(-130, 130)] * 2), min_size=2, max_size=5))
@settings(max_examples=60, deadline=None)
def test_any_line_cuts_rightly_or_is_refused_with_a_place(parcel: Any, corners: Any) -> None:
    frame = shapely.box(113.09, 36.19, 113.11, 36.21).exterior
    beside = {"round": shapely.Polygon(frame, [parcel.exterior])}
    beside |= {f"in {n}": shapely.Polygon(ring) for n, ring in enumerate(parcel.interiors)}
    edit = tried(split_by_line, parcel, path(*corners), beside, ZONE)
    if isinstance(edit, BadGeometry):
        assert "place" in edit.values and str(edit)
        return
    assert sum(areas(edit.pieces)) == pytest.approx(areas([parcel])[0], abs=0.01)
    assert len(edit.pieces) > 1 and meet(edit, beside)
