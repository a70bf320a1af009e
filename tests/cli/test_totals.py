"""`parkmap totals`, as people type it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_the_land_is_counted_on_a_day(zone: Path, run: Run) -> None:
    words = ("--status", "in_use", "--on", "2025-06-01", "--reason", "已投产")
    assert run("mark", zone, "T-001", *words).code == 0
    before = run("totals", zone, "--on", "2025-05-31", "--by", "status").out.splitlines()
    after = run("totals", zone, "--on", "2025-06-01", "--by", "status").out.splitlines()
    assert [line.split()[:2] for line in before[:-1]] == [["idle", "4"]]
    assert [line.split()[:2] for line in after[:-1]] == [["idle", "3"], ["in_use", "1"]]
    assert before[-1].startswith("2025-05-31: 4 parcels, ")


def test_the_land_is_counted_as_it_was_known(zone: Path, run: Run) -> None:
    told = run("totals", zone, "--known-at", "2020-01-01T00:00+08:00", "--format", "json").out
    assert json.loads(told)["rows"] == []


def test_totals_are_written_as_a_table_for_programs(zone: Path, run: Run) -> None:
    head, *rows = run(
        "totals", zone, "--by", "park", "--format", "csv", "--public"
    ).out.splitlines()
    assert head == "park,count,mu,area_m2"
    assert [row.split(",")[1] for row in rows] == ["4"]
