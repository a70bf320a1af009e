"""A block of touching parcels on offer, beside a street: for tests that put land together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import orjson
from shapely import LineString, box

from parkmap.services.noting import Annotation, annotate
from parkmap.services.reading import parcel
from parkmap.services.record import Record
from tests.shapes import collection, feature
from tests.small import OFFICER, TOML

OFFERED: Final[dict[str, Any]] = {
    "status": "idle", "offer": "open", "available_from": "2026-01-01",
    "reference_price_wan_per_mu": 20, "contact": "招商岗", "land_use_code": "100102", "far": 1.2,
    "servicing": "five",
}  # fmt: skip
"""All that an offer needs, so that the land can be had."""

CONTEXT: Final = '\n[[map.context]]\nfile = "roads.geojson"\nname_zh = "道路"\nname_en = "Roads"\n'


def write_block(
    folder: Path, rows: int, columns: int, each: Mapping[str, Mapping[str, Any]] | None = None
) -> Path:
    """Squares of 0.001 degrees (some 15 mu), T-001 in the south-west, on eastward row by row.

    A street of 20 m runs along the south of the first row. `each` has what differs, by id.
    """
    (folder / "context").mkdir(parents=True)
    (folder / "parkmap.toml").write_text(TOML + CONTEXT, encoding="utf-8")
    park = feature(box(113, 36.2, 113.05, 36.25), "P1", name_zh="园1")
    parcels = []
    for place in range(rows * columns):
        row, column = divmod(place, columns)
        west, south = round(113.001 + column / 1000, 10), round(36.21 + row / 1000, 10)
        identity = f"T-{place + 1:03d}"
        fields = {"name_zh": f"地块{place + 1}", **OFFERED, **(each or {}).get(identity, {})}
        shape = box(west, south, round(west + 0.001, 10), round(south + 0.001, 10))
        parcels.append(feature(shape, identity, **fields))
    (folder / "parks.geojson").write_bytes(collection(park))
    (folder / "parcels.geojson").write_bytes(collection(*parcels))
    street = feature(
        LineString([(112.99, 36.2098), (113.03, 36.2098)]),
        kind="road", name_zh="南街", name_en="South Street", width_m=20,
    )  # fmt: skip
    (folder / "context" / "roads.geojson").write_bytes(
        orjson.dumps({"type": "FeatureCollection", "features": [street]})
    )
    return folder


def told(record: Record, parcel_id: str, **fields: Any) -> None:
    """An officer enters fields of a parcel, as of today."""
    seen = parcel(record, OFFICER, parcel_id).version
    annotate(record, OFFICER, Annotation({parcel_id: seen}, fields, record.today(), "核实"))
