"""The record checked as it stands: what is read, for whom, and where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from shapely import box

from parkmap.errors import SignInNeeded
from parkmap.land.checks import Checked
from parkmap.services.checking import check, finding_features, in_park
from parkmap.services.measuring import measure
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.workspace import Workspace
from tests.shapes import collection, feature
from tests.small import LEADER, OFFICER, begin, copied, write_land

WHOLE = (112.9, 36.1, 113.2, 36.4)
WEST = (113.0, 36.2, 113.004, 36.25)


@pytest.fixture(scope="session")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pairs that overlap, one in the west and one in the east."""
    folder = write_land(tmp_path_factory.mktemp("faulty") / "zone")
    shapes = {
        "W-1": box(113.001, 36.21, 113.002, 36.211), "W-2": box(113.0015, 36.21, 113.003, 36.211),
        "E-1": box(113.031, 36.21, 113.032, 36.211), "E-2": box(113.0315, 36.21, 113.033, 36.211),
    }  # fmt: skip
    rows = [feature(shape, name, status="idle") for name, shape in shapes.items()]
    (folder / "parcels.geojson").write_bytes(collection(*rows))
    return begin(folder)


@pytest.fixture
def faults(faulty: Path, tmp_path: Path) -> Iterator[Record]:
    with copied(faulty, tmp_path / "zone") as found:
        yield found


def pairs(checked: Checked) -> list[tuple[str, ...]]:
    return [one.parcel_ids for one in checked.findings if one.code == "overlap"]


def test_a_sound_record_has_no_errors(record: Record) -> None:
    checked = check(record, OFFICER)
    assert checked.parcels == 4 and checked.holds


def test_overlaps_of_the_record_are_found(faults: Record) -> None:
    assert pairs(check(faults, LEADER)) == [("E-1", "E-2"), ("W-1", "W-2")]


def test_a_box_checks_only_what_lies_there(faults: Record) -> None:
    checked = check(faults, OFFICER, bbox=WEST)
    assert pairs(checked) == [("W-1", "W-2")] and checked.parcels == 2
    assert pairs(check(faults, OFFICER, bbox=WHOLE)) == pairs(check(faults, OFFICER))


def test_a_workspace_in_a_script_is_checked_and_measured(faults: Record) -> None:
    workspace = Workspace(faults)
    assert pairs(workspace.check(bbox=WEST)) == [("W-1", "W-2")]
    assert workspace.measure("W-1") == measure(faults, OFFICER, "W-1")


def test_an_empty_box_has_nothing(faults: Record) -> None:
    checked = check(faults, OFFICER, bbox=(0, 0, 1, 1))
    assert (checked.parcels, checked.findings) == (0, ())


def test_findings_are_chosen_by_park(faults: Record) -> None:
    checked = check(faults, OFFICER)
    assert pairs(in_park(faults, checked, "P1")) == pairs(checked)
    assert in_park(faults, checked, "P2").findings == ()


def test_the_public_reads_no_findings(record: Record) -> None:
    with pytest.raises(SignInNeeded):
        check(record, PUBLIC_ACTOR)


def test_findings_become_features_with_the_shape_of_what_was_found(faults: Record) -> None:
    found = check(faults, OFFICER).findings
    parsed = orjson.loads(finding_features(found))
    assert len(parsed["features"]) == len(found)
    first = parsed["features"][0]
    assert first["geometry"]["type"] == "Polygon"
    assert first["properties"]["sentence"].startswith("E-1 and E-2 overlap by")


def test_a_parcel_is_measured_in_the_zone_of_its_workspace(record: Record) -> None:
    measures = measure(record, OFFICER, "T-001")
    assert measures.epsg == 4547 and measures.recorded_area_m2 == measures.plane_area_m2
    points = measures.boundary_points or ()
    assert [one.name for one in points] == ["J1", "J2", "J3", "J4"]
    assert sum(one.side_m for one in points) == pytest.approx(measures.perimeter_m, abs=0.03)


def test_a_generalised_outline_keeps_its_boundary_points(faulty: Path, tmp_path: Path) -> None:
    public = "\n[public]\noutline_tolerance_m = 5\n"
    with copied(faulty, tmp_path / "zone", public) as found:
        seen, whole = measure(found, PUBLIC_ACTOR, "W-1"), measure(found, OFFICER, "W-1")
    assert (seen.boundary_points, seen.perimeter_m) == (None, None)
    assert whole.boundary_points and seen.plane_area_m2 == whole.plane_area_m2


def test_an_area_that_the_policy_hides_is_not_measured_for_the_public(
    faulty: Path, tmp_path: Path
) -> None:
    public = '\n[public]\nnever = ["area_m2", "geometry"]\n'
    with copied(faulty, tmp_path / "zone", public) as found:
        seen = measure(found, PUBLIC_ACTOR, "W-1")
    assert (seen.recorded_area_m2, seen.plane_area_m2, seen.geodesic_area_m2) == (None,) * 3
    assert seen.boundary_points is None
