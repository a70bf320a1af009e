"""Shared boundaries move together; areas add up, and what a free side wins is measured."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from shapely import box

from parkmap.errors import (
    BadGeometry,
    BadValue,
    Forbidden,
    LaterFacts,
    MissingVersion,
    ParkmapError,
    StaleVersion,
)
from parkmap.services.outcome import Outcome
from parkmap.services.record import Record
from parkmap.services.reshaping import Reshape, Trim, reshape, trim
from parkmap.services.undoing import undo
from parkmap.units import dm2_to_m2
from tests.shapes import collection, feature, geometry
from tests.small import LEADER, OFFICER, begin, copied, count, marked, write_land
from tests.structures import area_dm2, cut_up, is_coverage, moved_east, outlines, seen

WEST, EAST = "T-001-1", "T-001-2"
FREE = 0.0001


@pytest.fixture
def halves(record: Record) -> Record:
    """T-001 cut into a western and an eastern half."""
    cut_up(record, "T-001", cut={"parts": 2, "from": "west"}, effective_on=date(2025, 3, 1))
    return record


def wanted(record: Record, parcel_id: str, shape: dict[str, Any], **changed: Any) -> Reshape:
    versions = changed.get("versions", {parcel_id: seen(record, parcel_id).version})
    day = changed.get("effective_on", record.today())
    return Reshape(parcel_id, versions, shape, day, changed.get("reason", "界址调整"))


def given(record: Record, parcel_id: str, by_deg: float, **changed: Any) -> Outcome:
    shape = changed.pop("shape", None) or moved_east(record, parcel_id, by_deg)
    return reshape(record, OFFICER, wanted(record, parcel_id, shape, **changed))


def test_a_shared_boundary_moves_for_both_and_the_areas_add_up(halves: Record) -> None:
    before = area_dm2(halves, WEST), area_dm2(halves, EAST)
    done = given(halves, WEST, 0.0002)
    after = area_dm2(halves, WEST), area_dm2(halves, EAST)
    assert sum(after) == sum(before) == done.before_dm2 == done.after_dm2
    assert after[0] > before[0] and [one.id for one in done.neighbours] == [EAST]
    assert is_coverage(halves) and done.proof is not None and done.proof.holds


def test_what_a_free_side_wins_is_measured(halves: Record) -> None:
    before = area_dm2(halves, EAST)
    done = given(halves, EAST, FREE)
    assert done.proof is not None and done.neighbours == ()
    won = area_dm2(halves, EAST) - before
    assert won == done.after_dm2 - done.before_dm2
    assert won == pytest.approx(done.proof.gain_m2 * 100, abs=1)


def test_it_stays_the_same_parcel(halves: Record) -> None:
    state = seen(halves, WEST).state
    receipt = given(halves, WEST, 0.0002).receipt
    assert receipt is not None and {one.id for one in receipt.changed} == {WEST, EAST}
    now = seen(halves, WEST).state
    assert now | {"area_m2": 0} == state | {"area_m2": 0}


def test_an_undo_puts_both_back(halves: Record) -> None:
    before = outlines(halves), area_dm2(halves, WEST)
    receipt = given(halves, WEST, 0.0002).receipt
    assert receipt is not None
    undo(halves, OFFICER, receipt.seq, "录入有误")
    assert (outlines(halves), area_dm2(halves, WEST)) == before


def test_a_mark_of_a_later_day_does_not_stand_in_the_way(halves: Record) -> None:
    marked(halves, "in_use", "2026-05-01", WEST)
    assert given(halves, WEST, 0.0002, effective_on=date(2026, 4, 1)).receipt is not None


def test_a_later_boundary_is_refused_and_named(halves: Record) -> None:
    given(halves, WEST, 0.0002, effective_on=date(2026, 5, 1))
    with pytest.raises(LaterFacts, match=f"{EAST} geometry 2026-05-01"):
        given(halves, EAST, FREE, effective_on=date(2026, 4, 30))


@pytest.mark.parametrize(
    ("changed", "error", "said"),
    [
        ({"versions": {}}, MissingVersion, WEST),
        ({"versions": {WEST: 1}}, StaleVersion, WEST),
        ({"versions": {WEST: 2, EAST: 1}}, StaleVersion, EAST),
        ({"shape": geometry(box(113.3, 96.21, 113.4, 96.211))}, BadGeometry, "latitude"),
        ({"shape": {"type": "Point", "coordinates": [1, 2]}}, BadGeometry, "polygon"),
        ({"reason": ""}, BadValue, "reason"),
    ],
)
def test_a_refusal_says_what_and_writes_nothing(
    halves: Record, changed: dict[str, Any], error: type[ParkmapError], said: str
) -> None:
    with pytest.raises(error, match=said):
        given(halves, WEST, 0.0002, **changed)
    assert count(halves, "entry") == 2


def given_shape(record: Record, shape: dict[str, Any]) -> Outcome:
    return reshape(record, OFFICER, wanted(record, WEST, shape))


def test_the_shape_that_it_has_is_refused(halves: Record) -> None:
    with pytest.raises(BadValue, match="this shape already"):
        given_shape(halves, geometry(outlines(halves)[WEST]))


def test_only_who_may_reshapes(halves: Record) -> None:
    with pytest.raises(Forbidden):
        reshape(halves, LEADER, wanted(halves, WEST, moved_east(halves, WEST, FREE)))


def test_the_same_key_reshapes_once(halves: Record) -> None:
    asked = wanted(halves, WEST, moved_east(halves, WEST, 0.0002))
    first, again = (reshape(halves, OFFICER, asked, "key-1") for _ in range(2))
    assert count(halves, "entry") == 3
    assert (again.pieces, again.neighbours) == (first.pieces, first.neighbours)
    assert (again.before_dm2, again.after_dm2) == (first.before_dm2, first.after_dm2)


def test_a_preview_writes_nothing(halves: Record) -> None:
    asked = wanted(halves, WEST, moved_east(halves, WEST, 0.0002))
    shown = reshape(halves, OFFICER, asked, dry_run=True)
    assert shown.receipt is None and [one.id for one in shown.pieces] == [WEST]
    assert count(halves, "entry") == 2


@pytest.fixture
def overlapping(tmp_path: Path) -> Iterator[Record]:
    """Two parcels of which the first lies 0.0002 degrees over the second."""
    folder = write_land(tmp_path / "zone")
    one, two = box(113.001, 36.21, 113.0022, 36.211), box(113.002, 36.21, 113.003, 36.211)
    parcels = [feature(one, "T-001", status="idle"), feature(two, "T-002", status="idle")]
    (folder / "parcels.geojson").write_bytes(collection(*parcels))
    with copied(begin(folder), tmp_path / "copy") as record:
        yield record


def trimmed(record: Record, **changed: Any) -> Outcome:
    values = {"version": 1, "effective_on": record.today(), "reason": "修正重叠"}
    return trim(record, OFFICER, Trim("T-001", **(values | changed)))  # type: ignore[arg-type]


def test_a_trim_gives_way_to_the_neighbour(overlapping: Record) -> None:
    before = area_dm2(overlapping, "T-002")
    done = trimmed(overlapping)
    assert is_coverage(overlapping) and area_dm2(overlapping, "T-002") == before
    assert done.proof is not None and done.after_dm2 < done.before_dm2
    lost = done.after_dm2 - done.before_dm2
    assert lost == pytest.approx(done.proof.gain_m2 * 100, abs=1)


def test_what_a_change_takes_from_each_parcel_is_told(overlapping: Record) -> None:
    before = dm2_to_m2(area_dm2(overlapping, "T-001"))
    done = trimmed(overlapping)
    told = {one["id"]: one["properties"] for one in done.as_geojson()["features"]}
    assert told["T-001"]["before_m2"] == before > told["T-001"]["area_m2"]
    assert [one for one in told if "before_m2" in told[one]] == ["T-001"]  # T-002 gets points only


def test_where_nothing_overlaps_nothing_is_trimmed(overlapping: Record) -> None:
    trimmed(overlapping)
    with pytest.raises(BadGeometry, match="nothing overlaps"):
        trimmed(overlapping, version=2)


def test_a_trim_without_a_version_is_refused(overlapping: Record) -> None:
    with pytest.raises(MissingVersion):
        trimmed(overlapping, version=None)


def widened(record: Record, to: float) -> dict[str, Any]:
    """T-002 with its western corners moved to a longitude: over the gap, into T-001."""
    ring = geometry(outlines(record)["T-002"])["coordinates"][0]
    ring = [[to if lng < 113.0031 else lng, lat] for lng, lat in ring]
    return {"type": "Polygon", "coordinates": [ring]}


def test_what_runs_into_a_neighbour_is_offered_trimmed(record: Record) -> None:
    with pytest.raises(BadGeometry, match="runs into T-001") as refused:
        reshape(record, OFFICER, wanted(record, "T-002", widened(record, 113.00199)), dry_run=True)
    repair: Any = refused.value.values["repair"]
    assert repair["way"] == "trim" and 90 < repair["before_m2"] - repair["after_m2"] < 110
    done = reshape(record, OFFICER, wanted(record, "T-002", repair["shape"]))
    assert done.proof is not None and done.proof.holds and is_coverage(record)
    assert not any(one.id == "T-001" and one.area_dm2 != area_dm2(record, "T-001")
                   for one in done.neighbours)  # fmt: skip


def test_a_reshape_that_crosses_itself_is_offered_mended(record: Record) -> None:
    ring = geometry(outlines(record)["T-001"])["coordinates"][0]
    ring[1], ring[2] = ring[2], ring[1]
    with pytest.raises(BadGeometry) as refused:
        given(record, "T-001", 0, shape={"type": "Polygon", "coordinates": [ring]})
    repair: Any = refused.value.values.get("repair")
    assert repair["way"] == "mend" and repair["after_m2"] > 0
