"""parkmap as a library: the land as GeoDataFrames."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

import parkmap
from parkmap.errors import BadValue, NotAWorkspace
from parkmap.workspace import Workspace
from tests.small import begin, marked, write_land


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = begin(write_land(tmp_path_factory.mktemp("library") / "zone"))
    with closing(parkmap.open(str(folder))) as found:
        marked(found.record, "in_use", "2025-06-01", "T-001")
        yield found


def test_parcels_are_a_frame_by_id(workspace: Workspace) -> None:
    frame = workspace.parcels()
    assert list(frame.index) == ["T-001", "T-002", "T-003", "T-004"]
    assert frame.crs == "EPSG:4326" and frame.geometry.is_valid.all()
    assert list(frame["status"]) == ["in_use", "idle", "idle", "idle"]


@pytest.mark.parametrize(("day", "status"), [(31, "idle"), (32, "in_use")])
def test_as_of_gives_the_land_as_it_stood(workspace: Workspace, day: int, status: str) -> None:
    on = date(2025, 5, 31) if day == 31 else date(2025, 6, 1)
    assert workspace.parcels(as_of=on).loc["T-001", "status"] == status


def test_before_the_record_the_frame_is_empty(workspace: Workspace) -> None:
    frame = workspace.parcels(as_of=date(2020, 1, 1))
    assert len(frame) == 0 and frame.crs == "EPSG:4326"


def test_parks_are_a_frame_too(workspace: Workspace) -> None:
    assert list(workspace.parks()["name_zh"]) == ["园1", "园2"]


def test_recorded_areas_are_of_the_plane_of_the_zone(workspace: Workspace) -> None:
    frame = workspace.parcels()
    plane = frame.to_crs(4547).area.round(2)
    assert (frame["area_m2"] - plane).abs().max() <= 0.01


def test_parcels_are_written_in_the_format_that_the_name_says(
    workspace: Workspace, tmp_path: Path
) -> None:
    done = workspace.export(tmp_path / "land.shp.zip", statuses=("idle",))
    assert done.count == 3 and "names of ten letters" in done.told[0]
    with pytest.raises(BadValue, match=r"'land\.dwg' is no format"):
        workspace.export(tmp_path / "land.dwg")


def test_a_folder_that_is_no_workspace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkspace, match="parkmap init"):
        parkmap.open(tmp_path)


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Workspace]:
    with closing(parkmap.open(begin(write_land(tmp_path / "zone")))) as found:
        yield found


def test_fields_are_noted_and_the_files_follow(written: Workspace) -> None:
    done = written.annotate(["T-001", "T-002"], {"holder": "光电公司"}, reason="核实权属")
    assert [one.id for one in done.changed] == ["T-001", "T-002"]
    assert list(written.parcels()["holder"].dropna()) == ["光电公司"] * 2
    assert "光电公司" in (written.record.folder / "parcels.geojson").read_text("utf-8")


def test_parks_are_noted_too(written: Workspace) -> None:
    written.annotate("P1", {"name_en": "First"}, reason="补英文名", kind="park")
    assert written.parks().loc["P1", "name_en"] == "First"


def test_a_retired_parcel_differs_between_two_days(written: Workspace) -> None:
    written.retire("T-004", on=date(2026, 3, 1), reason="界线调出")
    (one,) = written.differences(date(2026, 2, 28), date(2026, 3, 1))
    assert (one.id, one.retired) == ("T-004", True)
    assert list(written.parcels().index) == ["T-001", "T-002", "T-003"]
