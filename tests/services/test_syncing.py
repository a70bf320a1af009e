"""A boundary file edited by hand is reviewed, taken in as one entry, or set aside."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from parkmap.errors import BadFile, NotFound
from parkmap.services import imports, mirror
from parkmap.services.confirming import Choices, Taken
from parkmap.services.imports import View
from parkmap.services.lines import Options
from parkmap.services.reading import parcel, park
from parkmap.services.record import Record
from parkmap.services.syncing import discard, edited_files, stage_edits, take_edits
from parkmap.services.verifying import verify
from tests.small import OFFICER, TODAY, count, marked
from tests.taking import codes, lot, rows, verdicts

Edit = Callable[[dict[str, Any]], None]


def edit(record: Record, change: Edit, file: str = "parcels.geojson") -> Path:
    """Edit a boundary file as a person with an editor does; `change` gets id -> feature."""
    mirror.write(record)
    path = record.folder / file
    whole = json.loads(path.read_text("utf-8"))
    features = {one["id"]: one for one in whole["features"]}
    change(features)
    whole["features"] = list(features.values())
    path.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    return path


def setting(parcel_id: str, **fields: Any) -> Edit:
    return lambda features: features[parcel_id]["properties"].update(fields)


def staged(record: Record, **options: Any) -> View:
    return stage_edits(record, OFFICER, Options(TODAY, **options))


def take(record: Record, view: View, **choices: Any) -> Taken:
    return take_edits(record, OFFICER, view.id, Choices("手工修改", **choices))


def states(record: Record) -> set[str]:
    return {one.state for one in mirror.states(record)}


def test_a_file_as_it_was_written_has_nothing_to_take_in(record: Record) -> None:
    mirror.write(record)
    with pytest.raises(NotFound, match="as parkmap wrote them"):
        staged(record)


def test_only_what_was_edited_is_an_import(record: Record) -> None:
    edit(record, setting("T-002", holder="甲公司"))
    view = staged(record)
    assert [(row.subject_id, row.compared["changes"]) for row in rows(record, view).values()] == [
        ("T-002", {"holder": [None, "甲公司"]})]  # fmt: skip


def test_it_is_taken_in_as_one_entry_and_the_file_is_written_anew(record: Record) -> None:
    edit(record, setting("T-002", holder="甲公司"))
    done = take(record, staged(record))
    assert done.changed == ("T-002",) and count(record, "entry") == 2
    assert states(record) == {"current"}
    assert verify(record).differences == ()


def test_the_record_does_not_obey_an_edit_that_nobody_took_in(record: Record) -> None:
    edit(record, setting("T-002", holder="甲公司"))
    staged(record)
    assert "holder" not in parcel(record, OFFICER, "T-002").state
    assert edited_files(record) == ["parcels.geojson"]


def test_a_moved_corner_is_a_changed_boundary(record: Record) -> None:
    def move(features: dict[str, Any]) -> None:
        features["T-001"]["geometry"] = lot(0, wide=0.0011)["geometry"]

    edit(record, move)
    view = staged(record)
    assert rows(record, view)[1].compared["moved_m"] == pytest.approx(9, abs=0.1)
    take(record, view)
    assert parcel(record, OFFICER, "T-001").area_m2 == pytest.approx(10975, abs=10)


def test_rounded_coordinates_are_no_edit(record: Record) -> None:
    def rounded(features: dict[str, Any]) -> None:
        for one in features.values():
            ring = one["geometry"]["coordinates"][0]
            one["geometry"]["coordinates"] = [[[round(x, 7), round(y + 1e-8, 7)] for x, y in ring]]

    edit(record, rounded)
    assert verdicts(record, staged(record)) == []


def test_an_emptied_field_is_cleared(record: Record) -> None:
    edit(record, setting("T-001", name_zh=None))
    take(record, staged(record))
    assert "name_zh" not in parcel(record, OFFICER, "T-001").state


def test_a_column_that_a_program_dropped_clears_nothing(record: Record) -> None:
    def dropped(features: dict[str, Any]) -> None:
        for one in features.values():
            del one["properties"]["name_zh"]

    edit(record, dropped)
    view = staged(record)
    assert verdicts(record, view) == []
    assert [one.code for one in view.findings] == ["column_missing"]


def test_what_the_record_learned_since_is_not_taken_back(record: Record) -> None:
    edit(record, setting("T-002", holder="甲公司"))
    marked(record, "in_use", "2026-06-01", "T-001", "T-002")
    take(record, staged(record))
    states = [parcel(record, OFFICER, one).state["status"] for one in ("T-001", "T-002")]
    assert states == ["in_use", "in_use"]


def test_a_field_that_both_changed_waits_for_a_choice(record: Record) -> None:
    edit(record, setting("T-001", status="under_construction"))
    marked(record, "in_use", "2026-06-01", "T-001")
    view = staged(record)
    row = rows(record, view)[1]
    assert codes(row) == {"edited_twice"} and not row.compared["included"]
    take(record, view, take=[("parcel", 1)])
    assert parcel(record, OFFICER, "T-001").state["status"] == "under_construction"


def test_a_new_feature_is_a_new_parcel(record: Record) -> None:
    def added(features: dict[str, Any]) -> None:
        features["N-1"] = lot(0, "N-1", north=0.01, status="idle")

    edit(record, added)
    assert take(record, staged(record)).new == ("N-1",)


def test_a_copied_feature_with_the_same_id_waits(record: Record) -> None:
    def copied(features: dict[str, Any]) -> None:
        features["copy"] = features["T-001"] | {"geometry": lot(0, north=0.01)["geometry"]}

    edit(record, copied)
    assert verdicts(record, staged(record)) == ["held", "held"]


def test_a_deleted_feature_is_gone_and_retired_only_when_chosen(record: Record) -> None:
    edit(record, lambda features: features.pop("T-004"))
    view = staged(record)
    assert list(view.gone) == ["T-004"]
    assert take(record, view, retire=True).retired == ("T-004",)
    assert "T-004" not in (record.folder / "parcels.geojson").read_text("utf-8")


def test_what_is_worked_out_is_told_and_not_believed(record: Record) -> None:
    edit(record, setting("T-001", area_m2=1.0, status_since="2020-01-01", 备注="x"))
    view = staged(record)
    assert verdicts(record, view) == []
    codes = sorted(one.code for one in view.findings)
    assert codes == ["dated_field", "measured_field", "unknown_field"]


def test_parks_are_edited_too(record: Record) -> None:
    edit(record, setting("P1", name_zh="新园"), "parks.geojson")
    take(record, staged(record))
    assert park(record, OFFICER, "P1").state["name_zh"] == "新园"


def test_a_file_from_an_older_day_brings_nothing_back(record: Record) -> None:
    mirror.write(record)
    old = (record.folder / "parcels.geojson").read_bytes()
    marked(record, "in_use", "2026-06-01", "T-001")
    mirror.write(record)
    (record.folder / "parcels.geojson").write_bytes(old)
    assert verdicts(record, staged(record)) == []


def test_a_file_that_cannot_be_read_is_refused_and_stays(record: Record) -> None:
    path = edit(record, setting("T-001", holder="x"))
    path.write_text("{", "utf-8")
    with pytest.raises(BadFile):
        staged(record)
    assert path.read_text("utf-8") == "{" and count(record, "import_row") == 0


def test_an_edit_can_be_set_aside(record: Record) -> None:
    path = edit(record, setting("T-001", holder="x"))
    edited = path.read_bytes()
    (aside,) = discard(record, OFFICER)
    assert aside.read_bytes() == edited and aside.name.startswith("parcels.edited-20260630-")
    assert states(record) == {"current"}


def test_staging_again_drops_what_was_staged_before(record: Record) -> None:
    edit(record, setting("T-001", holder="x"))
    first, second = staged(record), staged(record)
    found = [imports.show(record, OFFICER, one.id).state for one in (first, second)]
    assert found == ["dropped", "ready"]
