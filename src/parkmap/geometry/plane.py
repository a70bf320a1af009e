"""Between degrees and the Gauss-Kruger plane, where lines are cut and areas measured."""

from __future__ import annotations

import numpy as np
import shapely

from parkmap.crs import WGS84, gk_epsg, transformer
from parkmap.geometry.coordinates import Floats, Geometries


def to_plane(geometries: Geometries, zone: int) -> Geometries:
    """Degrees to metres (easting, northing) in a CGCS2000 3-degree zone; None stays None.

    Vertices are moved one by one; an edge stays the straight line between them.

    Examples
    --------
    >>> point = to_plane(np.array([shapely.Point(113.1, 36.2)]), 38)[0]
    >>> round(point.x, 3), round(point.y, 3)
    (419057.055, 4008110.322)
    """
    return _moved(geometries, WGS84, gk_epsg(zone))


def to_degrees(geometries: Geometries, zone: int) -> Geometries:
    """Metres in a CGCS2000 3-degree zone to degrees, not rounded; None stays None."""
    return _moved(geometries, gk_epsg(zone), WGS84)


def _moved(geometries: Geometries, source: int, target: int) -> Geometries:
    steps = transformer(source, target)

    def moved(points: Floats) -> Floats:
        return np.column_stack(steps.transform(points[:, 0], points[:, 1]))

    out: Geometries = np.asarray(shapely.transform(geometries, moved), dtype=object)
    return out
