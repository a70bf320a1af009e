"""Polygons out of what overlays leave, and how wide they are."""

from __future__ import annotations

import numpy as np
import shapely

from parkmap.geometry.coordinates import Floats, Geometries


def widths_m(shapes: Geometries) -> Floats:
    """How wide shapes are: the shorter side of the rectangle of the same area and perimeter.

    Examples
    --------
    >>> widths_m(np.array([shapely.box(0, 0, 100, 0.25), shapely.box(0, 0, 3, 3)])).tolist()
    [0.25, 3.0]
    """
    half = shapely.length(shapes) / 2
    root = np.sqrt(np.maximum(half * half - 4 * shapely.area(shapes), 0))
    width: Floats = (half - root) / 2
    return width


def polygonal(shapes: Geometries) -> Geometries:
    """The areas of shapes; points and lines where they touch are left out."""
    out: Geometries = np.asarray(shapes, dtype=object).copy()
    mixed = shapely.get_type_id(out) == shapely.GeometryType.GEOMETRYCOLLECTION
    for at in np.flatnonzero(mixed):
        parts = shapely.get_parts(out[at])
        out[at] = shapely.multipolygons(parts[shapely.get_dimensions(parts) == 2])
    out[shapely.get_dimensions(out) != 2] = shapely.MultiPolygon()
    return out
