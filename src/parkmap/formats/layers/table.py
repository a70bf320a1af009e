"""A layer of a foreign format as a child read it: columns, shapes, and the rows they make."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, NoReturn

import numpy as np
import orjson
import shapely

from parkmap.errors import BadFile
from parkmap.formats.process import Ended, run_child
from parkmap.formats.refusals import (
    BETWEEN,
    no_such_layer,
    over_memory,
    over_time,
    reader_stopped,
    several_layers,
    too_many_features,
)
from parkmap.formats.room import reading_room
from parkmap.formats.rows import Order, Reading, Row, fault_finding, heights_dropped
from parkmap.geometry.boundary import single_part
from parkmap.geometry.coordinates import Geometries
from parkmap.geometry.validity import Fault
from parkmap.said import say

Driver = Literal["GPKG", "ESRI Shapefile", "OpenFileGDB"]

FORMATS: Final[dict[Driver, str]] = {
    "GPKG": "GeoPackage",
    "ESRI Shapefile": "Shapefile",
    "OpenFileGDB": "FileGDB",
}
POLYGONS: Final = (3, 6)
WKB_HEADER: Final = 5
WKB_NAMES: Final = {
    1: "Point", 2: "LineString", 4: "MultiPoint", 5: "MultiLineString", 7: "GeometryCollection",
    8: "CircularString", 9: "CompoundCurve", 10: "CurvePolygon", 11: "MultiCurve",
    12: "MultiSurface", 15: "PolyhedralSurface", 16: "TIN", 17: "Triangle",
}  # fmt: skip
ZM: Final = 1_000
"""WKB writes a third and a fourth number of a position as so many added to the kind."""


@dataclass(frozen=True, slots=True)
class LayerTable:
    """One layer: what it says of its coordinate system, columns by name, one WKB a row."""

    crs: str
    fields: list[str]
    columns: list[list[Any]]
    wkb: list[bytes | None]
    damaged: frozenset[int]


def read_table(
    path: Path, driver: Driver, layer: str | None, order: Order, *, encoding: str | None = None
) -> LayerTable:
    """A layer as a child with this one driver reads it.

    Parameters
    ----------
    path
        A file, or the folder of a geodatabase.
    layer
        Needed where there are several.
    encoding
        Of the texts, where the format does not say it.

    Raises
    ------
    BadFile
        Damaged, no or several layers, no rows, over a limit of time, memory or rows.
    """
    with reading_room() as folder:
        out = Path(folder)
        asked = {
            "driver": driver, "file": str(path.resolve()), "layer": layer, "out": folder,
            "encoding": encoding, "max_features": order.limits.max_features,
        }  # fmt: skip
        ended = run_child("layer", asked, order.limits, progress=order.progress)
        if ended.code != 0:
            _refuse(FORMATS[driver], ended, order)
        table = orjson.loads((out / "table.json").read_bytes())
        wkb = _wkb(out)
    if not wkb:
        raise BadFile("%(file)s has no features; nothing to read", file=order.name)
    return LayerTable(
        table["crs"] or "", table["fields"], table["columns"], wkb, frozenset(table["damaged"])
    )


def reading_of(table: LayerTable, order: Order, *, named: str = "") -> Reading:
    """The rows of a layer, shapes as in the file; `named` goes before what the layer says.

    A shape that is no polygon, or that cannot be read, is the fault of its row.
    """
    # "ignore": an open or broken shape comes back as None and is found by the checks
    blobs = np.empty(len(table.wkb), dtype=object)
    blobs[:] = [None if _other_kind(one) else one for one in table.wkb]
    shapes: Geometries = np.asarray(shapely.from_wkb(blobs, on_invalid="ignore"), dtype=object)
    heights = int(shapely.has_z(shapes).sum())
    flat = single_part(np.asarray(shapely.force_2d(shapes), dtype=object))
    rows = list(_rows(table, flat))
    findings = [heights_dropped(heights)] if heights else []
    return Reading(order.name, order.epsg or 0, rows, findings, named or table.crs)


def _rows(table: LayerTable, shapes: Geometries) -> list[Row]:
    records = zip(*table.columns, strict=True) if table.columns else ((),) * len(shapes)
    rows = []
    for number, (values, shape) in enumerate(zip(records, shapes, strict=True), 1):
        row = Row(number, dict(zip(table.fields, values, strict=True)), shape)
        other = _other_kind(table.wkb[number - 1])
        if number in table.damaged:
            row.fault = fault_finding(DAMAGED, number)
        elif other is not None:
            row.fault = fault_finding(not_a_polygon(other), number)
        elif shape is None and table.wkb[number - 1] is not None:
            row.fault = fault_finding(UNREADABLE_SHAPE, number)
        rows.append(row)
    return rows


DAMAGED: Final = Fault(
    "damaged_row", None, say("it cannot be read: the file is damaged there"),
    say("export the file again"),
)  # fmt: skip
UNREADABLE_SHAPE: Final = Fault(
    "malformed_geometry", None, say("its boundary cannot be read: a ring is open or too short"),
    say("draw it again"),
)  # fmt: skip


def not_a_polygon(kind: str) -> Fault:
    """A row whose shape is something else."""
    return Fault(
        "not_a_polygon",
        None,
        say("its geometry is a %(kind)s, not a polygon", kind=kind),
        say("export it again as a polygon"),
    )


def _other_kind(wkb: bytes | None) -> str | None:
    """The name of a kind that cannot be a boundary; None for polygons and for nothing."""
    if wkb is None or len(wkb) < WKB_HEADER:
        return None
    number: int = struct.unpack("<I" if wkb[0] else ">I", wkb[1:WKB_HEADER])[0]
    kind = (number & 0x0FFFFFFF) % ZM
    return None if kind in POLYGONS else WKB_NAMES.get(kind, f"WKB {kind}")


def _wkb(out: Path) -> list[bytes | None]:
    sizes = np.load(out / "sizes.npy", allow_pickle=False).tolist()
    data = (out / "shapes.wkb").read_bytes()
    pieces: list[bytes | None] = []
    start = 0
    for size in sizes:
        pieces.append(None if size < 0 else data[start : start + size])
        start += max(size, 0)
    return pieces


def _refuse(kind: str, ended: Ended, order: Order) -> NoReturn:
    name = order.name
    if ended.code is None:
        raise over_time(name, order.limits)
    if ended.starved:
        raise over_memory(name, order.limits)
    if ended.refused == "too_many":
        raise too_many_features(name, int(ended.detail), order.limits)
    if ended.refused == "layers" and ended.detail:
        raise several_layers(name, ended.detail.split(BETWEEN))
    if ended.refused == "layers":
        raise BadFile("%(file)s has no layer with boundaries", file=name)
    if ended.refused == "no_layer":
        raise no_such_layer(name, ended.detail.split(BETWEEN) if ended.detail else [])
    raise reader_stopped(name, kind)
