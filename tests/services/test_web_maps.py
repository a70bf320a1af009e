"""Rows that were drawn on a web map carry its offset: told, and kept out unless chosen."""

from __future__ import annotations

from typing import Any

import pytest
import shapely
from shapely import box

from parkmap.formats.crs.gcj02 import to_gcj02
from parkmap.services.record import Record
from tests.shapes import feature
from tests.taking import codes, lot, rows, sent, take

PARKS_EAST = 113.1


def drawn(west: float, south: float, name: str) -> Any:
    """A lot as a web map draws it."""
    shape = box(west, south, west + 0.001, south + 0.001)
    return feature(shapely.transform(shape, to_gcj02), name)


def test_a_parcel_that_a_web_map_draws_elsewhere_waits(record: Record) -> None:
    view = sent(record, drawn(113.001, 36.21, "T-001"), lot(1, "T-002", wide=0.0011))
    found = rows(record, view)
    assert "maybe_gcj02" in codes(found[1]) and "maybe_gcj02" not in codes(found[2])
    assert [one.compared["included"] for one in found.values()] == [False, True]


def test_it_is_taken_where_somebody_chooses_it(record: Record) -> None:
    view = sent(record, drawn(113.001, 36.21, "T-001"))
    assert take(record, view, ("parcel", 1)).changed == ("T-001",)


@pytest.mark.parametrize("east", [-0.006, 0.003, 0.012])
def test_a_parcel_that_moved_otherwise_is_not_suspected(record: Record, east: float) -> None:
    moved = box(113.001 + east, 36.23, 113.002 + east, 36.231)
    assert "maybe_gcj02" not in codes(rows(record, sent(record, feature(moved, "T-001")))[1])


def test_new_rows_that_fit_the_park_without_the_offset_wait(record: Record) -> None:
    edge = [drawn(PARKS_EAST - 0.002, 36.22 + n * 0.002, f"N-{n}") for n in range(3)]
    found = rows(record, sent(record, *edge)).values()
    assert all("maybe_gcj02" in codes(one) for one in found)
    assert {one.compared["included"] for one in found} == {False}
