"""Trims: a parcel gives up what others have, and meets them along the new edge."""

from __future__ import annotations

from typing import Any

import pytest
import shapely

from parkmap.errors import BadGeometry
from parkmap.geometry.coordinates import quantised
from parkmap.geometry.trim import trim
from tests.edits import area
from tests.shapes import (
    OVERLAPPING_PAIR,
    SQUARE_1HA,
    TOUCHING_PAIR,
    TWO_PARTS,
    ZONE,
    array,
    ground,
)


def test_the_overlap_is_taken_off_and_the_proof_says_how_much() -> None:
    parcel, other = OVERLAPPING_PAIR
    edit = trim(parcel, {"other": other}, ZONE)
    assert area(edit.pieces[0]) == pytest.approx(9_000, abs=0.01)
    assert edit.proof.gain_m2 == pytest.approx(-1_000, abs=0.01) and edit.proof.holds


def test_the_new_edge_is_shared_corner_by_corner() -> None:
    parcel, other = quantised(array(*OVERLAPPING_PAIR))
    edit = trim(parcel, {"other": other}, ZONE)
    assert edit.proof.coverage_valid and not edit.proof.coverage_was_valid


def test_a_point_where_the_new_edge_begins_enters_the_others_ring() -> None:
    other = ground((50, 50), (150, -50), (250, 50), (150, 150))
    edit = trim(SQUARE_1HA, {"other": other}, ZONE)
    assert shapely.get_num_coordinates(edit.neighbours["other"]) == 7
    assert area(edit.neighbours["other"]) == pytest.approx(area(other), abs=0.01)


def test_what_lies_inside_becomes_a_hole() -> None:
    inner = ground((40, 40), (60, 40), (60, 60), (40, 60))
    (piece,) = trim(SQUARE_1HA, {"inner": inner}, ZONE).pieces
    assert len(piece.interiors) == 1 and area(piece) == pytest.approx(9_600, abs=0.01)


def test_several_others_are_trimmed_to_at_once() -> None:
    north = ground((-10, 95), (200, 95), (200, 200), (-10, 200))
    others = {"east": OVERLAPPING_PAIR[1], "north": north}
    assert area(trim(SQUARE_1HA, others, ZONE).pieces[0]) == pytest.approx(8_550, abs=0.01)


def test_a_part_of_a_multipolygon_may_go_altogether() -> None:
    over = ground((105, -5), (205, -5), (205, 105), (105, 105))
    (piece,) = trim(TWO_PARTS, {"over": over}, ZONE).pieces
    assert piece.geom_type == "Polygon" and area(piece) == pytest.approx(10_000, abs=0.01)


REFUSED: dict[str, Any] = {
    "nothing_overlaps": TOUCHING_PAIR[1],
    "several_parts": ground((40, -10), (60, -10), (60, 110), (40, 110)),
    "nothing_left": ground((-10, -10), (110, -10), (110, 110), (-10, 110)),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_a_trim_that_leaves_no_single_shape_is_refused_with_the_place(fault: str) -> None:
    with pytest.raises(BadGeometry, match=r"at 113\.\d+, 36\.\d+") as refusal:
        trim(SQUARE_1HA, {"other": REFUSED[fault]}, ZONE)
    assert refusal.value.values["fault"] == fault


def test_a_multipolygon_of_which_nothing_is_left_is_refused() -> None:
    over = ground((-5, -5), (205, -5), (205, 105), (-5, 105))
    with pytest.raises(BadGeometry, match="nothing would be left"):
        trim(TWO_PARTS, {"over": over}, ZONE)
