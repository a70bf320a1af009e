"""`parkmap import` as people run it: shown first, taken in when it is confirmed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from shapely import box

from tests.cli.conftest import Run
from tests.shapes import BOW_TIE, collection, feature


def lot(n: float, name: str | None, north: float = 0.0, **said: Any) -> Any:
    west, south = 113.001 + n * 0.002, 36.21 + north
    return feature(box(west, south, west + 0.001, south + 0.001), name, **said)


@pytest.fixture
def lots(tmp_path: Path) -> Path:
    path = tmp_path / "测绘成果.geojson"
    path.write_bytes(
        collection(lot(0, "T-001", 权利人="甲公司"), lot(0, "N-1", 0.01, 权利人="乙公司"),
                   lot(1.02, None), feature(BOW_TIE, "X-1"))
    )  # fmt: skip
    return path


def test_an_import_is_shown_and_stays_staged(run: Run, zone: Path, lots: Path) -> None:
    said = run("import", zone, lots)
    assert said.code == 0
    assert "column 权利人 (甲公司) -> holder" in said.out
    assert "1 new, 1 changed, 1 matched, 1 bad, 2 taken" in said.out
    assert "row 1 (T-001) changed: holder nothing -> 甲公司" in said.out
    assert "error: row 4 (X-1) at" in said.out
    assert f"'parkmap imports confirm {zone} 1 --reason TEXT'" in said.out


def test_it_is_confirmed_at_once_where_that_is_asked(run: Run, zone: Path, lots: Path) -> None:
    said = run("import", zone, lots, "--confirm", "--reason", "入库", "--take", "matched")
    assert said.out.splitlines()[-1].startswith("entry 2: 1 new, 2 changed, 0 retired, 1 left")
    assert '"id":"N-1"' in (zone / "parcels.geojson").read_text("utf-8")
    assert run("verify", zone).code == 0


def test_it_is_confirmed_later_by_its_number(run: Run, zone: Path, lots: Path) -> None:
    run("import", zone, lots)
    assert "1\tready\t测绘成果.geojson" in run("imports", "list", zone).out
    assert "1 new, 1 changed" in run("imports", "show", zone, 1).out
    said = run("imports", "confirm", zone, 1, "--reason", "入库", "--leave", 2)
    assert said.out.startswith("entry 2: 0 new, 1 changed")
    assert "1\tconfirmed\t测绘成果.geojson\tentry 2" in run("imports", "list", zone).out


def test_every_finding_of_many_is_listed_when_asked(run: Run, zone: Path, tmp_path: Path) -> None:
    path = tmp_path / "many.geojson"
    path.write_bytes(collection(*(feature(BOW_TIE, f"X-{n}") for n in range(25))))
    first = run("import", zone, path).out
    assert (first.count("error: row"), "5 more" in first, "show" in first) == (20, True, True)
    assert run("imports", "show", zone, 1, "--all").out.count("error: row") == 25


def test_a_dropped_import_is_not_confirmed(run: Run, zone: Path, lots: Path) -> None:
    run("import", zone, lots)
    assert run("imports", "drop", zone, 1).out == "import 1 is dropped\n"
    said = run("imports", "confirm", zone, 1, "--reason", "入库")
    assert (said.code, "is closed" in said.err) == (4, True)


def test_a_row_is_taken_under_an_id_of_its_own(run: Run, zone: Path, lots: Path) -> None:
    said = run("import", zone, lots, "--confirm", "--reason", "x", "--take", "3=T-002")
    assert said.out.splitlines()[-1].startswith("entry 2: 1 new, 2 changed")


def test_columns_are_mapped_and_the_mapping_is_kept(run: Run, zone: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_bytes(collection(lot(0, None, no="T-001", mj="1.5")))
    words = ("--id-field", "no", "--map", "mj=certified_area_m2:mu", "--save-profile", "院")
    assert "certified_area_m2 nothing -> 1000.0" in run("import", zone, path, *words).out
    again = run("import", zone, path, "--profile", "院")
    assert "certified_area_m2 nothing -> 1000.0" in again.out


def test_what_the_file_lacks_is_retired_when_asked(run: Run, zone: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_bytes(collection(lot(0, "T-001"), lot(1, "T-002"), lot(2, "T-003", holder="甲")))
    words = ("--whole", "--confirm", "--reason", "清查", "--retire-gone")
    assert "1 retired" in run("import", zone, path, *words).out
    assert "T-004" not in (zone / "parcels.geojson").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(("--confirm",), "needs a reason"), (("--map", "x"), "maps nothing"),
     (("--map", "权利人=none"), "no field that a file can say"),
     (("--id-field", "none"), "no column 'none'"), (("--on", "2999-01-01"), "future"),
     (("--confirm", "--reason", "x", "--take", "1-2"), "is no row"),
     (("--profile", "none"), "no mapping 'none'"), (("--status", "sold"), "not a status")],
)  # fmt: skip
def test_bad_words_are_refused_with_a_sentence(
    run: Run, zone: Path, lots: Path, words: tuple[str, ...], sentence: str
) -> None:
    said = run("import", zone, lots, *words)
    assert said.code == 2 and sentence in said.err


def test_a_file_that_is_not_there_is_refused(run: Run, zone: Path) -> None:
    said = run("import", zone, zone / "none.geojson")
    assert said.code == 2 and "none.geojson cannot be read" in said.err


def test_a_file_that_cannot_be_read_is_named(run: Run, zone: Path, tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_text("{}")
    said = run("import", zone, tmp_path / "a.geojson")
    assert said.code == 2 and said.err.startswith("parkmap: a.geojson ")


def test_parks_are_imported_too(run: Run, zone: Path, tmp_path: Path) -> None:
    path = tmp_path / "parks.geojson"
    path.write_bytes(collection(feature(box(113.1, 36.2, 113.15, 36.25), "P3", name_zh="园3")))
    said = run("import", zone, path, "--parks", "--confirm", "--reason", "扩区")
    assert said.out.splitlines()[-1] == "entry 2: 1 new, 0 changed, 0 retired"
