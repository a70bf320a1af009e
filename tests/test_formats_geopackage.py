"""GeoPackage: read in a child with one driver, under limits; written whole or not at all."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from parkmap.errors import BadFile, BadValue, Conflict
from parkmap.formats.out.geopackage import write_geopackage
from parkmap.formats.process import CHILD, run_child
from parkmap.formats.reading import Limits, read_boundaries
from parkmap.formats.repair import repaired
from parkmap.formats.staging import stage
from parkmap.geometry.boundary import geojson_texts
from parkmap.land.fields import Kind
from tests.foreign import layer_file
from tests.shapes import BOW_TIE, SQUARE_1HA, WITH_HOLE, array

FIELDS: dict[str, Kind] = {"name_zh": "text", "mu": "number", "gas": "flag", "due_on": "date"}
VALUES: dict[str, Any] = {"name_zh": "{{ 7*7 }}", "mu": 14.25, "gas": True, "due_on": "2026-06-30"}


def test_what_is_written_is_read_back_the_same(tmp_path: Path) -> None:
    (text,) = geojson_texts(array(WITH_HOLE))
    rows: list[tuple[str, str | None, dict[str, Any]]] = [("A", text, VALUES), ("B", text, {})]
    assert write_geopackage(tmp_path / "out.gpkg", rows, layer="parcels", fields=FIELDS) == 2
    first, second = read_boundaries(tmp_path / "out.gpkg").rows
    assert first.attributes == {"id": "A", **VALUES}
    assert second.attributes == {"id": "B", **dict.fromkeys(VALUES)}
    assert first.geometry.equals_exact(WITH_HOLE, 1e-10, normalize=True)


def test_a_row_without_a_shape_is_written_too(tmp_path: Path) -> None:
    path = tmp_path / "out.gpkg"
    (text,) = geojson_texts(array(SQUARE_1HA))
    write_geopackage(path, [("A", "null", {}), ("B", text, {})], layer="lots", fields={})
    assert [row.fault is None for row in read_boundaries(path).rows] == [False, True]


def test_a_failed_export_leaves_the_old_file_and_no_rest(tmp_path: Path) -> None:
    path = tmp_path / "out.gpkg"
    path.write_bytes(b"old")
    with pytest.raises(ValueError, match="abc"):
        write_geopackage(path, [("A", None, {"mu": "abc"})], layer="lots", fields={"mu": "number"})
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


def test_a_child_in_which_another_driver_stays_refuses_to_open_anything() -> None:
    script = (
        f"import os, sys; sys.path.append({str(CHILD.parents[3])!r}); "
        "os.environ['OGR_SKIP'] = 'GML'; import parkmap.formats.child.confinement as it; "
        "it.only_driver('GPKG')"
    )
    ended = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, check=False)
    assert ended.returncode == 3 and b'"refused": "drivers"' in ended.stdout


def test_a_vrt_that_passes_the_first_bytes_is_not_opened(tmp_path: Path) -> None:
    canary = layer_file(tmp_path / "canary.gpkg", "EPSG:4326", array(SQUARE_1HA), no=[1])
    vrt = tmp_path / "up.gpkg"
    vrt.write_text(f'<OGRVRTDataSource><OGRVRTLayer name="lots"><SrcDataSource>{canary}'
                   "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>")  # fmt: skip
    order = {"driver": "GPKG", "file": str(vrt), "layer": None, "out": str(tmp_path),
             "encoding": None, "max_features": 9}  # fmt: skip
    assert run_child("layer", order, Limits()).refused == "unreadable"
    assert not (tmp_path / "table.json").exists()


def test_feet_are_taken_to_degrees_by_what_the_file_says(tmp_path: Path) -> None:
    lot = array(shapely.box(2_690_000, 240_000, 2_690_100, 240_100))
    reading = read_boundaries(layer_file(tmp_path / "feet.gpkg", "EPSG:2272", lot, no=[1]))
    assert reading.epsg == 2272
    assert shapely.Point(-75.16, 39.95).distance(reading.rows[0].geometry) < 0.1


def test_a_file_without_a_coordinate_system_says_what_it_was_taken_for(tmp_path: Path) -> None:
    path = layer_file(tmp_path / "bare.gpkg", None, array(SQUARE_1HA), no=[1])
    reading = read_boundaries(path)
    assert reading.epsg == 4326
    assert [finding.code for finding in reading.findings] == ["crs_detected"]


def test_coordinates_that_nothing_fits_ask_for_a_system(tmp_path: Path) -> None:
    path = layer_file(tmp_path / "bare.gpkg", None, array(shapely.box(0, 0, 900, 900)), no=[1])
    with pytest.raises(BadFile, match=r"does not say its coordinate system.*name it with --crs"):
        read_boundaries(path)


def test_progress_is_told_while_the_child_reads(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = layer_file(tmp_path / "two.gpkg", "EPSG:4326", array(SQUARE_1HA, WITH_HOLE), no=[1, 2])
    read_boundaries(path, progress=lambda *at: told.append(at))
    assert told[0] == (1, 2) and told[-1] == (2, 2)


def test_a_cancelled_reading_ends_its_child_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(done: int, total: int) -> None:
        raise Conflict("cancelled")

    path = layer_file(tmp_path / "lots.gpkg", "EPSG:4326", array(SQUARE_1HA), no=[1])
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    with pytest.raises(Conflict):
        read_boundaries(path, progress=stop)
    assert list((tmp_path / "temp").iterdir()) == []


def test_beijing_1954_is_refused(tmp_path: Path) -> None:
    path = layer_file(tmp_path / "old.gpkg", "EPSG:2435", array(SQUARE_1HA), no=[1])
    with pytest.raises(BadValue, match="local datum"):
        read_boundaries(path)


def test_several_layers_ask_for_a_choice(tmp_path: Path) -> None:
    path = layer_file(tmp_path / "two.gpkg", "EPSG:4326", array(SQUARE_1HA), no=[1])
    layer_file(path, "EPSG:4326", array(SQUARE_1HA, WITH_HOLE), "parks", no=[1, 2])
    with pytest.raises(BadFile, match="choose one: lots, parks"):
        read_boundaries(path)
    assert len(read_boundaries(path, layer="parks").rows) == 2
    with pytest.raises(BadFile, match="no such layer; it has lots, parks"):
        read_boundaries(path, layer="roads")


def test_a_whole_decimal_id_is_shown_without_its_point_and_said(tmp_path: Path) -> None:
    path = layer_file(tmp_path / "ids.gpkg", "EPSG:4326", array(SQUARE_1HA, WITH_HOLE),
                   no=[1234.0, 2.5])  # fmt: skip
    staging = stage(read_boundaries(path), id_field="no")
    assert [row.id for row in staging.good] == ["1234", "2.5"]
    assert "id_was_decimal" in {finding.code for finding in staging.findings}


def test_points_and_missing_shapes_are_faults_of_their_rows(tmp_path: Path) -> None:
    shapes = array(SQUARE_1HA, shapely.Point(113, 36), None)
    rows = read_boundaries(
        layer_file(tmp_path / "mix.gpkg", "EPSG:4326", shapes, no=[1, 2, 3])
    ).rows
    assert [row.fault and row.fault.code for row in rows] == [None, "not_a_polygon", "no_boundary"]


def test_a_child_over_its_time_is_ended(tmp_path: Path) -> None:
    path = layer_file(tmp_path / "lots.gpkg", "EPSG:4326", array(SQUARE_1HA), no=[1])
    with pytest.raises(BadFile, match="took longer than"):
        read_boundaries(path, limits=Limits(read_seconds=0.01))


def test_a_ring_that_takes_long_to_repair_does_not_hold_the_import() -> None:
    angles = np.arange(1_500) * 2.5
    ring = np.column_stack([113 + np.cos(angles * 7) / 99, 36 + np.sin(angles * 3) / 99])
    mended = repaired(array(BOW_TIE, shapely.Polygon(ring)), Limits(seconds=3))
    assert mended[0] is not None and mended[0].is_valid
