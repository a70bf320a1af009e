"""Spikes: a boundary that runs out to a point and straight back."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from parkmap.geometry.coordinates import Floats, Geometries
from parkmap.geometry.local import LocalPlane
from parkmap.geometry.rings import rings_of

SPIKE_DEG: Final = 5.0
"""A sharper angle between two sides is no corner that anybody stakes out."""

SPIKE_WIDTH_M: Final = 0.2
"""A sharp corner that is wider at its foot is a wedge of land, as between two roads."""

SPIKE_LENGTH_M: Final = 0.1
"""A shorter one is within the accuracy of boundary points (5 to 10 cm)."""

SAME_POINT_M: Final = 0.01
"""Points nearer than this count as one: the tip of a spike is often blunt by a millimetre."""


class Spike(NamedTuple):
    """A spike of a shape: its index, the tip in degrees, how far it sticks out."""

    shape: int
    lng: float
    lat: float
    length_m: float


def spikes(geometries: Geometries) -> list[Spike]:
    """Spikes outwards and inwards, by shape.

    Parameters
    ----------
    geometries
        Polygons and multipolygons in degrees; None and what is empty have none.

    Examples
    --------
    >>> import shapely
    >>> corners = [(0, 0), (1e-3, 0), (1e-3, 5e-4), (2e-3, 5e-4), (1e-3, 5.01e-4), (1e-3, 1e-3)]
    >>> [(one.lng, one.lat, round(one.length_m)) for one in spikes(np.array([
    ...     shapely.Polygon(corners)]))]
    [(0.002, 0.0005, 111)]
    """
    plane = LocalPlane.around(geometries)
    rings = rings_of(plane.to_metres(geometries))
    before, _ = rings.neighbours()
    rings = rings.kept(_length(rings.points - rings.points[before]) >= SAME_POINT_M)
    before, after = rings.neighbours()
    back, on = rings.points[before] - rings.points, rings.points[after] - rings.points
    cross = np.abs(back[:, 0] * on[:, 1] - back[:, 1] * on[:, 0])
    angle = np.arctan2(cross, np.sum(back * on, axis=1))
    length = np.minimum(_length(back), _length(on))
    sharp = (
        (angle < np.radians(SPIKE_DEG))
        & (length * np.sin(angle) < SPIKE_WIDTH_M)
        & (length >= SPIKE_LENGTH_M)
        & (rings.size[rings.ring_of] >= 3)
    )
    tips = rings.points[sharp] / [plane.m_per_lng, plane.m_per_lat] + [plane.lng, plane.lat]
    owners = rings.owner[rings.ring_of][sharp]
    return [
        Spike(int(shape), round(float(lng), 10), round(float(lat), 10), float(far))
        for shape, (lng, lat), far in zip(owners, tips, length[sharp], strict=True)
    ]


def _length(steps: Floats) -> Floats:
    lengths: Floats = np.hypot(steps[:, 0], steps[:, 1])
    return lengths
