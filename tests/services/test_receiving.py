"""A file is kept whole and read by its job, again if that died; or it leaves nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from parkmap.errors import (
    Forbidden,
    ParkmapError,
    TooLarge,
)
from parkmap.services import imports, intake, working
from parkmap.services.lines import Options
from parkmap.services.receiving import receive, tidy
from parkmap.services.record import Record
from tests.shapes import collection
from tests.small import LEADER, OFFICER, TODAY, count
from tests.taking import lot, send, sent


def test_a_dropped_import_leaves_no_row_and_no_file(record: Record) -> None:
    view = sent(record, lot(0, "N", north=0.01))
    imports.drop(record, OFFICER, view.id)
    assert imports.show(record, OFFICER, view.id).state == "dropped"
    assert count(record, "import_row") == 0
    assert list((record.folder / "imports").iterdir()) == []


def test_a_leader_imports_nothing(record: Record) -> None:
    with pytest.raises(Forbidden):
        receive(record, LEADER, io.BytesIO(b"{}"), "x", Options(TODAY))


def test_a_file_that_cannot_be_read_says_so_under_its_own_name(record: Record) -> None:
    view = send(record, b"{}", "地块.geojson")
    assert view.state == "refused"
    assert view.refusal is not None and view.refusal.startswith("地块.geojson is JSON")
    assert list((record.folder / "imports").iterdir()) == []


def test_a_file_over_the_limit_leaves_nothing(record: Record) -> None:
    with pytest.raises(TooLarge, match="more than 1 MB"):
        receive(record, OFFICER, io.BytesIO(b"x" * 2**21), "big", Options(TODAY), most_mb=1)
    assert count(record, "import") == 0
    assert list((record.folder / "imports").iterdir()) == []


def test_the_worker_reads_what_was_received(record: Record) -> None:
    data = collection(lot(0, "N", north=0.01))
    import_id, _job = receive(record, OFFICER, io.BytesIO(data), "x", Options(TODAY))
    assert imports.show(record, OFFICER, import_id).state == "waiting"
    while working.once(record):
        pass
    view = imports.show(record, OFFICER, import_id)
    assert (view.state, view.done, view.total) == ("ready", 1, 1)


def test_a_reading_that_died_is_begun_again(record: Record) -> None:
    data = collection(lot(0, "N", north=0.01))
    import_id, _job = receive(record, OFFICER, io.BytesIO(data), "x", Options(TODAY), now=True)
    assert imports.show(record, OFFICER, import_id).state == "reading"
    working.begin(record)
    while working.once(record):
        pass
    assert imports.show(record, OFFICER, import_id).state == "ready"


def test_a_reading_that_was_cancelled_stops(record: Record) -> None:
    data = collection(lot(0, "N", north=0.01))
    import_id, job = receive(record, OFFICER, io.BytesIO(data), "x", Options(TODAY), now=True)

    def drop(_done: int, _of: int) -> None:
        imports.drop(record, OFFICER, import_id)

    intake.run(record, job, drop)
    assert imports.show(record, OFFICER, import_id).state == "dropped"
    assert count(record, "import_row") == 0


def test_what_a_crash_left_of_files_is_removed(record: Record) -> None:
    view = sent(record, lot(0, "N", north=0.01))
    orphan = record.folder / "imports" / "99"
    orphan.mkdir()
    tidy(record)
    assert not orphan.exists() and imports.file_of(record, view.id).is_file()


def test_a_loose_shapefile_keeps_its_parts_together(record: Record, tmp_path: Path) -> None:
    (tmp_path / "a.dbf").write_bytes(b"dbf")
    beside = {".dbf": tmp_path / "a.dbf"}
    import_id, _ = receive(record, OFFICER, io.BytesIO(b"shp"), "a.shp", Options(TODAY),
                           beside=beside)  # fmt: skip
    assert imports.file_of(record, import_id).with_suffix(".dbf").read_bytes() == b"dbf"


def test_an_empty_file_is_refused(record: Record) -> None:
    with pytest.raises(ParkmapError, match="empty"):
        send(record, b"")
