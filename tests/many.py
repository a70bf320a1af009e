"""Two thousand parcels in blocks along streets: the size at which first views are judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import orjson
from shapely import box

from tests.shapes import collection, feature
from tests.small import TOML, begin

PARCELS: Final = 2_000
ACROSS: Final = 50
WEST, SOUTH = 113.05, 36.16
STEP: Final = 0.0011
SIDE: Final = 0.001
STATUSES: Final = ("idle", "under_construction", "revitalized", "in_use", "in_use")
OFFERED: Final[dict[str, Any]] = {
    "offer": "open", "available_from": "2026-01-01", "reference_price_wan_per_mu": 15.0,
    "contact": "招商岗", "land_use_code": "100101", "far": 1.2, "servicing": "five",
}  # fmt: skip
ROADS: Final = '\n[[map.context]]\nfile = "roads.geojson"\nname_zh = "路"\nname_en = "Roads"\n'


def many(folder: Path, count: int = PARCELS) -> Path:
    """A workspace with so many parcels in two parks, every fifth of them open."""
    (folder / "context").mkdir(parents=True)
    (folder / "parkmap.toml").write_text(TOML + ROADS, encoding="utf-8")
    rows = -(-count // ACROSS)
    east, north = WEST + ACROSS * STEP, SOUTH + rows * STEP
    middle = (SOUTH + north) / 2
    parks = [
        feature(box(WEST - STEP, low, east + STEP, high), f"P{n}", name_zh=f"园区{n}")
        for n, low, high in ((1, SOUTH - STEP, middle), (2, middle, north + STEP))
    ]
    road = {"type": "LineString", "coordinates": [[WEST, SOUTH - STEP], [east, SOUTH - STEP]]}
    named = {"kind": "road", "class": "arterial", "name_zh": "工业大街"}
    street = {"type": "Feature", "geometry": road, "properties": named}
    (folder / "parks.geojson").write_bytes(collection(*parks))
    parcels = collection(*(_parcel(at, middle) for at in range(count)))
    (folder / "parcels.geojson").write_bytes(parcels)
    (folder / "context" / "roads.geojson").write_bytes(
        orjson.dumps({"type": "FeatureCollection", "features": [street]})
    )
    return begin(folder)


def _parcel(at: int, middle: float) -> Any:
    west, south = WEST + at % ACROSS * STEP, SOUTH + at // ACROSS * STEP
    fields = {"name_zh": f"地块{at + 1}", "status": STATUSES[at % len(STATUSES)],
              "park": "P1" if south < middle else "P2",
              "chain": ("光电信息", "新能源")[at % 2]}  # fmt: skip
    offered = OFFERED if at % 5 == 0 else {}
    return feature(box(west, south, west + SIDE, south + SIDE), f"M-{at + 1:05d}",
                   **fields, **offered)  # fmt: skip
