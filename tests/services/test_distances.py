"""How far land lies from what it needs: the nearest of each kind, from edge to edge."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import orjson
import pytest
import shapely

from parkmap.geometry.coordinates import array_of
from parkmap.geometry.plane import to_degrees, to_plane
from parkmap.services.distances import distances
from parkmap.services.reading import parcel
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.workspace import open_folder
from tests.small import TOML, begin, write_land

LAYERS: Final = '\n[[map.context]]\nfile = "roads.geojson"\nname_zh = "路"\nname_en = "Roads"\n'

FIRST: Final = shapely.box(113.001, 36.21, 113.002, 36.211)
"""The boundary of T-001."""


def line(road: str, metres: float) -> dict[str, Any]:
    """A road from south to north, so many metres west of the first parcel."""
    west, south, _east, _north = shapely.bounds(to_plane(array_of([FIRST]), 38)[0])
    drawn = shapely.LineString([(west - metres, south - 500), (west - metres, south + 500)])
    shape = to_degrees(array_of([drawn]), 38)[0]
    return {
        "type": "Feature",
        "properties": {"kind": "road", "class": road, "name_zh": f"{road} {metres:g}"},
        "geometry": orjson.loads(shapely.to_geojson(shape)),
    }


@pytest.fixture
def land(tmp_path: Path) -> Iterator[Record]:
    folder = write_land(tmp_path / "made")
    (folder / "parkmap.toml").write_text(TOML + LAYERS, encoding="utf-8")
    record = open_folder(begin(folder))
    yield record
    record.store.close()


def put(record: Record, *features: dict[str, Any]) -> None:
    folder = record.folder / "context"
    folder.mkdir(exist_ok=True)
    whole = {"type": "FeatureCollection", "features": list(features)}
    (folder / "roads.geojson").write_bytes(orjson.dumps(whole))


def test_the_nearest_main_road_counts_and_a_lane_does_not(land: Record) -> None:
    view = parcel(land, PUBLIC_ACTOR, "T-001")
    put(land, line("street", 10), line("arterial", 250), line("arterial", 900))
    (found,) = distances(land, view)
    assert (found.place, found.name("zh")) == ("main_road", "arterial 250")
    assert found.metres == pytest.approx(250, abs=2)


def test_a_changed_file_is_read_again_and_a_missing_one_tells_nothing(land: Record) -> None:
    view = parcel(land, PUBLIC_ACTOR, "T-001")
    assert distances(land, view) == []
    put(land, line("ring", 100))
    assert distances(land, view)[0].metres == pytest.approx(100, abs=2)
    put(land, line("ring", 1_000))
    os.utime(land.folder / "context" / "roads.geojson", ns=(1, 1))
    assert distances(land, view)[0].metres == pytest.approx(1_000, abs=2)
