"""Reshapes: shared boundaries move together, free sides are told as gain or loss."""

from __future__ import annotations

from typing import Any

import pytest
import shapely

from parkmap.errors import BadGeometry
from parkmap.geometry.coordinates import quantised
from parkmap.geometry.correspondence import stretches
from parkmap.geometry.edit import Edit
from parkmap.geometry.reshape import reshape
from tests.edits import area
from tests.shapes import (
    BOW_TIE,
    ISLAND,
    SQUARE_1HA,
    WITH_HOLE,
    ZONE,
    array,
    at,
    block_of_nine,
    ground,
)

Corners = tuple[tuple[float, float], ...]


def nine() -> dict[str, Any]:
    """The block as it is kept, with ten decimals."""
    return {name: quantised(array(one))[0] for name, one in block_of_nine().items()}


def redrawn(changed: str, *corners: tuple[float, float], snap_m: float = 0.05) -> Edit:
    return reshape(nine(), changed, ground(*corners), ZONE, snap_m=snap_m)


def grown(edit: Edit) -> dict[str, int]:
    """By how many square metres each neighbour changed, those that did."""
    before = nine()
    changes = {name: round(area(one) - area(before[name])) for name, one in edit.neighbours.items()}
    return {name: change for name, change in changes.items() if change}


def meets(edit: Edit) -> bool:
    return edit.proof.coverage_valid and edit.proof.holds and abs(edit.proof.gain_m2) < 0.01


def test_a_parcel_drawn_as_it_is_changes_nothing() -> None:
    edit = reshape(nine(), "c", nine()["c"], ZONE)
    assert edit.neighbours == {} and edit.pieces[0].equals(nine()["c"])


def test_a_moved_corner_moves_for_all_who_meet_there() -> None:
    edit = redrawn("c", (100, 100), (200, 100), (210, 215), (100, 200))
    assert meets(edit) and grown(edit) == {"n": -250, "e": 250, "ne": -1_250}


def test_a_new_corner_on_a_shared_edge_bends_it_for_both() -> None:
    edit = redrawn("c", (100, 100), (200, 100), (215, 150), (200, 200), (100, 200))
    assert grown(edit) == {"e": -750} and meets(edit)


def test_a_notch_given_up_goes_to_the_neighbour_along_it() -> None:
    notch = ((200, 130), (180, 130), (180, 160), (200, 160))
    edit = redrawn("c", (100, 100), (200, 100), *notch, (200, 200), (100, 200))
    assert grown(edit) == {"e": 600} and meets(edit)


def test_a_side_that_moves_in_leaves_its_strip_to_the_neighbour_behind() -> None:
    edit = redrawn("c", (100, 100), (200, 100), (200, 190), (100, 190))
    assert grown(edit) == {"n": 1_000} and meets(edit)


def test_a_side_that_moves_out_takes_its_strip_from_the_neighbour_there() -> None:
    edit = redrawn("c", (100, 100), (200, 100), (200, 210), (100, 210))
    assert grown(edit) == {"n": -1_000} and meets(edit)


def test_a_corner_that_slides_along_a_third_parcel_leaves_that_as_it_is() -> None:
    edit = redrawn("c", (100, 100), (200, 100), (200, 190), (100, 200))
    assert grown(edit) == {"n": 500} and meets(edit)


def test_a_side_pushed_into_two_neighbours_is_taken_from_both() -> None:
    row = {name: nine()[name] for name in ("n", "ne")}
    wide = quantised(array(ground((100, 100), (200, 100), (300, 100), (300, 200), (200, 200),
                                  (100, 200))))[0]  # fmt: skip
    wider = ground((100, 100), (300, 100), (300, 230), (100, 220))
    edit = reshape({"wide": wide, **row}, "wide", wider, ZONE)
    assert grown(edit) == {"n": -2_250, "ne": -2_750} and meets(edit)


def test_a_parcel_moved_as_a_whole_takes_all_its_neighbours_along() -> None:
    edit = redrawn("c", (101, 101), (201, 101), (201, 201), (101, 201))
    assert len(edit.neighbours) == 8 and meets(edit)


@pytest.mark.parametrize(("west", "gain_m2"), [(-10, 1_000), (10, -1_000)])
def test_a_free_side_that_moves_is_told_as_gain(west: float, gain_m2: float) -> None:
    edit = redrawn("w", (west, 100), (100, 100), (100, 200), (west, 200))
    assert grown(edit) == {} and edit.proof.holds
    assert edit.proof.gain_m2 == pytest.approx(gain_m2, abs=0.01)


def test_a_free_corner_that_is_cut_off_goes_to_nobody() -> None:
    edit = redrawn("se", (200, 0), (290, 0), (300, 10), (300, 100), (200, 100))
    assert grown(edit) == {} and edit.proof.gain_m2 == pytest.approx(-50, abs=0.01)


def test_corners_within_reach_lie_on_those_that_are_there() -> None:
    edit = redrawn("c", (100.03, 100.03), (200, 99.98), (200, 200), (100, 200))
    assert edit.neighbours == {} and edit.pieces[0].equals(nine()["c"])


