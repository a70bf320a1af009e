"""What parkmap writes, parkmap reads: boundaries, ids and Chinese names."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from parkmap.errors import UnsupportedFile
from parkmap.formats.reading import Reading, Row, read_boundaries
from parkmap.formats.writing import FORMS, write_sheet
from tests.sheets import IDS, SHAPES, VALUES, sheet

HOME: Final = (112.9, 36.0, 113.3, 36.4)
READ: Final = ("geojson", "gpkg", "shp", "kml", "csv", "xlsx", "txt")
ID_COLUMNS: Final = ("parcel_id", "id", "地块编号")
NAME_COLUMNS: Final = ("name_zh", "名称", "地块名称")
BOUNDARIES: Final = [*((form, None) for form in (*READ, "dxf")), ("csv", "gb18030"),
                     ("txt", "gb18030")]  # fmt: skip
TEXTS: Final = [(form, None) for form in READ] + [("csv", "gb18030"), ("txt", "gb18030")]
DEGREES: Final = {"txt": 6e-9, "dxf": 1e-9}
"""Half a millimetre, a tenth of one; the others keep ten decimals."""


def again(form: str, folder: Path, encoding: str | None = None) -> Reading:
    path = folder / f"land.{FORMS[form].suffix}"
    write_sheet(form, path, sheet(), encoding)
    return read_boundaries(path, gk_zone=38, home=HOME)


def cell(row: Row, columns: tuple[str, ...]) -> str:
    return next(str(row.attributes[one]) for one in columns if row.attributes.get(one))


def name(row: Row) -> str:
    return str(row.feature_id or cell(row, ID_COLUMNS))


@pytest.mark.parametrize(("form", "encoding"), BOUNDARIES)
def test_boundaries_come_back(form: str, encoding: str | None, tmp_path: Path) -> None:
    rows = {name(row): row for row in again(form, tmp_path, encoding).rows}
    assert tuple(rows) == IDS
    for one, meant in zip(IDS, SHAPES, strict=True):
        assert rows[one].geometry.hausdorff_distance(meant) <= DEGREES.get(form, 1e-10)


@pytest.mark.parametrize(("form", "encoding"), TEXTS)
def test_chinese_names_come_back(form: str, encoding: str | None, tmp_path: Path) -> None:
    first, *_ = again(form, tmp_path, encoding).rows
    assert cell(first, NAME_COLUMNS) == VALUES[0]["name_zh"]


@pytest.mark.parametrize("form", [*READ, "dxf"])
def test_no_remark_is_worse_than_a_note(form: str, tmp_path: Path) -> None:
    assert {one.severity for one in again(form, tmp_path).findings} <= {"info"}


def test_a_drawing_says_that_its_parcels_came_back_whole(tmp_path: Path) -> None:
    (told,) = [one for one in again("dxf", tmp_path).findings if one.code == "own_rings_joined"]
    assert told.sentence.startswith(f"{len(IDS)} parcels were drawn by parkmap")


@pytest.mark.parametrize("form", ["fgb", "parquet"])
def test_what_only_programs_need_is_not_read(form: str, tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFile):
        again(form, tmp_path)
