"""Staging: good, bad, held; every row is in one of them, and no id is changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkmap.errors import BadValue
from parkmap.formats.reading import Reading, Row, read_boundaries
from parkmap.formats.staging import Staging, stage
from parkmap.geometry.measure import geodesic_area_m2
from parkmap.land.finding import Finding
from tests.shapes import LNG_LAT_SQUARE, SQUARE_1HA, array

FAULT = Finding("invalid_boundary", "error", None, None, None, "it crosses itself", "redraw")


def reading(*ids: Any, bad: tuple[int, ...] = (), **more: Any) -> Reading:
    rows = [Row(number, {"no": one, **more}, None if number in bad else SQUARE_1HA,
                FAULT if number in bad else None)
            for number, one in enumerate(ids, 1)]  # fmt: skip
    return Reading("lots.geojson", 4326, rows)


def codes(staging: Staging) -> set[str]:
    return {finding.code for finding in staging.findings}


def test_rows_that_share_an_id_are_all_held() -> None:
    staging = stage(reading("A", "B", "A"), id_field="no")
    assert [row.id for row in staging.good] == ["B"]
    assert [(row.row, row.id, row.reason) for row in staging.held] == [
        (1, "A", "shared_id"), (3, "A", "shared_id")]  # fmt: skip


def test_a_row_that_shares_its_id_with_a_bad_row_is_held() -> None:
    staging = stage(reading("A", "A", bad=(2,)), id_field="no")
    assert [row.row for row in staging.held] == [1]
    assert [finding.parcel_id for finding in staging.bad] == ["A"]


@pytest.mark.parametrize("nothing", [None, "", "  ", "\t"])
def test_a_row_without_an_id_is_held(nothing: str | None) -> None:
    staging = stage(reading("A", nothing), id_field="no")
    assert [(row.row, row.id, row.reason) for row in staging.held] == [(2, None, "no_id")]


@pytest.mark.parametrize("text", ["007", " 7", "7 ", "7.0", "{{ 7*7 }}", "<img src=x>", "宗-1"])
def test_an_id_stays_as_the_file_has_it(text: str) -> None:
    assert [row.id for row in stage(reading(text), id_field="no").good] == [text]


@pytest.mark.parametrize("value", [True, [1], {"a": 1}, 1e300, 2.0**53, "a\nb", "x" * 121, "\x00"])
def test_an_id_that_cannot_be_kept_exactly_is_bad(value: object) -> None:
    staging = stage(reading(value, "B"), id_field="no")
    assert [finding.code for finding in staging.bad] == ["bad_id"]
    assert staging.bad[0].row == 1


def test_ids_of_features_are_taken_where_no_field_is_named() -> None:
    read = reading(1, 2)
    read.rows[0].feature_id, read.rows[1].feature_id = "F-1", 17
    assert [row.id for row in stage(read).good] == ["F-1", "17"]


def test_without_any_id_all_are_held_and_fields_that_differ_are_named() -> None:
    staging = stage(reading("A", "B"))
    assert len(staging.held) == 2
    (finding,) = [one for one in staging.findings if one.code == "no_ids"]
    assert finding.remedy.endswith("rows differ in: no")


def test_a_field_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(BadValue, match="no field 'nr'; it has no, use"):
        stage(reading("A", use="0601"), id_field="nr")


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("idle", "idle"),
        ("闲置", "idle"),
        ("Under construction", "under_construction"),
        (None, None),
    ],
)
def test_a_status_is_known_by_code_and_by_word(word: str | None, status: str | None) -> None:
    (row,) = stage(reading("A", use=word), id_field="no", status_field="use").good
    assert row.status == status


def test_an_unknown_status_is_a_warning_and_the_row_stays() -> None:
    staging = stage(reading("A", use="sold"), id_field="no", status_field="use")
    assert staging.good[0].status is None and "unknown_status" in codes(staging)


def test_land_outside_its_zone_is_warned_of() -> None:
    assert "outside_zone" in codes(stage(reading("A"), id_field="no", gk_zone=37))
    assert codes(stage(reading("A"), id_field="no", gk_zone=38)) == set()


def test_a_border_set_in_gcj02_is_warned_of() -> None:
    read = reading("A", adcode=140403, center=[1], centroid=[1])
    assert "maybe_gcj02" in codes(stage(read, id_field="no"))


anything = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3)


@given(st.lists(st.tuples(anything, st.booleans()), max_size=12))
def test_no_row_vanishes_and_none_is_counted_twice(rows: list[tuple[Any, bool]]) -> None:
    bad = tuple(number for number, (_, wrong) in enumerate(rows, 1) if wrong)
    read = reading(*(value for value, _ in rows), bad=bad)
    staging = stage(read, id_field="no" if rows else None)
    assert len(staging.good) + len(staging.bad) + len(staging.held) == len(rows)
    assert len({row.id for row in staging.good}) == len(staging.good)


def test_philadelphia_has_25647_good_lots_1_crossing_and_15_without_id(shared_data: Path) -> None:
    # The "14 duplicate ids" of its description are 14 of the 15 nulls; no id stands twice.
    path = shared_data / "parcels" / "philadelphia_vacant_land.gpkg"
    staging = stage(read_boundaries(path), id_field="opa_id", gk_zone=38)
    assert (len(staging.good), len(staging.bad), len(staging.held)) == (25_647, 1, 15)
    assert {row.reason for row in staging.held} == {"no_id"}
    assert (staging.bad[0].row, staging.bad[0].parcel_id) == (23_313, "786589220")
    assert codes(staging) == {"no_id", "outside_china"}


def test_french_parcels_measure_what_the_cadastre_declares(shared_data: Path) -> None:
    staging = stage(read_boundaries(shared_data / "parcels" / "cadastre_91216.geojson"))
    declared = np.array([row.attributes.get("contenance", np.nan) for row in staging.good])
    ratios = geodesic_area_m2(array(*(row.geometry for row in staging.good))) / declared
    assert (len(staging.good), len(staging.bad), len(staging.held)) == (4_241, 0, 0)
    assert np.nanmedian(ratios) == pytest.approx(1.002, abs=0.001)


def test_a_shape_is_handed_on_untouched() -> None:
    read = reading("A")
    read.rows[0].geometry = LNG_LAT_SQUARE
    assert stage(read, id_field="no").good[0].geometry is LNG_LAT_SQUARE
