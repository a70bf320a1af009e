"""Boundaries as well-known text, for a column of a table."""

from __future__ import annotations

import numpy as np
import shapely

from parkmap.geometry.coordinates import DECIMALS, Geometries


def wkt_texts(shapes: Geometries) -> list[str | None]:
    """WKT in longitude and latitude with ten decimals; None where there is no shape.

    Examples
    --------
    >>> wkt_texts(np.array([shapely.box(113, 36, 113.5, 36.5), None]))
    ['POLYGON ((113.5 36, 113.5 36.5, 113 36.5, 113 36, 113.5 36))', None]
    """
    found = shapely.to_wkt(shapes, rounding_precision=DECIMALS, trim=True)
    return [None if one is None else str(one) for one in np.atleast_1d(found)]
