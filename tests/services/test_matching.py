"""Which outline is which, how far it moved, what it covers."""

from __future__ import annotations

import numpy as np
import pytest
from shapely import Point, Polygon, box

from parkmap.services.matching import matches, moved_m, overlaps
from tests.shapes import OVERLAPPING_PAIR, SLIVER, SQUARE_1HA, TOUCHING_PAIR, array, ground

NONE = array()


def test_a_shape_matches_itself_fully() -> None:
    (match,) = matches(array(SQUARE_1HA), array(TOUCHING_PAIR[1], SQUARE_1HA))
    assert match is not None
    assert match.share == pytest.approx(1.0)
    assert (match.target, match.rivals) == (1, 0)


def test_less_than_the_least_share_is_no_match() -> None:
    assert matches(array(OVERLAPPING_PAIR[0]), array(OVERLAPPING_PAIR[1])) == [None]


def test_rivals_for_one_target_are_counted() -> None:
    found = matches(array(SQUARE_1HA, SQUARE_1HA), array(SQUARE_1HA))
    assert [one and one.rivals for one in found] == [1, 1]


def test_nothing_matches_nothing() -> None:
    assert matches(NONE, array(SQUARE_1HA)) == []
    assert matches(array(SQUARE_1HA), NONE) == [None]


def test_neighbours_that_touch_do_not_overlap() -> None:
    assert overlaps(array(*TOUCHING_PAIR), NONE) == []


def test_an_overlap_is_found_once_with_its_size_and_place() -> None:
    (found,) = overlaps(array(*OVERLAPPING_PAIR), NONE)
    assert (found.mine, found.other) == (0, 1)
    assert found.area_m2 == pytest.approx(1000, rel=1e-3) and not found.is_rounding
    assert OVERLAPPING_PAIR[0].covers(Point(found.place))


def test_what_stays_is_counted_after_the_rows() -> None:
    (found,) = overlaps(array(SQUARE_1HA), array(box(0, 0, 1, 1), OVERLAPPING_PAIR[1]))
    assert (found.mine, found.other) == (0, 2)


def test_a_strip_of_a_millimetre_is_rounding() -> None:
    beside = ground((99.999, 0), (200, 0), (200, 100), (99.999, 100))
    (found,) = overlaps(array(SQUARE_1HA), array(beside))
    assert found.is_rounding and found.area_m2 == pytest.approx(0.1, abs=0.02)


def test_a_strip_of_two_centimetres_is_not() -> None:
    (found,) = overlaps(array(SLIVER), array(SQUARE_1HA))
    assert not found.is_rounding


def test_a_point_on_a_side_moves_nothing() -> None:
    corners = list(SQUARE_1HA.exterior.coords)
    middle = tuple(np.mean([corners[0], corners[1]], axis=0))
    more = Polygon([corners[0], middle, *corners[1:]])
    assert moved_m(array(SQUARE_1HA), array(more))[0] < 1e-3


def test_a_hole_that_was_filled_has_moved() -> None:
    hole = ((40.0, 40.0), (60.0, 40.0), (60.0, 60.0), (40.0, 60.0))
    ring = ((0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0))
    assert moved_m(array(ground(*ring, holes=(hole,))), array(ground(*ring)))[0] > 20
