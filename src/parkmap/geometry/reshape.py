"""Moving a parcel's boundary: what neighbours share of it moves along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np
import shapely

from parkmap.errors import BadGeometry
from parkmap.geometry.conservation import proof, proven, upright
from parkmap.geometry.coordinates import quantised
from parkmap.geometry.correspondence import Corners, Position, stretches
from parkmap.geometry.edit import (
    TOLERANCE_M2,
    Edit,
    array,
    at,
    inside,
    large_enough,
    sound,
    standing,
)
from parkmap.geometry.following import Followers, corner_rings, spokes, ties
from parkmap.geometry.noding import Outline, meeting, noded, through
from parkmap.geometry.plane import to_degrees, to_plane
from parkmap.geometry.snapping import snapped, with_corners, with_crossings
from parkmap.geometry.validity import checked

SNAP_M: Final = 0.05
MOST_SNAP_M: Final = 5.0


def reshape(
    parcels: Mapping[str, Any],
    changed: str,
    shape: Any,
    zone: int,
    *,
    snap_m: float = SNAP_M,
    depth: int = 1,
) -> Edit:
    """Give a parcel a new boundary and let its neighbours follow where they share it.

    Parameters
    ----------
    parcels
        Id to shape: the parcel and all that touch it, or that its new boundary will touch.
    changed
        The id of the parcel among them.
    shape
        Its new shape in degrees.
    zone, depth
        As in `split_by_line`.
    snap_m
        A corner of the new shape this near to a corner or an edge of what is there lies on it; a
        neighbour's corner this near to a newly drawn edge becomes a corner of it. What is drawn as
        it was stays; a parcel given its own shape is drawn onto its neighbours all round.

    Returns
    -------
    Edit
        One piece, the new shape. A neighbour that shared a stretch of the old boundary has the
        new stretch instead. ``proof.gain_m2`` is what all together gain (or lose) because a side
        moved on which there is no neighbour.

    Raises
    ------
    BadGeometry
        The new shape does not hold or runs into a neighbour; a corner where several parcels meet
        moved in a way that leaves open where to. With the place.

    Examples
    --------
    >>> west, east = shapely.box(113.1, 36.2, 113.101, 36.201), shapely.box(113.101, 36.2, 113.102, 36.201)
    >>> wider = shapely.box(113.1, 36.2, 113.1015, 36.201)
    >>> edit = reshape({"G-1": west, "G-2": east}, "G-1", wider, 38)
    >>> edit.neighbours["G-2"].bounds, abs(edit.proof.gain_m2) < 0.01
    ((113.1015, 36.2, 113.102, 36.201), True)
    """  # noqa: E501
    beside = {name: one for name, one in parcels.items() if name != changed}
    beside = standing(beside, zone)
    others = {name: shapely.orient_polygons(one) for name, one in beside.items()}
    if not 0 <= snap_m <= MOST_SNAP_M:
        raise BadGeometry(
            "%(snap)s m is no distance to snap by; give one from 0 to %(most)s m",
            fault="bad_snap",
            place=None,
            snap=snap_m,
            most=MOST_SNAP_M,
        )
    whole = shapely.orient_polygons(sound(parcels[changed], zone))
    old = meeting(whole, list(others.values()), zone)
    met = {name: meeting(one, [old], zone) for name, one in others.items()}
    tied = ties(old, met)
    new = _drawn(shape, whole, others, tied, zone, snap_m)
    crossed = with_crossings(new, sorted(spokes(tied, old, met)), whole, zone)
    new, met = _followed(old, new, crossed, met, others, zone)
    met |= noded(met, shapely.get_coordinates(new), zone)
    _refuse_overlap(new, met, parcels, changed, zone)
    large_enough(array([new]), to_plane(array([new]), zone))
    followed = {n: one for n, one in met.items() if not one.equals_exact(others[n], 0)}
    shown = proof([whole, *others.values()], [new, *met.values()], zone, depth, redrawn=new)
    return proven([new], followed, others, shown)


def _followed(
    old: Any, new: Any, crossed: Any, met: dict[str, Any], others: Mapping[str, Any], zone: int
) -> tuple[Any, dict[str, Any]]:
    """The new shape and its neighbours after it.

    `crossed` has a corner wherever the new boundary crosses one between two neighbours. It is the
    one to take where the corners as they were drawn leave open how far these two give way.
    """
    try:
        return new, _after(old, new, met, others, zone)
    except BadGeometry as refusal:
        if refusal.values["fault"] != "corner_left_open" or crossed is new:
            raise
    return crossed, _after(old, crossed, met, others, zone)


def _after(
    old: Any, new: Any, met: dict[str, Any], others: Mapping[str, Any], zone: int
) -> dict[str, Any]:
    before, slid = _with_new(old, new, zone)
    beside = {name: _with_new(one, new, zone)[0] for name, one in met.items()}
    followers = Followers(beside, slid, zone)
    for ring, redrawn in _pairs(before, new):
        if not redrawn:
            followers.refuse_shared(ring)
        for stretch in stretches(ring, redrawn, zone) if redrawn else []:
            followers.follow(stretch)
    return followers.shapes(_corners(list(beside.values())) - _corners([new, *others.values()]))


def _with_new(shape: Any, new: Any, zone: int) -> tuple[Any, set[Position]]:
    """A shape with the corners of the new one that lie on its edges, and those corners."""
    outline = Outline.of(shape, zone)
    with_them = through(outline, np.unique(shapely.get_coordinates(new), axis=0))
    kept = set(map(tuple, outline.degrees.tolist()))
    return with_them.shape(), set(map(tuple, with_them.degrees.tolist())) - kept


def _drawn(
    shape: Any, old: Any, others: Mapping[str, Any], tied: set[Position], zone: int, snap_m: float
) -> Any:
    """The new shape on what is there, checked.

    Corners of the old shape may go, unless tied: where one neighbour ends and another begins.
    """
    shape, was = shapely.orient_polygons(quantised(array([sound(shape, zone), old])))
    listed = list(others.values())
    if shape.equals(was):
        corners, kept, around = _corners(listed), None, listed
    else:
        gone = _corners([old]) - tied
        corners, kept, around = _corners(listed) - gone, old, [old, *listed]
    new = shape
    if snap_m > 0:
        new = snapped(new, around, zone, snap_m)
        new = with_corners(new, sorted(corners), kept, zone, snap_m)
    return checked(shapely.orient_polygons(new))


def _corners(shapes: list[Any]) -> set[Position]:
    return set(map(tuple, shapely.get_coordinates(shapes).tolist()))


def _pairs(old: Any, new: Any) -> Iterator[tuple[Corners, Corners]]:
    """Each ring of the old shape with its successor, which is empty where it has none.

    The successor is of the same kind, an outer ring or a hole, and has most corners in common;
    where none has any, the rings of a kind follow each other in order.
    """
    for outer in (True, False):
        before, after = _of_kind(old, outer), _of_kind(new, outer)
        for ring in before[:]:
            best = max(after, key=lambda one: len(set(one) & set(ring)), default=None)
            if best is not None and set(best) & set(ring):
                before.remove(ring)
                after.remove(best)
                yield ring, best
        for ring in before:
            yield ring, after.pop(0) if after else []


def _of_kind(shape: Any, outer: bool) -> list[Corners]:
    parts = corner_rings(shape)
    return [ring for part in parts for ring in (part[:1] if outer else part[1:])]


def _refuse_overlap(
    new: Any, met: Mapping[str, Any], parcels: Mapping[str, Any], changed: str, zone: int
) -> None:
    names = list(met)
    after = shapely.intersection(*_sides(new, [met[name] for name in names], zone))
    before = shapely.intersection(
        *_sides(parcels[changed], [parcels[name] for name in names], zone)
    )
    more = shapely.area(after) - shapely.area(before)
    for index in np.flatnonzero(more > TOLERANCE_M2):
        (where,) = to_degrees(array([after[index]]), zone)
        raise BadGeometry(
            "the new boundary runs into %(other)s by %(area)s m2 at %(at)s; draw it along that "
            "parcel's boundary",
            fault="overlap",
            other=names[index],
            area=f"{more[index]:.2f}",
            **at(inside(where)),
        )


def _sides(one: Any, others: list[Any], zone: int) -> tuple[Any, Any]:
    (planar,) = upright(array([one]), zone)
    return planar, upright(array(others), zone)
