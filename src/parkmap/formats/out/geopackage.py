"""GeoPackage: multipolygons in longitude and latitude, every field with its type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from parkmap.formats.out.ogr import (
    OgrColumn,
    Target,
    column_of,
    in_place_of,
    texts,
    write_layer,
)
from parkmap.formats.sheet import Sheet
from parkmap.land.fields import Kind
from parkmap.said import Said


def write_geopackage(
    path: Path,
    rows: Iterable[tuple[str, str | None, Mapping[str, Any]]],
    *,
    layer: str,
    fields: Mapping[str, Kind],
) -> int:
    """Write one layer of multipolygons in longitude and latitude, and say how many rows.

    Parameters
    ----------
    path
        Where the file goes; one that is there is replaced once the new one is complete.
    rows
        Id, GeoJSON geometry text (None or ``null`` where there is none), and values of each row.
    layer
        Name of the layer.
    fields
        Field name -> kind, in the order of the columns after `id`. Dates are ISO texts.
    """
    kept = list(rows)
    drawn = [None if text == "null" else text for _, text, _ in kept]
    shapes = np.asarray(shapely.from_geojson(np.array(drawn, dtype=object)), dtype=object)
    columns = [OgrColumn("id", texts([row_id for row_id, _, _ in kept]))]
    for name, kind in fields.items():
        if kind != "geometry":
            columns.append(column_of(name, [values.get(name) for _, _, values in kept], kind))
    with in_place_of(path, ".gpkg") as part:
        target = Target("GPKG", {"IDENTIFIER": layer})
        write_layer(part, shapes, columns, layer=layer, target=target)
    return len(kept)


def write_geopackage_sheet(path: Path, sheet: Sheet) -> tuple[Said, ...]:
    """Write a sheet as a GeoPackage; nothing is lost, so nothing is told."""
    rows = ((row.id, row.geometry, row.values) for row in sheet.rows)
    fields = {column.name: column.kind for column in sheet.columns}
    write_geopackage(path, rows, layer=sheet.layer, fields=fields)
    return ()
