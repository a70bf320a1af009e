"""GeoParquet 1.1: typed columns and WKB, for data frames and lakes of data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import orjson
import shapely

from parkmap.formats.sheet import NUMBERS, Sheet, text_of
from parkmap.geometry.coordinates import Geometries
from parkmap.land.fields import Kind
from parkmap.said import Said

if TYPE_CHECKING:
    import pyarrow

VERSION: Final = "1.1.0"


def write_geoparquet(path: Path, sheet: Sheet) -> tuple[Said, ...]:
    """Write a sheet as GeoParquet; nothing is lost, so nothing is told.

    The coordinate system is left unsaid, which GeoParquet 1.1 defines as OGC:CRS84: longitude
    and latitude. Lists and objects are JSON texts.
    """
    import pyarrow
    import pyarrow.parquet

    shapes = sheet.shapes()
    columns: dict[str, Any] = {
        "id": pyarrow.array([row.id for row in sheet.rows], pyarrow.string())
    }
    for column in sheet.columns:
        values = [row.values.get(column.name) for row in sheet.rows]
        columns[column.name] = _array(values, column.kind)
    columns["geometry"] = pyarrow.array(list(shapely.to_wkb(shapes)), pyarrow.binary())
    table = pyarrow.table(columns).replace_schema_metadata({"geo": _metadata(shapes)})
    pyarrow.parquet.write_table(table, path, compression="zstd")
    return ()


def _array(values: list[Any], kind: Kind) -> pyarrow.Array:
    import pyarrow

    if kind in NUMBERS:
        numbers = [None if value is None else float(value) for value in values]
        return pyarrow.array(numbers, pyarrow.float64())
    if kind == "flag":
        return pyarrow.array(values, pyarrow.bool_())
    if kind == "date":
        days = [None if value is None else date.fromisoformat(str(value)[:10]) for value in values]
        return pyarrow.array(days, pyarrow.date32())
    return pyarrow.array([text_of(value) for value in values], pyarrow.string())


def _metadata(shapes: Geometries) -> bytes:
    """The `geo` key of GeoParquet 1.1."""
    drawn = [shape for shape in shapes if shape is not None]
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": sorted({shape.geom_type for shape in drawn}),
        "orientation": "counterclockwise",
        "edges": "planar",
    }
    if drawn:
        column["bbox"] = [float(each) for each in shapely.total_bounds(np.asarray(shapes))]
    return orjson.dumps(
        {"version": VERSION, "primary_column": "geometry", "columns": {"geometry": column}}
    )
