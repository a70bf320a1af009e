"""Reads a boundary file: what it is, its rows, their shapes in degrees, what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

from parkmap.crs import WGS84, accepted_epsg
from parkmap.errors import BadFile, TooLarge
from parkmap.formats.geojson import read_geojson
from parkmap.formats.geopackage import read_geopackage
from parkmap.formats.limits import DEFAULT_LIMITS, Limits
from parkmap.formats.repair import offer_repairs
from parkmap.formats.rows import Progress, Reading, Row, fault_finding
from parkmap.formats.sniff import sniff
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
) -> Reading:
    """All rows of a GeoJSON file or a GeoPackage; a bad one carries its fault, none is lost.

    Parameters
    ----------
    path
        The file. Its first bytes decide what it is.
    epsg
        Coordinate system, where the file does not say it or says it wrongly. GeoJSON is in
        longitude and latitude unless this is given.
    layer
        Which layer of a GeoPackage; needed where it has several.
    limits
        How much it may ask for.
    progress
        Called with rows done and rows in all.

    Returns
    -------
    Reading
        Shapes are in degrees with ten decimals, valid, outer rings counter-clockwise.

    Raises
    ------
    BadFile
        It cannot be read at all: not there, cut short, not what its name says, no coordinate
        system. `UnsupportedFile` where there is no reader, `TooLarge` over a limit.
    BadValue
        The coordinate system is unknown or on a local datum.
    """
    kind = sniff(path)
    _refuse_large(path, limits)
    if epsg is not None:
        accepted_epsg(str(epsg))
    if kind == "geopackage":
        reading = read_geopackage(path, epsg, layer, limits)
    elif layer is not None:
        raise BadFile("%(file)s is GeoJSON, which has no layers; leave the layer out",
                      file=path.name)  # fmt: skip
    else:
        reading = read_geojson(path, epsg, limits)
    _settle(reading, limits, progress)
    return reading


def _refuse_large(path: Path, limits: Limits) -> None:
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
