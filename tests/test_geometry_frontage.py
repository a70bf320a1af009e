"""Where land lies along a street, how long, and which way the street runs there."""

from __future__ import annotations

import pytest
import shapely

from parkmap.geometry.frontage import frontages
from tests.shapes import array

LAND = shapely.box(0, 0, 100, 60)
SOUTH = shapely.box(-100, -25, 300, -5)
EAST = shapely.box(110, -100, 130, 200)
NOTHING = array()


def test_the_longest_frontage_comes_first_with_its_bearing() -> None:
    first, second = frontages(LAND, array(EAST, SOUTH), NOTHING)
    assert (first.street, first.along_deg, first.out_deg) == (1, 90.0, 180.0)
    assert first.metres == pytest.approx(100)
    assert (second.street, second.along_deg) == (0, 0.0)
    assert second.metres == pytest.approx(60)


def test_a_parcel_behind_another_has_no_frontage() -> None:
    front = shapely.box(0, -4, 100, 0)
    assert frontages(LAND, array(SOUTH), array(front)) == []


def test_a_street_beyond_the_verge_is_none_of_its() -> None:
    assert frontages(LAND, array(shapely.box(-100, -60, 300, -40)), NOTHING) == []


def test_a_yard_that_opens_to_its_own_wall_has_no_street_there() -> None:
    bay = shapely.Polygon([(0, 0), (100, 0), (100, 60), (60, 60), (60, 20), (40, 20), (40, 60),
                           (0, 60)])  # fmt: skip
    (found,) = frontages(bay, array(shapely.box(-100, 65, 300, 80)), NOTHING)
    assert found.metres == pytest.approx(80, abs=25)


def test_of_a_street_round_a_corner_the_longer_run_gives_the_bearing() -> None:
    corner = shapely.union(SOUTH, EAST)
    (found,) = frontages(LAND, array(corner), NOTHING)
    assert found.along_deg == 90.0
    assert found.metres == pytest.approx(160)
