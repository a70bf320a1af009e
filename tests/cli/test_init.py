"""`parkmap init`: boundaries become a workspace, or nothing is left behind."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from shapely import box

from tests.cli.conftest import Run
from tests.shapes import BOW_TIE, collection, feature
from tests.small import write_land


def plots(folder: Path, **fields: object) -> Path:
    """A file with two good plots, two that share an id, one without and one that crosses itself."""
    squares = [box(113.1 + n * 0.002, 36.2, 113.101 + n * 0.002, 36.201) for n in range(5)]
    names = ("A-1", "A-2", "B-1", "B-1", None)
    good = [feature(shape, name, **fields) for shape, name in zip(squares, names, strict=True)]
    (folder / "plots.geojson").write_bytes(collection(*good, feature(BOW_TIE, "C-1")))
    return folder / "plots.geojson"


def test_a_report_counts_every_row(run: Run, tmp_path: Path) -> None:
    said = run("init", tmp_path / "new", "--parcels", plots(tmp_path))
    assert said.code == 0, said.err
    assert "2 parcels in 1 park (entry 1); 3 rows wait for a choice, 1 row is refused" in said.out
    assert "rows have the id B-1" in said.out and "C-1" in said.out


def test_the_report_says_in_which_zone_areas_are_measured(run: Run, tmp_path: Path) -> None:
    said = run("init", tmp_path / "new", "--parcels", plots(tmp_path))
    assert "measured in CGCS2000 3-degree zone 38 (EPSG:4547); gk_zone in parkmap.toml" in said.out


def test_the_new_workspace_is_clean_and_whole(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "new", "--parcels", plots(tmp_path))
    assert run("verify", tmp_path / "new").code == 0
    names = {one.name for one in (tmp_path / "new").iterdir()}
    assert names >= {"parkmap.toml", "parkmap.db", "parcels.geojson", "parks.geojson"}
    assert not list(tmp_path.glob(".*"))


def test_parks_are_found_by_place(run: Run, tmp_path: Path) -> None:
    land = write_land(tmp_path / "land")
    said = run("init", tmp_path / "new", "--parks", land / "parks.geojson",
               "--parcels", land / "parcels.geojson", "--status-field", "status")  # fmt: skip
    assert "4 parcels in 2 parks" in said.out
    text = (tmp_path / "new" / "parcels.geojson").read_text(encoding="utf-8")
    assert text.count('"park":"P1"') == 4 and text.count('"status":"idle"') == 4


def test_statuses_are_read_in_words(run: Run, tmp_path: Path) -> None:
    run(
        "init",
        tmp_path / "new",
        "--parcels",
        plots(tmp_path, 现状="已盘活"),
        "--status-field",
        "现状",
    )
    text = (tmp_path / "new" / "parcels.geojson").read_text(encoding="utf-8")
    assert text.count('"status":"revitalized"') == 2


def test_a_held_row_is_taken_by_the_command(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "new", "--parcels", plots(tmp_path))
    assert "3 rows wait for a choice, 1 row is refused" in run("staged", tmp_path / "new").out
    assert "row 5 is parcel B-5" in run("staged", tmp_path / "new", "--take", 5, "--as", "B-5").out
    assert "2 rows wait for a choice, 1 row is refused" in run("staged", tmp_path / "new").out


TOMORROW = str(date.today() + timedelta(2))  # noqa: DTZ011  two days: beyond today in every zone


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--id-field", "nr"], "has no field 'nr'; it has"),
        (["--status-field", "st"], "has no field 'st'"),
        (["--status", "sold"], "'sold' is not a status; use one of"),
        (["--crs", "EPSG:9999"], "9999"),
        (["--on", "soon"], "'soon' is no day; write"),
        (["--on", TOMORROW], f"{TOMORROW} lies in the future"),
    ],
)  # fmt: skip
def test_a_wrong_option_leaves_nothing(
    run: Run, tmp_path: Path, options: list[str], said: str
) -> None:
    answer = run("init", tmp_path / "new", "--parcels", plots(tmp_path, note="x"), *options)
    assert answer.code == 2 and said in answer.err
    assert [one.name for one in tmp_path.iterdir()] == ["plots.geojson"]


def test_a_folder_that_is_taken_is_not_touched(run: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "letter.txt").write_text("keep me")
    said = run("init", tmp_path / "taken", "--parcels", plots(tmp_path))
    assert said.code == 6 and "not empty; name a new folder" in said.err
    assert [one.name for one in (tmp_path / "taken").iterdir()] == ["letter.txt"]


def test_an_empty_folder_is_filled(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("init", tmp_path / "empty", "--parcels", plots(tmp_path)).code == 0


def test_a_row_holds_from_its_own_day(run: Run, tmp_path: Path) -> None:
    rows = plots(tmp_path, status_since="2025-06-01")
    run("init", tmp_path / "new", "--parcels", rows, "--on", "2024-01-01")
    assert "2 parcels" in run("totals", tmp_path / "new", "--on", "2025-06-01").out
    assert "0 parcels" in run("totals", tmp_path / "new", "--on", "2025-05-31").out


def test_a_row_of_the_future_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    later = (datetime.now(ZoneInfo("Asia/Shanghai")).date() + timedelta(days=9)).isoformat()
    first, second = box(113.1, 36.2, 113.101, 36.201), box(113.102, 36.2, 113.103, 36.201)
    path = tmp_path / "plots.geojson"
    path.write_bytes(collection(feature(first, "A-1"), feature(second, "A-2", status_since=later)))
    said = run("init", tmp_path / "new", "--parcels", path).out
    assert f"row 2 (A-2) at 113.102500, 36.200500: it holds from {later}" in said
    assert "1 row is refused" in said


def test_parks_that_fail_and_land_without_a_park_are_named(run: Run, tmp_path: Path) -> None:
    park = feature(box(113.0995, 36.19, 113.1015, 36.21), "P1")
    (tmp_path / "parks.geojson").write_bytes(collection(park, feature(BOW_TIE, "P2")))
    said = run("init", tmp_path / "new", "--parks", tmp_path / "parks.geojson",
               "--parcels", plots(tmp_path)).out  # fmt: skip
    assert "parks: error: row 2 (P2)" in said and "crosses itself" in said
    assert "(A-2) at 113.102500, 36.200500: it lies in no park" in said


def test_parks_keep_the_coordinate_system_that_their_file_tells(run: Run, tmp_path: Path) -> None:
    land = write_land(tmp_path / "land")
    run("init", tmp_path / "old", "--parcels", land / "parcels.geojson")
    run("export", tmp_path / "old", "--format", "txt", "-o", tmp_path / "metres.txt")
    said = run("init", tmp_path / "new", "--parks", land / "parks.geojson",
               "--parcels", tmp_path / "metres.txt", "--crs", "EPSG:4547")  # fmt: skip
    assert "4 parcels in 2 parks" in said.out and "no park" not in said.out


def test_today_is_the_day_of_the_new_workspace(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Etc/GMT+12")
    time.tzset()
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()
    said = run("init", tmp_path / "new", "--parcels", plots(tmp_path), "--on", today)
    monkeypatch.undo()
    time.tzset()
    assert said.code == 0, said.err
