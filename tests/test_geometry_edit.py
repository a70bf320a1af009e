"""Edits on real parcels, what every proof says, and hostile input to every edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import cos, sin
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import numpy as np
import orjson
import pytest
import shapely

from parkmap.errors import BadGeometry, BadValue
from parkmap.geometry.conservation import proof, proven
from parkmap.geometry.coordinates import quantised
from parkmap.geometry.edit import Edit, Proof, at
from parkmap.geometry.merge import merge
from parkmap.geometry.noding import Outline
from parkmap.geometry.plane import to_degrees, to_plane
from parkmap.geometry.reshape import reshape
from parkmap.geometry.split import SIDES, split_by_area, split_by_line, split_equally
from parkmap.geometry.trim import trim
from tests.edits import areas, meet, tried
from tests.shapes import (
    BOW_TIE,
    OVERLAPPING_PAIR,
    SQUARE_1HA,
    TOUCHING_PAIR,
    TWO_PARTS,
    WITH_HOLE,
    ZONE,
    array,
    ground,
    path,
)

Parcels = list[tuple[Any, dict[str, Any]]]
EDITS: dict[str, Callable[[Any, Any], Edit]] = {
    "line": lambda one, beside: split_by_line(one, path((50, -9), (50, 109)), beside, ZONE),
    "area": lambda one, beside: split_by_area(one, 900, 0, beside, ZONE),
    "equal": lambda one, beside: split_equally(one, 2, 0, beside, ZONE),
    "merge": lambda one, beside: merge({"a": one, "b": TOUCHING_PAIR[1]}, beside, ZONE),
    "reshape": lambda one, beside: reshape({"a": one, **beside}, "a", SQUARE_1HA, ZONE),
    "trim": lambda one, beside: trim(one, {"b": OVERLAPPING_PAIR[1], **beside}, ZONE),
}


@pytest.fixture(scope="module")
def parcels(root: Path) -> Parcels:
    """Two hundred parcels of the demonstration with all that touch them."""
    text = (root / "geodata" / "changzhi" / "parcels.geojson").read_bytes()
    features = orjson.loads(text)["features"]
    shapes = shapely.from_geojson([orjson.dumps(one["geometry"]) for one in features])
    tree = shapely.STRtree(shapes)
    chosen = Random(1).sample(range(len(shapes)), 200)
    near = (set(tree.query(shapes[one], predicate="intersects").tolist()) for one in chosen)
    return [
        (shapes[one], {str(other): shapes[other] for other in sorted(around - {one})})
        for one, around in zip(chosen, near, strict=True)
    ]


def lines(parcels: Parcels) -> Iterator[tuple[Any, dict[str, Any], Any]]:
    dice = Random(2)
    for parcel, around in parcels:
        (plane,) = to_plane(array(parcel), ZONE)
        middle, turn, far = plane.centroid, dice.uniform(0, 3.14), plane.length
        ends = [(middle.x + f * cos(turn), middle.y + f * sin(turn)) for f in (-far, far)]
        (line,) = to_degrees(array(shapely.LineString(ends)), ZONE)
        yield parcel, around, line


def test_real_parcels_are_split_along_lines_with_their_neighbours(parcels: Parcels) -> None:
    for parcel, around, line in lines(parcels):
        edit = split_by_line(parcel, line, around, ZONE)
        assert sum(areas(edit.pieces)) == pytest.approx(areas([parcel])[0], abs=0.01)
        assert meet(edit, around) and edit.proof.holds


def test_real_parcels_are_split_by_area_from_every_side(parcels: Parcels) -> None:
    dice = Random(3)
    for index, (parcel, around) in enumerate(parcels):
        asked = dice.uniform(0.05, 0.95) * areas([parcel])[0]
        edit = split_by_area(parcel, asked, list(SIDES.values())[index % 4], around, ZONE)
        assert areas(edit.pieces)[0] == pytest.approx(asked, abs=0.01)
        assert meet(edit, around) and edit.proof.holds


def test_real_parcels_are_split_into_equal_strips(parcels: Parcels) -> None:
    for parcel, around in parcels[:80]:
        edit = split_equally(parcel, 3, 30, around, ZONE)
        assert areas(edit.pieces) == pytest.approx([areas([parcel])[0] / 3] * 3, abs=0.01)
        assert meet(edit, around)


def test_what_was_split_merges_to_the_same_shape(parcels: Parcels) -> None:
    for parcel, around, line in list(lines(parcels))[:60]:
        edit = split_by_line(parcel, line, around, ZONE)
        pieces = {str(index): piece for index, piece in enumerate(edit.pieces)}
        (merged,) = merge(pieces, {**around, **edit.neighbours}, ZONE).pieces
        assert areas([merged])[0] == pytest.approx(areas([parcel])[0], abs=0.01)
        old, new = (set(map(tuple, shapely.get_coordinates(one).tolist()))
                    for one in (parcel, merged))  # fmt: skip
        assert old <= new


def test_a_moved_corner_of_a_real_parcel_moves_all_who_share_it(parcels: Parcels) -> None:
    dice = Random(4)
    for parcel, around in parcels[:60]:
        (plane,) = to_plane(array(parcel), ZONE)
        corners = shapely.get_coordinates(plane)[:-1]
        corners[dice.randrange(len(corners))] += [dice.gauss(0, 1), dice.gauss(0, 1)]
        (drawn,) = to_degrees(array(shapely.Polygon(corners)), ZONE)
        edit = reshape({"it": parcel, **around}, "it", drawn, ZONE)
        assert meet(edit, around) and abs(edit.proof.difference_m2) <= 0.01


def test_a_shifted_real_parcel_is_trimmed_to_its_neighbours(parcels: Parcels) -> None:
    for parcel, around in parcels[:60]:
        shifted = quantised(array(shapely.transform(parcel, lambda points: points + 1e-5)))[0]
        edit = tried(trim, shifted, around, ZONE)
        if isinstance(edit, BadGeometry):
            assert edit.values["fault"] in {"nothing_overlaps", "several_parts"}
            continue
        (plane,), beside = to_plane(array(*edit.pieces), ZONE), array(*around.values())
        assert shapely.area(plane.intersection(to_plane(beside, ZONE))).max() < 0.01


def test_pieces_are_kept_with_ten_decimals_and_run_counter_clockwise(parcels: Parcels) -> None:
    for parcel, around in parcels[:40]:
        edit = split_equally(shapely.reverse(parcel), 2, 45, around, ZONE)
        for shape in (*edit.pieces, *edit.neighbours.values()):
            points = shapely.get_coordinates(shape)
            assert (np.round(points, 10) == points).all() and shape.is_valid
        assert all(piece.exterior.is_ccw for piece in edit.pieces)


def test_the_same_edit_twice_gives_the_same_bytes(parcels: Parcels) -> None:
    for parcel, around in parcels[:20]:
        first, second = (split_equally(parcel, 3, 45, around, ZONE) for _ in range(2))
        assert shapely.to_wkb(first.pieces).tolist() == shapely.to_wkb(second.pieces).tolist()


def test_a_chain_of_splits_stays_within_the_tolerance_of_its_depth() -> None:
    piece, beside, taken = SQUARE_1HA, {"east": TOUCHING_PAIR[1]}, 0.0
    for depth in range(1, 9):
        edit = split_by_area(piece, areas([piece])[0] / 3, 40 * depth, beside, ZONE, depth=depth)
        assert edit.proof.tolerance_m2 == pytest.approx(0.01 * depth)
        beside = {**beside, **edit.neighbours, str(depth): edit.pieces[0]}
        piece, taken = edit.pieces[1], taken + areas(edit.pieces[:1])[0]
        assert shapely.coverage_is_valid(array(piece, *beside.values()))
    assert taken + areas([piece])[0] == pytest.approx(10_000, abs=0.01)


@pytest.mark.parametrize(
    ("shown", "holds"),
    [
        (Proof(100, 100.009, 0, 0, True, 0.01), True),
        (Proof(100, 100.02, 0, 0, True, 0.01), False),
        (Proof(100, 100.02, 0, 0, True, 0.02), True),
        (Proof(100, 100, 0.02, 0, True, 0.01), False),
        (Proof(100, 100, 0, 0.02, True, 0.01), False),
        (Proof(100, 100, 0, 0, False, 0.01), False),
        (Proof(100, 100, 0, 0, False, 0.01, coverage_was_valid=False), True),
        (Proof(100, 150, 0, 0, True, 0.01, gain_m2=50), True),
    ],
)
def test_a_proof_holds_where_nothing_is_lost_doubled_or_apart(shown: Proof, holds: bool) -> None:
    assert shown.holds is holds


def test_a_proof_counts_the_neighbours_too() -> None:
    edit = split_by_line(SQUARE_1HA, path((50, -9), (50, 109)), {"e": TOUCHING_PAIR[1]}, ZONE)
    assert edit.proof.before_m2 == pytest.approx(20_000, abs=0.01)
    assert edit.proof.after_m2 == pytest.approx(20_000, abs=0.01)


def test_lost_land_and_land_covered_twice_are_measured_and_refused() -> None:
    less = ground((0, 0), (100, 0), (100, 90), (0, 90))
    shown = proof([SQUARE_1HA], [less], ZONE, 1)
    assert shown.gap_m2 == pytest.approx(1_000, abs=0.1) and shown.overlap_m2 == 0
    shown = proof(TOUCHING_PAIR, OVERLAPPING_PAIR, ZONE, 1)
    assert shown.overlap_m2 == pytest.approx(1_000, abs=0.1) and not shown.coverage_valid
    with pytest.raises(BadGeometry, match="covered twice") as refusal:
        proven([OVERLAPPING_PAIR[0]], {}, {"e": OVERLAPPING_PAIR[1]}, shown)
    assert refusal.value.values["fault"] == "not_conserved"


def test_edges_that_come_apart_are_refused_though_no_area_is_lost() -> None:
    shown = Proof(100, 100, 0, 0, False, 0.01)
    with pytest.raises(BadGeometry, match="come apart at 113") as refusal:
        proven([SQUARE_1HA], {}, {}, shown)
    assert refusal.value.values["fault"] == "coverage_broken"


def test_what_did_not_meet_before_may_stay_so_but_not_get_worse() -> None:
    beside = {"over": OVERLAPPING_PAIR[1]}
    edit = split_by_line(SQUARE_1HA, path((50, -9), (50, 109)), beside, ZONE)
    assert edit.proof.holds and not edit.proof.coverage_valid
    assert not edit.proof.coverage_was_valid


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize(
    "shape",
    [None, shapely.Point(113.1, 36.2), shapely.Polygon(), BOW_TIE,
     shapely.box(2.3, 48.6, 2.301, 48.601), shapely.box(4e5, 4e6, 4.001e5, 4.0001e6),
     shapely.Polygon([(113.1, 36.2), (np.inf, 36.2), (113.1, 36.3)])],
    ids=["none", "point", "empty", "bow_tie", "abroad", "metres", "infinite"],
)  # fmt: skip
def test_what_cannot_be_edited_is_refused_by_every_edit(edit: str, shape: Any) -> None:
    with pytest.raises(BadGeometry) as refusal:
        EDITS[edit](shape, {})
    assert "fault" in refusal.value.values and "place" in refusal.value.values


@pytest.mark.parametrize("edit", EDITS)
def test_a_neighbour_that_does_not_hold_is_named(edit: str) -> None:
    with pytest.raises(BadGeometry, match="of G-9, which lies beside it, does not hold at 113"):
        EDITS[edit](SQUARE_1HA, {"G-9": BOW_TIE})


@pytest.mark.parametrize("edit", EDITS)
def test_neighbours_without_a_boundary_are_left_out(edit: str) -> None:
    assert EDITS[edit](SQUARE_1HA, {"G-8": None, "G-9": shapely.Polygon()}).proof.holds


def test_a_zone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BadValue, match="99 is no 3-degree zone"):
        split_by_area(SQUARE_1HA, 10, 0, {}, 99)


def circle(count: int, radius: float) -> Any:
    turns = np.linspace(0, 2 * np.pi, count, endpoint=False)
    ring = [(radius * cos(turn), radius * sin(turn)) for turn in turns]
    return quantised(array(ground(*ring)))[0]


def test_parcels_of_five_thousand_corners_are_edited_in_seconds() -> None:
    big = circle(4_999, 300)
    around = shapely.Polygon(shapely.box(113.08, 36.18, 113.12, 36.22).exterior, [big.exterior])
    started = perf_counter()
    assert meet(split_equally(big, 10, 33, {"round": around}, ZONE), {"round": around})
    assert meet(reshape({"it": big, "round": around}, "it", circle(4_000, 290), ZONE), {})
    assert trim(big, {"over": circle(4_000, 200)}, ZONE).proof.holds
    assert perf_counter() - started < 5


def test_a_parcel_with_too_many_corners_is_refused_with_the_limit() -> None:
    with pytest.raises(BadGeometry, match="5,001 vertices, more than 5,000"):
        split_by_area(circle(5_000, 300), 100, 0, {}, ZONE)


def test_an_outline_taken_apart_goes_together_again() -> None:
    for shape in (SQUARE_1HA, WITH_HOLE, TWO_PARTS):
        assert Outline.of(shape, ZONE).shape().equals_exact(shape, 0)


def test_a_place_is_told_to_machines_and_to_people() -> None:
    assert at(np.array([113.1, 36.2])) == {"place": (113.1, 36.2), "at": "113.1, 36.2"}
