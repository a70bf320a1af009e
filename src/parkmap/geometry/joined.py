"""Parcels that lie beside each other, as one outline."""

from __future__ import annotations

from typing import Any, Final

import shapely

from parkmap.geometry.adjacency import LEAST_SHARED_M, REACH_M
from parkmap.geometry.coordinates import Geometries, array_of
from parkmap.geometry.local import LocalPlane

_KEPT_SQUARE: Final[dict[str, Any]] = {"join_style": "mitre", "mitre_limit": 10.0}


def joined(shapes: Geometries, reach_m: float = REACH_M) -> Any:
    """The union of touching shapes, in degrees.

    Where their boundaries lie up to `reach_m` apart, what is between them is closed; where they
    share their points, these stay as they are.

    Examples
    --------
    >>> apart = [shapely.box(113.1, 36.2, 113.101, 36.201),
    ...          shapely.box(113.1010003, 36.2, 113.102, 36.201)]
    >>> joined(array_of(apart)).geom_type
    'Polygon'
    """
    plane = LocalPlane.around(shapes)
    union = shapely.union_all(shapes)
    metres = plane.to_metres(array_of([union]))[0]
    wider = shapely.buffer(metres, reach_m, **_KEPT_SQUARE)
    closed = shapely.buffer(wider, -reach_m, **_KEPT_SQUARE)
    if union.geom_type == "Polygon" and abs(closed.length - metres.length) < LEAST_SHARED_M:
        return union
    return plane.to_degrees(array_of([closed]))[0]


__all__ = ["joined"]
