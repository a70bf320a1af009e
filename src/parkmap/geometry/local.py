"""A plane in metres in which edges that are straight in degrees stay straight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, radians
from typing import Final

import numpy as np
import shapely

from parkmap.geometry.coordinates import Floats, Geometries
from parkmap.geometry.measure import total_bounds

EQUATOR_RADIUS_M: Final = 6_378_137.0
SQUARED_ECCENTRICITY: Final = 0.006_694_380_022_90
"""GRS 80, the ellipsoid of CGCS2000."""


@dataclass(frozen=True, slots=True)
class LocalPlane:
    """Metres east and north of a point: degrees times two constants.

    A boundary is straight in longitude and latitude. Gauss-Kruger would bend a long edge by
    centimetres, and a point that lies on it would seem to stand beside it. Here it stays on it,
    so topology is judged in this plane. Lengths are right near the middle and drift with the
    cosine of the latitude, by 0.1 % in 10 km; areas to be told are measured elsewhere.
    """

    lng: float
    lat: float
    m_per_lng: float
    m_per_lat: float

    @classmethod
    def around(cls, geometries: Geometries) -> LocalPlane:
        """The plane about the middle of shapes in degrees; about 0, 0 where there are none.

        Examples
        --------
        >>> plane = LocalPlane.around(np.array([shapely.box(113.1, 36.2, 113.101, 36.201)]))
        >>> round(plane.m_per_lng), round(plane.m_per_lat)
        (89935, 110963)
        """
        west, south, east, north = total_bounds(geometries) or (0.0, 0.0, 0.0, 0.0)
        lng, lat = (west + east) / 2, (south + north) / 2
        curve = 1 - SQUARED_ECCENTRICITY * np.sin(radians(lat)) ** 2
        prime = EQUATOR_RADIUS_M / float(np.sqrt(curve))
        meridian = prime * (1 - SQUARED_ECCENTRICITY) / float(curve)
        return cls(lng, lat, radians(1) * prime * cos(radians(lat)), radians(1) * meridian)

    def to_metres(self, geometries: Geometries) -> Geometries:
        """Degrees to metres; None stays None."""
        return _moved(geometries, lambda points: (points - self._origin) * self._scale)

    def to_degrees(self, geometries: Geometries) -> Geometries:
        """Metres to degrees, not rounded; None stays None."""
        return _moved(geometries, lambda points: points / self._scale + self._origin)

    @property
    def _origin(self) -> Floats:
        return np.array([self.lng, self.lat])

    @property
    def _scale(self) -> Floats:
        return np.array([self.m_per_lng, self.m_per_lat])


def _moved(geometries: Geometries, how: Callable[[Floats], Floats]) -> Geometries:
    out: Geometries = np.asarray(shapely.transform(geometries, how), dtype=np.object_)
    return out
