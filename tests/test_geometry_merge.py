"""Merges: parcels that share an edge become one; everything else is refused with the place."""

from __future__ import annotations

from typing import Any

import pytest
import shapely

from parkmap.errors import BadGeometry
from parkmap.geometry.merge import merge
from tests.edits import area
from tests.shapes import (
    ISLAND,
    OVERLAPPING_PAIR,
    SQUARE_1HA,
    TOUCHING_PAIR,
    TWO_PARTS,
    WITH_HOLE,
    ZONE,
    block_of_nine,
    ground,
)

WEST, EAST = TOUCHING_PAIR


def test_two_that_share_an_edge_become_one_with_both_areas() -> None:
    edit = merge({"w": WEST, "e": EAST}, {}, ZONE)
    assert [piece.geom_type for piece in edit.pieces] == ["Polygon"]
    assert area(edit.pieces[0]) == pytest.approx(20_000, abs=0.01)
    assert edit.proof.holds and edit.neighbours == {}


def test_corners_that_are_no_longer_needed_stay_for_the_neighbours() -> None:
    nine = block_of_nine()
    pair = {name: nine.pop(name) for name in ("c", "e")}
    edit = merge(pair, nine, ZONE)
    assert shapely.get_num_coordinates(edit.pieces[0]) == 7 and edit.proof.coverage_valid


def test_a_chain_of_parcels_merges_in_any_order_to_the_same_shape() -> None:
    nine = block_of_nine()
    rows = [("sw", "s", "se"), ("se", "sw", "s"), ("s", "se", "sw")]
    merged = [merge({name: nine[name] for name in row}, {}, ZONE).pieces[0] for row in rows]
    assert all(one.equals(merged[0]) for one in merged)


def test_a_ring_of_parcels_merges_round_the_one_in_the_middle() -> None:
    nine = block_of_nine()
    middle = nine.pop("c")
    (piece,) = merge(nine, {"c": middle}, ZONE).pieces
    assert len(piece.interiors) == 1 and area(piece) == pytest.approx(80_000, abs=0.05)


def test_an_island_fills_its_hole() -> None:
    (piece,) = merge({"round": WITH_HOLE, "island": ISLAND}, {}, ZONE).pieces
    assert len(piece.interiors) == 0 and area(piece) == pytest.approx(10_000, abs=0.01)


def test_a_multipolygon_merges_to_a_multipolygon_unless_the_other_joins_its_parts() -> None:
    north = ground((0, 100), (100, 100), (100, 150), (0, 150))
    (piece,) = merge({"two": TWO_PARTS, "north": north}, {}, ZONE).pieces
    assert piece.geom_type == "MultiPolygon"
    between = ground((100, 0), (110, 0), (110, 100), (100, 100))
    (piece,) = merge({"two": TWO_PARTS, "between": between}, {}, ZONE).pieces
    assert piece.geom_type == "Polygon"


def test_a_corner_on_the_others_edge_joins_without_being_in_its_ring() -> None:
    narrow = ground((100, 20), (200, 20), (200, 80), (100, 80))
    edit = merge({"w": SQUARE_1HA, "narrow": narrow}, {}, ZONE)
    assert area(edit.pieces[0]) == pytest.approx(16_000, abs=0.01) and edit.proof.holds


REFUSED: dict[str, tuple[Any, ...]] = {
    "touch_in_a_point": (WEST, ground((100, 100), (200, 100), (200, 200), (100, 200))),
    "apart": (WEST, ground((300, 0), (400, 0), (400, 100), (300, 100))),
    "overlap": OVERLAPPING_PAIR,
    "same_boundary": (WEST, WEST),
    "slit": (WEST, ground((100.01, 0), (200, 0), (200, 100), (100, 100))),
    "too_few_parcels": (WEST,),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_parcels_that_do_not_share_an_edge_are_refused(fault: str) -> None:
    named = {f"G-{number}": shape for number, shape in enumerate(REFUSED[fault])}
    with pytest.raises(BadGeometry) as refusal:
        merge(named, {}, ZONE)
    assert refusal.value.values["fault"] == fault and "%(" not in str(refusal.value)


def test_a_refusal_names_both_parcels_and_the_place() -> None:
    overlapping = dict(zip(("G-1", "G-2"), OVERLAPPING_PAIR, strict=True))
    with pytest.raises(BadGeometry, match=r"G-1 and G-2 overlap by 1000\.\d\d m2 at 113\.\d+, 36"):
        merge(overlapping, {}, ZONE)


def test_the_one_of_three_that_hangs_on_nothing_is_named() -> None:
    far = ground((300, 0), (400, 0), (400, 100), (300, 100))
    with pytest.raises(BadGeometry, match=r"far lies 100\.00 m from e"):
        merge({"w": WEST, "e": EAST, "far": far}, {}, ZONE)


def test_parcels_joined_only_through_a_third_merge_with_it() -> None:
    nine = block_of_nine()
    (piece,) = merge({name: nine[name] for name in ("sw", "se", "s")}, {}, ZONE).pieces
    assert area(piece) == pytest.approx(30_000, abs=0.05)
    with pytest.raises(BadGeometry) as refusal:
        merge({name: nine[name] for name in ("sw", "se")}, {}, ZONE)
    assert refusal.value.values["fault"] == "apart"
