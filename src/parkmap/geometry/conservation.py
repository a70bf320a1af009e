"""The proof that an edit conserves: areas before and after, overlap, gap, edge to edge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import numpy as np
import shapely

from parkmap.errors import BadGeometry
from parkmap.geometry.coordinates import Geometries
from parkmap.geometry.edit import TOLERANCE_M2, Edit, Place, Proof, array, at, inside
from parkmap.geometry.plane import to_plane
from parkmap.geometry.validity import faults
from parkmap.said import say

TOUCH_M: Final = 1e-4


def cover(planar: Geometries, valid: bool) -> Any:
    """The union of shapes on the plane; quicker and exact where they meet edge to edge."""
    if valid:
        return shapely.coverage_union_all(planar)
    return shapely.union_all(planar)


def upright(shapes: Geometries, zone: int) -> Geometries:
    """Shapes on the plane, all of them valid there and in degrees.

    Raises
    ------
    BadGeometry
        One is not; with the place.
    """
    planar = to_plane(shapes, zone)
    fallen = np.flatnonzero(~(shapely.is_valid(shapes) & shapely.is_valid(planar)))
    for index in fallen:
        fault = faults(shapes[[index]])[0]
        place = None if fault is None else fault.place
        raise BadGeometry(
            "a boundary would cross or touch itself at %(at)s; move the change away from there",
            fault="crossing_boundary",
            **at(place or shapely.get_coordinates(shapes[index])[0]),
        )
    return planar


def proof(
    before: Iterable[Any],
    after: Iterable[Any],
    zone: int,
    depth: int,
    *,
    redrawn: Any = None,
) -> Proof:
    """Compare the shapes involved before an edit with those after it.

    Parameters
    ----------
    before, after
        All shapes in degrees, neighbours among them.
    zone, depth
        Of the plane, and of the lineage: the tolerance is 0.01 m2 times it, at least once.
    redrawn
        A shape among `after` whose free sides may move: what the union gains or loses there, or
        by a hole drawn in it, or no longer covers twice is then asked for. What is lost elsewhere
        is a gap.
    """
    old, new = array(before), array(after)
    was, now = bool(shapely.coverage_is_valid(old)), bool(shapely.coverage_is_valid(new))
    old, new = upright(old, zone), upright(new, zone)
    old_m2, new_m2 = float(shapely.area(old).sum()), float(shapely.area(new).sum())
    old_cover, new_cover = cover(old, was), cover(new, now)
    twice = float((new_m2 - new_cover.area) - (old_m2 - old_cover.area))
    lost = old_cover.difference(new_cover)
    gap, gain = float(lost.area), 0.0
    if redrawn is not None:
        gap = _enclosed(lost, old_cover, _holes(redrawn, zone))
        gain = float(new_cover.difference(old_cover).area - (lost.area - gap)) + min(0.0, twice)
    return Proof(
        before_m2=old_m2,
        after_m2=new_m2,
        overlap_m2=max(0.0, twice),
        gap_m2=gap,
        coverage_valid=now,
        tolerance_m2=TOLERANCE_M2 * max(1, depth),
        coverage_was_valid=was,
        gain_m2=gain,
    )


MEET: Final = say("first make the boundaries there meet")
MOVE: Final = say("move the change a little")
FEWER: Final = say("cut fewer pieces at a time, or first make the boundaries there meet")


def proven(
    pieces: Iterable[Any],
    neighbours: dict[str, Any],
    unchanged: Mapping[str, Any],
    shown: Proof,
) -> Edit:
    """The edit, if its proof holds.

    Raises
    ------
    BadGeometry
        It does not; with the place.
    """
    done = tuple(pieces)
    if not shown.holds:
        everything = {**unchanged, **neighbours}
        place = broken(array([*done, *everything.values()])) or inside(done[0])
        _refuse(shown, place, many=len(done) > 2)
    return Edit(done, neighbours, shown)


def broken(shapes: Geometries) -> Place | None:
    """Where shapes do not meet edge to edge; None where they do."""
    wrong = shapely.get_coordinates(shapely.coverage_invalid_edges(shapes))
    return (float(wrong[0, 0]), float(wrong[0, 1])) if len(wrong) else None


def _refuse(shown: Proof, place: Place, *, many: bool) -> None:
    if max(shown.overlap_m2, shown.gap_m2, abs(shown.difference_m2)) <= shown.tolerance_m2:
        raise BadGeometry(
            "boundaries that met edge to edge would come apart at %(at)s; move the change away "
            "from there",
            fault="coverage_broken",
            **at(place),
        )
    raise BadGeometry(
        "the areas would not add up near %(at)s: %(difference)s m2 difference, %(overlap)s m2 "
        "covered twice, %(gap)s m2 left out, and at most %(tolerance)s m2 may be; %(remedy)s",
        fault="not_conserved",
        remedy=FEWER if many else MOVE if shown.coverage_was_valid else MEET,
        difference=f"{shown.difference_m2:.4f}",
        overlap=f"{shown.overlap_m2:.4f}",
        gap=f"{shown.gap_m2:.4f}",
        tolerance=f"{shown.tolerance_m2:.2f}",
        **at(place),
    )


def _enclosed(lost: Any, cover: Any, holes: Any) -> float:
    """How much of the land lost lies neither along the outside of what there was nor in holes."""
    parts = shapely.get_parts(lost.difference(holes))
    along = shapely.length(shapely.intersection(shapely.buffer(parts, TOUCH_M), cover.boundary))
    return float(shapely.area(parts[along <= 3 * TOUCH_M]).sum())


def _holes(shape: Any, zone: int) -> Any:
    (planar,) = to_plane(array([shape]), zone)
    rings = [ring for part in shapely.get_parts(planar) for ring in part.interiors]
    return shapely.union_all(shapely.polygons(rings)) if rings else shapely.Polygon()
