"""CSV of boundaries: WKT a row, or a boundary point a row."""

from __future__ import annotations

import csv
from pathlib import Path
from time import process_time
from typing import Any

import pytest
import shapely

from parkmap.errors import BadFile, BadValue, TooLarge
from parkmap.formats.limits import Limits
from parkmap.formats.reading import read_boundaries
from parkmap.formats.rows import Order, Reading
from parkmap.formats.tables.csv_table import read_csv
from tests.boundary_text import faults
from tests.shapes import SQUARE_1HA

WKT = SQUARE_1HA.wkt
HOME = (113.0, 36.1, 113.2, 36.3)
XY = [(4_008_000, 38_419_000), (4_008_000, 38_419_100), (4_008_100, 38_419_100),
      (4_008_100, 38_419_000)]  # fmt: skip
POINTS = "地块编号,地块名称,圈号,界址点号,X坐标(北),Y坐标(东)\n"


def read(folder: Path, text: str | bytes, **options: Any) -> Reading:
    path = folder / "lots.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_boundaries(path, **{"home": HOME, "gk_zone": 38, **options})


def rows_of(parcel: str, *, ring: str = "1", shift: float = 0, name: str = "厂区") -> str:
    """One parcel, a point a line."""
    return "".join(
        f"{parcel},{name},{ring},J{at},{north + shift},{east}\n"
        for at, (north, east) in enumerate(XY, 1)
    )


def test_a_column_of_wkt_is_read_and_the_others_are_kept(tmp_path: Path) -> None:
    (row,) = read(tmp_path, f'id,名称,WKT\n007,厂区,"{WKT}"\n').rows
    assert row.attributes == {"id": "007", "名称": "厂区"}
    assert row.geometry.equals_exact(SQUARE_1HA, 1e-9, normalize=True)


