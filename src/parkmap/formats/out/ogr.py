"""Layers written through GDAL, as arrays; the file is there whole or not at all."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import shapely

from parkmap.formats.sheet import NUMBERS, text_of
from parkmap.geometry.coordinates import Geometries
from parkmap.land.fields import Kind

CRS: Final = "EPSG:4326"
NO_SPACE_BYTES: Final = 1_000_000


class OgrColumn(NamedTuple):
    """A named column: values as an array, and which are missing (None where the array says it)."""

    name: str
    values: Any
    missing: Any = None


class Target(NamedTuple):
    """A driver of GDAL and how it is asked for a layer."""

    driver: str
    options: Mapping[str, str]
    multi: bool = True


def write_layer(
    path: Path,
    shapes: Geometries,
    columns: Sequence[OgrColumn],
    *,
    layer: str,
    target: Target,
) -> None:
    """Write one layer in longitude and latitude to a file that is not there yet.

    Raises
    ------
    OSError
        The disk is full or cannot be written.
    """
    import pyogrio.errors
    import pyogrio.raw

    try:
        pyogrio.raw.write(
            path,
            np.asarray(shapely.to_wkb(shapes), dtype=object),
            [column.values for column in columns],
            [column.name for column in columns],
            field_mask=[column.missing for column in columns],
            layer=layer,
            driver=target.driver,
            geometry_type="MultiPolygon" if target.multi else "Polygon",
            promote_to_multi=target.multi,
            crs=CRS,
            encoding="UTF-8",
            layer_options=dict(target.options),
        )
    except pyogrio.errors.DataSourceError as cause:
        # GDAL does not say why in numbers; what a caller can tell from the disk, it is told.
        full = shutil.disk_usage(path.parent).free < NO_SPACE_BYTES
        raise OSError(errno.ENOSPC if full else errno.EIO, str(cause), str(path)) from cause


@contextmanager
def in_place_of(path: Path, suffix: str) -> Iterator[Path]:
    """A file to write, which takes the place of `path` once it is whole; else nothing is left."""
    part = path.with_name(f".{path.stem}.part{suffix}")
    part.unlink(missing_ok=True)
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def column_of(name: str, values: list[Any], kind: Kind) -> OgrColumn:
    """The values of a field as a column. Dates are ISO texts; lists and objects become JSON."""
    missing = np.array([value is None for value in values], dtype=bool)
    if kind in NUMBERS:
        numbers = np.array([np.nan if value is None else value for value in values], float)
        return OgrColumn(name, numbers)
    if kind == "flag":
        return OgrColumn(name, np.array([bool(value) for value in values], dtype=bool), missing)
    if kind == "date":
        days = ["NaT" if value is None else str(value)[:10] for value in values]
        return OgrColumn(name, np.array(days, dtype="datetime64[D]"))
    return OgrColumn(name, texts([text_of(value) for value in values]))


def texts(values: Sequence[str | None]) -> Any:
    """Texts as an array of objects; None is missing. A null character would end a text early."""
    kept = [value.replace("\x00", "") if value else value for value in values]
    return np.array(kept, dtype=object)
