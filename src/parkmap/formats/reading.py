"""Reads a boundary file: what it is, its rows, their shapes in degrees, what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

from parkmap.crs import WGS84, accepted_epsg
from parkmap.errors import TooLarge
from parkmap.formats.crs.guess import Box
from parkmap.formats.limits import DEFAULT_LIMITS, Limits
from parkmap.formats.placing import Surroundings, placed
from parkmap.formats.readers import read_rows
from parkmap.formats.repair import offer_repairs
from parkmap.formats.rows import Order, Progress, Reading, Row, fault_finding
from parkmap.geometry.coordinates import Geometries, quantised, to_lng_lat
from parkmap.geometry.validity import faults
from parkmap.land.finding import Finding

__all__ = ["Finding", "Limits", "Progress", "Reading", "Row", "read_boundaries"]

CHUNK: Final = 1_000
MB: Final = 1024 * 1024


def read_boundaries(
    path: Path,
    *,
    epsg: int | None = None,
    layer: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress | None = None,
    gk_zone: int | None = None,
    home: Box | None = None,
    parks: Sequence[tuple[str, Any]] = (),
) -> Reading:
    """All rows of a boundary file; a bad one carries its fault, none is lost.

    Parameters
    ----------
    path
        The file, or the folder of a file geodatabase. Its content decides what it is.
    epsg
        Coordinate system, where the file does not say it or says it wrongly.
    layer
        Which layer of a GeoPackage or FileGDB, which Shapefile of a zip; needed where there are
        several. For DXF one or more layers with commas between them.
    limits
        How much it may ask for.
    progress
        Called with how much is done, and of how much: bytes or rows, as the format has it.
        What it raises ends the reading and what it started.
    gk_zone
        The 3-degree zone of the workspace: taken for eastings that carry no zone.
    home
        West, south, east, north of the workspace's land in degrees: a file that would land
        outside is told.
    parks
        Name and shape in degrees of each park, to say where the land lies.

    Returns
    -------
    Reading
        Shapes are in degrees with ten decimals, valid, outer rings counter-clockwise.

    Raises
    ------
    BadFile
        It cannot be read at all: not there, cut short, damaged, no coordinate system.
        `UnsupportedFile` where there is no reader, `TooLarge` over a limit.
    BadValue
        The coordinate system is unknown or on a local datum.
    """
    _refuse_large(path, limits)
    if epsg is not None:
        accepted_epsg(str(epsg))
    first, second = _halves(progress)
    reading = read_rows(path, Order(path.name, epsg, layer, limits, first))
    reading = replace(reading, source=path.name)
    reading = placed(reading, epsg, Surroundings(gk_zone, home, parks))
    _settle(reading, limits, second)
    return reading


def _halves(progress: Progress | None) -> tuple[Progress | None, Progress | None]:
    """Reading is told as the first half of the way, checking as the second."""
    if progress is None:
        return None, None
    return (
        lambda done, total: progress(done // 2, total),
        lambda done, total: progress((total + done) // 2, total),
    )


def _refuse_large(path: Path, limits: Limits) -> None:
    if not path.is_file():
        return
    size_mb = path.stat().st_size / MB
    if size_mb > limits.max_mb:
        raise TooLarge(
            "%(file)s has %(size)s MB, more than %(limit)s; split it, or raise max_mb",
            file=path.name,
            size=round(size_mb),
            limit=limits.max_mb,
        )


def _settle(reading: Reading, limits: Limits, progress: Progress | None) -> None:
    """Take every shape to degrees, check it, turn its rings; a faulty one gives way to a fault."""
    rows = reading.rows
    broken: list[tuple[Row, Any]] = []
    for start in range(0, len(rows), CHUNK):
        chunk = [row for row in rows[start : start + CHUNK] if row.fault is None]
        shapes = _degrees(chunk, reading.epsg)
        for row, shape, fault in zip(chunk, shapes, faults(shapes, limits.shape), strict=True):
            row.geometry = shape if fault is None else None
            if fault is not None:
                row.fault = fault_finding(fault, row.number)
                if fault.code == "invalid_boundary":
                    broken.append((row, shape))
        if progress is not None:
            progress(min(start + CHUNK, len(rows)), len(rows))
    offer_repairs(broken, limits)


def _degrees(rows: list[Row], epsg: int) -> Geometries:
    shapes = np.empty(len(rows), dtype=object)
    shapes[:] = [row.geometry for row in rows]
    if not rows:
        return shapes
    moved = shapes if epsg == WGS84 else to_lng_lat(shapes, epsg)
    turned: Geometries = np.asarray(
        shapely.orient_polygons(quantised(moved), exterior_cw=False), dtype=object
    )
    return turned
