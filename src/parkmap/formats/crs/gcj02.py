"""The shift of GCJ-02 maps: to know a file that carries it, never to move what is stored.

The offset formula is the one that public map scripts share (Krasovsky ellipsoid); at Changzhi it
gives some 600 m to the east.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import shapely

from parkmap.geometry.coordinates import Floats
from parkmap.land.finding import Finding
from parkmap.said import say

SEMI_MAJOR_M: Final = 6378245.0
ECCENTRICITY: Final = 0.00669342162296594323
BD09_TURN: Final = np.pi * 3000 / 180
NEAR_DEG: Final = 2e-5
"""About two metres: a corner on a boundary counts as inside."""

BETTER: Final = 0.1
FITS: Final = 0.95
FEWEST: Final = 4


def to_gcj02(points: Floats) -> Floats:
    """WGS 84 longitude and latitude as a GCJ-02 map draws them.

    Parameters
    ----------
    points
        One a row, degrees, inside China.

    Examples
    --------
    >>> to_gcj02(np.array([[113.1, 36.2]])).round(6).tolist()
    [[113.106669, 36.200175]]
    """
    x, y = points[:, 0] - 105.0, points[:, 1] - 35.0
    root = np.sqrt(np.abs(x))
    wave = 20 * np.sin(6 * x * np.pi) + 20 * np.sin(2 * x * np.pi)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north += (wave + _waves(y, 20, 40, 160, 320, 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east += (wave + _waves(x, 20, 40, 150, 300, 30)) * 2 / 3
    phi = np.radians(points[:, 1])
    magic = 1 - ECCENTRICITY * np.sin(phi) ** 2
    per_north = SEMI_MAJOR_M * (1 - ECCENTRICITY) / magic**1.5 * np.pi / 180
    per_east = SEMI_MAJOR_M / np.sqrt(magic) * np.cos(phi) * np.pi / 180
    return points + np.column_stack([east / per_east, north / per_north])


def from_gcj02(points: Floats) -> Floats:
    """GCJ-02 longitude and latitude back to WGS 84, by iteration to 1e-9 degrees.

    Examples
    --------
    >>> from_gcj02(np.array([[113.106669, 36.200175]])).round(5).tolist()
    [[113.1, 36.2]]
    """
    found = points.copy()
    for _ in range(8):
        found -= to_gcj02(found) - points
    return found


def to_bd09(points: Floats) -> Floats:
    """GCJ-02 longitude and latitude as Baidu draws them (BD-09).

    Examples
    --------
    >>> to_bd09(to_gcj02(np.array([[113.1, 36.2]]))).round(6).tolist()
    [[113.113255, 36.20585]]
    """
    x, y = points[:, 0], points[:, 1]
    far = np.hypot(x, y) + 2e-5 * np.sin(y * BD09_TURN)
    turned = np.arctan2(y, x) + 3e-6 * np.cos(x * BD09_TURN)
    return np.column_stack([far * np.cos(turned) + 0.0065, far * np.sin(turned) + 0.006])


def gcj02_suspicion(points: Floats, places: Sequence[Any]) -> Finding | None:
    """A warning where land fits its parks far better once a GCJ-02 shift is taken back.

    Parameters
    ----------
    points
        Boundary points, degrees.
    places
        Shapes in degrees that the land should lie in or on: parks, or the parcels on record.

    Returns
    -------
    Finding or None
        None also where there is too little to tell by.
    """
    with np.errstate(invalid="ignore"):
        lng, lat = points[:, 0], points[:, 1]
        in_china = (np.abs(lng - 104.5) <= 31.5) & (np.abs(lat - 28.5) <= 25.5)
    points = points[in_china]
    if len(points) < FEWEST or not len(places):
        return None
    ground = shapely.buffer(shapely.union_all(shapely.force_2d(np.asarray(places, dtype=object))),
                            NEAR_DEG)  # fmt: skip
    moved = from_gcj02(points)
    as_it_is, shifted = (float(_inside(ground, one).mean()) for one in (points, moved))
    if shifted < FITS or shifted - as_it_is < BETTER:
        return None
    at = np.median(points, axis=0)
    step = np.median(points - moved, axis=0) * (111_320 * np.cos(np.radians(at[1])), 110_950)
    return Finding(
        "maybe_gcj02",
        "warning",
        None,
        None,
        (float(at[0]), float(at[1])),
        say(
            "%(before)s %% of its points lie inside the parks; moved back by the GCJ-02 offset of "
            "%(metres)s m, %(after)s %% do",
            before=round(as_it_is * 100),
            after=round(shifted * 100),
            metres=round(float(np.hypot(*step))),
        ),
        say(
            "it was probably drawn on a web map (Gaode, Tencent): ask for the survey's coordinates"
        ),
    )


def _inside(ground: Any, points: Floats) -> Any:
    shapely.prepare(ground)
    return shapely.intersects_xy(ground, points[:, 0], points[:, 1])


def _waves(z: Floats, a: float, b: float, c: float, d: float, slow: float) -> Floats:
    found: Floats = (
        a * np.sin(z * np.pi)
        + b * np.sin(z / 3 * np.pi)
        + c * np.sin(z / 12 * np.pi)
        + d * np.sin(z * np.pi / slow)
    )
    return found
