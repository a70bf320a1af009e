"""Where a file's coordinates lie: the caller's word, the file's, else what the numbers say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import shapely

from parkmap.crs import CGCS2000, WGS84
from parkmap.errors import BadFile, BadValue
from parkmap.formats.crs.asked import fitted
from parkmap.formats.crs.guess import Box, Guess, applied, guess
from parkmap.formats.crs.names import named_epsg
from parkmap.formats.rows import Reading, Row
from parkmap.geometry.coordinates import Geometries
from parkmap.land.finding import Finding
from parkmap.said import say

DEGREES: Final = (WGS84, CGCS2000)
MAX_NAMED: Final = 60


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where the land should lie: the zone, its box in degrees, its parks by name."""

    gk_zone: int | None = None
    home: Box | None = None
    parks: Sequence[tuple[str, Any]] = ()


def placed(reading: Reading, asked: int | None, around: Surroundings) -> Reading:
    """The reading with its coordinate system known, columns exchanged where they were swapped.

    Parameters
    ----------
    reading
        Shapes as in the file; `named` is what it says of them.
    asked
        The system that the caller named, which goes before everything; a zone number before the
        eastings is fitted to it.
    around
        What the guess is weighed against.

    Raises
    ------
    BadFile
        The file does not say it and no usual system fits.
    BadValue
        A local datum is named.
    """
    sound = [row for row in reading.rows if row.geometry is not None]
    shapes = np.empty(len(sound), dtype=object)
    shapes[:] = [row.geometry for row in sound]
    if asked is not None:
        told = _overruled(reading, asked)
        if sound:
            found = fitted(shapely.get_coordinates(shapes), asked, around.home, parks=around.parks)
            _move(sound, shapes, found)
            told += found.findings
        return replace(reading, epsg=asked, findings=[*reading.findings, *told])
    if reading.epsg:
        return reading
    named = named_epsg(reading.named) if reading.named else None
    if not sound:  # every row has its fault already
        return replace(reading, epsg=named or WGS84)
    if named in DEGREES and _in_degrees(shapes) and around.home is None:
        return replace(reading, epsg=named)
    found = guess(shapely.get_coordinates(shapes), around.gk_zone, around.home, named,
                  parks=around.parks)  # fmt: skip
    if not found.epsg:
        return _unknown(reading, named, found)
    _move(sound, shapes, found)
    return replace(reading, epsg=found.epsg, findings=[*reading.findings, *_told(named, found)])


def _unknown(reading: Reading, named: int | None, found: Guess) -> Reading:
    """Degrees that no place has stay for the checks to find; anything else is asked for."""
    if named in DEGREES:
        return replace(reading, epsg=named)
    if reading.named:
        raise BadFile(
            "%(file)s has a coordinate system without an EPSG number (%(crs)s); name it with "
            "--crs, as EPSG:4547",
            file=reading.source,
            crs=reading.named[:MAX_NAMED],
            asks="crs",
        )
    raise BadFile(
        "%(file)s does not say its coordinate system, and its coordinates do not tell it "
        "(%(sentence)s); name it with --crs, as EPSG:4547",
        file=reading.source,
        sentence=found.sentence,
        asks="crs",
    )


def _in_degrees(shapes: Geometries) -> bool:
    """Whether longitude comes first and both are in range; a latitude beyond 90 is none."""
    west, south, east, north = shapely.total_bounds(shapes)
    return bool(west >= -180 and east <= 180 and south >= -90 and north <= 90)


def _told(named: int | None, found: Guess) -> list[Finding]:
    said = [] if named == found.epsg else [
        Finding("crs_detected", "info", None, None, None, found.sentence,
                say("if that is wrong, name the coordinate system with --crs"))
    ]  # fmt: skip
    return [*said, *found.findings]


def _move(rows: list[Row], shapes: Geometries, found: Guess) -> None:
    if not (found.swapped or found.easting_shift_m):
        return
    for row, shape in zip(rows, applied(shapes, found), strict=True):
        row.geometry = shape


def _overruled(reading: Reading, asked: int) -> list[Finding]:
    try:
        named = named_epsg(reading.named) if reading.named else asked
    except BadValue:
        named = None
    if named == asked or (named == WGS84 and asked == CGCS2000):
        return []
    return [
        Finding(
            "crs_overruled",
            "warning",
            None,
            None,
            None,
            say(
                "the file says %(crs)s; EPSG:%(epsg)s was used, as asked",
                crs=f"EPSG:{named}" if named else reading.named[:MAX_NAMED],
                epsg=asked,
            ),
            say("leave --crs out to take what the file says"),
        )
    ]
