"""Where a workspace is densest, read from its boxes."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from math import asinh, pi, radians, tan
from pathlib import Path
from typing import NamedTuple

from parkmap.maps.tiles import tile_bounds


class Tile(NamedTuple):
    """A tile and how many parcels have their middle in it."""

    z: int
    x: int
    y: int
    parcels: int

    @property
    def path(self) -> str:
        return f"/tiles/parcels/{self.z}/{self.x}/{self.y}.mvt?lang=zh"

    @property
    def view(self) -> str:
        """The `view` of `/explore` that shows it in the middle: Leaflet's zoom is one more."""
        west, south, east, north = tile_bounds(self.z, self.x, self.y)
        return f"{self.z + 1}/{(south + north) / 2:.5f}/{(west + east) / 2:.5f}"


def densest(workspace: Path, zooms: range) -> dict[int, Tile]:
    """For each zoom the tile with the most parcels."""
    with closing(sqlite3.connect(workspace / "parkmap.db")) as db:
        middles = db.execute(
            "SELECT (west + east) / 2, (south + north) / 2 FROM geometry_box"
        ).fetchall()
    found = {}
    for z in zooms:
        (x, y), count = Counter(_tile(lng, lat, z) for lng, lat in middles).most_common(1)[0]
        found[z] = Tile(z, x, y, count)
    return found


def corners(workspace: Path, tile: Tile) -> tuple[str, str]:
    """The ids of the parcels in the southwest and northeast corner of a tile."""
    west, south, east, north = tile_bounds(tile.z, tile.x, tile.y)
    with closing(sqlite3.connect(workspace / "parkmap.db")) as db:
        inside = db.execute(
            "SELECT subject_id, west, south FROM geometry WHERE kind = 'parcel'"
            " AND west > ? AND east < ? AND south > ? AND north < ?", (west, east, south, north)
        ).fetchall()  # fmt: skip
    inside.sort(
        key=lambda row: (row[1] - west) / (east - west) + (row[2] - south) / (north - south)
    )
    return inside[0][0], inside[-1][0]


def drawn_from(workspace: Path) -> int:
    """The first tile zoom at which parcels are drawn."""
    with closing(sqlite3.connect(workspace / "parkmap.db")) as db:
        return int(db.execute("SELECT minzoom FROM frame").fetchone()[0])


def _tile(lng: float, lat: float, z: int) -> tuple[int, int]:
    down = (1 - asinh(tan(radians(lat))) / pi) / 2
    return int((lng / 360 + 0.5) * 2**z), int(down * 2**z)
