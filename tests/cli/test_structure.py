"""`parkmap split`, `merge`, `reshape`, `trim` and `plan`, as a script would use them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from shapely import box

from tests.cli.conftest import Run
from tests.shapes import collection, feature

WHY = ("--reason", "分割转让")
HALVES = ("--parts", "2", "--from", "west")


def features(folder: Path) -> dict[str, dict[str, Any]]:
    """The parcels of the boundary file by id."""
    text = (folder / "parcels.geojson").read_text(encoding="utf-8")
    return {one["id"]: one["properties"] for one in json.loads(text)["features"]}


def test_a_split_is_in_the_file_when_the_command_ends(run: Run, zone: Path) -> None:
    whole = features(zone)["T-001"]["area_m2"]
    said = run("split", zone, "T-001", *HALVES, *WHY)
    assert said.code == 0 and said.out.startswith("entry 2: T-001 became T-001-1 (")
    now = features(zone)
    assert "T-001" not in now
    assert round(now["T-001-1"]["area_m2"] + now["T-001-2"]["area_m2"], 2) == whole


def test_it_says_the_areas_and_what_the_proof_allows(run: Run, zone: Path) -> None:
    out = run("split", zone, "T-001", *HALVES, *WHY).out
    assert "m2 before" in out and "at most 0.01 m2 may be" in out


def test_an_area_is_cut_in_mu(run: Run, zone: Path) -> None:
    run("split", zone, "T-001", "--area", "3 mu", "--from", "south", *WHY)
    assert features(zone)["T-001-1"]["area_m2"] == 2000.0


def test_areas_are_separated_as_people_write_them(run: Run, zone: Path) -> None:
    run("split", zone, "T-001", "--areas", "3 mu, 2,000 m2", "--bearing", "12.5", *WHY)
    assert [features(zone)[f"T-001-{n}"]["area_m2"] for n in (1, 2)] == [2000.0, 2000.0]


def test_a_line_comes_from_the_words_or_from_a_file(run: Run, zone: Path, tmp_path: Path) -> None:
    assert run("split", zone, "T-001", "--line", "113.0015,36.2 113.0015,36.22", *WHY).code == 0
    line = {"type": "LineString", "coordinates": [[113.0035, 36.2], [113.0035, 36.22]]}
    file = tmp_path / "line.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {}, "geometry": line}]}))  # fmt: skip
    assert run("split", zone, "T-002", "--line", file, *WHY).code == 0


def test_a_dry_run_prints_geojson_and_writes_nothing(run: Run, zone: Path) -> None:
    said = run("split", zone, "T-001", *HALVES, "--dry-run", *WHY)
    assert [one["id"] for one in json.loads(said.out)["features"]] == ["T-001-1", "T-001-2"]
    assert said.err.startswith("preview: T-001 became")
    assert "T-001" in features(zone)


def test_children_are_merged_again(run: Run, zone: Path) -> None:
    run("split", zone, "T-001", *HALVES, *WHY)
    said = run("merge", zone, "T-001-1", "T-001-2", "--keep", "T-001-1", *WHY)
    assert said.out.startswith("entry 3: T-001-1, T-001-2 became T-001-1-M1 (")


def test_parcels_that_lie_apart_are_not_merged(run: Run, zone: Path) -> None:
    said = run("merge", zone, "T-001", "T-002", "--keep", "T-001", *WHY)
    assert said.code == 2 and said.out == ""


def test_parcels_of_two_statuses_are_not_merged(run: Run, zone: Path) -> None:
    run("split", zone, "T-001", *HALVES, *WHY)
    run("mark", zone, "T-001-1", "--status", "in_use", *WHY)
    said = run("merge", zone, "T-001-1", "T-001-2", "--keep", "T-001-1", *WHY)
    assert said.code == 4 and "T-001-1: in_use, T-001-2: idle" in said.err


def test_a_boundary_is_taken_from_a_file(run: Run, zone: Path, tmp_path: Path) -> None:
    before = features(zone)["T-001"]["area_m2"]
    file = tmp_path / "new.geojson"
    file.write_bytes(collection(feature(box(113.001, 36.21, 113.0022, 36.211), "T-001")))
    said = run("reshape", zone, "T-001", "--shape", file, *WHY)
    assert said.code == 0, said.err
    assert features(zone)["T-001"]["area_m2"] > before


def test_what_overlaps_nothing_is_not_trimmed(run: Run, zone: Path) -> None:
    said = run("trim", zone, "T-001", *WHY)
    assert said.code == 2 and "nothing overlaps" in said.err


def test_a_plan_is_listed_registered_or_dropped(run: Run, zone: Path) -> None:
    made = run("split", zone, "T-001", *HALVES, "--plan", *WHY)
    assert made.out.startswith("entry 2: plan T-001-P1 for T-001, pieces 1 (")
    run("split", zone, "T-002", *HALVES, "--plan", *WHY)
    assert run("plan", "list", zone).out.startswith("T-001-P1\tT-001\tplanned\t")
    assert run("plan", "drop", zone, "T-002-P1", *WHY).out == "entry 4: plan T-002-P1 is dropped\n"
    assert run("plan", "register", zone, "T-001-P1", *WHY).out.startswith("entry 5: T-001 became")
    assert run("plan", "register", zone, "T-001-P1", *WHY).code == 4


def test_bad_words_are_bad_input(run: Run, zone: Path) -> None:
    for words in ((), ("--area", "much", "--from", "south"), ("--line", "nowhere"),
                  ("--parts", "2"), ("--parts", "2", "--from", "up")):  # fmt: skip
        assert run("split", zone, "T-001", *words, *WHY).code == 2
    assert run("split", zone, "X-9", *HALVES, *WHY).code == 3
    assert run("plan", "drop", zone, "X-9", *WHY).code == 3
