"""Every format, read back by a reader that is not parkmap's own."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import ezdxf
import geopandas
import openpyxl
import pyarrow.parquet
import pyogrio
import pytest
import shapely
from ezdxf.document import Drawing

from parkmap.errors import BadValue
from parkmap.formats.out.dxf import write_dxf
from parkmap.formats.out.kml import xml_text
from parkmap.formats.sheet import Sheet, SheetRow
from parkmap.formats.writing import FORMS, write_sheet
from parkmap.geometry.plane import to_degrees
from parkmap.land.fields import PARCEL_FIELDS
from parkmap.land.mapping import guess
from parkmap.land.short_names import short_names
from tests.shapes import ZONE, array
from tests.sheets import AS_OF, FORMULA, IDS, LONG, SHAPES, SHORT_OF_LONG, VALUES, sheet

OGR: Final = ("gpkg", "shp", "kml", "fgb", "parquet", "geojson")
STATED: Final = {"dxf": 2e-9}
"""Degrees; 0.1 mm of a drawing. The others keep ten decimals."""


def written(form: str, folder: Path, of: Sheet | None = None) -> Path:
    path = folder / f"land.{FORMS[form].suffix}"
    write_sheet(form, path, of or sheet())
    return path


def frame(form: str, folder: Path) -> Any:
    path = written(form, folder)
    read: Callable[..., Any] = geopandas.read_parquet if form == "parquet" else geopandas.read_file
    found = read(path)
    if form == "kml":
        found = found.drop(columns="id").rename(columns={"parcel_id": "id"})
    return found.sort_values("id").reset_index(drop=True)


def polygons(drawing: Drawing) -> dict[str, Any]:
    """Parcels of a drawing by their extended data, on the plane."""
    rings: dict[tuple[str, int], dict[str, list[Any]]] = {}
    for line in drawing.modelspace().query("LWPOLYLINE"):
        name, role, part = [value for _, value in line.get_xdata("PARKMAP")][-3:]
        points = [(x, y) for x, y, *_ in line.get_points()]  # type: ignore[attr-defined]
        rings.setdefault((name, part), {"outer": [], "hole": []})[role].append(points)
    parts: dict[str, list[Any]] = {}
    for (name, _), held in rings.items():
        parts.setdefault(name, []).append(shapely.Polygon(held["outer"][0], held["hole"]))
    return {name: shapely.union_all(found) for name, found in parts.items()}


def shapes_of(form: str, folder: Path) -> list[Any]:
    """The boundaries that another program reads from a file, by id."""
    if form in OGR:
        return list(frame(form, folder).geometry)
    path = written(form, folder)
    if form == "dxf":
        drawn = polygons(ezdxf.filemanagement.readfile(path))
        return list(to_degrees(array(*(drawn[one] for one in IDS)), ZONE))
    return [shapely.from_wkt(text) for text in table(path)["WKT"]]


def table(path: Path) -> dict[str, list[Any]]:
    """The columns of a CSV or a workbook."""
    rows: list[Any]
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
    else:
        rows = list(openpyxl.load_workbook(path)["地块"].values)
    return {str(name): [row[place] for row in rows[1:]] for place, name in enumerate(rows[0])}


@pytest.mark.parametrize("form", ["geojson", "gpkg", "shp", "kml", "dxf", "csv", "xlsx", "fgb",
                                  "parquet"])  # fmt: skip
def test_boundaries_come_back_the_same(form: str, tmp_path: Path) -> None:
    for found, meant in zip(shapes_of(form, tmp_path), SHAPES, strict=True):
        assert found.equals_exact(meant, STATED.get(form, 6e-11), normalize=True) or (
            shapely.symmetric_difference(found, meant).area < 1e-17
        )


@pytest.mark.parametrize("form", OGR)
def test_chinese_names_and_ids_come_back_the_same(form: str, tmp_path: Path) -> None:
    found = frame(form, tmp_path)
    assert tuple(found["id"]) == IDS
    assert list(found["name_zh"]) == [values["name_zh"] for values in VALUES]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_tables_have_chinese_headers_and_names(form: str, tmp_path: Path) -> None:
    found = table(written(form, tmp_path))
    assert tuple(found["地块编号"]) == IDS
    assert found["名称"] == [values["name_zh"] for values in VALUES]
    assert [float(mu) for mu in found["面积（亩）"]] == [15.0, 14.4, 18.15]


@pytest.mark.parametrize("form", [form for form in OGR if form != "fgb"])
def test_days_stay_days(form: str, tmp_path: Path) -> None:
    found = frame(form, tmp_path)
    day = found["avail_from" if form == "shp" else "available_from"][0]
    assert str(day)[:10] == "2026-07-01"


@pytest.mark.parametrize("form", [form for form in OGR if form not in {"geojson", "kml"}])
def test_what_is_missing_is_missing_and_no_is_no(form: str, tmp_path: Path) -> None:
    found = frame(form, tmp_path)
    price = "ref_wan_mu" if form == "shp" else "reference_price_wan_per_mu"
    assert list(found[price].isna()) == [False, True, True]
    assert [None if value != value else value for value in found["gas"].astype(object)] == [
        True, False, None]  # fmt: skip


@pytest.mark.parametrize("form", ["gpkg", "kml", "fgb", "parquet", "geojson"])
def test_long_texts_are_whole_where_the_format_has_room(form: str, tmp_path: Path) -> None:
    assert frame(form, tmp_path)["progress"][1] == LONG


def test_a_long_text_in_a_shapefile_is_cut_between_characters_and_told(tmp_path: Path) -> None:
    told = write_sheet("shp", tmp_path / "land.shp.zip", sheet())
    assert frame("shp", tmp_path)["progress"][1] == SHORT_OF_LONG
    assert any("1 texts are longer than 254 bytes and were cut: CZ-0002 progress" in one
               for one in told)  # fmt: skip


def test_short_names_are_told_outside_and_inside_the_zip(tmp_path: Path) -> None:
    told = write_sheet("shp", tmp_path / "land.shp.zip", sheet())
    with zipfile.ZipFile(tmp_path / "land.shp.zip") as archive:
        inside = archive.read("README.txt").decode("utf-8-sig")
        assert archive.read("parcels.cpg") == b"UTF-8"
    assert any("available_from = avail_from" in one for one in told)
    assert "avail_from  available_from" in inside and "可供日期" in inside


def test_every_field_has_a_short_name_of_its_own() -> None:
    names = short_names(["id", *PARCEL_FIELDS, "status_since", "supply"])
    assert len({short.lower() for short in names.values()}) == len(names)
    assert max(len(short.encode()) for short in names.values()) <= 10


def test_a_short_name_is_known_again_when_it_comes_back() -> None:
    names = {name: short for name, short in short_names(PARCEL_FIELDS).items() if name != short}
    found = guess("parcel", names.values())
    assert {found[short] for short in names.values()} <= {*names, "skip"}


def test_names_that_look_alike_when_shortened_get_numbers() -> None:
    found = short_names(["agreed_delivery_one", "agreed_delivery_once", "agreed_delivery_only"])
    assert list(found.values()) == ["agr_del_on", "agr_del_o2", "agr_del_o3"]


def test_flatgeobuf_has_an_index_and_says_when_it_cannot(tmp_path: Path) -> None:
    assert write_sheet("fgb", tmp_path / "all.fgb", sheet()) == ()
    (told,) = write_sheet("fgb", tmp_path / "some.fgb", sheet(without_shape=True))
    assert "no spatial index" in told
    west = SHAPES[0].bounds
    assert len(pyogrio.read_dataframe(tmp_path / "all.fgb", bbox=west)) < len(IDS)


def test_geoparquet_says_what_it_holds(tmp_path: Path) -> None:
    schema = pyarrow.parquet.read_schema(written("parquet", tmp_path))
    named = json.loads(schema.metadata[b"geo"])
    assert named["version"] == "1.1.0"
    assert named["columns"]["geometry"]["geometry_types"] == ["MultiPolygon", "Polygon"]
    assert str(schema.field("available_from").type) == "date32[day]"


def test_a_workbook_has_days_numbers_and_no_formula(tmp_path: Path) -> None:
    page: Any = openpyxl.load_workbook(written("xlsx", tmp_path))["地块"]
    places = {cell.value: cell.column for cell in page[1]}
    assert page.cell(2, places["可供日期"]).value.isoformat() == "2026-07-01T00:00:00"
    assert page.cell(2, places["参考价（万元/亩）"]).value == 24.5
    formula = page.cell(2, places["进展"])
    assert (formula.data_type, formula.value) == ("s", FORMULA)


def test_a_workbook_reads_in_chinese_and_leaves_empty_columns_out(tmp_path: Path) -> None:
    found = table(written("xlsx", tmp_path))
    assert found["盘活状态"] == ["闲置", "在建", "已盘活"]
    assert found["通燃气"] == ["是", "否", None]
    assert "查封" not in found


def test_a_workbook_says_where_it_comes_from(tmp_path: Path) -> None:
    page: Any = openpyxl.load_workbook(written("xlsx", tmp_path))["说明"]
    about = dict(page.values)
    assert about["截至日期"] == AS_OF.isoformat()
    assert about["台账哈希"] == "ab" * 32


def test_a_drawing_has_a_layer_for_each_status_and_ids_inside(tmp_path: Path) -> None:
    drawing = ezdxf.filemanagement.readfile(written("dxf", tmp_path))
    lines = list(drawing.modelspace().query("LWPOLYLINE"))
    assert {line.dxf.layer for line in lines} == {"闲置", "在建", "已盘活"}
    assert all(line.closed for line in lines)
    labels = {text.dxf.text: text for text in drawing.modelspace().query("TEXT")}
    assert set(labels) == set(IDS)
    inside = {one: shapely.Point(text.dxf.align_point.vec2) for one, text in labels.items()}
    assert all(shape.contains(inside[one]) for one, shape in polygons(drawing).items())


def test_a_drawing_is_in_metres_of_the_zone_and_says_so(tmp_path: Path) -> None:
    (told,) = write_dxf(tmp_path / "land.dxf", sheet())
    drawing = ezdxf.filemanagement.readfile(tmp_path / "land.dxf")
    west, south, *_ = polygons(drawing)[IDS[0]].bounds
    assert (round(west, 3), round(south, 3)) == (419_000.0, 4_008_000.0)
    assert "EPSG:4547" in told and drawing.header["$INSUNITS"] == 6


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_parcel_without_a_boundary_does_not_stop_a_file(form: str, tmp_path: Path) -> None:
    assert written(form, tmp_path, sheet(without_shape=True)).stat().st_size > 100


@pytest.mark.parametrize("form", sorted(FORMS))
def test_nothing_is_left_beside_a_file(form: str, tmp_path: Path) -> None:
    path = written(form, tmp_path)
    assert list(tmp_path.iterdir()) == [path]


def test_kml_has_a_style_for_each_status_and_typed_fields(tmp_path: Path) -> None:
    text = written("kml", tmp_path).read_text("utf-8")
    assert "<color>99005ed5</color>" in text and "<styleUrl>#idle</styleUrl>" in text
    assert '<SimpleField type="double" name="area_m2">' in text


def test_xml_holds_no_character_that_xml_does_not_have() -> None:
    assert xml_text("a\x00\x0b<&>\ud800") == "a&lt;&amp;&gt;"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_a_table_in_the_code_page_of_the_office(encoding: str, tmp_path: Path) -> None:
    write_sheet("csv", tmp_path / "land.csv", sheet(), encoding)
    text = (tmp_path / "land.csv").read_bytes().decode(encoding)
    assert text.startswith("\ufeff") == (encoding == "utf-8") and "光电装备产业园" in text


@pytest.mark.parametrize(("form", "encoding"), [("gpkg", "gb18030"), ("csv", "ascii")])
def test_another_encoding_is_refused(form: str, encoding: str, tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="encoding"):
        write_sheet(form, tmp_path / "land", sheet(), encoding)


def test_another_format_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="'dwg' is no format; use one of geojson, gpkg, shp"):
        write_sheet("dwg", tmp_path / "land", sheet())


@pytest.mark.parametrize("form", ["dxf", "txt"])
def test_land_beyond_the_zone_is_refused_by_id(form: str, tmp_path: Path) -> None:
    far = shapely.to_geojson(shapely.box(-75.2, 39.9, -75.1, 40))
    rows = (*sheet().rows, SheetRow("PHL-1", far, {}))
    with pytest.raises(BadValue, match="PHL-1 lies too far from zone 38"):
        write_sheet(form, tmp_path / "land", replace(sheet(), rows=rows))
