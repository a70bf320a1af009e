"""A file is there whole or not at all, and says what the record says."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import geopandas
import pytest

from parkmap.errors import BadValue, ParkmapError, ReadOnly, SignInNeeded
from parkmap.formats.writing import FORMS
from parkmap.land.policy import Policy
from parkmap.services.exporting import FORMATS, export
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.selecting import Choice, moment_of
from tests.small import NOW, OFFICER, TODAY, marked

OGR = ("geojson", "gpkg", "shp", "kml", "fgb", "parquet")


def statuses(record: Record, form: str, target: Path, on: date = TODAY) -> list[str]:
    """The statuses in a file as GeoPandas reads them, by id."""
    export(record, OFFICER, form, target, on)
    read: Any = geopandas.read_parquet if form == "parquet" else geopandas.read_file
    frame = read(target)
    assert frame.geometry.is_valid.all()
    return [str(one) for one in frame.sort_values("name_zh")["status"]]


def ids(record: Record, target: Path, on: date = TODAY, **asked: Any) -> list[str]:
    export(record, OFFICER, "geojson", target, on, choice=Choice(**asked))
    return [one["id"] for one in json.loads(target.read_text("utf-8"))["features"]]


@pytest.mark.parametrize("form", OGR)
def test_other_programs_read_each_day(record: Record, tmp_path: Path, form: str) -> None:
    marked(record, "in_use", "2025-06-01", "T-001")
    target = tmp_path / f"land.{FORMS[form].suffix}"
    assert statuses(record, form, target) == ["in_use", "idle", "idle", "idle"]
    assert statuses(record, form, target, date(2025, 5, 31)) == ["idle"] * 4


@pytest.mark.parametrize("form", ["dxf", "txt", "xlsx"])
def test_every_parcel_is_counted(record: Record, tmp_path: Path, form: str) -> None:
    assert export(record, OFFICER, form, tmp_path / f"land.{form}", TODAY).count == 4


def test_a_choice_is_made_by_any_field(record: Record, tmp_path: Path) -> None:
    marked(record, "in_use", "2025-06-01", "T-001")
    target = tmp_path / "land.geojson"
    assert ids(record, target, statuses=("in_use",)) == ["T-001"]
    assert ids(record, target, ids=("T-003", "T-002")) == ["T-002", "T-003"]
    assert ids(record, target, offers=("open",)) == []
    assert ids(record, target, park="P2") == []
    assert ids(record, target, bbox=(113.0035, 36.2, 113.0045, 36.3)) == ["T-002"]


def test_a_choice_is_made_on_the_day_asked_for(record: Record, tmp_path: Path) -> None:
    marked(record, "in_use", "2025-06-01", "T-001")
    target, before = tmp_path / "land.geojson", date(2025, 5, 31)
    assert ids(record, target, before, statuses=("in_use",)) == []
    assert ids(record, target, before, statuses=("idle",), ids=("T-001",)) == ["T-001"]
    assert ids(record, target, before, bbox=(113.0035, 36.2, 113.0045, 36.3)) == ["T-002"]


def test_a_file_holds_what_was_known_at_a_moment(record: Record, tmp_path: Path) -> None:
    later = replace(record, clock=lambda: NOW + timedelta(days=1))
    marked(later, "in_use", "2025-06-01", "T-001")
    target, then = tmp_path / "land.geojson", NOW + timedelta(hours=1)
    assert ids(record, target, statuses=("in_use",)) == ["T-001"]
    assert ids(record, target, statuses=("in_use",), known_at=then) == []


@pytest.mark.parametrize("text", ["2026-06-30T12:00", "2026-06-30T04:00Z"])
def test_a_moment_without_a_zone_is_of_the_workspace(record: Record, text: str) -> None:
    assert moment_of(record, text) == datetime(2026, 6, 30, 4, tzinfo=UTC)


def test_what_was_known_is_for_staff(record: Record, tmp_path: Path) -> None:
    with pytest.raises(SignInNeeded):
        export(record, PUBLIC_ACTOR, "csv", tmp_path / "a.csv", TODAY, choice=Choice(known_at=NOW))


def test_the_public_cannot_ask_for_what_it_does_not_read(record: Record, tmp_path: Path) -> None:
    hidden = replace(record, zone=replace(record.zone, policy=Policy(never=frozenset({"offer"}))))
    with pytest.raises(BadValue, match="offer is not shown here"):
        export(hidden, PUBLIC_ACTOR, "csv", tmp_path / "a.csv", TODAY,
               choice=Choice(offers=("open",)))  # fmt: skip


def test_the_public_word_stands_where_the_status_does_not(record: Record, tmp_path: Path) -> None:
    policy = Policy(wording="supply")
    worded = replace(record, zone=replace(record.zone, policy=policy))
    export(worded, PUBLIC_ACTOR, "geojson", tmp_path / "a.geojson", TODAY)
    (first, *_) = json.loads((tmp_path / "a.geojson").read_text("utf-8"))["features"]
    assert first["properties"]["supply"] == "supplied" and "status" not in first["properties"]


def test_a_file_says_its_day_and_its_ledger(record: Record, tmp_path: Path) -> None:
    ids(record, tmp_path / "land.geojson", date(2025, 5, 31))
    named = json.loads((tmp_path / "land.geojson").read_text("utf-8"))["parkmap"]
    assert (named["zone"], named["seq"], named["as_of"]) == ("test", 1, "2025-05-31")


def test_a_table_has_a_row_for_each_parcel(record: Record, tmp_path: Path) -> None:
    export(record, OFFICER, "csv", tmp_path / "land.csv", TODAY)
    with (tmp_path / "land.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows[-4:]] == ["T-001", "T-002", "T-003", "T-004"]


def test_the_ledger_is_for_staff(record: Record, tmp_path: Path) -> None:
    assert export(record, OFFICER, "ledger", tmp_path / "l.jsonl", TODAY).count == 1
    with pytest.raises(SignInNeeded):
        export(record, PUBLIC_ACTOR, "ledger", tmp_path / "public.jsonl", TODAY)
    assert [one.name for one in tmp_path.glob("*.jsonl*")] == ["l.jsonl"]


@pytest.mark.parametrize("form", FORMATS)
def test_a_folder_that_is_not_there_is_said(record: Record, tmp_path: Path, form: str) -> None:
    with pytest.raises(ReadOnly, match="nowhere"):
        export(record, OFFICER, form, tmp_path / "nowhere" / "out", TODAY)


@pytest.mark.parametrize(("form", "error"), [("dwg", BadValue), ("", BadValue)])
def test_another_form_is_refused(
    record: Record, tmp_path: Path, form: str, error: type[ParkmapError]
) -> None:
    (tmp_path / "out").write_text("before")
    with pytest.raises(error):
        export(record, OFFICER, form, tmp_path / "out", TODAY)
    assert (tmp_path / "out").read_text() == "before"
