"""`parkmap sync`: what a hand changed in a boundary file is shown, taken in or set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def edited(zone: Path) -> Path:
    path = zone / "parcels.geojson"
    path.write_text(path.read_text("utf-8").replace("地块2", "二号地"), "utf-8")
    return zone


def test_without_an_edit_there_is_nothing_to_do(run: Run, zone: Path) -> None:
    assert run("sync", zone).out == "the boundary files are as parkmap wrote them\n"


def test_an_edit_is_shown_and_left_alone(run: Run, edited: Path) -> None:
    said = run("sync", edited)
    assert "row 2 (T-002) changed: name_zh 地块2 -> 二号地" in said.out
    assert "nothing was taken in" in said.out
    assert "二号地" in (edited / "parcels.geojson").read_text("utf-8")


def test_a_confirmed_edit_is_one_entry(run: Run, edited: Path) -> None:
    said = run("sync", edited, "--confirm", "--reason", "更名")
    assert said.out.splitlines()[-1] == "entry 2: 0 new, 1 changed, 0 retired"
    assert '"seq":2' in (edited / "parcels.geojson").read_text("utf-8")
    assert run("verify", edited).code == 0


def test_a_discarded_edit_lies_beside(run: Run, edited: Path) -> None:
    assert "the edited file is" in run("sync", edited, "--discard").out
    assert "二号地" not in (edited / "parcels.geojson").read_text("utf-8")
    assert len(list(edited.glob("parcels.edited-*.geojson"))) == 1


def test_a_file_that_was_only_laid_out_anew_is_written_anew(run: Run, zone: Path) -> None:
    path = zone / "parcels.geojson"
    before = path.read_bytes()
    path.write_bytes(before.replace(b",\n", b",\n\n"))
    assert "written anew" in run("sync", zone).out
    assert path.read_bytes() == before


def test_confirming_needs_a_reason_and_no_discard(run: Run, edited: Path) -> None:
    assert run("sync", edited, "--confirm").code == 2
    assert run("sync", edited, "--confirm", "--discard", "--reason", "x").code == 2