def test_without_a_reach_each_centimetre_counts() -> None:
    edit = redrawn("c", (100.03, 100.03), (200, 100), (200, 200), (100, 200), snap_m=0)
    assert set(edit.neighbours) == {"s", "w", "sw"} and edit.proof.holds


def test_a_parcel_given_its_own_shape_is_drawn_onto_its_neighbour() -> None:
    near = ground((100.03, 0), (200, 0), (200, 100), (100.03, 100))
    edit = reshape({"a": SQUARE_1HA, "b": near}, "a", SQUARE_1HA, ZONE)
    assert edit.proof.coverage_valid and edit.proof.gain_m2 == pytest.approx(3, abs=0.01)
    shared = set(edit.pieces[0].exterior.coords) & set(near.exterior.coords)
    assert len(shared) == 2 and edit.neighbours == {}


def test_a_neighbours_corner_on_an_edge_enters_the_ring() -> None:
    narrow = ground((100, 20), (200, 20), (200, 80), (100, 80))
    edit = reshape({"a": SQUARE_1HA, "b": narrow}, "a", SQUARE_1HA, ZONE)
    assert shapely.get_num_coordinates(edit.pieces[0]) == 7 and edit.proof.coverage_valid


def test_an_island_moves_with_the_hole_round_it() -> None:
    moved = ground((41, 41), (61, 41), (61, 61), (41, 61))
    edit = reshape({"round": WITH_HOLE, "island": ISLAND}, "island", moved, ZONE)
    assert set(edit.neighbours) == {"round"} and meets(edit)


def test_a_hole_may_be_drawn_and_filled_where_nobody_lies_in_it() -> None:
    drawn = reshape({"a": SQUARE_1HA}, "a", WITH_HOLE, ZONE)
    assert drawn.proof.gain_m2 == pytest.approx(-400, abs=0.01)
    filled = reshape({"a": WITH_HOLE}, "a", SQUARE_1HA, ZONE)
    assert filled.proof.gain_m2 == pytest.approx(400, abs=0.01)


REFUSED: dict[str, tuple[str, Corners]] = {
    "overlap": ("sw", ((0, 0), (250, 0), (250, 100), (0, 100))),
    "corner_left_open": ("c", ((100, 100), (200, 100), (200, 190), (190, 200), (100, 200))),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_a_boundary_that_leaves_open_whose_land_it_is_is_refused(fault: str) -> None:
    changed, corners = REFUSED[fault]
    with pytest.raises(BadGeometry, match=r"at 113\.\d+, 36\.\d+") as refusal:
        redrawn(changed, *corners)
    assert refusal.value.values["fault"] == fault


def test_a_corner_of_three_parcels_is_not_dropped() -> None:
    with pytest.raises(BadGeometry, match=r"where n, w meet"):
        redrawn("c", (100, 100), (200, 100), (200, 200))


def test_a_hole_in_which_somebody_lies_is_not_filled() -> None:
    with pytest.raises(BadGeometry, match="no ring where island lies"):
        reshape({"round": WITH_HOLE, "island": ISLAND}, "round", SQUARE_1HA, ZONE)


def test_a_neighbour_is_not_swallowed() -> None:
    with pytest.raises(BadGeometry) as refusal:
        redrawn("sw", (0, 0), (200, 0), (200, 100), (0, 100))
    assert refusal.value.values["fault"] in {"nothing_left", "overlap"}


def test_a_shape_that_crosses_itself_or_a_reach_without_sense_is_refused() -> None:
    with pytest.raises(BadGeometry, match="crosses itself"):
        reshape({"a": SQUARE_1HA}, "a", BOW_TIE, ZONE)
    for snap_m in (-1, 6, float("nan")):
        with pytest.raises(BadGeometry, match="no distance to snap by"):
            reshape({"a": SQUARE_1HA}, "a", WITH_HOLE, ZONE, snap_m=snap_m)


def test_there_and_back_again_is_where_it_was() -> None:
    bent = ground((100, 100), (200, 100), (207, 204), (100, 200))
    there = reshape(nine(), "c", bent, ZONE)
    now = {**nine(), **there.neighbours, "c": there.pieces[0]}
    back = reshape(now, "c", nine()["c"], ZONE)
    assert all(one.equals(nine()[name]) for name, one in back.neighbours.items())


def test_corners_in_another_order_are_no_moved_boundary() -> None:
    a, b, c, d = (at(*one) for one in ((0, 0), (100, 0), (100, 100), (0, 100)))
    with pytest.raises(BadGeometry, match="in another order"):
        stretches([a, b, c, d], [a, c, b, d], ZONE)


def test_without_a_common_corner_rings_are_matched_by_the_least_movement() -> None:
    old = [at(*one) for one in ((0, 0), (100, 0), (100, 100), (0, 100))]
    new = [at(x + 1, y + 1) for x, y in ((100, 100), (0, 100), (0, 0), (100, 0))]
    (whole,) = stretches(old, new, ZONE)
    assert (whole.start, whole.old) == (None, [old[2], old[3], old[0], old[1]])
