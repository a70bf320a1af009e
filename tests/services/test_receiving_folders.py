"""A FileGDB is a folder, and an import takes it as it lies on the disk."""

from __future__ import annotations

from pathlib import Path

from parkmap.services import imports
from parkmap.services.lines import Options
from parkmap.services.receiving import read_in
from parkmap.services.record import Record
from tests.foreign import layer_file
from tests.shapes import SQUARE_1HA, array
from tests.small import OFFICER, TODAY


def test_a_geodatabase_folder_is_received_as_one_file(record: Record, tmp_path: Path) -> None:
    folder = layer_file(tmp_path / "land.gdb", "EPSG:4490", array(SQUARE_1HA), name=["一号"])
    number = read_in(record, OFFICER, folder, Options(on=TODAY))
    view = imports.show(record, OFFICER, number)
    assert sum(view.counts[name] for name in ("new", "held", "bad")) == 1
