"""An import from its file to its entry: kept, read, mapped, confirmed whole or not at all."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from shapely import box

from parkmap.errors import (
    BadValue,
    Conflict,
    NotFound,
    StaleVersion,
)
from parkmap.formats.limits import Limits
from parkmap.land.zone import READING, zone_of
from parkmap.services import imports, intake
from parkmap.services.reading import parcel
from parkmap.services.receiving import tidy
from parkmap.services.record import Record
from parkmap.services.rereading import reread
from parkmap.services.verifying import verify
from tests.foreign import layer_file
from tests.small import OFFICER, count, marked
from tests.taking import codes, lot, rows, send, sent, take, verdicts


def square(west: float, south: float) -> Any:
    return box(west, south, west + 0.001, south + 0.001)


def test_new_and_changed_rows_come_in_as_one_entry(record: Record) -> None:
    view = sent(record, lot(0, "T-001", holder="甲公司"), lot(0, "N-1", north=0.01, status="在建"))
    done = take(record, view)
    assert (done.new, done.changed, done.retired) == (("N-1",), ("T-001",), ())
    assert parcel(record, OFFICER, "N-1").state["status"] == "under_construction"
    assert parcel(record, OFFICER, "T-001").state["holder"] == "甲公司"
    assert count(record, "entry") == 2


def test_a_new_parcel_is_measured_and_lies_in_its_park(record: Record) -> None:
    take(record, sent(record, lot(0, "N-1", north=0.01)))
    view = parcel(record, OFFICER, "N-1")
    assert view.state["park"] == "P1" and view.state["status"] == "in_use"
    assert view.area_m2 == pytest.approx(9977, abs=5)


def test_a_boundary_that_did_not_move_keeps_its_recorded_area(record: Record) -> None:
    before = parcel(record, OFFICER, "T-001").area_m2
    take(record, sent(record, lot(0.0002, "T-001", holder="甲")))
    assert parcel(record, OFFICER, "T-001").area_m2 == before


def test_a_boundary_that_moved_gets_another_area(record: Record) -> None:
    take(record, sent(record, lot(0, "T-001", wide=0.0011)))
    assert parcel(record, OFFICER, "T-001").area_m2 == pytest.approx(10975, abs=10)


def test_an_import_leaves_a_clean_record(record: Record) -> None:
    take(
        record, sent(record, lot(0, "T-001", wide=0.0011), lot(1, "T-002"), lot(0, "N", north=0.01))
    )
    found = [one for one in verify(record).differences if ".geojson" not in str(one)]
    assert found == []


def test_rows_hold_from_their_day(record: Record) -> None:
    take(record, sent(record, lot(0, "N-1", north=0.01, 生效日期="2025-03-01")))
    assert parcel(record, OFFICER, "N-1").state["status_since"] == "2025-03-01"


def test_a_row_kept_out_comes_in_when_it_is_chosen(record: Record) -> None:
    view = sent(record, lot(0.25, "N-1"))
    with pytest.raises(BadValue, match="nothing to take in"):
        take(record, view)
    assert take(record, view, ("parcel", 1)).new == ("N-1",)


def test_all_overlapping_rows_can_be_chosen_by_a_word(record: Record) -> None:
    view = sent(record, lot(0, "A", north=0.01), lot(0.25, "B", north=0.01))
    assert take(record, view, "overlapping").new == ("A", "B")


def test_a_match_is_taken_when_it_is_confirmed(record: Record) -> None:
    view = sent(record, lot(1.02, holder="乙公司"))
    assert take(record, view, "matched").changed == ("T-002",)
    assert parcel(record, OFFICER, "T-002").state["holder"] == "乙公司"


def test_a_held_row_comes_in_under_a_chosen_id(record: Record) -> None:
    view = sent(record, lot(0, "A", north=0.01), lot(1, "A", north=0.01), lot(2, north=0.01))
    done = take(record, view, ids={("parcel", 1): "A", ("parcel", 3): "C"})
    assert done.new == ("A", "C") and done.left == 1


def test_an_id_of_another_row_cannot_be_chosen(record: Record) -> None:
    view = sent(record, lot(0, "A", north=0.01), lot(2, north=0.01))
    with pytest.raises(BadValue, match="other rows have the id A too"):
        take(record, view, ids={("parcel", 2): "A"})


def test_a_row_that_is_left_out_must_not_be_covered_by_its_neighbour(record: Record) -> None:
    # T-001 makes room, T-002 takes it; without the first the second would lie on it.
    view = sent(record, lot(0, "T-001", wide=0.0005), lot(0.3, "T-002", wide=0.0024))
    assert [row.compared["included"] for row in rows(record, view).values()] == [True, True]
    with pytest.raises(Conflict, match="T-002 / T-001"):
        take(record, view, leave=[("parcel", 1)])
    assert len(take(record, view).changed) == 2


def test_what_is_gone_is_retired_only_when_chosen(record: Record) -> None:
    view = sent(record, lot(0, "T-001", holder="甲"), lot(2, "T-003"))
    assert take(record, view).retired == ()
    again = sent(record, lot(0, "T-001", holder="乙"), lot(2, "T-003"))
    assert take(record, again, retire=True).retired == ("T-002",)
    assert parcel(record, OFFICER, "T-002").state["retired_on"] == "2026-06-30"


def test_only_what_is_gone_can_be_retired(record: Record) -> None:
    view = sent(record, lot(0, "T-001", holder="甲"))
    with pytest.raises(BadValue, match="T-004 is not gone"):
        take(record, view, retire=["T-004"])


def test_the_id_of_a_retired_parcel_is_not_taken_again(record: Record) -> None:
    view = sent(record, lot(0, "T-001", holder="甲"), lot(2, "T-003"))
    take(record, view, retire=True)
    row = rows(record, sent(record, lot(1, "T-002")))[1]
    assert (row.verdict, codes(row)) == ("bad", {"retired"})


def test_a_record_that_moved_is_compared_again_before_it_is_confirmed(record: Record) -> None:
    view = sent(record, lot(0, "T-001", status="在建"), lot(1, "T-002", status="在建"))
    marked(record, "in_use", "2026-06-01", "T-001")
    with pytest.raises(StaleVersion, match="T-001") as refused:
        take(record, view)
    conflicts: Any = refused.value.values["conflicts"]
    assert [one["id"] for one in conflicts] == ["T-001"]
    assert rows(record, view)[1].compared["changes"] == {"status": ["in_use", "under_construction"]}
    assert take(record, view).changed == ("T-001", "T-002")


def test_a_record_that_moved_elsewhere_does_not_matter(record: Record) -> None:
    view = sent(record, lot(0, "T-001", status="在建"))
    marked(record, "in_use", "2026-06-01", "T-004")
    assert take(record, view).changed == ("T-001",)


def test_a_parcel_that_came_meanwhile_is_not_covered(record: Record) -> None:
    first, second = sent(record, lot(0, "A", north=0.01)), sent(record, lot(0.2, "B", north=0.01))
    take(record, first)
    with pytest.raises(StaleVersion, match="B"):
        take(record, second)
    assert codes(rows(record, second)[1]) == {"overlap"}


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [({"reason": " "}, "reason"), ({"leave": [("parcel", 9)]}, "no row 9"),
     ({"ids": {("parcel", 1): " "}}, "needs an id")],
)  # fmt: skip
def test_a_choice_that_cannot_be_is_refused(
    record: Record, choice: dict[str, Any], sentence: str
) -> None:
    view = sent(record, lot(0, "N", north=0.01))
    with pytest.raises(BadValue, match=sentence):
        take(record, view, **choice)
    assert count(record, "entry") == 1


def test_a_confirmed_import_is_not_confirmed_twice(record: Record) -> None:
    view = sent(record, lot(0, "N", north=0.01))
    take(record, view)
    with pytest.raises(Conflict, match="confirmed already, as entry 2"):
        take(record, view)
    with pytest.raises(Conflict, match="undo that entry"):
        imports.drop(record, OFFICER, view.id)


def test_columns_are_guessed_and_shown_with_samples(record: Record) -> None:
    view = sent(record, lot(0, None, DKBH="T-001", 权利人="甲", x=None))
    assert view.columns == [
        {"name": "DKBH", "samples": ["T-001"], "target": "id"},
        {"name": "权利人", "samples": ["甲"], "target": "holder"},
        {"name": "x", "samples": [], "target": "keep"},
    ]
    assert verdicts(record, view) == ["changed"]


def test_a_mapping_can_be_changed_and_saved_by_name(record: Record) -> None:
    view = sent(record, lot(0, None, no="T-001", who="甲"))
    assert verdicts(record, view) == ["matched"]
    given = {"no": "id", "who": "holder"}
    intake.run(record, imports.remap(record, OFFICER, view.id, given, save_as="测绘院", now=True))
    assert rows(record, view)[1].compared["changes"] == {"holder": [None, "甲"]}
    again = sent(record, lot(1, None, no="T-002", who="乙"), profile="测绘院")
    assert verdicts(record, again) == ["changed"]


@pytest.mark.parametrize(
    "given", [{"none": "id"}, {"no": "nothing"}, {"no": "id", "who": "id"}, {"no": "far:mu"}]
)
def test_a_mapping_that_cannot_be_changes_nothing(record: Record, given: dict[str, str]) -> None:
    view = sent(record, lot(0, None, no="T-001", who="甲"))
    with pytest.raises(BadValue):
        imports.remap(record, OFFICER, view.id, given)
    assert imports.show(record, OFFICER, view.id).state == "ready"


def test_an_area_is_read_in_its_unit(record: Record) -> None:
    view = sent(record, {**lot(0, "T-001"), "properties": {"面积(亩)": "3"}})
    assert rows(record, view)[1].compared["changes"] == {"declared_area_m2": [None, 2000.0]}


def test_an_import_of_parks_draws_them(record: Record) -> None:
    view = sent(record, lot(60, "P3", name_zh="园3", north=0.0), kind="park")
    assert take(record, view).new == ("P3",)


def test_an_import_that_is_not_there_is_not_found(record: Record) -> None:
    with pytest.raises(NotFound):
        imports.show(record, OFFICER, 7)


def test_rows_from_before_a_later_boundary_are_refused(record: Record) -> None:
    take(record, sent(record, lot(0, "T-001", wide=0.0011), on=date(2026, 6, 1)))
    row = rows(record, sent(record, lot(0, "T-001", wide=0.0012), on=date(2026, 5, 1)))[1]
    assert (row.verdict, codes(row)) == ("bad", {"later_boundary"})


def test_a_row_far_from_every_park_waits_until_it_is_chosen(record: Record) -> None:
    view = sent(record, lot(0, "N-1", north=0.01), lot(0, "N-2", north=2.0))
    found = rows(record, view)
    assert [one.compared["included"] for one in found.values()] == [True, False]
    assert codes(found[2]) == {"outside_park", "far_away"}
    assert take(record, view).new == ("N-1",)


def test_a_file_of_several_layers_is_read_once_one_is_named(record: Record, tmp_path: Path) -> None:
    path = layer_file(tmp_path / "two.gpkg", "EPSG:4326", [square(113.011, 36.22)], "宗地", no=[1])
    layer_file(path, "EPSG:4326", [square(113.012, 36.22)], "道路", no=[2])
    view = send(record, path.read_bytes(), "two.gpkg")
    assert (view.state, view.asks, view.choices) == ("refused", "layer", ("宗地", "道路"))
    with pytest.raises(Conflict, match="waits for an answer"):
        take(record, view)
    intake.run(record, reread(record, OFFICER, view.id, now=True, layer="宗地"))
    again = imports.show(record, OFFICER, view.id)
    assert (again.state, again.asks, len(rows(record, again))) == ("ready", None, 1)


def test_a_file_that_waits_for_its_layer_is_kept_until_it_is_dropped(
    record: Record, tmp_path: Path
) -> None:
    path = layer_file(tmp_path / "two.gpkg", "EPSG:4326", [square(113.011, 36.22)], "a", no=[1])
    layer_file(path, "EPSG:4326", [square(113.012, 36.22)], "b", no=[2])
    view = send(record, path.read_bytes(), "two.gpkg")
    tidy(record)
    assert [one.name for one in (record.folder / "imports").iterdir()] == [str(view.id)]
    imports.drop(record, OFFICER, view.id)
    assert list((record.folder / "imports").iterdir()) == []


def test_a_workspace_sets_the_limits_of_reading(record: Record) -> None:
    strict = replace(record, zone=replace(record.zone, reading={"max_features": 1}))
    view = sent(strict, lot(0, "N-1", north=0.01), lot(1, "N-2", north=0.01))
    assert view.state == "refused" and "1" in str(view.refusal)


def test_every_limit_of_reading_can_be_set() -> None:
    assert set(READING) == {one.name for one in fields(Limits)}
    told = zone_of({"zone": {"code": "z", "name_zh": "区"}, "limits": {"max_holes": 7}})
    assert dict(told.reading) == {"max_holes": 7}
