"""`parkmap check` and `parkmap measure` as people run them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shapely import box

from tests.cli.conftest import Run
from tests.shapes import collection, feature
from tests.small import begin, write_land


@pytest.fixture(scope="session")
def overlapping(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_land(tmp_path_factory.mktemp("overlapping") / "zone")
    shapes = (box(113.001, 36.21, 113.002, 36.211), box(113.0015, 36.21, 113.003, 36.211))
    rows = [feature(shape, f"T-{n}", status="idle") for n, shape in enumerate(shapes, 1)]
    (folder / "parcels.geojson").write_bytes(collection(*rows))
    return begin(folder)


def test_a_sound_workspace_ends_with_0(zone: Path, run: Run) -> None:
    said = run("check", zone)
    assert said.code == 0 and "4 parcels checked: 0 errors" in said.out


def test_errors_end_with_1_and_say_where(overlapping: Path, run: Run) -> None:
    said = run("check", overlapping)
    assert said.code == 1 and "113.001750,36.210500 T-1 and T-2 overlap by" in said.out


def test_findings_are_there_as_json(overlapping: Path, run: Run) -> None:
    body = json.loads(run("check", overlapping, "--json").out)
    assert body["counts"]["error"] == 1 and body["parcels"] == 2
    assert body["findings"][0]["parcels"] == ["T-1", "T-2"]


def test_findings_are_written_as_geojson(overlapping: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "findings.geojson"
    assert str(out) in run("check", overlapping, "--geojson", out).out
    body = json.loads(out.read_text("utf-8"))
    assert [one["properties"]["code"] for one in body["features"]] == ["overlap"]


def test_a_long_list_is_cut_unless_asked_for(
    overlapping: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parkmap.cli.check.LISTED", 0)
    assert "and 1 more" in run("check", overlapping).out
    assert "and 1 more" not in run("check", overlapping, "--all").out


def test_a_parcel_is_measured_with_its_boundary_points(zone: Path, run: Run) -> None:
    said = run("measure", zone, "T-001")
    assert said.code == 0 and "EPSG:4547" in said.out and "J4" in said.out
    body = json.loads(run("measure", zone, "T-001", "--json").out)
    assert len(body["boundary_points"]) == 4 and body["plane_area_m2"] > 9_000


def test_a_parcel_that_is_not_there_is_3(zone: Path, run: Run) -> None:
    assert run("measure", zone, "T-999").code == 3
