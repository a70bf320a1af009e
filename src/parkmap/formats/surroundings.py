"""Whether the land lies where land of a Chinese zone can lie: warnings only, nothing is moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from parkmap.formats.rows import Row
from parkmap.geometry.measure import bounds
from parkmap.land.finding import Finding
from parkmap.said import Said, say

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

CHINA: Final = (73.0, 3.0, 136.0, 54.0)
"""West, south, east, north in degrees, with the islands in the south."""

HALF_ZONE_DEG: Final = 1.5
GCJ02_FIELDS: Final = ({"adcode", "acroutes"}, {"adcode", "center", "centroid"})
"""Fields of border sets that are sold as WGS 84 but are shifted by 100 to 700 m (GCJ-02)."""


def surroundings(rows: Sequence[Row], gk_zone: int | None) -> Iterator[Finding]:
    """Warnings about where the whole file lies.

    Parameters
    ----------
    rows
        Rows with shapes in degrees; those without one are passed over.
    gk_zone
        The 3-degree zone that the land should lie in, if there is one.
    """
    if any(names <= row.attributes.keys() for row in rows[:1] for names in GCJ02_FIELDS):
        yield _warning(
            "maybe_gcj02",
            None,
            say("its fields look like a border set in GCJ-02, which lies 100 to 700 m off"),
            say("compare a corner with a survey before using it"),
        )
    sound = [row for row in rows if row.geometry is not None]
    if not sound:
        return
    shapes = np.empty(len(sound), dtype=object)
    shapes[:] = [row.geometry for row in sound]
    boxes = bounds(shapes)
    lng, lat = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    west, south, east, north = CHINA
    abroad = ~((lng >= west) & (lng <= east) & (lat >= south) & (lat <= north))
    if abroad.any():
        yield _outside_china(sound, lng, lat, abroad)
    elif gk_zone is not None:
        beside = np.abs(lng - 3 * gk_zone) > HALF_ZONE_DEG
        if beside.any():
            yield _outside_zone(sound, lng, lat, beside, gk_zone)


def _outside_china(rows: Sequence[Row], lng: Floats, lat: Floats, abroad: Flags) -> Finding:
    at = int(np.argmax(abroad))
    return _warning(
        "outside_china",
        (float(lng[at]), float(lat[at])),
        say(
            "%(count)s of %(total)s boundaries lie outside China, the first (row %(row)s) at "
            "%(lng)s, %(lat)s",
            count=f"{int(abroad.sum()):,}",
            total=f"{len(rows):,}",
            row=rows[at].number,
            lng=f"{lng[at]:.5f}",
            lat=f"{lat[at]:.5f}",
        ),
        say("if they should not, look for swapped axes or a wrong coordinate system"),
    )


def _outside_zone(
    rows: Sequence[Row], lng: Floats, lat: Floats, beside: Flags, gk_zone: int
) -> Finding:
    at = int(np.argmax(beside))
    return _warning(
        "outside_zone",
        (float(lng[at]), float(lat[at])),
        say(
            "%(count)s of %(total)s boundaries lie outside the 3-degree zone %(zone)s, the "
            "first (row %(row)s) at longitude %(lng)s",
            count=f"{int(beside.sum()):,}",
            total=f"{len(rows):,}",
            zone=gk_zone,
            row=rows[at].number,
            lng=f"{lng[at]:.5f}",
        ),
        say("check gk_zone in parkmap.toml and the coordinate system of the file"),
    )


def _warning(code: str, place: tuple[float, float] | None, sentence: Said, remedy: Said) -> Finding:
    return Finding(code, "warning", None, None, place, sentence, remedy)
