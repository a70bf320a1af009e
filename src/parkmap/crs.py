"""Coordinate systems: which are accepted, and the Gauss-Kruger zone of a place.

CGCS2000 longitude and latitude are taken as WGS 84 by a null transform, as is usual.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from parkmap.errors import BadValue

WGS84: Final = 4326
CGCS2000: Final = 4490
FIRST_ZONE: Final = 25
LAST_ZONE: Final = 45
LOCAL_DATUMS: Final = ("Beijing 1954", "New Beijing", "Xian 1980")


METRES_PER_DEGREE: Final = 111_320.0
"""Of longitude on the equator; near enough for tolerances and for distances that are only told."""


def gk_zone(lng: float) -> int:
    """The CGCS2000 3-degree Gauss-Kruger zone of a longitude in degrees.

    Examples
    --------
    >>> gk_zone(113.1)
    38
    """
    return min(max(int((lng + 1.5) // 3), FIRST_ZONE), LAST_ZONE)


def gk_epsg(zone: int) -> int:
    """EPSG code of a 3-degree zone, eastings without the zone prefix (zone 38 is EPSG:4547).

    Examples
    --------
    >>> gk_epsg(38)
    4547
    """
    if not FIRST_ZONE <= zone <= LAST_ZONE:
        raise BadValue(
            "%(zone)s is no 3-degree zone; CGCS2000 has 25 to 45 (Changzhi is in 38)", zone=zone
        )
    return 4509 + zone


@lru_cache(maxsize=32)
def transformer(source: str | int, target: int) -> Transformer:
    """A transformer in longitude-latitude (or easting-northing) order, kept once made."""
    return Transformer.from_crs(source, target, always_xy=True)


def accepted_epsg(text: str) -> int:
    """The EPSG number of ``EPSG:4547`` or ``4547``.

    Raises
    ------
    BadValue
        Not a number, unknown, or a local datum (Beijing 1954, Xian 1980) whose shift to CGCS2000
        needs official parameters and is never guessed.

    Examples
    --------
    >>> accepted_epsg("EPSG:4547")
    4547
    """
    number = text.strip().upper().removeprefix("EPSG:")
    if not number.isdecimal() or len(number) > 6:
        raise BadValue(
            "'%(value)s' is not a coordinate system; write it as EPSG:4547", value=text[:40]
        )
    epsg = int(number)
    try:
        found = CRS.from_epsg(epsg)
    except CRSError as cause:
        raise BadValue(
            "EPSG:%(epsg)s is not known; CGCS2000 is EPSG:4490, zone 38 EPSG:4547", epsg=epsg
        ) from cause
    datum = found.datum.name if found.datum else ""
    if datum.startswith(LOCAL_DATUMS):
        raise BadValue(
            "EPSG:%(epsg)s is on a local datum (Beijing 1954 or Xian 1980); its shift to CGCS2000 "
            "needs official parameters: ask the surveyor for CGCS2000 coordinates",
            epsg=epsg,
        )
    return epsg
