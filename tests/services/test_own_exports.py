"""What parkmap wrote comes back as it is: every row of our own export is unchanged."""

from __future__ import annotations

from pathlib import Path

import pytest

from parkmap.services import imports
from parkmap.services.exporting import export
from parkmap.services.lines import Options
from parkmap.services.receiving import read_in
from parkmap.services.record import Record
from tests.small import OFFICER


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
