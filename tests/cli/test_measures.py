"""`parkmap measures`, as people type it."""

from __future__ import annotations

import json
from pathlib import Path

from parkmap.land.measures import MEASURES
from tests.cli.conftest import Run


def test_every_measure_is_told_as_a_table_and_for_programs(zone: Path, run: Run) -> None:
    words = ("--status", "revitalized", "--on", "2025-06-01", "--reason", "已盘活")
    assert run("mark", zone, "T-001", *words).code == 0
    period = ("--on", "2025-12-31", "--since", "2025-06-01")
    lines = run("measures", zone, *period).out.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == list(MEASURES)
    assert lines[-1].startswith("2025-06-01 to 2025-12-31, ledger #")
    told = json.loads(run("measures", zone, *period, "--format", "json").out)
    found = {one["name"]: one for one in told["measures"]}
    assert (found["came_back"]["count"], found["idle"]["count"]) == (1, 3)
    assert f"{found['disposal_rate']['value']:,.2f}" in next(
        line for line in lines if line.startswith("disposal_rate ")
    )


def test_measures_are_told_as_they_were_known(zone: Path, run: Run) -> None:
    told = run("measures", zone, "--known", "2020-01-01T00:00+08:00", "--format", "json").out
    assert {one["value"] for one in json.loads(told)["measures"]} <= {0.0, None}
