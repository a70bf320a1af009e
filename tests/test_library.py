"""parkmap as a library: the land as GeoDataFrames."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

import parkmap
from parkmap.errors import NotAWorkspace
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


def test_a_folder_that_is_no_workspace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkspace, match="parkmap init"):
        parkmap.open(tmp_path)
