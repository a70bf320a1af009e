"""What is said about a guessed coordinate system."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

import numpy as np
from pyproj import Geod

from parkmap.crs import CGCS2000, WGS84
from parkmap.formats.crs.magnitudes import THREE_DEGREE_ZONES, frame, has_zone, zone_of
from parkmap.geometry.coordinates import Floats
from parkmap.land.finding import Finding, Severity
from parkmap.said import Said, say

GRS80: Final = Geod(ellps="GRS80")
Box = tuple[float, float, float, float]


class Way(NamedTuple):
    """Another reading that lands inside: its code, and what differs from the one taken."""

    epsg: int
    exchanged: bool
    without_zone: bool


def sentence_of(epsg: int, place: tuple[float, float], park: str | None) -> Said:
    """What the coordinates were taken for, and the park they lie in.

    Examples
    --------
    >>> sentence_of(4497, (19419057.4, 4008110.3), None)
    'easting 19419057 → CGCS2000 6-degree zone 19'
    """
    belt = zone_of(epsg)
    if epsg in (WGS84, CGCS2000):
        return _degrees(place, park)
    if belt is None:
        return _other(epsg, place, park)
    zone, easting = belt[0], f"{place[0]:.0f}"
    if zone in THREE_DEGREE_ZONES:
        if park is None:
            return say("easting %(easting)s → CGCS2000 zone %(zone)s", easting=easting, zone=zone)
        return say(
            "easting %(easting)s → CGCS2000 zone %(zone)s; lands in %(park)s",
            easting=easting,
            zone=zone,
            park=park,
        )
    if park is None:
        return say(
            "easting %(easting)s → CGCS2000 6-degree zone %(zone)s", easting=easting, zone=zone
        )
    return say(
        "easting %(easting)s → CGCS2000 6-degree zone %(zone)s; lands in %(park)s",
        easting=easting,
        zone=zone,
        park=park,
    )


def unfit(points: Floats) -> Said:
    """Why no coordinate system fits: the span of the numbers."""
    if not len(points):
        return say("the file has no coordinates to tell its coordinate system by")
    if frame(points).zone == 0:
        return say("its eastings carry no zone, and the file names none")
    low, high = points.min(axis=0), points.max(axis=0)
    return say(
        "its coordinates (%(first)s to %(first_end)s, %(second)s to %(second_end)s) fit no "
        "coordinate system that is known",
        first=f"{low[0]:.10g}",
        first_end=f"{high[0]:.10g}",
        second=f"{low[1]:.10g}",
        second_end=f"{high[1]:.10g}",
    )


def columns_exchanged() -> Finding:
    """Northing or latitude stood first."""
    return _remark(
        "columns_exchanged",
        "info",
        say("northing (or latitude) stands in its first column; the two columns were exchanged"),
        say("nothing to do"),
    )


def contradicted(epsg: int) -> Finding:
    """The file names a system that its numbers cannot be in."""
    return _remark(
        "crs_contradicted",
        "warning",
        say(
            "the file says EPSG:%(epsg)s, but its coordinates are no such numbers; they were read "
            "by their size",
            epsg=epsg,
        ),
        say("compare a corner with a survey before using it"),
    )


def foreign_prefix(prefix: int, zone: int) -> Finding:
    """The zone before the eastings is not the zone that the file names: the eastings win."""
    return _remark(
        "zone_mismatch",
        "warning",
        say(
            "the file says zone %(zone)s, but its eastings begin with %(prefix)s; they were read "
            "in zone %(prefix)s",
            zone=zone,
            prefix=prefix,
        ),
        say("ask the surveyor which of the two is right"),
    )


def about_zones(seen: Collection[int], zone: int | None, epsg: int | None) -> Iterator[Finding]:
    """Eastings whose zone is not the one that the header, or the person asking, names."""
    prefixes = sorted({one for one in seen if one > 0 and has_zone(one)})
    asked = zone_of(epsg) if epsg is not None else None
    if asked is not None and prefixes not in ([], [asked[0]]):
        yield _remark(
            "zone_mismatch",
            "warning",
            say(
                "its eastings begin with %(prefix)s; EPSG:%(epsg)s (zone %(zone)s) was used, as "
                "asked",
                prefix=", ".join(map(str, prefixes)),
                epsg=epsg,
                zone=asked[0],
            ),
            say("leave --crs out to take the zone of the eastings"),
        )
    elif asked is not None and zone not in (None, asked[0]) and 0 in seen:
        yield _remark(
            "zone_mismatch",
            "warning",
            say(
                "its header says zone %(said)s (带号); EPSG:%(epsg)s (zone %(zone)s) was used, as "
                "asked",
                said=zone,
                epsg=epsg,
                zone=asked[0],
            ),
            say("leave --crs out to take the zone that the header says"),
        )
    elif epsg is None and zone is not None and prefixes not in ([], [zone]):
        yield _remark(
            "zone_mismatch",
            "warning",
            say(
                "its header says zone %(zone)s (带号), but its eastings begin with %(prefix)s, "
                "which was believed",
                zone=zone,
                prefix=", ".join(map(str, prefixes)),
            ),
            say("ask the surveyor which of the two is right"),
        )


def outside_home(land: Floats, home: Box, other: Way | None) -> Finding:
    """How far from the zone the land lies, in which direction, and what would put it inside.

    Parameters
    ----------
    land
        Its points in degrees.
    home
        West, south, east, north of the zone's land.
    other
        A reading that lands inside, if there is one.
    """
    lng, lat = (float(one) for one in np.median(land, axis=0))
    if not (np.isfinite(lng) and abs(lat) <= 90):
        return _remark("outside_home", "warning",
                       say("the land would lie nowhere on Earth"), _way_out(other))  # fmt: skip
    nearest = (min(max(lng, home[0]), home[2]), min(max(lat, home[1]), home[3]))
    bearing, _, metres = GRS80.inv(*nearest, lng, lat)
    return Finding(
        "outside_home",
        "warning",
        None,
        None,
        (lng, lat),
        _away(f"{metres / 1000:,.1f}", round(bearing % 360 / 45) % 8),
        _way_out(other),
    )


def _away(km: str, eighth: int) -> Said:
    """One sentence for each direction, so that each can be said in any language."""
    ways = (
        say("the land would lie %(km)s km north of the zone", km=km),
        say("the land would lie %(km)s km north-east of the zone", km=km),
        say("the land would lie %(km)s km east of the zone", km=km),
        say("the land would lie %(km)s km south-east of the zone", km=km),
        say("the land would lie %(km)s km south of the zone", km=km),
        say("the land would lie %(km)s km south-west of the zone", km=km),
        say("the land would lie %(km)s km west of the zone", km=km),
        say("the land would lie %(km)s km north-west of the zone", km=km),
    )
    return ways[eighth]


def _way_out(other: Way | None) -> Said:
    if other is None:
        return say("no usual reading lands inside; ask where the file comes from")
    if other.without_zone:
        return say(
            "without the zone before its eastings, as EPSG:%(epsg)s, it would land inside: correct "
            "the eastings",
            epsg=other.epsg,
        )
    if other.exchanged:
        return say(
            "with its two columns exchanged, as EPSG:%(epsg)s, it would land inside: correct the "
            "order of the columns",
            epsg=other.epsg,
        )
    return say(
        "as EPSG:%(epsg)s it would land inside: name it with --crs EPSG:%(epsg)s if that is right",
        epsg=other.epsg,
    )


def _degrees(place: tuple[float, float], park: str | None) -> Said:
    lng, lat = f"{place[0]:.6f}", f"{place[1]:.6f}"
    if park is None:
        return say("%(lng)s, %(lat)s → longitude and latitude", lng=lng, lat=lat)
    return say(
        "%(lng)s, %(lat)s → longitude and latitude; lands in %(park)s", lng=lng, lat=lat, park=park
    )


def _other(epsg: int, place: tuple[float, float], park: str | None) -> Said:
    first, second = f"{place[0]:.0f}", f"{place[1]:.0f}"
    if park is None:
        return say("%(first)s, %(second)s → EPSG:%(epsg)s", first=first, second=second, epsg=epsg)
    return say(
        "%(first)s, %(second)s → EPSG:%(epsg)s; lands in %(park)s",
        first=first,
        second=second,
        epsg=epsg,
        park=park,
    )


def _remark(code: str, severity: Severity, sentence: Said, remedy: Said) -> Finding:
    return Finding(code, severity, None, None, None, sentence, remedy)
