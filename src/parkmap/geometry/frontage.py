"""Where a parcel lies along a street, how long that is, and in which direction it runs."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
import shapely

from parkmap.geometry.coordinates import Floats, Geometries
from parkmap.geometry.facing import looks, own_distance

VERGE_M: Final = 30.0
"""A street lies no further off: a pavement, a ditch and a strip of green may lie between."""

SAME_WAY_DEG: Final = 15.0
"""Stretches along a street that turn by less belong to one straight run of it."""


class Frontage(NamedTuple):
    """Along which street (its index), how long in all, and how its longest straight run lies.

    Attributes
    ----------
    along_deg
        Grid bearing of that run, clockwise from north, 0 to 180.
    out_deg
        Grid bearing from the parcel towards the street there.
    """

    street: int
    metres: float
    along_deg: float
    out_deg: float


def frontages(
    shape: Any, streets: Geometries, others: Geometries, verge_m: float = VERGE_M
) -> list[Frontage]:
    """The streets that a shape lies along, the longest frontage first.

    From every stretch of the outer boundary a line is drawn straight outwards. It reaches a
    street where it meets neither another shape nor its own before.

    Parameters
    ----------
    shape, streets, others
        On one plane in metres: the shape, streets as wide as they are, and what else lies around.
    verge_m
        How far off a street may lie.

    Examples
    --------
    >>> land, street = shapely.box(0, 0, 100, 50), shapely.box(-50, -20, 200, -8)
    >>> beside = shapely.box(100, 0, 200, 50)
    >>> found = frontages(land, np.array([street]), np.array([beside]))
    >>> [(one.street, round(one.metres), one.along_deg, one.out_deg) for one in found]
    [(0, 100, 90.0, 180.0)]
    """
    rays, lengths, _ = looks(shape, verge_m)
    begins = shapely.get_point(rays, 0)
    reached = _first_met(rays, begins, streets)
    blocked = np.minimum(_first_met(rays, begins, others)[1], own_distance(shape, rays, begins))
    street = np.where(reached[1] < blocked, reached[0], -1)
    ends = shapely.get_coordinates(shapely.get_point(rays, 1)) - shapely.get_coordinates(begins)
    out = np.degrees(np.arctan2(ends[:, 0], ends[:, 1]))
    found = [
        _frontage(at, lengths[street == at], out[street == at])
        for at in np.unique(street[street >= 0]).tolist()
    ]
    return sorted(found, key=lambda one: (-one.metres, one.street))


def _first_met(rays: Geometries, begins: Geometries, shapes: Geometries) -> tuple[Any, Floats]:
    """The shape that each line meets first, and how far out; infinite where it meets none."""
    which, off = np.full(len(rays), -1), np.full(len(rays), np.inf)
    at, found = shapely.STRtree(shapes).query(rays, predicate="intersects")
    apart = shapely.distance(begins[at], shapes[found])
    for ray, shape, metres in zip(at.tolist(), found.tolist(), apart.tolist(), strict=True):
        if metres < off[ray]:
            which[ray], off[ray] = shape, metres
    return which, off


def _frontage(street: int, lengths: Floats, out_deg: Floats) -> Frontage:
    turned = np.abs((out_deg[:, None] - out_deg[None, :] + 180) % 360 - 180)
    runs = (turned < SAME_WAY_DEG) @ lengths
    mine = turned[int(np.argmax(runs))] < SAME_WAY_DEG
    angle = np.radians(out_deg[mine])
    out = np.degrees(np.arctan2(lengths[mine] @ np.sin(angle), lengths[mine] @ np.cos(angle)))
    return Frontage(street, float(lengths.sum()), _round((out + 90) % 180), _round(out % 360))


def _round(bearing_deg: float) -> float:
    return round(float(bearing_deg), 6) % 360


__all__ = ["VERGE_M", "Frontage", "frontages"]