@pytest.mark.parametrize("header", ["wkt", "WKT", "geom", "the_geom", "图形", "anything"])
def test_the_column_of_wkt_is_known_by_name_or_by_content(tmp_path: Path, header: str) -> None:
    assert faults(read(tmp_path, f'no,{header}\n1,"{WKT}"\n')) == [None]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_delimiters_and_encodings_are_told(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = (POINTS + rows_of("G-1")).replace(",", delimiter)
    (row,) = read(tmp_path, text.encode(encoding)).rows
    assert row.attributes == {"地块编号": "G-1", "地块名称": "厂区"} and row.fault is None


def test_excels_own_line_about_the_delimiter_is_understood(tmp_path: Path) -> None:
    text = "sep=;\r\n" + (POINTS + rows_of("G-1")).replace(",", ";")
    assert faults(read(tmp_path, text)) == [None]


def test_points_a_row_give_parcels_with_holes(tmp_path: Path) -> None:
    inner = "".join(f"G-1,厂区,2,J{at},{4_008_050 + n},{38_419_050 + e}\n"
                    for at, (n, e) in enumerate([(0, 0), (9, 0), (9, 9), (0, 9)], 5))  # fmt: skip
    reading = read(tmp_path, POINTS + rows_of("G-1") + inner + rows_of("G-2", shift=200))
    assert faults(reading) == [None, None]
    assert [len(row.geometry.interiors) for row in reading.rows] == [1, 0]


@pytest.mark.parametrize(
    "header",
    [
        "id,name,ring,point,x,y",
        "宗地编号,名称,圈号,点号,纵坐标X（m）,横坐标Y（m）",
        "地块号,名称,环号,序号,北坐标,东坐标",
        "parcel_id,name,ring,point_no,Northing,Easting",
        "parcel_id,name,ring,point_no,POINT_X,POINT_Y",
    ],
)
def test_columns_are_known_by_many_names(tmp_path: Path, header: str) -> None:
    reading = read(tmp_path, f"{header}\n{rows_of('G-1')}")
    assert faults(reading) == [None]
    assert reading.rows[0].geometry.centroid.distance(SQUARE_1HA.centroid) < 1e-9


@pytest.mark.parametrize("header", ["经度,纬度", "lng,lat", "Longitude,Latitude", "纬度,经度"])
def test_longitude_and_latitude_are_columns_too(tmp_path: Path, header: str) -> None:
    pairs = shapely.get_coordinates(SQUARE_1HA).tolist()
    first = header.startswith(("经", "l", "L"))
    lines = [f"G-1,{a},{b}" if first else f"G-1,{b},{a}" for a, b in pairs]
    (row,) = read(tmp_path, f"id,{header}\n" + "\n".join(lines)).rows
    assert row.geometry.equals_exact(SQUARE_1HA, 1e-9, normalize=True)


def test_a_title_above_and_a_note_below_are_passed_over(tmp_path: Path) -> None:
    text = f"界址点成果表\n\n{POINTS}{rows_of('G-1')}\n{POINTS}{rows_of('G-2')}制表人：张三\n"
    (tmp_path / "a.csv").write_text(text, "utf-8")
    rows = read_csv(tmp_path / "a.csv", Order("a.csv", None, None, Limits())).rows
    assert [row.attributes["地块编号"] for row in rows] == ["G-1", "G-2"]


def test_blank_ids_belong_to_the_parcel_above(tmp_path: Path) -> None:
    text = rows_of("G-1").replace("G-1,", ",").replace(",厂区", "G-1,厂区", 1)
    assert len(read(tmp_path, POINTS + text).rows) == 1


def test_what_the_columns_say_is_said(tmp_path: Path) -> None:
    parks = [("精密制造产业园", shapely.box(*HOME))]
    reading = read(tmp_path, POINTS + rows_of("G-1"), parks=parks)
    said = [one.sentence for one in reading.findings if one.code == "crs_detected"]
    assert said == ["easting 38419000 → CGCS2000 zone 38; lands in 精密制造产业园"]


def test_a_bad_number_keeps_its_parcel_out_with_the_line(tmp_path: Path) -> None:
    text = POINTS + rows_of("G-1").replace("38419100", "38,419", 1) + rows_of("G-2", shift=200)
    text = text.replace("38,419", "三八")
    reading = read(tmp_path, text)
    fault = reading.rows[0].fault
    assert faults(reading) == ["bad_line", None] and fault is not None
    assert fault.sentence.startswith("line 3: ") and fault.parcel_id == "G-1"


@pytest.mark.parametrize(
    ("wkt", "code"),
    [
        ("", "no_boundary"),
        ("POLYGON EMPTY", "no_boundary"),
        ("POLYGON ((113 36, 113.1 36, 113 36.1", "bad_wkt"),
        ("POLYGON ((113 36, 113.1 36, 113 36.1))", "bad_wkt"),
        ("POLYGON ((113 36, 113.1 x, 113 36.1, 113 36))", "bad_wkt"),
        ("hello", "bad_wkt"),
        ("POINT (113 36)", "not_a_polygon"),
        ("GEOMETRYCOLLECTION (" * 20_000, "not_a_polygon"),
        ("POLYGON " + "(" * 100_000, "bad_wkt"),
        ("POLYGON ((113 36, nan nan, 113 36.1, 113 36))", "not_finite"),
        ("POLYGON ((" + "113 36, " * 20_000 + "113 36))", "too_many_vertices"),
        ("POLYGON ((113 36, 113.1 36.1, 113.1 36, 113 36.1, 113 36))", "invalid_boundary"),
    ],
)
def test_bad_wkt_is_the_fault_of_its_row(tmp_path: Path, wkt: str, code: str) -> None:
    reading = read(tmp_path, f'id,wkt\n1,"{WKT}"\n2,"{wkt}"\n3,"{WKT}"\n')
    assert faults(reading) == [None, code, None] and reading.rows[1].attributes == {"id": "2"}


def test_the_line_of_bad_wkt_is_told(tmp_path: Path) -> None:
    fault = read(tmp_path, f'id,wkt\n"1\n",x\n2,POLYGON((1 1)\n3,"{WKT}"\n').rows[1].fault
    assert fault is not None and fault.sentence.startswith("line 4: its WKT cannot be read")


def test_heights_of_wkt_are_dropped_and_said(tmp_path: Path) -> None:
    tall = shapely.force_3d(SQUARE_1HA, 900.0).wkt
    reading = read(tmp_path, f'id,wkt\n1,"{tall}"\n')
    assert not reading.rows[0].geometry.has_z
    assert "heights_dropped" in {one.code for one in reading.findings}


def test_an_srid_is_taken_and_several_are_refused(tmp_path: Path) -> None:
    metres = shapely.box(419_000, 4_008_000, 419_100, 4_008_100).wkt
    reading = read(tmp_path, f'id,wkt\n1,"SRID=4547;{metres}"\n')
    assert reading.epsg == 4547
    with pytest.raises(BadFile, match="several SRIDs"):
        read(tmp_path, f'id,wkt\n1,"SRID=4547;{metres}"\n2,"{metres}"\n')
    with pytest.raises(BadValue, match="local datum"):
        read(tmp_path, f'id,wkt\n1,"SRID=2383;{metres}"\n')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,area\na,1\n", "no column with boundaries"),
        ("id,wkt\n", "no rows below its header"),
        ('id,wkt\n1,"' + "x" * 5_000_000, "from line 2 on"),
        ("a,b\x00c\n1,2\n", "lots.csv"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        read(tmp_path, text)


def test_more_parcels_than_the_limit_are_refused(tmp_path: Path) -> None:
    for text in (f'id,wkt\n1,"{WKT}"\n2,"{WKT}"\n', POINTS + rows_of("a") + rows_of("b")):
        with pytest.raises(TooLarge, match="more than 1"):
            read(tmp_path, text, limits=Limits(max_features=1))


def test_an_apostrophe_against_formulas_is_taken_off_again(tmp_path: Path) -> None:
    (row,) = read(tmp_path, f'id,name,wkt\n1,\'=1+1,"{WKT}"\n').rows
    assert row.attributes["name"] == "=1+1"


def test_a_boundary_of_thousands_of_points_fits_a_cell(tmp_path: Path) -> None:
    circle = shapely.Point(113.1, 36.2).buffer(0.001, quad_segs=1_200)
    assert faults(read(tmp_path, f'id,wkt\n1,"{circle.wkt}"\n')) == [None]


def test_the_cases_of_other_libraries_end_in_a_shape_or_a_fault(shared_data: Path) -> None:
    path = shared_data / "hostile" / "wkt_cases.csv"
    reading = read_csv(path, Order(path.name, 4547, None, Limits()))
    with path.open(newline="") as file:
        assert len(reading.rows) == sum(1 for _ in csv.reader(file)) - 1
    kinds = {row.geometry.geom_type for row in reading.rows if row.fault is None}
    assert kinds <= {"Polygon", "MultiPolygon"}


@pytest.mark.parametrize(
    "text",
    ["id,wkt\n" + "," * 6_000_000, "id,wkt" + "\n" * 1_200_000, "x," * 400_000],
)
def test_endless_rows_and_columns_are_refused_soon(tmp_path: Path, text: str) -> None:
    started = process_time()
    (tmp_path / "a.csv").write_text(text)
    with pytest.raises(BadFile, match=r"a.csv"):
        read_csv(tmp_path / "a.csv", Order("a.csv", None, None, Limits()))
    assert process_time() - started < 10


@pytest.mark.parametrize("form", ["{n},{e}", "J{at},{n},{e}", "J{at},1,{n},{e}", "{n}\t{e}"])
def test_coordinates_without_names_of_columns_are_boundary_points(
    tmp_path: Path, form: str
) -> None:
    lines = [form.format(at=at, n=n, e=e) for at, (n, e) in enumerate(XY, 1)]
    reading = read(tmp_path, "\n".join(lines))
    assert faults(reading) == [None]
    assert "header_missing" in {one.code for one in reading.findings}
