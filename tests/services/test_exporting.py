"""A file is there whole or not at all, and says what the record says."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import geopandas
import pytest

from parkmap.errors import BadValue, ParkmapError, ReadOnly, SignInNeeded
from parkmap.services.exporting import export
from parkmap.services.record import PUBLIC_ACTOR, Record
from tests.small import OFFICER, TODAY, marked

FORMS = ("geojson", "gpkg", "csv", "ledger")


@pytest.mark.parametrize("form", ["geojson", "gpkg"])
def test_other_programs_read_it(record: Record, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"land.{form}"
    assert export(record, OFFICER, form, target, TODAY) == 4
    frame = geopandas.read_file(target)
    assert frame.geometry.is_valid.all() and list(frame["status"]) == ["idle"] * 4


def test_a_table_has_a_row_for_each_parcel(record: Record, tmp_path: Path) -> None:
    export(record, OFFICER, "csv", tmp_path / "land.csv", TODAY)
    with (tmp_path / "land.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows[-4:]] == ["T-001", "T-002", "T-003", "T-004"]


def test_an_earlier_day_has_the_land_as_it_stood(record: Record, tmp_path: Path) -> None:
    marked(record, "in_use", "2025-06-01", "T-001")
    found = {}
    for day in (date(2025, 5, 31), date(2025, 6, 1), TODAY):
        export(record, OFFICER, "geojson", tmp_path / "land.geojson", day)
        first = json.loads((tmp_path / "land.geojson").read_text("utf-8"))["features"][0]
        found[day] = first["properties"]["status"]
    assert list(found.values()) == ["idle", "in_use", "in_use"]


def test_the_ledger_is_for_staff(record: Record, tmp_path: Path) -> None:
    assert export(record, OFFICER, "ledger", tmp_path / "l.jsonl", TODAY) == 1
    with pytest.raises(SignInNeeded):
        export(record, PUBLIC_ACTOR, "ledger", tmp_path / "public.jsonl", TODAY)
    assert [one.name for one in tmp_path.glob("*.jsonl*")] == ["l.jsonl"]


@pytest.mark.parametrize("form", FORMS)
def test_a_folder_that_is_not_there_is_said(record: Record, tmp_path: Path, form: str) -> None:
    with pytest.raises(ReadOnly, match="nowhere"):
        export(record, OFFICER, form, tmp_path / "nowhere" / "out", TODAY)


@pytest.mark.parametrize(("form", "error"), [("shp", BadValue), ("", BadValue)])
def test_another_form_is_refused(
    record: Record, tmp_path: Path, form: str, error: type[ParkmapError]
) -> None:
    (tmp_path / "out").write_text("before")
    with pytest.raises(error):
        export(record, OFFICER, form, tmp_path / "out", TODAY)
    assert (tmp_path / "out").read_text() == "before"
