"""Boundary-point TXT as it is written, and read again."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parkmap.errors import BadValue
from parkmap.formats.out.boundary_txt import TxtParcel, write_boundary_txt
from parkmap.formats.reading import read_boundaries
from parkmap.geometry.coordinates import Floats
from parkmap.geometry.plane import to_degrees
from tests.boundary_text import read
from tests.shapes import SQUARE_1HA, WITH_HOLE, array


def written(*parcels: TxtParcel, **options: Any) -> bytes:
    out = BytesIO()
    write_boundary_txt(out, parcels, 38, **options)
    return out.getvalue()


def test_what_is_written_is_the_form_of_the_land_systems() -> None:
    lines = written(TxtParcel("G-1", SQUARE_1HA, "厂区", 10_000.0)).decode().split("\n")
    assert lines[0] == "[属性描述]" and "带号=38" in lines and lines[-1] == ""
    at = lines.index("5,1.0000,G-1,厂区,面,,,,@")
    assert lines[at + 1] == "J1,1,4008100.000,38419000.000" == lines[at + 5]


def test_gb18030_comes_with_crlf() -> None:
    data = written(TxtParcel("G-1", SQUARE_1HA, "厂区"), encoding="gb18030")
    assert data.count(b"\r\n") == data.count(b"\n") and "厂区" in data.decode("gb18030")


def test_names_cannot_break_a_line_apart(tmp_path: Path) -> None:
    data = written(TxtParcel("G,1", SQUARE_1HA, "甲,乙\n[地块坐标]\r1,@"))
    (row,) = read(tmp_path, data).rows
    assert row.attributes["地块编号"] == "G，1" and row.fault is None


def test_holes_and_parts_come_back(tmp_path: Path) -> None:
    apart = shapely.MultiPolygon([WITH_HOLE, to_degrees(
        array(shapely.box(420_000, 4_008_000, 420_100, 4_008_100)), 38)[0]])  # fmt: skip
    (row,) = read(tmp_path, written(TxtParcel("G-1", apart))).rows
    assert row.geometry.area == pytest.approx(19_600, abs=0.2)
    assert sum(len(part.interiors) for part in row.geometry.geoms) == 1


def test_a_parcel_far_from_the_zone_is_refused_by_its_id() -> None:
    with pytest.raises(BadValue, match="G-7 lies too far from zone 38"):
        written(TxtParcel("G-7", shapely.box(2.0, 48.0, 2.1, 48.1)))


def test_parcels_without_a_shape_are_left_out() -> None:
    assert write_boundary_txt(BytesIO(), [TxtParcel("a", None)], 38) == 0


def around(corner: tuple[float, float], radii: list[float]) -> Floats:
    """Metres of points at these distances around one, at even turns."""
    turns = np.linspace(0, 2 * np.pi, len(radii), endpoint=False)
    spokes: Floats = np.column_stack([np.cos(turns), np.sin(turns)]) * np.array(radii)[:, None]
    return spokes + corner


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    corner=st.tuples(st.floats(380_000, 560_000), st.floats(3_900_000, 4_100_000)),
    radii=st.lists(st.floats(5, 400), min_size=3, max_size=12),
    crlf=st.booleans(),
)
def test_written_and_read_again_points_stay_within_a_millimetre(
    tmp_path: Path, corner: tuple[float, float], radii: list[float], crlf: bool
) -> None:
    ring = around(corner, radii)
    (shape,) = to_degrees(array(shapely.Polygon(ring)), 38)
    data = written(TxtParcel("G-1", shape), encoding="gb18030" if crlf else "utf-8")
    (row,) = read(tmp_path, data).rows
    back = shapely.get_coordinates(row.geometry) - (38_000_000, 0)
    apart = shapely.hausdorff_distance(shapely.MultiPoint(back), shapely.MultiPoint(ring))
    assert apart <= 0.001 and row.fault is None


def test_a_written_parcel_comes_back_in_degrees_and_is_said(tmp_path: Path) -> None:
    path = tmp_path / "lots.txt"
    path.write_bytes(written(TxtParcel("G-1", WITH_HOLE, "厂区", 9_600.0), encoding="gb18030"))
    told: list[tuple[int, int]] = []
    reading = read_boundaries(path, gk_zone=38, progress=lambda *at: told.append(at))
    (row,) = reading.rows
    assert row.geometry.equals_exact(WITH_HOLE, 1e-8, normalize=True) and told
    assert reading.findings[0].sentence == "easting 38419000 → CGCS2000 zone 38"


def test_points_are_numbered_on_through_the_rings() -> None:
    lines = written(TxtParcel("G-1", WITH_HOLE)).decode().splitlines()[-10:]
    assert [line.split(",")[0] for line in lines] == [
        "J1", "J2", "J3", "J4", "J1", "J5", "J6", "J7", "J8", "J5"]  # fmt: skip
    assert [line.split(",")[1] for line in lines] == ["1"] * 5 + ["2"] * 5
