"""DXF: closed outlines by layer, arcs that keep their area, labels joined by their place."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot, pi
from pathlib import Path
from typing import Any

import pytest
import shapely
from ezdxf.filemanagement import new
from hypothesis import given, settings
from hypothesis import strategies as st

from parkmap.errors import BadFile, TooLarge
from parkmap.formats.child.arcs import TOLERANCE, arc_of, points_within
from parkmap.formats.child.drawing import topographic
from parkmap.formats.child.labels import named
from parkmap.formats.reading import Limits, Reading, read_boundaries
from parkmap.geometry.measure import plane_area_m2
from tests.shapes import array

E, N = 38_419_000, 4_008_000
SQUARE = [(0, 0), (100, 0), (100, 100), (0, 100)]


class Sheet:
    """A drawing with its lower left corner at a place of zone 38."""

    def __init__(self, version: str = "R2010") -> None:
        self.doc: Any = new(version)
        self.space: Any = self.doc.modelspace()
        if version == "R12":
            self.doc.encoding = "gbk"
            self.doc.header["$DWGCODEPAGE"] = "ANSI_936"

    def outline(
        self, corners: Sequence[tuple[float, ...]], layer: str = "宗地", *, close: bool = True
    ) -> Any:
        points = [(E + x, N + y, *rest) for x, y, *rest in corners]
        if self.doc.dxfversion == "AC1009":
            return self.space.add_polyline2d(
                points, format="xyb", close=close, dxfattribs={"layer": layer}
            )
        return self.space.add_lwpolyline(
            points, format="xyb", close=close, dxfattribs={"layer": layer}
        )

    def text(self, words: str, x: float, y: float, layer: str = "ZJ") -> None:
        self.space.add_text(words, height=2, dxfattribs={"layer": layer}).set_placement(
            (E + x, N + y)
        )

    def read(self, folder: Path, **options: Any) -> Reading:
        path = folder / "lots.dxf"
        self.doc.saveas(path)
        return read_boundaries(path, **options)


def moved(corners: Sequence[tuple[float, ...]], right: float) -> list[tuple[float, ...]]:
    return [(x + right, *rest) for x, *rest in corners]


def codes(reading: Reading) -> dict[str, str]:
    return {finding.code: finding.sentence for finding in reading.findings}


@pytest.mark.parametrize("version", ["R12", "R2000", "R2018"])
def test_outlines_come_with_their_layer_and_the_labels_inside(tmp_path: Path, version: str) -> None:
    sheet = Sheet(version)
    sheet.outline(SQUARE)
    for at, words in enumerate(("精密制造地块", "G-014", "15.00亩")):
        sheet.text(words, 40, 60 - 10 * at)
    (row,) = sheet.read(tmp_path).rows
    assert row.attributes == {"layer": "宗地", "label": "精密制造地块 G-014 15.00亩",
                              "id": "G-014", "name": "精密制造地块"}  # fmt: skip
    assert plane_area_m2(array(row.geometry), 38)[0] == pytest.approx(10_000, abs=0.01)


def test_an_arc_keeps_the_area_it_has(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.outline([(0, 0, 0), (100, 0, 1), (100, 100, 0), (0, 100, -0.3)])
    reading = sheet.read(tmp_path)
    exact = 10_000 + pi * 50**2 / 2 + segment(100, -0.3)
    assert plane_area_m2(array(reading.rows[0].geometry), 38)[0] == pytest.approx(exact, abs=0.01)
    assert "2 arcs in 1 outlines" in codes(reading)["arcs_drawn_as_lines"]


def segment(chord: float, bulge: float) -> float:
    arc = arc_of((0.0, 0.0), (chord, 0.0), bulge)
    return arc.area if arc else 0.0


def test_a_circle_of_two_bulges_is_an_outline(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.outline([(0, 0, 1), (20, 0, 1)])
    area = plane_area_m2(array(sheet.read(tmp_path).rows[0].geometry), 38)[0]
    assert area == pytest.approx(pi * 100, abs=0.01)


@settings(deadline=None, max_examples=50)
@given(st.floats(-900, 900), st.floats(-900, 900), st.floats(-5, 5))
def test_lines_under_an_arc_keep_its_area_and_stay_at_it(x: float, y: float, bulge: float) -> None:
    arc = arc_of((0.0, 0.0), (x, y), bulge)
    if arc is None or arc.chord < 0.01 or abs(bulge) < 1e-3:
        return
    points = points_within(arc)
    ring = shapely.Polygon([arc.start, *points, arc.end])
    assert abs(ring.area - abs(arc.area)) <= 1e-6 * max(1.0, abs(arc.area))
    back = arc_of(arc.end, arc.start, -bulge)
    assert back is not None and points_within(back) == points[::-1]
    centre = shapely.LineString([arc.start, *points, arc.end]).interpolate(0.5, normalized=True)
    middle = apex(x, y, bulge)
    assert hypot(centre.x - middle[0], centre.y - middle[1]) <= 2 * TOLERANCE + arc.radius / 500


def apex(x: float, y: float, bulge: float) -> tuple[float, float]:
    return x / 2 + bulge * y / 2, y / 2 - bulge * x / 2


def test_topography_is_left_out_unless_named(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.outline(SQUARE)
    sheet.outline(moved(SQUARE, 200), "JMD")
    sheet.outline(moved(SQUARE, 400), "等高线")
    reading = sheet.read(tmp_path)
    assert [row.attributes["layer"] for row in reading.rows] == ["宗地"]
    assert "JMD (1), 等高线 (1)" in codes(reading)["layers_left_out"]
    named_rows = read_boundaries(tmp_path / "lots.dxf", layer="JMD, 宗地").rows
    assert [row.attributes["layer"] for row in named_rows] == ["宗地", "JMD"]


@pytest.mark.parametrize("layer", ["DGX", "jmd", "高程点", "Topo-Contours", "道路中线"])
def test_layers_of_terrain_are_known_by_name(layer: str) -> None:
    assert topographic(layer) and not topographic("宗地")


def test_open_lines_other_entities_and_nested_outlines_are_told(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.outline(SQUARE)
    sheet.outline([(40, 40), (60, 40), (60, 60), (40, 60)])
    sheet.outline([(200, 0), (300, 0), (300, 90)], close=False)
    sheet.space.add_circle((E, N), 3, dxfattribs={"layer": "宗地"})
    told = codes(sheet.read(tmp_path))
    assert {"open_lines", "kinds_left_out", "outlines_nested", "layers_read"} <= told.keys()
    assert "CIRCLE (1)" in told["kinds_left_out"]


def test_a_line_that_was_meant_to_be_closed_is_a_row_with_its_fault(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.outline(SQUARE)
    sheet.outline([*moved(SQUARE, 200), (200, 0.5)], close=False)
    rows = sheet.read(tmp_path).rows
    assert [row.fault and row.fault.code for row in rows] == [None, "open_ring"]


def test_a_label_belongs_to_the_smallest_outline_around_it(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.outline([(-10, -10), (200, -10), (200, 200), (-10, 200)])
    sheet.outline(SQUARE)
    sheet.text("G-1", 50, 50)
    sheet.text("outside", 900, 900)
    reading = sheet.read(tmp_path)
    assert [row.attributes.get("id") for row in reading.rows] == [None, "G-1"]
    assert "1 of 2 texts" in codes(reading)["labels_joined"]


def test_a_drawing_from_below_is_turned_over(tmp_path: Path) -> None:
    sheet = Sheet()
    points = [(-E - x, N + y) for x, y in SQUARE]
    sheet.space.add_lwpolyline(points, close=True, dxfattribs={"extrusion": (0, 0, -1)})
    west, *_ = sheet.read(tmp_path).rows[0].geometry.bounds
    assert west == pytest.approx(113.1, abs=0.01)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["G-1"], {"id": "G-1"}),
        (["光电园"], {"id": "光电园"}),
        (["12", "一号地"], {"id": "12", "name": "一号地"}),
        (["面积: 1,234.5平方米", "G-2"], {"id": "G-2"}),
        (["A", "B"], {"name": "A"}),
    ],
)
def test_ids_names_and_areas_are_told_apart(texts: list[str], found: dict[str, str]) -> None:
    assert named(texts) == {"label": " ".join(texts), **found}


def test_an_unknown_layer_and_an_empty_drawing_are_refused_in_words(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.outline(SQUARE, "JMD")
    with pytest.raises(BadFile, match=r"only on layers with topography.*JMD \(1\)"):
        sheet.read(tmp_path)
    with pytest.raises(BadFile, match="no such layer; it has JMD"):
        read_boundaries(tmp_path / "lots.dxf", layer="宗地")


def test_a_drawing_cut_short_is_refused_with_the_line(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.outline(SQUARE)
    sheet.read(tmp_path)
    path = tmp_path / "lots.dxf"
    path.write_bytes(path.read_bytes().partition(b"AcDbPolyline")[0])
    with pytest.raises(BadFile, match=r"ends too early, or is no DXF, after line \d+"):
        read_boundaries(path)


@pytest.mark.parametrize("number", ["nan", "1e999", "-inf", "x", ""])
def test_a_coordinate_that_is_no_number_never_passes(tmp_path: Path, number: str) -> None:
    sheet = Sheet()
    sheet.outline(SQUARE)
    sheet.outline(moved(SQUARE, 200))
    sheet.read(tmp_path)
    path = tmp_path / "lots.dxf"
    text = path.read_text("utf-8").replace(f"{E + 300}.0", number)
    path.write_text(text, "utf-8")
    rows = read_boundaries(path).rows
    assert [row.fault is None for row in rows][:1] == [True] and all(r.fault for r in rows[1:])


def test_more_outlines_than_the_limit_are_refused(tmp_path: Path) -> None:
    sheet = Sheet()
    for at in range(3):
        sheet.outline(moved(SQUARE, 200 * at))
    with pytest.raises(TooLarge, match="3 features, more than 2"):
        sheet.read(tmp_path, limits=Limits(max_features=2))


def own(sheet: Sheet, right: float, role: str, part: int, size: float = 1) -> None:
    """A ring with the extended data of an export."""
    corners = [(right + x * size, y * size) for x, y in SQUARE]
    if "PARKMAP" not in sheet.doc.appids:
        sheet.doc.appids.add("PARKMAP")
    line = sheet.outline(corners)
    line.set_xdata("PARKMAP", [(1000, "G-1"), (1000, role), (1070, part)])


def test_own_rings_come_back_as_one_parcel_whatever_their_order(tmp_path: Path) -> None:
    sheet = Sheet()
    for right, role, part, size in (
        (0, "hole", 2, 0.1),
        (200, "outer", 1, 1.0),
        (0, "outer", 2, 1.0),
    ):
        own(sheet, right, role, part, size)
    (row,) = sheet.read(tmp_path).rows
    assert row.attributes == {"layer": "宗地", "id": "G-1"}
    assert plane_area_m2(array(row.geometry), 38)[0] == pytest.approx(19_900, abs=0.01)


def test_foreign_outlines_stay_beside_own_ones(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.outline(moved(SQUARE, 400))
    own(sheet, 0, "outer", 1)
    sheet.text("G-1", 10, 50)
    sheet.text("厂区", 10, 40)
    rows = sheet.read(tmp_path).rows
    assert [row.attributes.get("id") for row in rows] == [None, "G-1"]
    assert rows[1].attributes["name"] == "厂区"


@pytest.mark.parametrize("rings", [[(0, "outer", 1), (200, "outer", 1)],
                                   [(0, "outer", 1), (200, "hole", 2)]])  # fmt: skip
def test_rings_copied_or_left_alone_stay_apart_and_are_told(
    tmp_path: Path, rings: list[tuple[float, str, int]]
) -> None:
    sheet = Sheet()
    for ring in rings:
        own(sheet, *ring)
    reading = sheet.read(tmp_path)
    assert [row.attributes["id"] for row in reading.rows] == ["G-1", "G-1"]
    assert "G-1; each ring" in codes(reading)["own_rings_apart"]


@pytest.mark.parametrize("data", [[(1000, "G-1")], [(1000, ""), (1000, "hole"), (1070, 1)],
                                  [(1000, "G-1"), (1000, "roof"), (1070, 1)]])  # fmt: skip
def test_other_extended_data_say_nothing(tmp_path: Path, data: list[tuple[int, Any]]) -> None:
    sheet = Sheet()
    sheet.doc.appids.add("PARKMAP")
    sheet.outline(SQUARE).set_xdata("PARKMAP", data)
    assert [row.attributes for row in sheet.read(tmp_path).rows] == [{"layer": "宗地"}]


def test_own_holes_do_not_count_as_features_but_stray_ones_do(tmp_path: Path) -> None:
    sheet = Sheet()
    own(sheet, 0, "outer", 1)
    own(sheet, 10, "hole", 1, 0.1)
    assert len(sheet.read(tmp_path, limits=Limits(max_features=1)).rows) == 1
    own(sheet, 50, "hole", 9, 0.1)
    with pytest.raises(TooLarge, match="3 features, more than 1"):
        sheet.read(tmp_path, limits=Limits(max_features=1))
