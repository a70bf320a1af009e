"""The history in one answer says of every day what the sums of that day say, and nothing more."""

from __future__ import annotations

import csv
import json
import tempfile
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parkmap.errors import BadValue
from parkmap.land.status import STATUSES
from parkmap.services.moves_file import FORMS, MovesFile, rows
from parkmap.services.moving import lines_of, moved, outlines_of
from parkmap.services.noting import Annotation, annotate
from parkmap.services.record import PUBLIC_ACTOR, Actor, Record
from parkmap.services.reshaping import Reshape, reshape
from parkmap.services.statistics import totals
from parkmap.services.timeline import NOT_THERE, UNIT, LandInTime, Lot, Step, land_in_time
from parkmap.services.undoing import undo
from parkmap.services.views import View
from tests.small import BEGAN, LEADER, OFFICER, TODAY, copied, marked
from tests.structures import cut_up, moved_east, seen

DAYS = [BEGAN - timedelta(1), BEGAN, *(BEGAN + timedelta(days) for days in (60, 150, 300, 540))]
ACTS = st.lists(
    st.tuples(st.sampled_from(["T-001", "T-002", "T-003"]),
              st.sampled_from([*sorted(STATUSES), "preparing", "none"]), st.integers(0, 520),
              st.booleans()),
    max_size=6,
)  # fmt: skip
SUPPLY = '\n[public]\nwording = "supply"\nparcels = "offered"\n'
SPLIT = date(2025, 3, 1)


def take(record: Record, acts: Any) -> None:
    for name, what, days, taken_back in acts:
        day = BEGAN + timedelta(days)
        if what in STATUSES:
            receipt = marked(record, what, str(day), name)
        else:
            versions: dict[str, int | None] = {name: seen(record, name).version}
            receipt = annotate(record, OFFICER, Annotation(versions, {"offer": what}, day, "供地"))
        if taken_back and receipt.changed:
            undo(record, OFFICER, receipt.seq, "误录")


def step_on(lot: Lot, number: int) -> Step:
    """What a browser reads of a day."""
    held = [step for step in lot.steps if step.day <= number]
    return held[-1] if held else Step(0, NOT_THERE, 0, 0)


