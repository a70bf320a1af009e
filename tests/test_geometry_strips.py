"""Strips of large parcels: as exact as rounding allows, or refused with what to do."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from parkmap.errors import BadGeometry
from parkmap.geometry.conservation import proven
from parkmap.geometry.edit import Proof
from parkmap.geometry.split import SIDES, split_equally
from tests.edits import areas
from tests.shapes import SQUARE_1HA, ZONE

SQUARE_KM = shapely.box(113.1, 36.2, 113.111, 36.209)


@pytest.mark.parametrize("parts", [2, 7, 50])
def test_a_parcel_of_a_square_kilometre_is_cut_along_its_parallels(parts: int) -> None:
    """Both ends of such a cut come to their next rounded place at once."""
    edit = split_equally(SQUARE_KM, parts, 0.0, {}, ZONE)
    assert np.ptp(areas(edit.pieces)) <= 0.01 and edit.proof.holds


def test_more_strips_than_rounding_allows_are_refused_with_what_to_do() -> None:
    with pytest.raises(BadGeometry, match="cut fewer pieces at a time"):
        split_equally(SQUARE_KM, 100, 37.0, {}, ZONE)


def test_strips_longer_than_rounding_allows_are_refused_with_what_to_do() -> None:
    large = shapely.box(113.1, 36.2, 113.1165, 36.2135)
    with pytest.raises(BadGeometry, match="m2; cut fewer pieces at a time"):
        split_equally(large, 50, SIDES["south"], {}, ZONE)
    assert split_equally(large, 2, SIDES["south"], {}, ZONE).proof.holds


@pytest.mark.parametrize(("met", "remedy"), [(True, "move the change"), (False, "first make the")])
def test_only_boundaries_that_did_not_meet_are_asked_to(met: bool, remedy: str) -> None:
    off = Proof(100, 100.02, 0, 0, True, 0.01, coverage_was_valid=met)
    with pytest.raises(BadGeometry, match=f"at most 0.01 m2 may be; {remedy}"):
        proven([SQUARE_1HA], {}, {}, off)
