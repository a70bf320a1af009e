"""What officers ask for, from a few drawn numbers: cuts, pairs, new rings, rows of a file."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import numpy as np
import orjson
import shapely

from parkmap.land.cuts import AreaCut, Cut, LineCut, StripCut
from parkmap.land.joining import differences
from parkmap.services import imports, intake
from parkmap.services.imports import View
from parkmap.services.lines import Options
from parkmap.services.receiving import receive
from parkmap.services.record import Record
from parkmap.services.reshaping import Reshape
from parkmap.store import present
from tests.proof.replay import State, shapes
from tests.shapes import collection, feature, geometry
from tests.small import OFFICER
from tests.structures import seen

METRE: Final = 9e-6
"""A metre, in degrees."""

FREE: Final = (113.1, 36.3)
"""Where nothing of the demonstration lies."""


def version(record: Record, parcel_id: str) -> int:
    """The version of a parcel as an officer sees it."""
    return seen(record, parcel_id).version


def cut_from(shape: Any, way: str, share: float, bearing: float, parts: int) -> Cut:
    """A line, an area or equal strips, from numbers between 0 and 1 and a bearing."""
    if way == "parts":
        return StripCut(parts, bearing)
    if way == "area":
        return AreaCut((round(share * shape.area * 111_320**2 * 0.807, 2),), bearing)
    west, south, east, north = shape.bounds
    angle = np.radians(bearing)
    middle = (west + share * (east - west), south + share * (north - south))
    far = 2 * max(east - west, north - south)
    step = (far * float(np.sin(angle)), far * float(np.cos(angle)))
    ends = ((middle[0] - step[0], middle[1] - step[1]), (middle[0] + step[0], middle[1] + step[1]))
    return LineCut(ends)


def standing_now(record: Record) -> dict[str, State]:
    """The current parcels with their outlines, as everybody sees them."""
    with record.store.read() as connection:
        every = list(present.every(connection, record.zone_id, "parcel"))
    return {one.id: one.state | {"geometry": orjson.loads(one.geojson)}
            for one in every if one.geojson and not one.state.get("retired_on")}  # fmt: skip


def touching(states: Mapping[str, State], *, alike: bool) -> list[tuple[str, str]]:
    """Pairs that meet along an edge; those that may merge where `alike`."""
    found = dict(sorted(shapes(states).items()))
    ids, listed = list(found), np.array(list(found.values()), dtype=object)
    here, there = shapely.STRtree(listed).query(listed, predicate="touches")
    common = shapely.length(shapely.intersection(listed[here], listed[there]))
    pairs = [(ids[one], ids[other]) for one, other, length in zip(here, there, common, strict=True)
             if one < other and length > METRE]  # fmt: skip
    return [pair for pair in pairs
            if not (alike and differences({one: states[one] for one in pair}))]  # fmt: skip


def bent(record: Record, parcel_id: str, shape: Any, place: int, by_m: float, *, corner: bool,
         day: date, reason: str) -> Reshape:  # fmt: skip
    """A parcel with a corner moved, or a side bent in its middle, by so many metres outwards."""
    points = shapely.get_coordinates(shapely.get_exterior_ring(_first(shape)))[:-1]
    at = place % len(points)
    before, after = points[at - 1], points[(at + 1) % len(points)]
    start = points[at]
    along = (after - before) if corner else (after - start)
    outwards = np.array([along[1], -along[0]]) / (np.hypot(*along) or 1.0)
    moved = (start if corner else (start + after) / 2) + outwards * by_m * METRE
    ring = points.copy()
    if corner:
        ring[at] = moved
    else:
        ring = np.insert(ring, at + 1, moved, axis=0)
    drawn = geometry(shapely.Polygon(ring, [hole.coords for hole in _first(shape).interiors]))
    return Reshape(parcel_id, {parcel_id: version(record, parcel_id)}, drawn, day, reason)


def _first(shape: Any) -> Any:
    return shapely.get_geometry(shape, 0)


ROW_M: Final = 6_000.0
"""Length of a row of spare lots: ever so many of them stay near the park."""


def spare_lot(number: int, size_m: float = 60.0) -> Any:
    """A square of its own on free land north of the park, another for each number."""
    down, along = divmod(number, int(ROW_M / (1.3 * size_m)))
    west, south = (round(start + steps * 1.3 * size_m * METRE, 10)
                   for start, steps in zip(FREE, (along, down), strict=True))  # fmt: skip
    side = size_m * METRE
    return shapely.box(west, south, round(west + side, 10), round(south + side, 10))


def narrower(shape: Any, by_m: float) -> Any:
    """A parcel that lost a margin all around, which touches nobody any more."""
    return shapely.set_precision(shape.buffer(-by_m * METRE, join_style="mitre"), 1e-10)


def send(record: Record, rows: list[dict[str, Any]], day: date, scope: Any = "near") -> View:
    """A file of features comes in and is read."""
    options = Options(on=day, scope=scope)
    data = io.BytesIO(collection(*rows))
    import_id, job = receive(record, OFFICER, data, "成果.geojson", options, now=True)
    intake.run(record, job)
    return imports.show(record, OFFICER, import_id)


def row(parcel_id: str, shape: Any, **fields: Any) -> dict[str, Any]:
    """A row of such a file."""
    return feature(shape, parcel_id, **fields)