def told(land: LandInTime, day: date) -> dict[tuple[str, str], tuple[int, int]]:
    found: dict[tuple[str, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for lot in land.lots:
        step = step_on(lot, (day - land.first).days)
        if step.style != NOT_THERE:
            key = (land.parks[step.park], land.styles[step.style])
            found[key] = (found[key][0] + 1, found[key][1] + step.area_dm2)
    return dict(found)


def counted(record: Record, actor: Actor, day: date) -> dict[tuple[str, str], tuple[int, int]]:
    rows = totals(record, actor, day).rows
    return {(row.park, row.drawn_as): (row.sum.count, row.sum.area_dm2) for row in rows}


@given(ACTS, st.sampled_from([PUBLIC_ACTOR, LEADER]))
@settings(max_examples=12, deadline=None)
def test_every_day_of_the_answer_has_the_sums_of_that_day(
    four_parcels: Path, acts: Any, actor: Actor
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        copied(four_parcels, Path(folder) / "z", SUPPLY) as record,
    ):
        take(record, acts)
        land = land_in_time(record, actor, "zh")
        assert [told(land, day) for day in DAYS] == [counted(record, actor, day) for day in DAYS]
        for earlier, later in ((DAYS[1], DAYS[3]), (DAYS[2], DAYS[5])):
            found = moved(record, actor, earlier, later)
            was, now = (totals(record, actor, day).by_style() for day in (earlier, later))
            more = {one: (now[one].area_dm2 if one in now else 0)
                    - (was[one].area_dm2 if one in was else 0) for one in was | now}  # fmt: skip
            assert {one: dm2 for one, dm2 in found.net.items() if dm2} == {
                one: dm2 for one, dm2 in more.items() if dm2
            }


def test_areas_that_the_public_may_not_read_are_in_no_answer(
    four_parcels: Path, tmp_path: Path
) -> None:
    hidden = '\n[public]\nnever = ["area_m2"]\n'
    with copied(four_parcels, tmp_path / "zone", hidden) as record:
        marked(record, "in_use", "2025-04-01", "T-002")
        land = land_in_time(record, PUBLIC_ACTOR, "zh")
        assert not land.areas and not any(step.area_dm2 for lot in land.lots for step in lot.steps)
        found = moved(record, PUBLIC_ACTOR, BEGAN, TODAY)
        (line,) = lines_of(record, PUBLIC_ACTOR, found, found.moves, "zh")
        ((_one, row),) = rows(MovesFile(found, (line,), {}, {}))
        assert (row["after"], row["mu"], row["after_m2"]) == ("在用", None, None)


def lot_of(land: LandInTime, one: str) -> Lot:
    return next(lot for lot in land.lots if lot.id == one)


def test_a_split_parcel_is_there_until_its_day_and_its_children_from_then_on(
    record: Record,
) -> None:
    cut_up(record, "T-001", cut={"parts": 2, "from": "west"}, effective_on=SPLIT)
    land = land_in_time(record, LEADER, "zh")
    number = (SPLIT - land.first).days
    there = {one: [step_on(lot_of(land, one), day).style != NOT_THERE
                   for day in (number - 1, number)] for one in ("T-001", "T-001-1")}  # fmt: skip
    assert there == {"T-001": [True, False], "T-001-1": [False, True]}
    assert lot_of(land, "T-001").outlines and lot_of(land, "T-001-1").outlines


def test_a_corner_that_a_cut_puts_on_a_neighbours_edge_moves_no_boundary(
    changzhi: Record,
) -> None:
    cut_up(changzhi)
    day = changzhi.today()
    found = moved(changzhi, LEADER, day - timedelta(1), day).moves
    assert {one.kind for one in found} == {"divided"} and len(found) == 3
    land = land_in_time(changzhi, LEADER, "zh")
    assert [lot.id for lot in land.lots if len(lot.outlines) > 1] == []


def reshaped(record: Record, day: date) -> View:
    """T-004, whose free eastern side was moved."""
    shape = moved_east(record, "T-004", 0.0001)
    versions: dict[str, int | None] = {"T-004": seen(record, "T-004").version}
    reshape(record, OFFICER, Reshape("T-004", versions, shape, day, "界址调整"))
    return seen(record, "T-004")


def test_a_parcel_that_was_redrawn_has_the_outline_of_each_day(record: Record) -> None:
    reshaped(record, SPLIT)
    land = land_in_time(record, LEADER, "zh")
    (first, old), (second, new) = lot_of(land, "T-004").outlines
    assert (first, second) == (0, (SPLIT - land.first).days)
    wide = [max(ring[0] + sum(ring[2 : at + 1 : 2]) for at in range(0, len(ring), 2))
            for (ring,) in (old, new)]  # fmt: skip
    assert (wide[1] - wide[0]) * UNIT == pytest.approx(0.0001, abs=2 * UNIT)


def test_a_day_that_has_not_come_is_refused(record: Record) -> None:
    with pytest.raises(BadValue, match="after today"):
        moved(record, LEADER, BEGAN, TODAY + timedelta(1))


def test_the_list_tells_the_days_on_which_land_came_to_count_otherwise(record: Record) -> None:
    marked(record, "under_construction", "2025-04-01", "T-002")
    marked(record, "revitalized", "2026-02-01", "T-002")
    found = moved(record, LEADER, BEGAN, TODAY)
    (line,) = lines_of(record, LEADER, found, found.moves, "zh")
    assert (line.name, line.move.before, line.move.after) == ("地块2", "idle", "revitalized")
    assert line.turns == (("2025-04-01", "under_construction"), ("2026-02-01", "revitalized"))


def test_files_tell_what_moved_with_the_outlines_of_the_later_day(
    record: Record, tmp_path: Path
) -> None:
    marked(record, "in_use", "2025-04-01", "T-002")
    cut_up(record, "T-001", cut={"parts": 2, "from": "west"}, effective_on=SPLIT)
    found = moved(record, LEADER, BEGAN, TODAY)
    lines = tuple(lines_of(record, LEADER, found, found.moves, "zh"))
    shapes = outlines_of(record, LEADER, found, found.moves)
    for ext, form in FORMS.items():
        form.write(tmp_path / f"moves.{ext}", MovesFile(found, lines, {"P1": "园1"}, shapes))
    features = json.loads((tmp_path / "moves.geojson").read_text("utf-8"))["features"]
    assert {one["id"] for one in features if one["geometry"]} == {"T-001-1", "T-001-2", "T-002"}
    with (tmp_path / "moves.csv").open(encoding="utf-8-sig", newline="") as opened:
        table = {row["地块编号"]: row for row in csv.DictReader(opened)}
    assert table["T-002"]["变化日期"] == "2025-04-01 在用"
    assert table["T-001-1"]["来自地块"] == "T-001" and table["T-001-1"]["变化"] == "分割"
    sheet = openpyxl.load_workbook(tmp_path / "moves.xlsx")["汇总"]
    net: dict[Any, Any] = {
        row[0]: row[5] for row in sheet.iter_rows(min_row=4, max_row=5, values_only=True)
    }
    assert net["闲置"] == -net["在用"] < 0
