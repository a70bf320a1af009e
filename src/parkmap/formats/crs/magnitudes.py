"""What coordinates are by their size: degrees or metres, which column is the easting, which zone.

In China a northing has seven digits (1.8 to 6 million metres), an easting six, or eight where the
number of its zone stands before it, so that the columns tell themselves apart.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from parkmap.geometry.coordinates import Floats

NORTHINGS: Final = (1.8e6, 6.0e6)
EASTINGS: Final = (1e5, 9e5)
PER_ZONE: Final = 1e6
LARGEST_EASTING: Final = 1e8
"""Two digits of zone; whether there is such a zone is another question (`has_zone`)."""

CHINA_LNG: Final = (73.0, 136.0)
CHINA_LAT: Final = (3.0, 54.0)

SIX_DEGREE_ZONES: Final = range(13, 24)
THREE_DEGREE_ZONES: Final = range(25, 46)
"""As EPSG has them; zone 24 (72 E) touches no land of China's that is built on."""

DEGREES: Final = -1
UNKNOWN: Final = -2

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Frames(NamedTuple):
    """What each point is.

    `zone` is the zone before the easting, 0 for metres without one, `DEGREES` or `UNKNOWN`.
    `swapped` says that northing or latitude stands in the first column.
    """

    zone: Ints
    swapped: Flags


class Frame(NamedTuple):
    """What most of the points are, and which of them are not."""

    zone: int
    swapped: bool
    odd: Ints


def frames(points: Floats) -> Frames:
    """What each point is by the size of its two numbers.

    Parameters
    ----------
    points
        One a row, two columns as in the file. NaN and infinite ones are unknown.

    Examples
    --------
    >>> found = frames(np.array([[4008110.322, 38419057.055], [113.1, 36.2], [7.0, 4e9]]))
    >>> found.zone.tolist(), found.swapped.tolist()
    ([38, -1, -2], [True, False, False])
    """
    first, second = points[:, 0], points[:, 1]
    straight, turned = _metres(first, second), _metres(second, first)
    zone = np.where(straight >= 0, straight, turned)
    swapped = (straight < 0) & (turned >= 0)
    with np.errstate(invalid="ignore"):
        lng_lat = (np.abs(first) <= 180) & (np.abs(second) <= 90)
        lat_lng = (np.abs(first) <= 90) & (np.abs(second) <= 180)
    backwards = lat_lng & (~lng_lat | (_within(first, CHINA_LAT) & _within(second, CHINA_LNG)))
    degrees = (zone < 0) & (lng_lat | lat_lng)
    zone = np.where(degrees, DEGREES, zone)
    return Frames(zone.astype(np.int64), np.where(degrees, backwards, swapped))


def frame(points: Floats) -> Frame:
    """What most points of a parcel or a file are.

    Examples
    --------
    >>> frame(np.array([[419057.0, 4008110.0], [419067.0, 4008110.0], [419.0, 4008120.0]]))
    Frame(zone=0, swapped=False, odd=array([2]))
    """
    if len(points) == 0:
        return Frame(UNKNOWN, False, np.empty(0, dtype=np.int64))
    zone, swapped = frames(points)
    kind = zone * 2 + swapped
    odd = np.flatnonzero(kind != kind[0])
    most = int(kind[0])
    if len(odd):
        kinds, counts = np.unique(kind, return_counts=True)
        most = int(kinds[np.argmax(counts)])
        odd = np.flatnonzero(kind != most)
    return Frame(most // 2, bool(most % 2), odd)


def has_zone(zone: int) -> bool:
    """Whether CGCS2000 has a zone of that number, of 3 or of 6 degrees."""
    return zone in THREE_DEGREE_ZONES or zone in SIX_DEGREE_ZONES


def zone_epsg(zone: int, *, prefixed: bool) -> int:
    """EPSG code of a CGCS2000 zone; its number alone tells 3 from 6 degrees.

    Examples
    --------
    >>> zone_epsg(38, prefixed=True), zone_epsg(38, prefixed=False), zone_epsg(19, prefixed=True)
    (4526, 4547, 4497)
    """
    if zone in THREE_DEGREE_ZONES:
        return zone + (4488 if prefixed else 4509)
    return zone + (4478 if prefixed else 4489)


def zone_of(epsg: int) -> tuple[int, bool] | None:
    """Zone and prefix of a CGCS2000 Gauss-Kruger code; None for any other system.

    Examples
    --------
    >>> zone_of(4547), zone_of(4497), zone_of(4326)
    ((38, False), (19, True), None)
    """
    for zones in (THREE_DEGREE_ZONES, SIX_DEGREE_ZONES):
        for prefixed in (True, False):
            start = zone_epsg(zones[0], prefixed=prefixed)
            if start <= epsg < start + len(zones):
                return zones[epsg - start], prefixed
    return None


def _metres(easting: Floats, northing: Floats) -> Ints:
    """The zone of the easting, 0 without a prefix, `UNKNOWN` where these are no such pair."""
    with np.errstate(invalid="ignore"):
        fits = _within(northing, NORTHINGS) & (easting < LARGEST_EASTING) & (easting > 0)
        zone = np.where(fits, easting, 0) // PER_ZONE
        bare = _within(easting - zone * PER_ZONE, EASTINGS)
    return np.where(fits & bare & ((zone == 0) | (zone >= 10)), zone, UNKNOWN).astype(np.int64)


def _within(values: Floats, span: tuple[float, float]) -> Flags:
    found: Flags = (values >= span[0]) & (values <= span[1])
    return found
