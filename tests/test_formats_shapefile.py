"""Shapefile: its parts, its texts, its coordinate system, and what is wrong with it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from parkmap.errors import BadFile, BadValue
from parkmap.formats.layers.dbf_text import decoded, encoding_named
from parkmap.formats.reading import Reading, read_boundaries
from tests.foreign import layer_file, parts, zipped
from tests.shapes import BOW_TIE, SQUARE_1HA, TOUCHING_PAIR, array

PLANE = shapely.box(419_000, 4_008_000, 419_100, 4_008_100)
NAMES = np.array(["长治精密制造产业园", "G-002"], dtype=object)


def written(folder: Path, encoding: str = "UTF-8", crs: str = "EPSG:4326", **fields: Any) -> Path:
    values = fields or {"名称": NAMES}
    shapes = array(*TOUCHING_PAIR) if crs == "EPSG:4326" else array(PLANE, PLANE)
    return layer_file(folder / "lots.shp", crs, shapes, encoding=encoding, **values)


def codes(reading: Reading) -> dict[str, str]:
    return {finding.code: finding.sentence for finding in reading.findings}


def test_a_loose_shapefile_is_read_with_what_lies_beside_it(tmp_path: Path) -> None:
    reading = read_boundaries(written(tmp_path))
    assert [row.attributes["名称"] for row in reading.rows] == list(NAMES)
    assert reading.rows[0].geometry.equals_exact(SQUARE_1HA, 1e-10, normalize=True)


def test_a_zip_of_it_reads_the_same(tmp_path: Path) -> None:
    reading = read_boundaries(zipped(tmp_path / "lots.zip", parts(written(tmp_path))))
    assert reading.source == "lots.zip" and len(reading.rows) == 2


def test_suffixes_in_capitals_are_found(tmp_path: Path) -> None:
    for part in parts(written(tmp_path)):
        part.rename(part.with_suffix(part.suffix.upper()))
    assert read_boundaries(tmp_path / "lots.SHP").rows[0].attributes["名称"] == NAMES[0]


@pytest.mark.parametrize("encoding", ["UTF-8", "GB18030"])
def test_texts_without_cpg_are_tried_as_utf8_then_gb18030(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, encoding)
    path.with_suffix(".cpg").unlink()
    reading = read_boundaries(path)
    assert reading.rows[0].attributes["名称"] == NAMES[0]
    assert f"read as {encoding}: {NAMES[0]}" in codes(reading)["text_encoding"]


def test_a_cpg_that_lies_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "GB18030")
    path.with_suffix(".cpg").write_text("UTF-8")
    reading = read_boundaries(path)
    assert reading.rows[0].attributes["名称"] == NAMES[0]
    assert "are no such; they were read as GB18030" in codes(reading)["text_encoding"]


@pytest.mark.parametrize("cpg", ["zlib", "rot13", "base64", "../x", ""])
def test_a_cpg_cannot_name_what_is_no_encoding_of_text(cpg: str) -> None:
    assert encoding_named(cpg) is None


def test_a_letter_cut_off_at_the_end_of_its_column_is_dropped() -> None:
    raw = "长治市".encode()[:-1].decode("iso-8859-1")
    assert decoded(["no"], [[raw]], "UTF-8").columns == [["长治"]]


def test_a_missing_index_is_made_anew_and_not_left_behind(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.with_suffix(".shx").unlink()
    before = parts(path)
    reading = read_boundaries(path)
    assert len(reading.rows) == 2 and "made anew" in codes(reading)["part_missing"]
    assert parts(path) == before


def test_without_its_table_there_are_shapes_alone(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.with_suffix(".dbf").unlink()
    reading = read_boundaries(path)
    assert [row.fault for row in reading.rows] == [None, None]
    assert "no attributes" in codes(reading)["part_missing"]


@pytest.mark.parametrize("epsg", [4490, 4526, 4547, 4554, 4491, 3857])
def test_the_prj_as_esri_writes_it_is_known(tmp_path: Path, epsg: int) -> None:
    path = written(tmp_path, crs="EPSG:4326")
    path.with_suffix(".prj").write_text(esri(epsg))
    named = read_boundaries(path, epsg=4326).findings
    overruled = [one.sentence for one in named if one.code == "crs_overruled"]
    assert overruled == [f"the file says EPSG:{epsg}; EPSG:4326 was used, as asked"]


def esri(epsg: int) -> str:
    from pyproj import CRS

    return str(CRS.from_epsg(epsg).to_wkt("WKT1_ESRI"))


def test_a_prj_that_its_coordinates_deny_is_told(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.with_suffix(".prj").write_text(esri(4547))
    reading = read_boundaries(path)
    assert reading.epsg == 4326 and "crs_contradicted" in codes(reading)


def test_a_prj_on_beijing_1954_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.with_suffix(".prj").write_text(esri(2435))
    with pytest.raises(BadValue, match="local datum"):
        read_boundaries(path)


@pytest.mark.parametrize("text", ["x" * 9_000, "GEOGCS[" * 1_500])
def test_a_prj_of_more_than_8_kb_is_refused(tmp_path: Path, text: str) -> None:
    path = written(tmp_path)
    path.with_suffix(".prj").write_text(text)
    with pytest.raises(BadFile, match=r"a \.prj of more than 8 KB"):
        read_boundaries(path)


@pytest.mark.parametrize(
    "text", ["+proj=pipeline +step +init=/etc/passwd", "http://127.0.0.1/x", "@/etc/passwd", "{}",
             '{"$schema":"https://proj.org"}', 'GEOGCS["x"'],
)  # fmt: skip
def test_a_prj_that_is_no_wkt_is_not_followed(tmp_path: Path, text: str) -> None:
    path = written(tmp_path)
    path.with_suffix(".prj").write_text(text)
    assert read_boundaries(path).epsg == 4326


def test_metres_without_a_prj_are_said_and_land_in_their_zone(tmp_path: Path) -> None:
    path = written(tmp_path, crs="EPSG:4547")
    path.with_suffix(".prj").unlink()
    reading = read_boundaries(path, gk_zone=38)
    assert reading.epsg == 4547 and "zone 38" in codes(reading)["crs_detected"]


def test_null_shapes_and_crossing_ones_are_faults_of_their_rows(tmp_path: Path) -> None:
    shapes = array(SQUARE_1HA, None, BOW_TIE)
    rows = read_boundaries(layer_file(tmp_path / "x.shp", "EPSG:4326", shapes, no=[1, 2, 3])).rows
    faults = [row.fault and row.fault.code for row in rows]
    assert faults == [None, "no_boundary", "invalid_boundary"]


def test_a_file_cut_short_keeps_its_whole_rows_or_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[:-40])
    rows = read_boundaries(path).rows
    assert rows[0].fault is None and rows[1].fault is not None


def test_two_shapefiles_in_one_zip_ask_for_a_choice(tmp_path: Path) -> None:
    path = written(tmp_path)
    for part in parts(path):
        shutil.copy(part, tmp_path / f"parks{part.suffix}")
    both = zipped(tmp_path / "two.zip", [*parts(path), *parts(tmp_path / "parks.shp")])
    with pytest.raises(BadFile, match="choose one: "):
        read_boundaries(both)
    assert len(read_boundaries(both, layer="parks").rows) == 2


def test_shapefiles_of_one_name_in_two_folders_stay_apart(tmp_path: Path) -> None:
    members = {f"{folder}/{part.name}": part.read_bytes()
               for part in parts(written(tmp_path)) for folder in ("a", "b")}  # fmt: skip
    with pytest.raises(BadFile, match="choose one: a/lots, b/lots"):
        read_boundaries(zipped(tmp_path / "two.zip", members))


def test_the_files_of_fiona_are_read(shared_data: Path) -> None:
    folder = shared_data / "hostile" / "fiona" / "data"
    assert len(read_boundaries(folder / "coutwildrnp.zip").rows) == 67
    assert read_boundaries(folder / "gre.shp").rows[0].attributes["name_ru"] == "Гренада"
    rows = read_boundaries(folder / "test_tin.shp").rows
    assert [row.fault.code for row in rows if row.fault] == ["not_a_polygon"]
