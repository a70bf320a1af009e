"""Which coordinate system a file is in: what it names, else what its numbers and the place say.

Nothing is moved silently: a guess says what it took the coordinates for and where they land.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
import shapely

from parkmap.crs import CGCS2000, WGS84, gk_zone, transformer
from parkmap.formats.crs.gcj02 import gcj02_suspicion
from parkmap.formats.crs.magnitudes import (
    DEGREES,
    PER_ZONE,
    UNKNOWN,
    Frame,
    frame,
    has_zone,
    zone_epsg,
    zone_of,
)
from parkmap.formats.crs.names import named_epsg
from parkmap.formats.crs.words import (
    Way,
    columns_exchanged,
    contradicted,
    foreign_prefix,
    outside_home,
    sentence_of,
    unfit,
)
from parkmap.geometry.coordinates import Floats, Geometries
from parkmap.land.finding import Finding
from parkmap.said import Said

SAMPLE: Final = 2_000
NEAR_HOME_DEG: Final = 0.02
"""Land this close to the zone's box (2 km) still counts as the zone's: a new park, a road."""

WEB_MERCATOR: Final = 3857
FIRST_UTM: Final = 32601
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Guess:
    """What the coordinates of a file are.

    Attributes
    ----------
    epsg
        The system to read them in; 0 where none fits, which `sentence` then says.
    swapped
        Northing or latitude stands first: exchange the columns.
    sentence
        What was taken and where it lands, such as "easting 38419057 → CGCS2000 zone 38; lands in
        精密制造产业园".
    lands_in
        The park that most points lie in, where parks were given.
    easting_shift_m
        To be added to the eastings, where a zone number before them has to go or to come.
    findings
        What to look at: outside the zone, swapped columns, a contradiction, GCJ-02.
    """

    epsg: int
    swapped: bool
    sentence: Said
    lands_in: str | None = None
    easting_shift_m: float = 0.0
    findings: tuple[Finding, ...] = ()


class Option(NamedTuple):
    """One way to read the columns; `certain` where the file itself says so."""

    epsg: int
    swapped: bool
    shift_m: float = 0.0
    certain: bool = False

    def degrees(self, points: Floats) -> Floats:
        """The points in longitude and latitude; infinite where the system does not reach."""
        columns = points[:, ::-1] if self.swapped else points
        first, second = columns[:, 0] + self.shift_m, columns[:, 1]
        if self.epsg in (WGS84, CGCS2000):
            return np.column_stack([first, second])
        return np.column_stack(transformer(self.epsg, WGS84).transform(first, second))


def guess(
    points: Floats,
    gk_zone: int | None = None,
    home: Box | None = None,
    named: str | int | None = None,
    *,
    parks: Sequence[tuple[str, Any]] = (),
) -> Guess:
    """The coordinate system of points, from what the file names, their size and the place.

    Parameters
    ----------
    points
        One a row, two columns in the order of the file; what is not finite is left out.
    gk_zone
        The workspace's 3-degree zone: taken for eastings that carry no zone.
    home
        West, south, east, north of the workspace's land in degrees.
    named
        EPSG code, WKT or words of the file (`crs.names.named_epsg`).
    parks
        Name and shape in degrees, for "lands in" and for the look for a GCJ-02 shift.

    Raises
    ------
    BadValue
        A local datum is named.

    Examples
    --------
    >>> found = guess(np.array([[4008110.322, 38419057.055]]), parks=[
    ...     ("精密制造产业园", shapely.box(113.0, 36.1, 113.2, 36.3))])
    >>> found.epsg, found.swapped, str(found.sentence)
    (4526, True, 'easting 38419057 → CGCS2000 zone 38; lands in 精密制造产业园')
    """
    epsg = None if named in (None, "", 0) else named_epsg(named)
    sound = points[np.isfinite(points).all(axis=1)]
    sample = sound[:: max(1, -(-len(sound) // SAMPLE))]
    seen = frame(sample)
    findings: list[Finding] = []
    options = _options(seen, epsg, gk_zone, home, findings)
    if not options and home is not None and len(sample):
        options = [one for one in _alternatives(seen, home) if _inside(one.degrees(sample), home)]
    if not options or not len(sample):
        return Guess(epsg or 0, False, unfit(sample), findings=tuple(findings))
    chosen = options[0]
    if home is not None and not chosen.certain:
        chosen = next((one for one in options if _inside(one.degrees(sample), home)), chosen)
    land = chosen.degrees(sample)
    park = _park(land, parks)
    findings += _remarks(chosen, land, parks)
    if home is not None and not _inside(land, home):
        ways = [*options, *_alternatives(seen, home)]
        better = next((one for one in ways if _inside(one.degrees(sample), home)), None)
        findings.append(outside_home(land, home, _way(chosen, better)))
    columns = sample[:, ::-1] if chosen.swapped else sample
    said = sentence_of(chosen.epsg, (float(columns[0, 0]), float(columns[0, 1])), park)
    return Guess(chosen.epsg, chosen.swapped, said, park, chosen.shift_m, tuple(findings))


def applied(geometries: Geometries, found: Guess) -> Geometries:
    """Shapes as the guess reads them: easting or longitude first, the zone number put right.

    Examples
    --------
    >>> found = Guess(4547, True, Said(""), easting_shift_m=-38e6)
    >>> applied(np.array([shapely.Point(4008110.0, 38419057.0)]), found)[0]
    <POINT (419057 4008110)>
    """

    def moved(points: Floats) -> Floats:
        columns = points[:, ::-1] if found.swapped else points
        out: Floats = columns + np.array([found.easting_shift_m, 0.0])
        return out

    shapes: Geometries = np.asarray(shapely.transform(geometries, moved), dtype=object)
    return shapes


def _remarks(chosen: Option, land: Floats, parks: Sequence[tuple[str, Any]]) -> Iterator[Finding]:
    if chosen.swapped:
        yield columns_exchanged()
    suspicion = gcj02_suspicion(land, [shape for _, shape in parks])
    if suspicion is not None:
        yield suspicion


def _way(chosen: Option, better: Option | None) -> Way | None:
    if better is None:
        return None
    return Way(better.epsg, better.swapped != chosen.swapped, better.shift_m != chosen.shift_m)


def _options(
    seen: Frame, epsg: int | None, zone: int | None, home: Box | None, findings: list[Finding]
) -> list[Option]:
    """Ways to read the columns, the likeliest first."""
    if epsg is not None:
        named = _as_named(seen, epsg, findings)
        if named:
            return named
    if seen.zone == UNKNOWN:
        return []
    if seen.zone == DEGREES:
        return [Option(WGS84, seen.swapped), Option(WGS84, not seen.swapped)]
    if seen.zone > 0:
        known = has_zone(seen.zone)
        return [Option(zone_epsg(seen.zone, prefixed=True), seen.swapped, 0.0, True)][: int(known)]
    near = ([] if zone is None else [zone]) + _zones_near(home)
    return [Option(zone_epsg(one, prefixed=False), seen.swapped) for one in dict.fromkeys(near)]


def _as_named(seen: Frame, epsg: int, findings: list[Finding]) -> list[Option]:
    """The named system, unless the numbers cannot be in it."""
    belt = zone_of(epsg)
    if epsg in (WGS84, CGCS2000):
        if seen.zone == DEGREES:
            return [Option(epsg, seen.swapped, certain=True)]
        findings.append(contradicted(epsg))
        return []
    if belt is None:
        return [Option(epsg, False), Option(epsg, True)]
    if seen.zone < 0:
        findings.append(contradicted(epsg))
        return []
    zone, prefixed = belt
    if seen.zone not in (0, zone):
        findings.append(foreign_prefix(seen.zone, zone))
        return []
    shift = (zone if prefixed else 0) - seen.zone
    return [Option(epsg, seen.swapped, PER_ZONE * shift, certain=True)]


def _alternatives(seen: Frame, home: Box) -> list[Option]:
    """Other readings for land that would lie outside: zones, axes, web Mercator, UTM."""
    swaps = (seen.swapped, not seen.swapped)
    if seen.zone == DEGREES:
        return [Option(WGS84, one) for one in swaps]
    found = []
    if seen.zone >= 0:
        shift = -PER_ZONE * seen.zone
        found = [Option(zone_epsg(one, prefixed=False), seen.swapped, shift)
                 for one in _zones_near(home)]  # fmt: skip
    utm = FIRST_UTM + int((home[0] + home[2] + 360) // 12)
    return found + [Option(epsg, one) for epsg in (WEB_MERCATOR, utm) for one in swaps]


def _zones_near(home: Box | None) -> list[int]:
    """3-degree zones at and beside the place, then its 6-degree zone."""
    if home is None:
        return []
    lng = (home[0] + home[2]) / 2
    zone = gk_zone(lng)
    found = [zone, zone - 1, zone + 1, int(lng // 6) + 1]
    return [one for one in found if has_zone(one)]


def _inside(land: Floats, home: Box) -> bool:
    """Whether most points lie at home or next to it."""
    west, south, east, north = home
    with np.errstate(invalid="ignore"):
        held = (
            (land[:, 0] >= west - NEAR_HOME_DEG)
            & (land[:, 0] <= east + NEAR_HOME_DEG)
            & (land[:, 1] >= south - NEAR_HOME_DEG)
            & (land[:, 1] <= north + NEAR_HOME_DEG)
        )
    return bool(held.mean() > 0.5)


def _park(land: Floats, parks: Sequence[tuple[str, Any]]) -> str | None:
    """The park that holds most of the points; None where none holds any."""
    held = [
        (int(shapely.intersects_xy(shape, land[:, 0], land[:, 1]).sum()), name)
        for name, shape in parks
    ]
    count, name = max(held, key=lambda one: one[0], default=(0, ""))
    return name if count else None
