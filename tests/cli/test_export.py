"""`parkmap export`, as people type it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from parkmap.formats.writing import FORMS
from tests.cli.conftest import Run


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_format_is_written_under_its_own_name(
    zone: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("export", zone, "--format", form)
    target = tmp_path / f"test.{FORMS[form].suffix}"
    assert done.code == 0 and target.stat().st_size > 100
    assert f"{target.name}: 4 parcels" in done.out


def test_filters_choose(zone: Path, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "some.geojson"
    run("export", zone, "--format", "geojson", "-o", target, "--id", "T-002", "--id", "T-003",
        "--status", "idle", "--on", "2025-02-01", "--bbox", "113,36,114,37")  # fmt: skip
    found = json.loads(target.read_text("utf-8"))["features"]
    assert [one["id"] for one in found] == ["T-002", "T-003"]


def test_what_a_format_cannot_keep_is_said(zone: Path, run: Run, tmp_path: Path) -> None:
    done = run("export", zone, "--format", "shp", "-o", tmp_path / "land.shp.zip")
    assert "note: a Shapefile has names of ten letters: status_since = stat_since" in done.out


def test_the_code_page_of_the_office(zone: Path, run: Run, tmp_path: Path) -> None:
    run("export", zone, "--format", "txt", "-o", tmp_path / "land.txt", "--encoding", "gb18030")
    text = (tmp_path / "land.txt").read_bytes()
    assert "地块1".encode("gb18030") in text and b"\r\n" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--bbox", "1,2,3"), "no box"), (("--known-at", "then"), "no moment"),
     (("--on", "soon"), "no day"), (("--encoding", "gb18030"), "one encoding only")],
)  # fmt: skip
def test_what_is_asked_wrongly_is_said(
    zone: Path, run: Run, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    done = run("export", zone, "--format", "kml", "-o", tmp_path / "land.kml", *words)
    assert done.code == 2 and said in done.err
    assert list(tmp_path.glob("*.kml")) == []


def test_the_ledger_takes_no_filter(zone: Path, run: Run, tmp_path: Path) -> None:
    done = run("export", zone, "--format", "ledger", "-o", tmp_path / "l.jsonl", "--id", "T-001")
    assert done.code == 2 and "written whole" in done.err
