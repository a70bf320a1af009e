"""parkmap as a library: files that come in, edits by hand, backups."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import parkmap
from parkmap.errors import BadFile, BadValue, Conflict, NotFound, StaleVersion
from parkmap.services import edits
from parkmap.services.choosing import Choices
from parkmap.services.lines import Options
from parkmap.workspace import Workspace
from tests.shapes import collection
from tests.small import OFFICER, TODAY, count
from tests.taking import lot

OUTSIDE = date(2999, 1, 1)


@pytest.fixture
def land(four_parcels: Path, tmp_path: Path) -> Iterator[Workspace]:
    with closing(parkmap.open(shutil.copytree(four_parcels, tmp_path / "zone"))) as found:
        yield found


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    """A changed, a new, and a row without an id where T-003 lies."""
    path = tmp_path / "survey.geojson"
    rows = lot(0, "T-001", holder="甲公司"), lot(8, "N-1"), lot(2, None, holder="乙公司")
    path.write_bytes(collection(*rows))
    return path


def text_of(land: Workspace) -> str:
    return (land.record.folder / "parcels.geojson").read_text("utf-8")


def edit(land: Workspace, **fields: Any) -> Path:
    """Edit T-001 in the boundary file by hand."""
    land.annotate("T-004", {"holder": "某公司"}, reason="核实权属")  # the files are there now
    path = land.record.folder / "parcels.geojson"
    whole = json.loads(path.read_text("utf-8"))
    whole["features"][0]["properties"].update(fields)
    path.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    return path


def test_a_staged_file_says_what_it_would_do(land: Workspace, survey: Path) -> None:
    seen = land.stage(survey)
    assert (seen.state, seen.source, seen.mapping) == ("ready", "survey.geojson",
                                                       {"holder": "holder"})  # fmt: skip
    assert [one.verdict for one in seen.rows()] == ["changed", "new", "matched"]
    (one,) = seen.rows("changed")
    assert (one.id, one.changes, one.included) == ("T-001", {"holder": [None, "甲公司"]}, True)
    assert count(land.record, "entry") == 1


def test_a_confirmed_import_is_one_entry_and_the_files_follow(
    land: Workspace, survey: Path
) -> None:
    seen = land.stage(survey)
    done = land.confirm(seen.id, "测绘成果入库", take="matched")
    assert (done.seq, done.new, done.changed) == (2, ("N-1",), ("T-001", "T-003"))
    assert "乙公司" in text_of(land) and land.verify().clean
    assert [(one.id, one.state, one.seq) for one in land.imports()] == [(seen.id, "confirmed", 2)]


def test_rows_are_chosen_by_their_number(land: Workspace, survey: Path) -> None:
    seen = land.stage(survey)
    done = land.confirm(seen.id, "测绘成果入库", leave=[2], ids={3: "T-003"})
    assert (done.new, done.changed, done.left) == ((), ("T-001", "T-003"), 1)


def test_a_row_of_parks_is_a_park(land: Workspace, tmp_path: Path) -> None:
    (tmp_path / "parks.geojson").write_bytes(
        collection(lot(0, "P1", wide=0.05, name_zh="新园"), lot(30, "P3", name_zh="三园"))
    )
    seen = land.stage(tmp_path / "parks.geojson", kind="park")
    done = land.confirm(seen.id, "园区更名", leave=[seen.rows("new")[0].row])
    assert done.changed == ("P1",)
    assert land.parks().loc["P1", "name_zh"] == "新园"


def test_parcels_that_are_gone_are_retired_when_chosen(land: Workspace, survey: Path) -> None:
    seen = land.stage(survey, scope="all")
    assert "T-004" in seen.gone
    land.confirm(seen.id, "全区更新", retire=["T-004"])
    assert "T-004" not in land.parcels().index


def test_a_dropped_import_leaves_nothing(land: Workspace, survey: Path) -> None:
    seen = land.stage(survey)
    land.drop_import(seen.id)
    assert not (land.record.folder / "imports" / str(seen.id)).exists()
    with pytest.raises(Conflict, match="is closed"):
        land.confirm(seen.id, "入库")


@pytest.mark.parametrize(
    "wrong",
    [{"on": OUTSIDE}, {"kind": "road"}, {"scope": "far"}, {"crs": "EPSG:4214"}, {"status": "x"},
     {"tolerance_m": float("nan")}, {"columns": {"holder": "colour"}}, {"profile": "none"}],
)  # fmt: skip
def test_an_option_that_is_none_is_refused(
    land: Workspace, survey: Path, wrong: dict[str, Any]
) -> None:
    with pytest.raises((BadValue, BadFile)):
        land.stage(survey, **wrong)
    assert count(land.record, "import_row") == 0


def test_a_file_that_cannot_be_taken_is_refused(land: Workspace, tmp_path: Path) -> None:
    (tmp_path / "torn.geojson").write_text("{")
    with pytest.raises(BadFile, match=r"torn\.geojson"):
        land.stage(tmp_path / "torn.geojson")
    with pytest.raises(BadFile, match=r"none\.geojson cannot be read"):
        land.stage(tmp_path / "none.geojson")


def test_edits_are_looked_at_without_writing(land: Workspace) -> None:
    assert land.edits().files == {}
    edit(land, holder="甲公司")
    found = land.edits()
    assert list(found.files) == ["parcels.geojson"] and found.counts["changed"] == 1
    assert [(one.id, one.changes) for one in found.rows] == [
        ("T-001", {"holder": [None, "甲公司"]})]  # fmt: skip
    assert count(land.record, "import") == 0


def test_edits_are_taken_in_as_one_entry(land: Workspace) -> None:
    edit(land, holder="甲公司")
    done = land.sync("手工修改")
    assert done is not None and (done.seq, done.changed) == (3, ("T-001",))
    assert land.edits().files == {} and land.verify().clean


def test_edits_that_say_nothing_new_are_no_entry(land: Workspace) -> None:
    edit(land)
    assert land.sync("手工修改") is None
    assert land.edits().files == {} and count(land.record, "entry") == 2


def test_edits_are_put_aside(land: Workspace) -> None:
    edited = edit(land, holder="甲公司").read_bytes()
    (aside,) = land.discard_edits()
    assert aside.read_bytes() == edited and "甲公司" not in text_of(land)
    with pytest.raises(NotFound):
        land.discard_edits()


def test_a_sync_that_is_refused_leaves_the_edit_and_nothing_staged(land: Workspace) -> None:
    path = edit(land, holder="甲公司")
    with pytest.raises(BadValue):
        land.sync("手工修改", leave=[9])
    assert "甲公司" in path.read_text("utf-8")
    assert [one.state for one in land.imports()] == ["dropped"]


def test_an_edit_that_came_since_is_not_taken_in(land: Workspace) -> None:
    edit(land, holder="甲公司")
    seen = land.edits().files
    edit(land, holder="乙公司")
    with pytest.raises(StaleVersion, match=r"parcels\.geojson changed since"):
        edits.put_aside(land.record, OFFICER, seen)
    choices = Choices("手工修改")
    with pytest.raises(StaleVersion, match="look at them again"):
        edits.take_in(land.record, OFFICER, Options(TODAY), choices, seen)


def test_a_backup_is_restored_to_a_workspace(land: Workspace, tmp_path: Path) -> None:
    land.mark("T-001", "in_use", reason="核实")
    saved = land.backup(tmp_path / "zone.zip")
    done = parkmap.restore(str(saved.path), tmp_path / "again")
    assert (done.seq, done.head) == (2, saved.head)
    with closing(parkmap.open(done.path)) as again:
        assert again.verify().clean and again.parcels().loc["T-001", "status"] == "in_use"
