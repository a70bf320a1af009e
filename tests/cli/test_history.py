"""`parkmap history` and `parkmap diff`, as people type them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def changed(zone: Path, run: Run) -> Path:
    """T-001 under construction from June on."""
    words = ("--status", "under_construction", "--on", "2025-06-01", "--reason", "桩基已开工")
    assert run("mark", zone, "T-001", *words).code == 0
    return zone


def test_a_history_is_told_in_plain_words(changed: Path, run: Run) -> None:
    told = run("history", changed, "T-001").out
    assert told.splitlines()[0] == "T-001 地块1"
    assert "#2 mark from 2025-06-01" in told and "桩基已开工" in told
    assert "Status: Idle → Under construction" in told
    assert "taken into the record with" in told


def test_an_undone_entry_says_so(changed: Path, run: Run) -> None:
    run("undo", changed, "--reason", "误录")
    told = run("history", changed, "T-001").out
    assert "#3 undo from 2025-06-01, undoes #2" in told
    assert "#2 mark from 2025-06-01, undone by #3" in told


def test_a_history_as_json_has_every_value(changed: Path, run: Run) -> None:
    told = json.loads(run("history", changed, "T-001", "--json").out)
    assert [line["seq"] for line in told["lines"]] == [2, 1]
    assert {"area_m2", "status"} < {one["field"] for one in told["lines"][1]["changes"]}


def test_a_parcel_that_is_not_there_is_said(zone: Path, run: Run) -> None:
    done = run("history", zone, "T-999")
    assert done.code == 3 and "T-999" in done.err


def test_lineage_is_told_both_ways(zone: Path, run: Run) -> None:
    line = ["113.0015", "36.2", "113.0015", "36.3"]
    done = run("split", zone, "T-001", "--line", f"{','.join(line[:2])} {','.join(line[2:])}",
               "--reason", "分割")  # fmt: skip
    assert done.code == 0, done.err
    told = run("history", zone, "T-001").out
    assert "\nbecame: T-001-1, T-001-2\n" in told and "Became: T-001-1, T-001-2\n" in told
    assert "made from: T-001" in run("history", zone, "T-001-1").out


def test_a_diff_is_a_table_and_a_sum(changed: Path, run: Run) -> None:
    told = run("diff", changed, "2025-05-31", "2025-06-01").out.splitlines()
    assert told == ["T-001\t地块1\tStatus: Idle → Under construction",
                    "2025-05-31 to 2025-06-01: 0 appeared, 0 retired, 1 changed"]  # fmt: skip


def test_a_diff_is_written_as_geojson(changed: Path, run: Run, tmp_path: Path) -> None:
    run("diff", changed, "2024-12-31", "2025-06-01", "--geojson", tmp_path / "d.geojson")
    found = json.loads((tmp_path / "d.geojson").read_text("utf-8"))
    kinds = [one["properties"]["kind"] for one in found["features"]]
    assert found["counts"]["appeared"] == kinds.count("parcel") == 4
    assert found["park_counts"]["appeared"] == kinds.count("park") == len(kinds) - 4 > 0


def test_a_diff_is_written_as_a_table(changed: Path, run: Run, tmp_path: Path) -> None:
    run("diff", changed, "2024-12-31", "2025-06-01", "--csv", tmp_path / "d.csv")
    with (tmp_path / "d.csv").open(encoding="utf-8-sig", newline="") as file:
        head, first, *_ = csv.reader(file)
    assert head[:4] == ["地块编号", "名称", "变化", "字段"]
    assert first[:3] == ["T-001", "地块1", "新增"]


def test_a_park_has_a_history_and_is_told_by_a_diff(zone: Path, run: Run) -> None:
    words = ("--parks", "--set", "chain=光电", "--on", "2025-06-01", "--reason", "定位调整")
    assert run("annotate", zone, "P1", *words).code == 0
    assert "Chain: 光电" in run("history", zone, "P1").out
    assert json.loads(run("history", zone, "P1", "--park", "--json").out)["kind"] == "park"
    told = run("diff", zone, "2025-05-31", "2025-06-01").out
    assert "P1\t" in told and "parks: 0 appeared, 0 retired, 1 changed" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [(("soon", "2025-06-01"), "no day"), (("2025-06-01", "2025-01-01"), "earlier day first"),
     (("2025-01-01", "2025-06-01", "--csv", "a.txt"), "neither .geojson nor .csv")],
)  # fmt: skip
def test_what_is_asked_wrongly_is_said(
    zone: Path, run: Run, words: tuple[str, ...], said: str
) -> None:
    done = run("diff", zone, *words)
    assert done.code == 2 and said in done.err
