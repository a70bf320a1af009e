"""KML and KMZ: placemarks of any folder, their polygons, names and data."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely

from parkmap.errors import BadFile, BadInput, TooLarge, UnsupportedFile
from parkmap.formats.reading import Limits, Reading, read_boundaries
from tests.foreign import HOLE, kml, placemark, zipped

DATA = """<ExtendedData><Data name="亩"><value>14.25</value></Data>
<SchemaData schemaUrl="#s"><SimpleData name="no">G-7</SimpleData></SchemaData></ExtendedData>"""
PART = """<Polygon><outerBoundaryIs><LinearRing><coordinates>{0},36 {1},36 {1},36.1 {0},36
</coordinates></LinearRing></outerBoundaryIs></Polygon>"""
MULTI = (
    f"<Placemark><name>two</name><MultiGeometry>{PART.format(113, 113.1)}<MultiGeometry>"
    f"{PART.format(113.2, 113.3)}</MultiGeometry></MultiGeometry></Placemark>"
)
POINT = "<Placemark><Point><coordinates>113,36</coordinates></Point></Placemark>"
OPEN = placemark().replace("113.1,36.201,0 113.1,36.2,0", "113.1,36.201,0")


def read(folder: Path, data: bytes, name: str = "lots.kml") -> Reading:
    path = folder / name
    path.write_bytes(data)
    return read_boundaries(path)


def test_a_placemark_brings_its_name_its_folders_and_its_data(tmp_path: Path) -> None:
    row = read(tmp_path, kml(placemark("A号", DATA))).rows[0]
    assert row.attributes == {
        "folder": "一期 / 北区", "name": "A号", "description": "长治", "亩": "14.25", "no": "G-7",
    }  # fmt: skip
    assert row.geometry.equals(shapely.box(113.1, 36.2, 113.101, 36.201))


def test_holes_are_kept_and_heights_told(tmp_path: Path) -> None:
    reading = read(tmp_path, kml(placemark(hole=HOLE).replace("36.2,0", "36.2,900.5")))
    assert len(reading.rows[0].geometry.interiors) == 1
    assert [finding.code for finding in reading.findings] == ["heights_dropped"]


def test_polygons_of_a_multi_geometry_are_one_row(tmp_path: Path) -> None:
    (row,) = read(tmp_path, kml(MULTI)).rows
    assert row.geometry.geom_type == "MultiPolygon" and len(row.geometry.geoms) == 2


def test_what_is_no_polygon_is_the_fault_of_its_row(tmp_path: Path) -> None:
    text = placemark().replace("113.101,36.2,0", "113.101;36.2")
    none = "<Placemark><name>x</name></Placemark>"
    rows = read(tmp_path, kml(POINT, OPEN, text, none, placemark())).rows
    assert [row.fault and row.fault.code for row in rows] == [
        "not_a_polygon", "open_ring", "malformed_geometry", "no_boundary", None]  # fmt: skip


def test_chinese_encodings_of_older_programs_are_read(tmp_path: Path) -> None:
    text = kml(placemark("地块"), head='<?xml version="1.0" encoding="GB2312"?>').decode()
    assert read(tmp_path, text.encode("gb18030")).rows[0].attributes["name"] == "地块"


def test_a_kmz_is_read_by_its_first_document(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.kmz", {"doc.kml": kml(placemark()), "files/a.png": b"\x89PNG"})
    assert len(read_boundaries(path).rows) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (kml(placemark())[:-90], "no well-formed XML in line"),
        (kml(), "no placemarks"),
        (b"<kml>\xff\xfe</kml>", "no well-formed XML"),
        (b'<?xml version="1.0" encoding="x-none"?><kml/>', "no well-formed XML"),
    ],
)
def test_a_broken_document_is_refused_in_words(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        read(tmp_path, data)


def test_more_placemarks_than_the_limit_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.kml"
    path.write_bytes(kml(*[placemark()] * 3))
    with pytest.raises(TooLarge, match="3 features, more than 2"):
        read_boundaries(path, limits=Limits(max_features=2))


BILLION = "".join(
    f'<!ENTITY a{n} "{"".join([f"&a{n - 1};"] * 10) if n else "lol"}">' for n in range(10)
)


@pytest.mark.parametrize(
    "inside",
    [f"[{BILLION}]", '[<!ENTITY a9 SYSTEM "file:///etc/passwd">]',
     '[<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]', 'SYSTEM "file:///etc/passwd"'],
    ids=["billion laughs", "XXE", "parameter entity", "external type"],
)  # fmt: skip
def test_entities_are_refused_and_never_followed(tmp_path: Path, inside: str) -> None:
    data = kml(placemark("&a9;"), head=f'<?xml version="1.0"?><!DOCTYPE kml {inside}>')
    with pytest.raises(BadFile, match="defines entities"):
        read(tmp_path, data)
    with pytest.raises(BadFile, match="defines entities"):
        read_boundaries(zipped(tmp_path / "x.kmz", {"doc.kml": data}))


@pytest.mark.parametrize("root", ["OGRVRTDataSource", "gpx", "html", "gml:FeatureCollection"])
def test_other_xml_is_refused(tmp_path: Path, root: str) -> None:
    with pytest.raises(UnsupportedFile, match="XML, but no KML"):
        read(tmp_path, f"<{root}></{root}>".encode())


def test_deep_nesting_ends_in_words(tmp_path: Path) -> None:
    deep = "<Folder>" * 100_000
    with pytest.raises(BadInput):
        read(tmp_path, f"<kml>{deep}</kml>".encode())
