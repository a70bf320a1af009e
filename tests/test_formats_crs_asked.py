"""A coordinate system that a person names: it stands, and zone numbers are fitted to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from ezdxf.filemanagement import new

from parkmap.formats.crs.asked import fitted
from parkmap.formats.reading import Reading, read_boundaries
from tests.shapes import SQUARE_1HA

METRES = [(419_000, 4_008_000), (419_100, 4_008_000), (419_100, 4_008_100), (419_000, 4_008_100)]
HOME = (113.0, 36.1, 113.2, 36.3)


def corners(prefix: int, *, swapped: bool = False) -> list[tuple[int, int]]:
    moved = [(prefix * 1_000_000 + x, y) for x, y in METRES]
    return [(y, x) for x, y in moved] if swapped else moved


def drawing(path: Path, points: list[tuple[int, int]]) -> None:
    doc: Any = new("R2010")
    doc.modelspace().add_lwpolyline(points, close=True)
    doc.saveas(path)


def table(path: Path, points: list[tuple[int, int]]) -> None:
    path.write_text(f"id;wkt\n1;{shapely.Polygon(points).wkt}\n", "utf-8")


def points_table(path: Path, points: list[tuple[int, int]]) -> None:
    rows = [f"G-1,1,J{at},{x},{y}" for at, (x, y) in enumerate([*points, points[0]], 1)]
    path.write_text("\n".join(["地块编号,圈号,点号,东坐标,北坐标", *rows]), "utf-8")


def read(folder: Path, write: Any, points: list[tuple[int, int]], **options: Any) -> Reading:
    path = folder / ("a.dxf" if write is drawing else "a.csv")
    write(path, points)
    return read_boundaries(path, **options)


def told(reading: Reading) -> dict[str, str]:
    return {one.code: one.sentence for one in reading.findings}


@pytest.mark.parametrize("write", [drawing, table, points_table])
@pytest.mark.parametrize(("prefix", "epsg"), [(38, 4547), (0, 4526), (38, 4526), (0, 4547)])
def test_the_zone_before_the_eastings_is_fitted(
    tmp_path: Path, write: Any, prefix: int, epsg: int
) -> None:
    reading = read(tmp_path, write, corners(prefix), epsg=epsg, home=HOME)
    assert reading.epsg == epsg
    assert reading.rows[0].geometry.equals_exact(SQUARE_1HA, 2e-9, normalize=True)
    assert [one for one in reading.findings if one.severity != "info"] == []


@pytest.mark.parametrize(("prefix", "epsg", "said"), [(38, 4547, "38, the number of the zone, "),
                                                      (0, 4526, "38 was put there")])  # fmt: skip
def test_what_was_fitted_is_said(tmp_path: Path, prefix: int, epsg: int, said: str) -> None:
    assert said in told(read(tmp_path, drawing, corners(prefix), epsg=epsg))["zone_fitted"]


def test_nothing_is_said_where_the_numbers_fit(tmp_path: Path) -> None:
    assert told(read(tmp_path, table, corners(38), epsg=4526)) == {}


@pytest.mark.parametrize("write", [drawing, table, points_table])
@pytest.mark.parametrize("epsg", [4526, 4547])
def test_another_zone_before_the_eastings_gives_way_and_is_told(
    tmp_path: Path, write: Any, epsg: int
) -> None:
    reading = read(tmp_path, write, corners(37), epsg=epsg)
    assert reading.rows[0].geometry.equals_exact(SQUARE_1HA, 2e-9, normalize=True)
    assert f"EPSG:{epsg} (zone 38) was used, as asked" in told(reading)["zone_mismatch"]


def test_exchanged_columns_are_exchanged_back(tmp_path: Path) -> None:
    reading = read(tmp_path, table, corners(38, swapped=True), epsg=4547)
    assert reading.rows[0].geometry.equals_exact(SQUARE_1HA, 2e-9, normalize=True)
    assert {"columns_exchanged", "zone_fitted"} <= told(reading).keys()


def test_numbers_that_cannot_be_in_it_are_told_and_left(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"id;wkt\n1;{SQUARE_1HA.wkt}\n", "utf-8")
    assert "no numbers of EPSG:4547" in told(read_boundaries(path, epsg=4547))["crs_impossible"]


def test_land_outside_of_the_zone_is_told_where_the_system_was_asked_for(tmp_path: Path) -> None:
    reading = read(tmp_path, drawing, corners(0), epsg=4548, home=HOME)
    assert "km east of the zone" in told(reading)["outside_home"]


@pytest.mark.parametrize("points", [[], [[np.nan, 1.0]], [[5e7, 4.0e6]], [[1e300, -1e300]]])
@pytest.mark.parametrize("asked", [4326, 4526, 4547, 3857])
def test_what_is_asked_for_stands_whatever_the_numbers(points: list[Any], asked: int) -> None:
    assert fitted(np.array(points, dtype=float).reshape(-1, 2), asked, HOME).epsg == asked
