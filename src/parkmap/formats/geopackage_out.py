"""GeoPackage written with pyogrio, through arrays; the file is there whole or not at all."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

from parkmap.land.fields import Kind
from parkmap.land.ledger import canonical

CRS: Final = "EPSG:4326"
NUMBERS: Final = frozenset({"number", "area"})


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
    import pyogrio.errors
    import pyogrio.raw

    kept = list(rows)
    texts = [None if text == "null" else text for _, text, _ in kept]
    shapes = shapely.from_geojson(np.array(texts, dtype=object))
    names = [name for name, kind in fields.items() if kind != "geometry"]
    columns = [_column([values.get(name) for _, _, values in kept], fields[name]) for name in names]
    part = path.with_name(f".{path.stem}.part.gpkg")
    part.unlink(missing_ok=True)
    try:
        pyogrio.raw.write(
            part,
            np.asarray(shapely.to_wkb(shapes), dtype=object),
            [np.array([row_id for row_id, _, _ in kept], dtype=object), *(c[0] for c in columns)],
            ["id", *names],
            field_mask=[None, *(column[1] for column in columns)],
            layer=layer,
            driver="GPKG",
            geometry_type="MultiPolygon",
            promote_to_multi=True,
            crs=CRS,
            layer_options={"IDENTIFIER": layer},
        )
        part.replace(path)
    except pyogrio.errors.DataSourceError as cause:
        # GDAL does not say why in numbers; what a caller can tell from the disk, it is told.
        full = shutil.disk_usage(path.parent).free < 1_000_000
        raise OSError(errno.ENOSPC if full else errno.EIO, str(cause), str(path)) from cause
    finally:
        part.unlink(missing_ok=True)
    return len(kept)


def _column(values: list[Any], kind: Kind) -> tuple[Any, Any]:
    """The values as an array, and which of them are missing."""
    missing = np.array([value is None for value in values], dtype=bool)
    if kind in NUMBERS:
        return np.array([np.nan if value is None else value for value in values], float), None
    if kind == "flag":
        return np.array([bool(value) for value in values], dtype=bool), missing
    if kind == "date":
        days = ["NaT" if value is None else str(value)[:10] for value in values]
        return np.array(days, dtype="datetime64[D]"), None
    return np.array([_text(value) for value in values], dtype=object), None


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return canonical(value)
