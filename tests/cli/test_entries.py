"""annotate, correct, retire, undo and redo, as somebody types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

WHY = ("--reason", "现场核实")
JUNE = ("--on", "2025-06-01")


def properties(folder: Path) -> dict[str, dict[str, object]]:
    features = json.loads((folder / "parcels.geojson").read_text(encoding="utf-8"))["features"]
    return {one["id"]: one["properties"] for one in features}


def test_fields_are_set_and_emptied(run: Run, zone: Path) -> None:
    said = run("annotate", zone, "T-001", "T-002", "--set", "holder=光电公司", "--set", "far=1.5",
               *JUNE, *WHY)  # fmt: skip
    assert said.out == "entry 2: 2 parcels have holder, far\n"
    assert (properties(zone)["T-001"]["holder"], properties(zone)["T-002"]["far"]) == (
        "光电公司", 1.5,
    )  # fmt: skip
    run("annotate", zone, "T-001", "--set", "holder=", *WHY)
    assert "holder" not in properties(zone)["T-001"]


def test_a_park_is_annotated(run: Run, zone: Path) -> None:
    said = run("annotate", zone, "P1", "--parks", "--set", "chain=光电", *WHY)
    assert said.out == "entry 2: 1 park has chain\n"


def test_what_has_the_values_is_said(run: Run, zone: Path) -> None:
    said = run("annotate", zone, "T-001", "--set", "status=idle", *WHY)
    assert said.out == "nothing to change: 1 parcel has these values already\n"


def test_the_past_is_corrected(run: Run, zone: Path) -> None:
    said = run("correct", zone, "T-001", "--field", "status", "--value", "2025-03-01=in_use",
               "--value", "2025-06-01=idle", *WHY)  # fmt: skip
    assert said.out == "entry 2 corrects status of T-001\n"
    assert run("verify", zone).code == 0
    again = run("correct", zone, "T-001", "--field", "status", "--value", "2025-04-01=in_use", *WHY)
    assert again.out.startswith("nothing to correct")


def test_a_retired_parcel_leaves_the_file_and_comes_back(run: Run, zone: Path) -> None:
    assert run("retire", zone, "T-002", *JUNE, *WHY).out == "entry 2 retires T-002\n"
    assert "T-002" not in properties(zone)
    assert run("undo", zone, *WHY).out == "entry 3 undoes entry 2: 1 parcel\n"
    assert "T-002" in properties(zone)
    assert run("redo", zone, "--entry", "2", *WHY).out == "entry 4 restores entry 2: 1 parcel\n"
    assert "T-002" not in properties(zone)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("annotate", "T-001", "--set", "holder"), 2, "write field=value"),
        (("annotate", "T-001", "--set", "far=much"), 2, "give a number"),
        (("annotate", "X-1", "--set", "far=1"), 3, "X-1"),
        (("correct", "T-001", "--field", "status", "--value", "idle"), 2, "2025-06-01=idle"),
        (("correct", "T-001", "--field", "far", "--value", "June=1"), 2, "is no day"),
        (("retire", "T-001", "--on", "2024-01-01"), 2, "before that"),
        (("redo", "--entry", "1"), 4, "was not undone"),
        (("undo", "--entry", "1"), 4, "begins with"),
    ],
)
def test_a_refusal_is_one_sentence(
    run: Run, zone: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    told = run(words[0], zone, *words[1:], *WHY)
    assert (told.code, told.err.count("\n")) == (code, 1), told
    assert said in told.err
