"""The coordinate system that a person names: it stands, and the numbers are fitted to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np

from parkmap.formats.crs.guess import Box, Guess, guess
from parkmap.formats.crs.magnitudes import PER_ZONE, frame, has_zone, zone_of
from parkmap.formats.crs.words import about_zones
from parkmap.geometry.coordinates import Floats
from parkmap.land.finding import Finding
from parkmap.said import say

DENIALS: Final = frozenset({"crs_contradicted", "zone_mismatch"})
"""What a guess says where the numbers cannot be in the system that is named."""


def fitted(
    points: Floats, asked: int, home: Box | None = None, *, parks: Sequence[tuple[str, Any]] = ()
) -> Guess:
    """How to read points in the system that was asked for.

    Axes are exchanged, and a zone number before the eastings is added, taken off or replaced, so
    that the numbers are such as the system has. Where that does not help they stay, and it is told.

    Parameters
    ----------
    points
        One a row, two columns in the order of the file; what is not finite is left out.
    asked
        EPSG code.
    home
        West, south, east, north of the workspace's land in degrees.
    parks
        Name and shape in degrees, as `guess` takes them.

    Returns
    -------
    Guess
        Always in `asked`.

    Examples
    --------
    >>> found = fitted(np.array([[38419057.055, 4008110.322]]), 4547)
    >>> found.epsg, found.easting_shift_m, found.findings[0].code
    (4547, -38000000.0, 'zone_fitted')
    """
    sound = points[np.isfinite(points).all(axis=1)]
    seen, belt = frame(sound), zone_of(asked)
    foreign = belt is not None and seen.zone != belt[0] and has_zone(seen.zone)
    bare_m = -PER_ZONE * seen.zone if foreign else 0.0
    found = guess(_shifted(sound, bare_m, seen.swapped), None, home, asked, parks=parks)
    if not DENIALS.isdisjoint(one.code for one in found.findings) or found.epsg != asked:
        return Guess(asked, False, found.sentence, findings=(_impossible(asked),))
    if foreign:
        told = list(about_zones([seen.zone], None, asked))
    else:
        told = list(_fit(found.easting_shift_m, asked))
    shift_m = found.easting_shift_m + bare_m
    return replace(found, easting_shift_m=shift_m, findings=(*told, *found.findings))


def _shifted(points: Floats, metres: float, swapped: bool) -> Floats:
    """The points with their eastings moved; they stand in the second column where swapped."""
    moved: Floats = points + np.array([0.0, metres] if swapped else [metres, 0.0])
    return moved


def _fit(shift_m: float, asked: int) -> Iterator[Finding]:
    zone = abs(round(shift_m / PER_ZONE))
    if shift_m < 0:
        sentence = say(
            "its eastings begin with %(zone)s, the number of the zone, which EPSG:%(epsg)s does "
            "without; it was taken off",
            zone=zone,
            epsg=asked,
        )
    elif shift_m > 0:
        sentence = say(
            "its eastings carry no zone, which EPSG:%(epsg)s has before them; %(zone)s was put "
            "there",
            zone=zone,
            epsg=asked,
        )
    else:
        return
    yield Finding("zone_fitted", "info", None, None, None, sentence, say("nothing to do"))


def _impossible(asked: int) -> Finding:
    return Finding(
        "crs_impossible",
        "warning",
        None,
        None,
        None,
        say("its coordinates are no numbers of EPSG:%(epsg)s, which was used, as asked",
            epsg=asked),
        say("leave --crs out to have them read by their size"),
    )  # fmt: skip
