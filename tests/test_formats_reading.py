"""Reading: what becomes of good rows, of bad ones, and of files that are not what they say."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import orjson
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from parkmap.errors import BadFile, BadValue, TooLarge, UnsupportedFile
from parkmap.formats.features.json_features import cut_up
from parkmap.formats.features.json_text import parse_json
from parkmap.formats.reading import Limits, Reading, read_boundaries
from tests.shapes import BOW_TIE, LNG_LAT_SQUARE, SQUARE_1HA, collection, feature, geometry

VRT = b'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource>'


def read(folder: Path, data: bytes, name: str = "lots.geojson", **options: Any) -> Reading:
    path = folder / name
    path.write_bytes(data)
    return read_boundaries(path, **options)


def test_one_bad_feature_never_loses_the_file(tmp_path: Path) -> None:
    reading = read(tmp_path, collection(feature(SQUARE_1HA), None, feature(BOW_TIE), 7))
    assert [row.fault.code if row.fault else None for row in reading.rows] == [
        None, "not_a_feature", "invalid_boundary", "not_a_feature"]  # fmt: skip
    assert [row.number for row in reading.rows] == [1, 2, 3, 4]


def test_outer_rings_come_out_counter_clockwise_with_ten_decimals(tmp_path: Path) -> None:
    turned = shapely.reverse(SQUARE_1HA)
    shape = read(tmp_path, collection(feature(turned))).rows[0].geometry
    assert shape.exterior.is_ccw
    assert (shapely.get_coordinates(shape).round(10) == shapely.get_coordinates(shape)).all()


def test_an_invalid_boundary_is_offered_a_repair_with_both_areas(tmp_path: Path) -> None:
    row = read(tmp_path, collection(feature(BOW_TIE))).rows[0]
    assert row.geometry is None and row.fault is not None
    assert "a repair would give 4,99" in row.fault.remedy and "parts: 2" in row.fault.remedy


def test_a_file_cut_in_half_is_refused_with_the_line(tmp_path: Path) -> None:
    data = collection(feature(SQUARE_1HA), feature(SQUARE_1HA)).replace(b"{", b"\n{")
    with pytest.raises(BadFile, match=r"lots.geojson ends too early, in line \d+, column \d+"):
        read(tmp_path, data[: len(data) // 2])


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    assert len(read(tmp_path, b"\xef\xbb\xbf" + collection(feature(SQUARE_1HA))).rows) == 1


def test_a_nesting_bomb_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="nested too deep"):
        read(tmp_path, b'{"type":' + b"[" * 100_000)


def test_a_key_that_stands_twice_keeps_its_row_out(tmp_path: Path) -> None:
    text = collection(feature(SQUARE_1HA), feature(SQUARE_1HA, no=1)).decode()
    reading = read(tmp_path, text.replace('"no":1', '"no":1,"no":2').encode())
    assert [row.fault and row.fault.code for row in reading.rows] == [None, "repeated_key"]


def test_the_crs_member_of_older_geojson_is_followed(tmp_path: Path) -> None:
    metres = shapely.box(419_000, 4_008_000, 419_100, 4_008_100)
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4547"}}
    reading = read(tmp_path, collection(feature(metres), crs=crs))
    assert reading.epsg == 4547 and reading.rows[0].fault is None


def test_a_crs_member_that_its_numbers_deny_is_told(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4547"}}
    reading = read(tmp_path, collection(feature(SQUARE_1HA), crs=crs))
    assert reading.epsg == 4326 and reading.rows[0].fault is None
    assert "crs_contradicted" in {finding.code for finding in reading.findings}


@pytest.mark.parametrize("crs", [{"type": "link", "properties": {"href": "file:///etc/passwd"}},
                                 "+proj=longlat", {"properties": {"name": "+init=/etc/passwd"}},
                                 None, 7])  # fmt: skip
def test_a_crs_member_that_names_nothing_is_ignored_and_said(tmp_path: Path, crs: Any) -> None:
    reading = read(tmp_path, collection(feature(SQUARE_1HA), crs=crs))
    assert reading.epsg == 4326
    assert [finding.code for finding in reading.findings] == ["crs_member_ignored"]


def test_a_crs_member_on_a_local_datum_is_refused(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "EPSG:2383"}}
    with pytest.raises(BadValue, match="local datum"):
        read(tmp_path, collection(feature(SQUARE_1HA), crs=crs))


@pytest.mark.parametrize("apart", ["\x1e", "\n"])
def test_a_sequence_of_features_is_read_and_a_torn_one_told(tmp_path: Path, apart: str) -> None:
    text = orjson.dumps(feature(SQUARE_1HA)).decode()
    data = f"{apart}{text}\n{apart}{text}\n{apart}{text[:90]}"
    rows = read(tmp_path, data.encode(), "lots.txt").rows
    assert [row.fault and row.fault.code for row in rows] == [None, None, "not_json"]


def test_metres_without_a_system_are_taken_by_their_size_and_the_zone(tmp_path: Path) -> None:
    metres = shapely.box(38_419_000, 4_008_000, 38_419_100, 4_008_100)
    reading = read(tmp_path, collection(feature(metres)))
    assert reading.epsg == 4526
    assert reading.rows[0].geometry.equals_exact(SQUARE_1HA, 2e-9, normalize=True)


def test_swapped_axes_are_exchanged_and_said(tmp_path: Path) -> None:
    turned = shapely.transform(SQUARE_1HA, lambda points: points[:, ::-1])
    reading = read(tmp_path, collection(feature(turned)))
    assert reading.rows[0].geometry.equals_exact(SQUARE_1HA, 2e-9, normalize=True)
    assert "exchanged" in " ".join(finding.sentence for finding in reading.findings)


def test_a_name_that_disagrees_is_told_and_the_content_read(tmp_path: Path) -> None:
    reading = read(tmp_path, collection(feature(SQUARE_1HA)), "lots.gpkg")
    assert reading.rows[0].fault is None
    assert [finding.code for finding in reading.findings] == ["name_disagrees"]


def test_a_feature_broken_inside_is_refused_with_its_line(tmp_path: Path) -> None:
    text = collection(feature(SQUARE_1HA), feature(SQUARE_1HA, no=1)).decode()
    text = text.replace('"no":1', '"no":01').replace('{"type":"Feature"', '\n{"type":"Feature"')
    with pytest.raises(BadFile, match=r"is not JSON: .* in line 3"):
        read(tmp_path, text.encode())


def test_a_large_collection_is_not_parsed_as_a_whole(tmp_path: Path) -> None:
    cut = cut_up(collection(feature(SQUARE_1HA, note='}{"features":['), feature(BOW_TIE)), "x")
    assert cut is not None and orjson.loads(cut.rest)["features"] == []
    assert len(cut.spans) == 2


def test_metres_are_taken_to_degrees_where_the_system_is_named(tmp_path: Path) -> None:
    metres = shapely.box(419_000, 4_008_000, 419_100, 4_008_100)
    reading = read(tmp_path, collection(feature(metres)), epsg=4547)
    assert reading.rows[0].geometry.equals_exact(SQUARE_1HA, 2e-9, normalize=True)


def test_a_local_datum_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="local datum"):
        read(tmp_path, collection(feature(SQUARE_1HA)), epsg=2435)


def test_heights_are_dropped_with_a_remark(tmp_path: Path) -> None:
    tall = shapely.force_3d(SQUARE_1HA, 900.0)
    reading = read(tmp_path, collection(feature(tall), feature(SQUARE_1HA)))
    assert [finding.code for finding in reading.findings] == ["heights_dropped"]
    assert not reading.rows[0].geometry.has_z


def test_more_features_than_the_limit_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match="has 3 features, more than 2"):
        read(tmp_path, collection(*[feature(SQUARE_1HA)] * 3), limits=Limits(max_features=2))


def test_progress_ends_at_the_last_row(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    read(tmp_path, collection(*[feature(SQUARE_1HA)] * 3), progress=lambda *at: told.append(at))
    assert told[-1] == (3, 3)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("lots.geojson", b"", "empty"),
        ("lots.geojson", VRT, "XML"),
        ("lots.gpkg", VRT, "XML"),
        ("lots.gpkg", b"land and sea\n", "plain text"),
        ("lots.gpkg", b"PK\x03\x04rest", "zip"),
        ("lots.dxf", b"AC1015" + bytes(200), "save it as DXF"),
        ("lots.shx", b"\x00\x00\x27\x0a" + bytes(96) + b"\x00\x00\x00\x32", "name the .shp"),
        ("lots.7z", b"7z\xbc\xaf" + bytes(90), "pack it as zip"),
        ("lots.dbf", b"\x03" + bytes(90), "binary file"),
        ("lots.gpkg", b"SQLite format 3\x00" + bytes(100), "no GeoPackage"),
        ("lots.gpkg", b"SQLite format 3\x00" + bytes(52) + b"GPKG" + bytes(100), "damaged"),
        ("lots.geojson", "{}".encode("utf-16"), "UTF-16"),
        ("lots.geojson", b'{"type":"Topology"}', "FeatureCollection"),
        ("lots.geojson", b'{"type":"FeatureCollection","features":{}}', "no list"),
        ("lots.geojson", collection(), "no features"),
    ],
)
def test_a_file_that_is_something_else_is_refused_in_words(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    with pytest.raises(BadFile, match=said):
        read(tmp_path, data, name)


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"none.geojson cannot be read: there is no such file"):
        read_boundaries(tmp_path / "none.geojson")


def test_json_suite_parses_or_refuses_and_never_crashes(shared_data: Path) -> None:
    wrong = []
    for path in sorted((shared_data / "hostile" / "json_suite").glob("*.json")):
        try:
            parse_json(path.read_bytes(), path.name)
            wrong += [path.name] if path.name.startswith("n_") else []
        except BadFile:
            wrong += [path.name] if path.name.startswith("y_") else []
    assert wrong == []


def outcome(path: Path) -> str:
    try:
        rows = read_boundaries(path).rows
    except BadFile as refusal:
        return refusal.code
    return "good" if all(row.fault is None for row in rows) else "findings"


def test_no_file_of_check_geojson_bad_comes_out_good(shared_data: Path) -> None:
    files = sorted((shared_data / "hostile" / "check_geojson" / "bad").iterdir())
    assert [path.name for path in files if outcome(path) == "good"] == []
    assert len(files) > 30


def test_every_file_of_check_geojson_good_is_read_or_refused_in_words(shared_data: Path) -> None:
    files = (shared_data / "hostile" / "check_geojson" / "good").iterdir()
    told = {path.stem: outcome(path) for path in files}
    assert told["good-feature"] == told["nullgeometry"] == "findings"
    assert told["good-polygon"] == "good"


def test_odd_geojson_of_fiona_and_gdal_is_read_or_refused_in_words(shared_data: Path) -> None:
    told = {path.name: outcome(path) for path in (shared_data / "hostile").rglob("*.*json")
            if path.parent.name in {"data", "gdal"}}  # fmt: skip
    assert told["grenada.geojson"] == told["!test.geojson"] == told["rmnp.geojson"] == "good"
    assert told["trio.geojson"] == told["test_tz.geojson"] == "findings"
    assert told["nullvalues.geojson"] == told["srs_name.geojson"] == "bad_file"


@settings(deadline=None, max_examples=60)  # a crossing ring starts a process
@given(
    st.lists(
        st.lists(st.floats(width=64) | st.integers() | st.booleans() | st.none(), max_size=4),
        max_size=6,
    )
)
def test_no_stored_coordinate_is_other_than_a_finite_degree(
    tmp_path_factory: pytest.TempPathFactory, ring: list[list[Any]]
) -> None:
    drawn = {"type": "Polygon", "coordinates": [[*ring, *ring[:1]]]}
    good = geometry(LNG_LAT_SQUARE)
    try:
        data = collection(feature(drawn), feature(good))
    except orjson.JSONEncodeError:  # an integer of more than 64 bits
        return
    rows = read(tmp_path_factory.mktemp("ring"), data, limits=Limits(seconds=2)).rows
    kept = [row.geometry for row in rows if row.geometry is not None]
    assert kept and (abs(shapely.get_coordinates(kept)) <= (180, 90)).all()


def test_a_geopackage_written_by_hand_without_a_layer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.gpkg"
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA application_id = 0x47504B47")
        database.execute("CREATE TABLE t (a)")
    database.close()
    with pytest.raises(BadFile, match=r"no layer with boundaries|cannot be read"):
        read_boundaries(path)


def test_a_sqlite_database_is_no_geopackage(tmp_path: Path) -> None:
    path = tmp_path / "plain.gpkg"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE t (a)")
    database.close()
    with pytest.raises(UnsupportedFile, match="no GeoPackage"):
        read_boundaries(path)


def test_a_bare_geometry_is_one_row(tmp_path: Path) -> None:
    ring = [[113.1, 36.2], [113.101, 36.2], [113.101, 36.201], [113.1, 36.2]]
    shape = json.dumps({"type": "Polygon", "coordinates": [ring]}).encode()
    (row,) = read(tmp_path, shape).rows
    assert row.fault is None and row.geometry.geom_type == "Polygon"
