"""One layer of a GeoPackage, Shapefile or file geodatabase: columns as JSON, shapes as WKB."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, GeometryError

from parkmap.formats.child.answer import refuse, tell
from parkmap.formats.child.confinement import only_driver
from parkmap.formats.child.values import plain

CHUNK = 5_000
OPTIONS = {
    "SHAPE_RESTORE_SHX": True,  # the folder is our own, so a missing index may be written
    "OGR_ARC_STEPSIZE": "0.5",  # degrees of an arc to one straight line
}


def read_layer(order: dict[str, Any]) -> None:
    """Read what the order names; the columns, one list each, go to `table.json`."""
    only_driver(order["driver"])
    pyogrio.set_gdal_config_options(OPTIONS)
    try:
        layer, info = _opened(order)
    except (DataSourceError, DataLayerError) as error:
        refuse("unreadable", str(error))
    total = int(info["features"])
    if total > order["max_features"]:
        refuse("too_many", str(total))
    shapes: list[bytes | None] = []
    columns: list[list[Any]] = [[] for _ in info["fields"]]
    damaged: list[int] = []
    kinds = [_kind(*pair) for pair in zip(info["ogr_types"], info["ogr_subtypes"], strict=True)]
    for start in range(0, total, CHUNK):
        for piece in _pieces(order, layer, start, min(CHUNK, total - start)):
            if piece is None:
                damaged.append(len(shapes) + 1)
                shapes.append(None)
                for column in columns:
                    column.append(None)
                continue
            shapes.extend(piece[2])
            for column, read, kind in zip(columns, piece[3], kinds, strict=True):
                column.extend(plain(read, kind))
        tell(len(shapes), total)
    _write(Path(order["out"]), shapes, {
        "crs": info["crs"],
        "layer": layer,
        "fields": [str(name) for name in info["fields"]],
        "columns": columns,
        "damaged": damaged,
    })  # fmt: skip


def _opened(order: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    layers = pyogrio.list_layers(order["file"])
    named = [str(name) for name, kind in layers if kind is not None]
    layer = order["layer"]
    if layer is None and len(named) != 1:
        refuse("layers", ", ".join(named))
    if layer is not None and layer not in named:
        refuse("no_layer", ", ".join(named))
    layer = layer or named[0]
    info = pyogrio.read_info(
        order["file"], layer=layer, encoding=order["encoding"], force_feature_count=True
    )
    return layer, info


def _pieces(order: dict[str, Any], layer: str, start: int, count: int) -> Iterator[Any]:
    """What was read of so many rows; None for a row that cannot be read, the others are kept."""
    try:
        piece = pyogrio.raw.read(
            order["file"],
            layer=layer,
            encoding=order["encoding"],
            skip_features=start,
            max_features=count,
            datetime_as_string=True,
        )
    except (FeatureError, GeometryError, DataSourceError, DataLayerError, ValueError):
        if count == 1:
            yield None
            return
        half = count // 2
        yield from _pieces(order, layer, start, half)
        yield from _pieces(order, layer, start + half, count - half)
    else:
        yield piece


def _kind(kind: str, subtype: str) -> str:
    return "OFSTBoolean" if subtype == "OFSTBoolean" else str(kind)


def _write(out: Path, shapes: list[bytes | None], table: dict[str, Any]) -> None:
    sizes = np.array([-1 if one is None else len(one) for one in shapes], dtype=np.int64)
    np.save(out / "sizes.npy", sizes, allow_pickle=False)
    (out / "shapes.wkb").write_bytes(b"".join(one for one in shapes if one is not None))
    (out / "table.json").write_bytes(orjson.dumps(table))
