"""Rows of a file against outlines of the record: which is which, what moved, what it covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
import shapely

from parkmap.geometry.coordinates import Floats, Geometries
from parkmap.geometry.coverage import NOISE_M2, ROUNDING_M
from parkmap.geometry.local import LocalPlane
from parkmap.geometry.noding import Indices
from parkmap.geometry.polygons import widths_m

LEAST_SHARE: Final = 0.8
"""How much of their union a row and a parcel have to share to be taken for the same land."""

CHUNK: Final = 50_000


class Match(NamedTuple):
    """The parcel that a row most likely is, and how much of their union both share (0 to 1).

    `rivals` is the number of other rows with the same parcel as their best.
    """

    target: int
    share: float
    rivals: int


class Overlap(NamedTuple):
    """Two shapes that cover the same land: indices, size, width, a place inside in degrees.

    Under `ROUNDING_M` wide it is what two surveys to the millimetre leave.
    """

    mine: int
    other: int
    area_m2: float
    width_m: float
    place: tuple[float, float]

    @property
    def is_rounding(self) -> bool:
        """Whether it is narrower than what surveyors deliver."""
        return self.width_m < ROUNDING_M


def matches(
    shapes: Geometries, targets: Geometries, least: float = LEAST_SHARE
) -> list[Match | None]:
    """The best target of each shape by intersection over union.

    Parameters
    ----------
    shapes, targets
        Valid polygons in degrees; no None.
    least
        Below this share there is no match.

    Returns
    -------
    list of Match or None
        As long as `shapes`. The larger share wins; where two targets share as much, the first.

    Examples
    --------
    >>> field = shapely.box(113.1, 36.2, 113.101, 36.201)
    >>> shifted = shapely.box(113.10001, 36.2, 113.10101, 36.201)
    >>> matches(np.array([shifted]), np.array([field]))[0].target
    0
    """
    best: dict[int, tuple[float, int]] = {}
    plane = LocalPlane.around(np.concatenate([shapes, targets]))
    mine, others = plane.to_metres(shapes), plane.to_metres(targets)
    sizes, target_sizes = shapely.area(mine), shapely.area(others)
    pairs = _meeting(mine, others)
    for here, there, shared, _ in _shared(mine, others, *pairs):
        union = sizes[here] + target_sizes[there] - shared
        share = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
        for one, other, value in zip(here.tolist(), there.tolist(), share.tolist(), strict=True):
            if value >= least and value > best.get(one, (0.0, 0))[0]:
                best[one] = (value, other)
    wanted = [other for _, other in best.values()]
    return [
        Match(best[one][1], best[one][0], wanted.count(best[one][1]) - 1) if one in best else None
        for one in range(len(shapes))
    ]


def overlaps(shapes: Geometries, others: Geometries, *, among: bool = True) -> list[Overlap]:
    """Where shapes cover others, or each other, by more than `NOISE_M2`.

    Parameters
    ----------
    shapes
        Valid polygons in degrees.
    others
        What they must keep off.
    among
        Whether the shapes must keep off each other too.

    Returns
    -------
    list of Overlap
        `other` below ``len(shapes)`` is one of the shapes (each pair once), else it counts on
        through `others`.
    """
    everything = np.concatenate([shapes, others])
    plane = LocalPlane.around(everything)
    metres = plane.to_metres(everything)
    here, there = _meeting(metres[: len(shapes)], metres)
    once = (there >= len(shapes)) | ((here < there) & among)
    found: list[Overlap] = []
    for mine, other, shared, common in _shared(metres, metres, here[once], there[once]):
        keep = shared > NOISE_M2
        places = plane.to_degrees(shapely.point_on_surface(common[keep]))
        points = shapely.get_coordinates(places).tolist()
        columns = (mine[keep], other[keep], shared[keep].round(2), widths_m(common[keep]))
        rows = zip(*(each.tolist() for each in columns), points, strict=True)
        for one, another, area, width, (lng, lat) in rows:
            found.append(Overlap(one, another, area, width, (lng, lat)))
    return found


def moved_m(before: Geometries, after: Geometries) -> Floats:
    """How far boundaries moved: the Hausdorff distance of their points, in metres.

    Points that were only inserted on a straight side move nothing.

    Examples
    --------
    >>> field = shapely.box(113.1, 36.2, 113.101, 36.201)
    >>> dented = shapely.Polygon([(113.1, 36.2), (113.1005, 36.2001), (113.101, 36.2),
    ...                           (113.101, 36.201), (113.1, 36.201)])
    >>> moved_m(np.array([field]), np.array([dented])).round(1).tolist()
    [11.1]
    """
    plane = LocalPlane.around(np.concatenate([before, after]))
    far: Floats = shapely.hausdorff_distance(plane.to_metres(before), plane.to_metres(after))
    return far


def _meeting(mine: Geometries, others: Geometries) -> tuple[Indices, Indices]:
    """Which of them meet, if only along a line."""
    here, there = shapely.STRtree(others).query(mine, predicate="intersects")
    return here, there


def _shared(
    mine: Geometries, others: Geometries, here: Indices, there: Indices
) -> Iterator[tuple[Indices, Indices, Floats, Geometries]]:
    """Pairs with the area of what they share and its shape, in pieces."""
    for start in range(0, len(here), CHUNK):
        a, b = here[start : start + CHUNK], there[start : start + CHUNK]
        common = shapely.intersection(mine[a], others[b])
        yield a, b, shapely.area(common), common


def array(shapes: Sequence[object]) -> Geometries:
    """Shapes as the arrays that geometry works on."""
    out = np.empty(len(shapes), dtype=object)
    out[:] = shapes
    return out
