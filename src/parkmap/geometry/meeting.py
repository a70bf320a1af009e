"""Whether two parcels meet edge to edge: what they share, and corners that only one of them has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import shapely

from parkmap.geometry.coordinates import array_of
from parkmap.geometry.plane import to_plane

ON_RING_DEG: Final = 1e-8
"""How near to a ring a corner lies on it: a millimetre."""

TOUCHING_M2: Final = 0.1
"""Neighbours share their edge to a hundredth of a millimetre, not to nothing."""


def unshared_corners(one: Any, other: Any) -> set[tuple[float, float]]:
    """Corners of either parcel that lie on a side of the other, which has no corner there.

    Parameters
    ----------
    one, other
        Polygons or multipolygons in degrees, coordinates as they are kept.

    Returns
    -------
    set
        Longitude and latitude of each; empty where they meet corner to corner, or not at all.

    Examples
    --------
    >>> field = shapely.box(113.1, 36.2, 113.102, 36.202)
    >>> beside = shapely.box(113.102, 36.2, 113.103, 36.201)
    >>> unshared_corners(field, beside)
    {(113.102, 36.201)}
    """
    return _only(one, other) | _only(other, one)


def _only(one: Any, other: Any) -> set[tuple[float, float]]:
    mine = set(map(tuple, shapely.get_coordinates(one).tolist()))
    fresh = np.array(sorted(mine - set(map(tuple, shapely.get_coordinates(other).tolist()))))
    if not len(fresh):
        return set()
    sides = shapely.boundary(other)
    shapely.prepare(sides)
    on = shapely.dwithin(sides, shapely.points(fresh), ON_RING_DEG)
    return set(map(tuple, fresh[on].tolist()))


def overlap_m2(one: Any, others: Sequence[Any], zone: int) -> list[float]:
    """How much of a parcel each of others covers, on the plane of a 3-degree zone.

    Examples
    --------
    >>> field = shapely.box(113.1, 36.2, 113.102, 36.202)
    >>> [round(m2) for m2 in overlap_m2(field, [field, shapely.box(113, 36, 113.1, 36.1)], 38)]
    [39924, 0]
    """
    lands = to_plane(array_of([one, *others]), zone)
    shared = shapely.area(shapely.intersection(lands[0], lands[1:]))
    return [float(m2) for m2 in shared]
