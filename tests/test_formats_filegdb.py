"""File geodatabase: zipped or as a folder, layer by layer."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from parkmap.errors import BadFile, TooLarge
from parkmap.formats.reading import Limits, read_boundaries
from tests.foreign import layer_file
from tests.shapes import SQUARE_1HA, WITH_HOLE, array


@pytest.fixture
def geodatabase(tmp_path: Path) -> Path:
    path = tmp_path / "land.gdb"
    return layer_file(path, "EPSG:4490", array(SQUARE_1HA, WITH_HOLE), name=["一号", "二号"])


def packed(folder: Path, inside: str = "land.gdb/") -> Path:
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, inside + file.name)
    return path


@pytest.mark.parametrize("inside", ["land.gdb/", "数据/land.gdb/", ""])
def test_a_zipped_geodatabase_is_read(geodatabase: Path, inside: str) -> None:
    reading = read_boundaries(packed(geodatabase, inside))
    assert [row.attributes["name"] for row in reading.rows] == ["一号", "二号"]
    assert reading.epsg == 4490
    assert reading.rows[1].geometry.equals_exact(WITH_HOLE, 1e-8, normalize=True)


def test_a_folder_is_read_too(geodatabase: Path) -> None:
    assert len(read_boundaries(geodatabase).rows) == 2


def test_a_folder_over_the_limit_is_refused(geodatabase: Path) -> None:
    with pytest.raises(TooLarge, match="raise max_mb"):
        read_boundaries(geodatabase, limits=Limits(max_mb=0))


def test_another_folder_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="is a folder; name the file in it"):
        read_boundaries(tmp_path)


def test_a_geodatabase_of_many_layers_asks_for_one(shared_data: Path) -> None:
    path = shared_data / "hostile" / "fiona" / "data" / "testopenfilegdb.gdb.zip"
    with pytest.raises(BadFile, match=r"choose one: point, multipoint, .*polygon"):
        read_boundaries(path)


def test_every_layer_of_the_one_of_fiona_ends_in_rows_or_words(shared_data: Path) -> None:
    path = shared_data / "hostile" / "fiona" / "data" / "testopenfilegdb.gdb.zip"
    rows = read_boundaries(path, layer="polygon").rows
    assert {row.fault is None for row in rows} == {True}
    lines = read_boundaries(path, layer="multilinestring").rows
    assert {row.fault and row.fault.code for row in lines} == {"not_a_polygon"}
    patches = read_boundaries(path, layer="multipatch").rows
    assert {row.fault and row.fault.code for row in patches} == {"not_a_polygon"}


def test_tables_of_garbage_are_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "land.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(1, 9):
            archive.writestr(f"a.gdb/a0000000{number}.gdbtable", bytes(range(256)))
    with pytest.raises(BadFile, match="cannot be read as FileGDB; it may be damaged"):
        read_boundaries(path)
