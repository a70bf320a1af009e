"""A piece of the demonstration to work on: the parcels of one park, with a ledger of their own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

import orjson

from parkmap import paths
from tests.shapes import collection
from tests.small import TOML, begin

PARK: Final = "lvdian"
BLOCK: Final = tuple(f"CZ-{number:04d}" for number in range(943, 957))
"""Fourteen parcels that meet edge to edge between four streets."""

KEPT: Final = ("name_zh", "park", "status", "offer", "land_use_code", "area_m2")
"""Rights and terms are left out: nearly no two parcels would merge."""


def begin_ground(folder: Path, ids: tuple[str, ...] = ()) -> Path:
    """A workspace of these parcels, or of all in the park, in the record since `small.BEGAN`."""
    folder.mkdir(parents=True)
    (folder / "parkmap.toml").write_text(TOML, encoding="utf-8")
    parks = [one for one in _features("parks.geojson") if one["id"] == PARK]
    parcels = [
        {**one, "properties": {name: one["properties"].get(name) for name in KEPT}}
        for one in _features("parcels.geojson")
        if one["properties"]["park"] == PARK and (not ids or one["id"] in ids)
    ]
    (folder / "parks.geojson").write_bytes(collection(*parks))
    (folder / "parcels.geojson").write_bytes(collection(*parcels))
    return begin(folder)


@cache
def _features(file: str) -> tuple[dict[str, Any], ...]:
    parsed = orjson.loads((paths.DEMO_WORKSPACE / file).read_bytes())
    return tuple(parsed["features"])
