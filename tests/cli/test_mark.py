"""`parkmap mark` and what goes with it, as a script would use them."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from unittest.mock import Mock

import pytest

from tests.cli.conftest import Run

REASON = ("--reason", "现场核实")


def status(folder: Path, parcel_id: str) -> str:
    features = json.loads((folder / "parcels.geojson").read_text(encoding="utf-8"))["features"]
    return str({one["id"]: one["properties"]["status"] for one in features}[parcel_id])


def test_a_mark_is_in_the_file_when_the_command_ends(run: Run, zone: Path) -> None:
    said = run("mark", zone, "T-001", "T-002", "--status", "in_use", "--on", "2025-06-01", *REASON)
    assert (said.code, said.out) == (0, "entry 2: 2 parcels are in_use\n")
    assert (status(zone, "T-001"), status(zone, "T-003")) == ("in_use", "idle")


def test_what_is_so_already_is_said(run: Run, zone: Path) -> None:
    said = run("mark", zone, "T-001", "--status", "idle", *REASON)
    assert (said.code, said.out) == (0, "nothing to change: 1 parcel already is idle\n")


def test_an_id_named_twice_counts_once(run: Run, zone: Path) -> None:
    said = run("mark", zone, "T-001", "T-001", "--status", "in_use", *REASON)
    assert said.out == "entry 2: 1 parcel is in_use\n"


def test_a_mark_whose_file_cannot_follow_is_said_to_be_recorded(
    run: Run, zone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(Path, "replace", Mock(side_effect=OSError(errno.ENOSPC, "no room")))
        said = run("mark", zone, "T-001", "--status", "in_use", *REASON)
    assert said.code == 6 and said.err.startswith("parkmap: entry 2 is recorded")
    assert run("work", zone, "--once").code == 0
    assert status(zone, "T-001") == "in_use"


def test_undo_takes_the_last_mark_back(run: Run, zone: Path) -> None:
    run("mark", zone, "T-001", "--status", "in_use", *REASON)
    assert run("undo", zone, "--reason", "误录").out == "entry 3 undoes entry 2: 1 parcel\n"
    assert status(zone, "T-001") == "idle"
    assert run("undo", zone, "--reason", "误录").code == 3


def test_verify_is_clean_after_it(run: Run, zone: Path) -> None:
    run("mark", zone, "T-001", "--status", "in_use", *REASON)
    said = run("verify", zone)
    assert said.code == 0 and said.out.startswith("clean: 2 entries")


def test_exports_are_named_after_the_zone(run: Run, zone: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    assert run("export", zone, "--format", "csv", "-o", target).out == f"{target}: 4 parcels\n"
    assert target.read_text(encoding="utf-8-sig").count("T-00") == 4


def test_people_are_added_and_listed(run: Run, zone: Path) -> None:
    added = run("users", "add", zone, "wang", "--role", "officer", "--password", "correct horse 12")
    assert added.code == 0, added.err
    assert "wang\tofficer" in run("users", "list", zone).out
    again = run("users", "add", zone, "wang", "--role", "officer", "--password", "correct horse 12")
    assert again.code != 0 and "wang" in again.err
