"""Strips of an exact area, taken off a parcel by a straight cut across a bearing."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, isfinite, radians, sin
from typing import Any, Final, NamedTuple

import numpy as np
import shapely

from parkmap.errors import BadGeometry
from parkmap.geometry.coordinates import Floats
from parkmap.geometry.crossing import Cut, faces, laid_among
from parkmap.geometry.edit import MOST_PIECES, SMALLEST_M2, TOLERANCE_M2, array, at, inside
from parkmap.geometry.noding import ROUNDING_M, Outline, on_plane
from parkmap.geometry.plane import to_plane
from parkmap.said import say

FINE_M2: Final = 0.002
"""A strip this near to its area is taken at once."""
COARSE_M2: Final = 0.004
"""Off by more, it is refused: two cuts of a strip then stay within 0.01 m2."""
ATTEMPTS: Final = 24
NUDGE_M: Final = 3e-6
TILTS_M: Final = (0.0, 5.5e-6, -5.5e-6, 2.8e-6)
"""How much farther the cut lies at one end: by half a step of the rounding. Where both ends come to
their next step at once, the area behind the cut has only every other value."""

OTHERWISE: Final = say("choose another bearing or draw a line")
FEWER: Final = say("cut fewer pieces at a time, choose another bearing or draw a line")


class Strip(NamedTuple):
    """What a cut takes off, what it leaves, and the points that it put on the boundary."""

    taken: Any
    rest: Any
    points: Floats


def direction(bearing_deg: float) -> Floats:
    """The unit vector (easting, northing) of a grid bearing, clockwise from north.

    Examples
    --------
    >>> direction(90.0).round(3).tolist()
    [1.0, 0.0]
    """
    if not isfinite(bearing_deg):
        raise BadGeometry(
            "%(bearing)s is no bearing; give degrees clockwise from grid north",
            fault="bad_bearing",
            place=None,
            bearing=bearing_deg,
        )
    angle = radians(bearing_deg % 360)
    return np.array([sin(angle), cos(angle)])


def wanted(areas_m2: Sequence[float], parcel: Any, zone: int) -> list[float]:
    """The areas of all pieces: those asked for, and what they leave of the parcel."""
    if not 1 <= len(areas_m2) <= MOST_PIECES:
        raise bad_count(len(areas_m2))
    for area in areas_m2:
        if not isfinite(area) or area < SMALLEST_M2:
            raise BadGeometry(
                "%(area)s m2 is no area for a piece; give more than %(least)s m2",
                fault="bad_area",
                place=None,
                area=area,
                least=SMALLEST_M2,
            )
    total = plane_m2(parcel, zone)
    left = total - sum(areas_m2)
    areas = [*areas_m2, left] if left > TOLERANCE_M2 else list(areas_m2)
    if left < -TOLERANCE_M2 or len(areas) < 2:
        raise BadGeometry(
            "the parcel has %(total)s m2 on the plane of zone %(zone)s; %(asked)s m2 cannot be cut "
            "off it; ask for less",
            fault="area_too_large",
            total=f"{total:.2f}",
            asked=f"{sum(areas_m2):.2f}",
            zone=zone,
            **at(inside(parcel)),
        )
    return areas


def bad_count(parts: int) -> BadGeometry:
    """That a number of pieces is too small or too large."""
    return BadGeometry(
        "%(n)s parts cannot be cut; give a number from 2 to %(most)s",
        fault="bad_count",
        place=None,
        n=parts,
        most=MOST_PIECES,
    )


def refuse_off(piece: Any, area_m2: float, zone: int) -> None:
    """Refuse a piece that misses its area by more than 0.01 m2."""
    found = plane_m2(piece, zone)
    if abs(found - area_m2) > TOLERANCE_M2:
        raise BadGeometry(
            "the piece at %(at)s would have %(found)s m2 instead of %(asked)s m2; cut fewer pieces "
            "at a time",
            fault="area_not_met",
            found=f"{found:.3f}",
            asked=f"{area_m2:.3f}",
            **at(inside(piece)),
        )


def plane_m2(shape: Any, zone: int) -> float:
    """Plane area of one shape, square metres."""
    return float(shapely.area(to_plane(array([shape]), zone))[0])


def strip(
    parcel: Any, area_m2: float, ahead: Floats, corners: Floats, zone: int, *, many: bool
) -> Strip:
    """Take a strip off the rear of a parcel.

    Parameters
    ----------
    parcel
        Polygon or multipolygon in degrees, outer rings counter-clockwise, larger than the strip.
    area_m2
        Plane area of the strip.
    ahead
        Unit vector in which the cut advances from the far side; see `direction`.
    corners
        All corners of its neighbours, degrees (n, 2).
    zone
        3-degree zone.
    many
        Whether it is one of several strips, so that fewer of them may help.

    Raises
    ------
    BadGeometry
        The parcel bends so that the cut would leave one side of it in several parts, or no cut
        across this bearing has the area to within the rounding.
    """
    outline = Outline.of(parcel, zone)
    frame = outline.plane[0]
    points = outline.plane - frame
    along, across = points @ ahead, points @ np.array([ahead[1], -ahead[0]])
    level = _level(along, across, outline, area_m2)
    ends = np.array([across.min() - 1, across.max() + 1])
    best, error = None, np.inf
    for attempt in range(ATTEMPTS):
        tilt = TILTS_M[attempt * len(TILTS_M) // ATTEMPTS]
        path = frame + np.outer([level, level + tilt], ahead)
        path = path + np.outer(ends, [ahead[1], -ahead[0]])
        cut = laid_among(path, outline, corners, ROUNDING_M)
        off = _behind_m2(cut, frame @ ahead + level, ahead) - area_m2
        if abs(off) < abs(error):
            best, error = (cut, frame @ ahead + level), off
        if abs(error) <= FINE_M2:
            break
        # Rounding answers every small step with a new small error: some step meets the area.
        level += -off / max(_length(cut), 1.0) + NUDGE_M * (attempt % 5 - 2)
    if best is None or abs(error) > COARSE_M2:
        raise BadGeometry(
            "no cut across this bearing has %(asked)s m2 near %(at)s: the nearest is off by "
            "%(error)s m2; %(remedy)s",
            fault="area_not_met",
            remedy=FEWER if many else OTHERWISE,
            asked=f"{area_m2:.2f}",
            error=f"{abs(error):.3f}",
            **at(inside(parcel)),
        )
    return Strip(*_sides(*best, ahead, parcel), best[0].points)


def _behind_m2(cut: Cut, level: float, ahead: Floats) -> float:
    """Plane area behind a cut, its points rounded as they are; see `_level` for the integral."""
    plane, edges = cut.outline.plane, cut.outline.edges
    steps = on_plane(np.array(cut.inner).reshape(-1, 2), cut.outline.zone).reshape(-1, 2, 2)
    right = np.array([ahead[1], -ahead[0]])
    forward = (steps[:, 1] - steps[:, 0]) @ right > 0
    steps[forward] = steps[forward][:, ::-1]  # so that what lies behind is on the left
    sides = np.stack([plane[edges], plane[edges + 1]], axis=1)
    sides = np.concatenate([sides[sides.mean(axis=1) @ ahead < level], steps]) - plane[0]
    along, across = sides @ ahead, sides @ right
    return float(((along[:, 1] - along[:, 0]) * across.sum(axis=1)).sum()) / 2


def _level(along: Floats, across: Floats, outline: Outline, area_m2: float) -> float:
    """How far ahead the cut lies that has the area behind it.

    The area behind a level is the integral of `across` over `along` round all rings, each edge
    taken up to the level: on the cut itself `along` does not change. It only grows, so halving
    finds it.
    """
    edges = outline.edges
    a1, a2 = along[edges], along[edges + 1]
    c1, c2 = across[edges], across[edges + 1]
    rise = np.where(a1 == a2, 1.0, a2 - a1)
    low, high = float(along.min()), float(along.max())
    for _ in range(80):
        middle = (low + high) / 2
        b1, b2 = np.minimum(a1, middle), np.minimum(a2, middle)
        at_1, at_2 = c1 + (c2 - c1) * (b1 - a1) / rise, c1 + (c2 - c1) * (b2 - a1) / rise
        if float(((b2 - b1) * (at_1 + at_2)).sum()) / 2 < area_m2:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _sides(cut: Cut, level: float, ahead: Floats, parcel: Any) -> tuple[Any, Any]:
    """What lies behind the cut and what ahead of it, each with no more parts than it may have."""
    pieces = array(faces(cut))
    reach = [_farthest(piece, level, ahead, cut.outline.zone) for piece in pieces]
    parts = shapely.get_parts(parcel)
    points = shapely.point_on_surface(pieces)
    sides: tuple[list[Any], list[Any]] = ([], [])
    seen: set[tuple[int, bool]] = set()
    order = np.argsort(-shapely.area(pieces), kind="stable")
    for index in order:
        owner = int(np.argmin(shapely.distance(parts, points[index])))
        is_ahead = reach[index] > 0
        if (owner, is_ahead) in seen:
            raise BadGeometry(
                "a cut across this bearing passes the parcel more than once and would leave a "
                "separate part at %(at)s; choose another bearing or draw a line",
                fault="several_parts",
                **at(inside(pieces[index])),
            )
        seen.add((owner, is_ahead))
        sides[is_ahead].append(pieces[index])
    return _joined(sides[0]), _joined(sides[1])


def _farthest(piece: Any, level: float, ahead: Floats, zone: int) -> float:
    """How far ahead of the level a piece reaches, or, negative, behind it."""
    off = on_plane(shapely.get_coordinates(piece), zone) @ ahead - level
    return float(off[np.abs(off).argmax()])


def _joined(polygons: list[Any]) -> Any:
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _length(cut: Cut) -> float:
    steps = on_plane(np.array(cut.inner).reshape(-1, 2), cut.outline.zone).reshape(-1, 2, 2)
    return float(np.hypot(*(steps[:, 1] - steps[:, 0]).T).sum())
