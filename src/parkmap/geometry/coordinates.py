"""Coordinates as they are kept: longitude and latitude with ten decimals (0.01 mm)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from parkmap.crs import WGS84, transformer

DECIMALS: Final = 10

Geometries = NDArray[np.object_]
Floats = NDArray[np.float64]


def array_of(shapes: Iterable[Any]) -> Geometries:
    """Shapes as the arrays that geometry works on, shape (n,); None stays None.

    Examples
    --------
    >>> array_of([shapely.Point(1, 2), None]).shape
    (2,)
    """
    listed = list(shapes)
    out: Geometries = np.empty(len(listed), dtype=object)
    out[:] = listed
    return out


def quantise(values: Floats) -> Floats:
    """Round to ten decimals, half to even; a minus zero becomes zero. Doing it twice is once.

    Parameters
    ----------
    values
        Degrees, any shape. What is not finite stays as it is, for the checks to find.

    Examples
    --------
    >>> quantise(np.array([113.12345678914, -1e-12])).tolist()
    [113.1234567891, 0.0]
    """
    with np.errstate(over="ignore"):  # a number too large to round comes back as infinite
        rounded: Floats = np.round(values, DECIMALS) + 0.0
    return rounded


def quantised(geometries: Geometries) -> Geometries:
    """Geometries with every coordinate rounded by `quantise`; None stays None."""
    return _array(shapely.transform(geometries, quantise))


def to_lng_lat(geometries: Geometries, epsg: int) -> Geometries:
    """Geometries of a coordinate system taken to WGS 84 longitude and latitude.

    Parameters
    ----------
    geometries
        Easting first (or longitude first), without z; None stays None.
    epsg
        Their coordinate system. 4326 comes back as it is.

    Returns
    -------
    Geometries
        Degrees, not rounded. A point outside the system's reach comes back as infinite.
    """
    if epsg == WGS84:
        return geometries
    steps = transformer(epsg, WGS84)

    def moved(points: Floats) -> Floats:
        lng, lat = steps.transform(points[:, 0], points[:, 1])
        return np.column_stack([lng, lat])

    return _array(shapely.transform(geometries, moved))


def _array(value: Any) -> Geometries:
    out: Geometries = np.asarray(value, dtype=object)
    return out
