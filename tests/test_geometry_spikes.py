"""Spikes: what is one, and what is land."""

from __future__ import annotations

import pytest
import shapely

from parkmap.geometry.spikes import spikes
from tests.shapes import SLIVER, SQUARE_1HA, WITH_HOLE, array, at, ground

OUTWARD = ground((0, 0), (100, 0), (100, 50), (130, 50), (100, 50.05), (100, 100), (0, 100))
INWARD = ground((0, 0), (100, 0), (100, 50), (70, 50), (100, 50.05), (100, 100), (0, 100))
BLUNT = ground(
    (0, 0), (100, 0), (100, 50), (130, 50), (130, 50.001), (100, 50.05), (100, 100), (0, 100)
)
WEDGE = ground((0, 0), (300, 0), (0, 10))


@pytest.mark.parametrize("shape", [OUTWARD, INWARD, BLUNT])
def test_a_boundary_that_runs_out_and_back_is_found_with_its_length(
    shape: shapely.Polygon,
) -> None:
    found = spikes(array(SQUARE_1HA, shape))
    assert [one.shape for one in found] == [1]
    assert found[0].length_m == pytest.approx(30, abs=0.1)


def test_the_place_is_the_tip() -> None:
    found = spikes(array(OUTWARD))[0]
    assert (found.lng, found.lat) == pytest.approx(at(130, 50), abs=1e-9)


@pytest.mark.parametrize("shape", [SQUARE_1HA, WITH_HOLE, WEDGE, SLIVER])
def test_corners_holes_wedges_and_strips_are_no_spikes(shape: shapely.Polygon) -> None:
    assert spikes(array(shape)) == []


def test_a_spike_of_a_hole_is_found_too() -> None:
    hole = ((40, 40), (40, 60), (60, 60), (60, 50.05), (90, 50), (60, 50))
    shape = ground((0, 0), (100, 0), (100, 100), (0, 100), holes=(hole,))
    assert len(spikes(array(shape))) == 1


def test_what_is_missing_has_none() -> None:
    assert spikes(array(None, shapely.Polygon())) == []
    assert spikes(array()) == []
