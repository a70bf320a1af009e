"""The coordinate system that a file names: an EPSG code, WKT of a `.prj`, or words of a header."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pyproj import CRS
from pyproj.exceptions import CRSError

from parkmap.crs import CGCS2000, LOCAL_DATUMS, WGS84, accepted_epsg
from parkmap.errors import BadValue
from parkmap.formats.crs.magnitudes import has_zone, zone_epsg

MAX_WKT_CHARS: Final = 8_192
WKT_START: Final = re.compile(r"\s*(PROJCS|GEOGCS|PROJCRS|GEOGCRS|GEODCRS|COMPD_?CS|BOUNDCRS)\s*\[")
CODE: Final = re.compile(r"(?:EPSG:{1,2}|urn:ogc:def:crs:EPSG:[\d.]*:|.*/EPSG/[\d.]+/)?(\d{4,6})",
                         re.IGNORECASE)  # fmt: skip
LOCAL_WKT: Final = ("xian", "beijing", "krassovsky", "krasovsky", "iag_1975", "iag 1975")
LOCAL_WORDS: Final = ("西安", "北京", "1980", "1954", "80坐标", "54坐标", "XIAN", "BEIJING")
CITY_WORDS: Final = ("独立", "地方", "城市", "城建", "假定")
KNOWN_WORDS: Final = ("2000", "WGS84", "WGS-84", "WGS 84")


def named_epsg(name: str | int) -> int | None:
    """The EPSG code of what a file names; None where it names nothing that is known.

    Parameters
    ----------
    name
        A code (4547, ``EPSG:4547``, a URN), the WKT of a ``.prj``, or words such as
        2000国家大地坐标系, which say the datum but no zone: None.

    Raises
    ------
    BadValue
        Beijing 1954, Xian 1980 or a city's own system: their shift to CGCS2000 is not public.

    Examples
    --------
    >>> named_epsg("urn:ogc:def:crs:EPSG::4547"), named_epsg("2000国家大地坐标系")
    (4547, None)
    """
    text = str(name).strip()
    if text.upper().endswith(("CRS84", "CRS:84")):
        return WGS84
    code = CODE.fullmatch(text)
    if code is not None:
        return accepted_epsg(code[1])
    if WKT_START.match(text):
        return _of_wkt(text)
    refuse_local_words(text)
    return None


def refuse_local_words(text: str) -> None:
    """Refuse the words for a datum that has no public shift to CGCS2000.

    Raises
    ------
    BadValue
        With the words.
    """
    words = text.upper()
    if any(word in words for word in KNOWN_WORDS):
        return
    if any(word in words for word in LOCAL_WORDS):
        raise _local_datum(text)
    if any(word in words for word in CITY_WORDS):
        raise BadValue(
            "'%(name)s' is a coordinate system of its own; its shift to CGCS2000 needs official "
            "parameters: ask the surveyor for CGCS2000 coordinates",
            name=text[:60],
        )


def _local_datum(name: str) -> BadValue:
    return BadValue(
        "'%(name)s' is a local datum (Beijing 1954 or Xian 1980); its shift to CGCS2000 needs "
        "official parameters: ask the surveyor for CGCS2000 coordinates",
        name=name[:60],
    )


@lru_cache(maxsize=32)
def _of_wkt(text: str) -> int | None:
    if len(text) > MAX_WKT_CHARS:
        return None
    try:
        system = CRS.from_wkt(text)
    except CRSError:
        return None
    datum = system.datum.name if system.datum is not None else ""
    ellipsoid = system.ellipsoid.name if system.ellipsoid is not None else ""
    said = f"{system.name} {datum} {ellipsoid}".lower()
    if datum.startswith(LOCAL_DATUMS) or any(word in said for word in LOCAL_WKT):
        raise _local_datum(system.name)
    number = system.to_epsg()
    if number is None:
        number = _gauss_kruger(system)
    return None if number is None else accepted_epsg(str(number))


def _gauss_kruger(system: CRS) -> int | None:
    """The zone of a CGCS2000 projection that its writer has named in another way."""
    if system.ellipsoid is None or "2000" not in f"{system.name}{system.ellipsoid.name}":
        return None
    if system.is_geographic:
        return CGCS2000
    operation = system.coordinate_operation
    if operation is None or "Mercator" not in operation.method_name:
        return None
    at = {one.name: float(one.value) for one in operation.params}
    meridian = at.get("Longitude of natural origin", 0.0)
    easting = at.get("False easting", 0.0)
    if at.get("Scale factor at natural origin", 1.0) != 1.0 or easting % 1e6 != 5e5:
        return None
    prefix = int(easting // 1e6)
    zone = prefix or round(meridian / 3)
    middle = 3 * zone if zone >= 24 else 6 * zone - 3
    return zone_epsg(zone, prefixed=prefix > 0) if has_zone(zone) and middle == meridian else None
