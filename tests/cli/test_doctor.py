"""`parkmap doctor`: what is there, what is missing, and what to do."""

from __future__ import annotations

from pathlib import Path

from parkmap.cli import doctor
from tests.cli.conftest import Run


def test_the_doctor_finds_nothing_wrong(run: Run, zone: Path) -> None:
    said = run("doctor", zone)
    assert "workspace" in said.out and "parcels.geojson is current" in said.out
    assert said.code == 0 and "bad " not in said.out


def test_the_doctor_says_what_to_do_about_an_edited_file(run: Run, zone: Path) -> None:
    with (zone / "parcels.geojson").open("a", encoding="utf-8") as file:
        file.write(" ")
    said = run("doctor", zone)
    assert said.code == 6
    assert "bad  parcels.geojson is edited by hand: 'parkmap sync' shows the edits" in said.out


def test_the_doctor_names_a_library_that_is_not_there() -> None:
    assert doctor._library("no-such-library") == (
        False, "no-such-library missing: install parkmap again",
    )  # fmt: skip
