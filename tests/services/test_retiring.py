"""A retired parcel is history: kept, told, counted before its day, and out of every present."""

from __future__ import annotations

import gzip
import json
from datetime import date

import pytest

from parkmap.errors import Conflict, LaterFacts
from parkmap.services import mirror
from parkmap.services.changes import changes, token
from parkmap.services.histories import history
from parkmap.services.marking import Mark, mark
from parkmap.services.reading import ParcelQuery, parcel, parcels
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.retiring import Retirement, retire
from parkmap.services.statistics import totals
from parkmap.services.tiles import make
from parkmap.services.undoing import undo
from parkmap.services.verifying import verify
from parkmap.workspace import Workspace
from tests.small import OFFICER, TODAY, count, marked

JUNE = date(2025, 6, 1)
BEFORE = date(2025, 5, 31)


@pytest.fixture
def retired(record: Record) -> Record:
    retire(record, OFFICER, Retirement({"T-002": 1}, JUNE, "收回"))
    return record


def test_it_is_counted_until_the_day_before(retired: Record) -> None:
    numbers = [sum(one.count for one in totals(retired, OFFICER, day).by_park().values())
               for day in (BEFORE, JUNE, TODAY)]  # fmt: skip
    assert numbers == [4, 3, 3]


def test_lists_leave_it_out_today_and_show_it_before(retired: Record) -> None:
    found = [parcels(retired, OFFICER, ParcelQuery(as_of=day)) for day in (None, JUNE, BEFORE)]
    assert [page.matched for page in found] == [3, 3, 4]
    assert ["T-002" in {view.id for view in page.views} for page in found] == [False, False, True]


def test_a_box_finds_it_on_a_day_before(retired: Record) -> None:
    box = (113.0031, 36.2101, 113.0039, 36.2109)
    found = parcels(retired, OFFICER, ParcelQuery(bbox=box, as_of=BEFORE, text="地块2"))
    assert [view.id for view in found.views] == ["T-002"]
    assert parcels(retired, OFFICER, ParcelQuery(bbox=box)).matched == 0


def test_it_is_listed_where_retired_ones_are_asked_for(retired: Record) -> None:
    assert parcels(retired, OFFICER, ParcelQuery(retired=True)).matched == 4


def test_its_page_and_history_stay(retired: Record) -> None:
    state = parcel(retired, PUBLIC_ACTOR, "T-002").state
    assert (state["retired_on"], state["status_since"]) == ("2025-06-01", "2025-01-01")
    assert history(retired, OFFICER, "parcel", "T-002")[0].action == "retire"


def test_no_tile_draws_it(retired: Record) -> None:
    with retired.store.read() as connection:
        keys = connection.exec_driver_sql("SELECT z, x, y FROM tile_touch WHERE z >= 14").all()
        made = [make(connection, retired, OFFICER, (z, x, y), "zh") for z, x, y in keys]
    drawn = b"".join(gzip.decompress(body) for body in made if body)
    assert (b"T-001" in drawn, b"T-002" in drawn) == (True, False)


def test_the_files_hold_current_parcels_only(retired: Record) -> None:
    mirror.write(retired)
    text = (retired.folder / "parcels.geojson").read_text("utf-8")
    assert [one["id"] for one in json.loads(text)["features"]] == ["T-001", "T-003", "T-004"]
    assert verify(retired).clean


def test_a_frame_of_the_past_has_it(retired: Record) -> None:
    assert len(Workspace(retired).parcels()) == 3
    assert "T-002" in Workspace(retired).parcels(as_of=BEFORE).index


def test_an_open_map_is_told_that_it_is_gone(record: Record) -> None:
    before = token(record)
    retire(record, OFFICER, Retirement({"T-002": 1}, JUNE, "收回"))
    assert changes(record, PUBLIC_ACTOR, before, "zh").gone == ("T-002",)


def test_it_takes_no_more_marks(retired: Record) -> None:
    with pytest.raises(Conflict, match=r"T-002 was retired on 2025-06-01"):
        mark(retired, OFFICER, Mark({"T-002": 2}, "in_use", JUNE, "误"))
    with pytest.raises(Conflict):
        retire(retired, OFFICER, Retirement({"T-002": 2}, TODAY, "再次"))


def test_later_facts_refuse_it_and_are_listed(record: Record) -> None:
    marked(record, "in_use", "2025-08-01", "T-002")
    with pytest.raises(LaterFacts, match=r"T-002 status 2025-08-01 \(#2\)") as caught:
        retire(record, OFFICER, Retirement({"T-002": 2}, JUNE, "收回"))
    assert caught.value.values["facts"] == [
        {"id": "T-002", "field": "status", "day": "2025-08-01", "seq": 2}
    ]
    assert count(record, "entry") == 2


def test_an_undo_brings_it_back(retired: Record) -> None:
    receipt = undo(retired, OFFICER, 2, "误")
    assert [view.id for view in receipt.changed] == ["T-002"]
    assert sum(one.count for one in totals(retired, OFFICER).by_park().values()) == 4


def test_the_receipt_names_what_is_gone(record: Record) -> None:
    receipt = retire(record, OFFICER, Retirement({"T-001": 1, "T-002": 1}, JUNE, "收回"))
    assert (receipt.changed, receipt.gone) == ((), ("T-001", "T-002"))


def test_the_same_key_retires_once(record: Record) -> None:
    asked = Retirement({"T-002": 1}, JUNE, "收回")
    first = retire(record, OFFICER, asked, "key-1")
    again = retire(record, OFFICER, asked, "key-1")
    assert (again.seq, again.gone) == (first.seq, ("T-002",))
