"""Whether a boundary holds; if not, where and why. Nothing is repaired here."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

import numpy as np
import shapely

from parkmap.errors import BadGeometry
from parkmap.geometry.coordinates import Floats, Geometries
from parkmap.said import Said, say

MAX_VERTICES: Final = 5_000
MAX_HOLES: Final = 100

REASONS: Final = {
    "Self-intersection": say("the boundary crosses itself"),
    "Ring Self-intersection": say("a ring touches itself"),
    "Hole lies outside shell": say("a hole lies outside its outer ring"),
    "Holes are nested": say("one hole lies inside another"),
    "Nested shells": say("one part lies inside another"),
    "Interior is disconnected": say("holes cut the inside into separate pieces"),
    "Too few points in geometry component": say("a ring has fewer than three different points"),
    "Duplicate Rings": say("two rings are the same"),
    "Ring is not closed": say("a ring is open"),
}
"""What GEOS says, in words of the trade."""

_REASON = re.compile(r"^(?P<reason>[^\[]+)(?:\[(?P<x>\S+) (?P<y>[^\s\]]+)[^\]]*\])?$")


class Fault(NamedTuple):
    """Why a shape cannot be a boundary: `sentence` says what and where, `remedy` what to do."""

    code: str
    place: tuple[float, float] | None
    sentence: Said
    remedy: Said

    def error(self) -> BadGeometry:
        """The same as an error to raise, with `code` and `place` in its values."""
        return BadGeometry(
            "%(sentence)s; %(remedy)s",
            sentence=self.sentence,
            remedy=self.remedy,
            fault=self.code,
            place=self.place,
        )


class ShapeLimits(NamedTuple):
    """How much one boundary may have."""

    max_vertices: int = MAX_VERTICES
    max_holes: int = MAX_HOLES


def faults(geometries: Geometries, limits: ShapeLimits = ShapeLimits()) -> list[Fault | None]:
    """The first fault of each shape, None where it holds.

    Parameters
    ----------
    geometries
        Polygons and multipolygons in degrees. None, or one without points, is a fault.
    limits
        Counted before anything dear is asked of a shape.

    Returns
    -------
    list of Fault or None
        As long as the input.

    Examples
    --------
    >>> bow_tie = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    >>> faults(np.array([bow_tie]))[0].sentence
    'the boundary crosses itself at 0.5, 0.5'
    """
    found: list[Fault | None] = [None] * len(geometries)
    sound = np.ones(len(geometries), dtype=bool)
    for index, fault in _cheap_faults(geometries, limits):
        if found[index] is None:
            found[index] = fault
            sound[index] = False
    held = np.flatnonzero(sound)
    for index in held[~shapely.is_valid(geometries[held])]:
        found[index] = _invalid(str(shapely.is_valid_reason(geometries[index])))
    return found


def checked(geometry: Any, limits: ShapeLimits = ShapeLimits()) -> Any:
    """The shape itself, or a refusal.

    Raises
    ------
    BadGeometry
        With the place and the reason.
    """
    one = np.empty(1, dtype=object)
    one[0] = geometry
    fault = faults(one, limits)[0]
    if fault is not None:
        raise fault.error()
    return geometry


def hole_counts(geometries: Geometries) -> Floats:
    """The number of holes of each shape, over all its parts."""
    parts, owner = shapely.get_parts(geometries, return_index=True)
    holes = shapely.get_num_interior_rings(parts)
    counts: Floats = np.bincount(owner, weights=holes, minlength=len(geometries)).astype(float)
    return counts


def _cheap_faults(geometries: Geometries, limits: ShapeLimits) -> list[tuple[int, Fault]]:
    found: list[tuple[int, Fault]] = []
    for index in np.flatnonzero(shapely.is_missing(geometries) | shapely.is_empty(geometries)):
        found.append((int(index), NO_BOUNDARY))
    vertices = shapely.get_num_coordinates(geometries)
    for index in np.flatnonzero(vertices > limits.max_vertices):
        found.append((int(index), too_many_vertices(int(vertices[index]), limits.max_vertices)))
    holes = hole_counts(geometries)
    for index in np.flatnonzero(holes > limits.max_holes):
        found.append((int(index), too_many_holes(int(holes[index]), limits.max_holes)))
    points, owner = shapely.get_coordinates(geometries, return_index=True)
    with np.errstate(invalid="ignore"):
        outside = ~((np.abs(points[:, 0]) <= 180) & (np.abs(points[:, 1]) <= 90))
    first: dict[int, Fault] = {}
    for at in np.flatnonzero(outside):
        first.setdefault(int(owner[at]), out_of_range(points[at, 0], points[at, 1]))
    return found + list(first.items())


NO_BOUNDARY: Final = Fault(
    "no_boundary", None, say("it has no boundary"), say("draw one, or leave the row out")
)


def too_many_vertices(count: int, limit: int) -> Fault:
    """Over the limit of vertices."""
    return Fault(
        "too_many_vertices",
        None,
        say("it has %(count)s vertices, more than %(limit)s", count=f"{count:,}",
            limit=f"{limit:,}"),
        say("split or simplify it, or raise the limit %(name)s", name="max_vertices"),
    )  # fmt: skip


def too_many_holes(count: int, limit: int) -> Fault:
    """Over the limit of holes."""
    return Fault(
        "too_many_holes",
        None,
        say("it has %(count)s holes, more than %(limit)s", count=f"{count:,}", limit=f"{limit:,}"),
        say("split or simplify it, or raise the limit %(name)s", name="max_holes"),
    )


def out_of_range(lng: float, lat: float) -> Fault:
    """A position that no place on Earth has, with the likely cause."""
    if not (np.isfinite(lng) and np.isfinite(lat)):
        return Fault(
            "not_finite",
            None,
            say("a coordinate is not a finite number (%(lng)s, %(lat)s)", lng=lng, lat=lat),
            say("look for a wrong coordinate system or a slip in its numbers"),
        )
    if abs(lng) <= 90 and abs(lat) <= 180:
        remedy = say("the axes look swapped: write longitude first")
    else:
        remedy = say(
            "these look like metres: name their coordinate system with --crs, as EPSG:4547"
        )
    sentence = say(
        "position %(lng)s, %(lat)s is outside longitude -180..180, latitude -90..90",
        lng=f"{lng:.10g}",
        lat=f"{lat:.10g}",
    )
    return Fault("out_of_range", None, sentence, remedy)


def _invalid(reason: str) -> Fault:
    again = say("draw the boundary again")
    match = _REASON.match(reason)
    if match is None:
        return Fault("invalid_boundary", None, say(reason), again)
    plain = match["reason"]
    words = REASONS.get(plain, say(plain))
    if match["x"] is None:
        return Fault("invalid_boundary", None, words, again)
    place = (float(match["x"]), float(match["y"]))
    sentence = say(
        "%(what)s at %(lng)s, %(lat)s",
        what=words,
        lng=f"{place[0]:.10g}",
        lat=f"{place[1]:.10g}",
    )
    return Fault("invalid_boundary", place, sentence, say("correct it there"))
