"""What parkmap wrote comes back as it is: every row of our own export is unchanged."""

from __future__ import annotations

from pathlib import Path

import pytest

from parkmap.services import imports
from parkmap.services.exporting import export
from parkmap.services.lines import Options
from parkmap.services.reading import parcel
from parkmap.services.receiving import read_in
from parkmap.services.record import Record
from tests.small import OFFICER, begin, copied, write_land


@pytest.mark.parametrize("ext", ["geojson", "gpkg", "shp", "kml", "dxf", "csv", "xlsx", "txt"])
def test_every_row_of_our_own_export_is_unchanged(
    changzhi: Record, tmp_path: Path, ext: str
) -> None:
    epsg = 4547 if ext == "dxf" else None
    file = tmp_path / f"land.{ext}"
    written = export(changzhi, OFFICER, ext, file, changzhi.today())
    number = read_in(changzhi, OFFICER, file, Options(on=changzhi.today(), epsg=epsg))
    counts = imports.show(changzhi, OFFICER, number).counts
    found = {name: n for name, n in counts.items() if n and name != "taken"}
    assert found == {"unchanged": written.count}


@pytest.mark.parametrize("ext", ["geojson", "gpkg", "shp", "kml", "csv", "xlsx"])
def test_codes_of_a_list_and_an_address_come_back(tmp_path: Path, ext: str) -> None:
    fields = {"overlays": "压覆矿产、永久基本农田", "announcement_url": "https://example.org/1",
              "unit_code": "140403001002GB00015W00000000", "drainage": True}  # fmt: skip
    with copied(begin(write_land(tmp_path / "a", [fields])), tmp_path / "b") as record:
        file = tmp_path / f"land.{ext}"
        export(record, OFFICER, ext, file, record.today())
        assert parcel(record, OFFICER, "T-001").state["overlays"] == ["minerals", "farmland"]
        number = read_in(record, OFFICER, file, Options(on=record.today()))
        counts = imports.show(record, OFFICER, number).counts
    assert {name: n for name, n in counts.items() if n and name != "taken"} == {"unchanged": 1}
