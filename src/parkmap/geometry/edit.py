"""What every edit of boundaries gives back, and what it must hold: its proof of conservation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely

from parkmap.crs import gk_epsg
from parkmap.errors import BadGeometry
from parkmap.geometry.coordinates import Floats, Geometries
from parkmap.geometry.measure import REACH_DEG
from parkmap.geometry.validity import ShapeLimits, checked, faults

TOLERANCE_M2: Final = 0.01
"""How far areas may differ, for each cut that lies between a parcel and its first ancestor."""
SMALLEST_M2: Final = 0.01
NARROWEST_M: Final = 0.01
MOST_PIECES: Final = 100

NO_LIMITS: Final = ShapeLimits(2**31, 2**31)

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Proof:
    """That an edit lost, gained and covered nothing twice.

    Attributes
    ----------
    before_m2, after_m2
        Plane areas of everything involved, the parcels themselves and their neighbours.
    overlap_m2
        Area covered twice that was not covered twice before.
    gap_m2
        Area that was covered and no longer is.
    coverage_valid
        Whether the shapes now meet edge to edge (`shapely.coverage_is_valid`).
    tolerance_m2
        0.01 m2 times the depth of lineage.
    coverage_was_valid
        Whether they did before. Where they did not, an edit must only not make it worse.
    gain_m2
        What the edit was asked to add (or, negative, to take away): a free side that moves, an
        overlap that is trimmed. Zero for a split and a merge.

    Examples
    --------
    >>> Proof(10_000.0, 10_000.002, 0.0, 0.0, True, 0.01).holds
    True
    """

    before_m2: float
    after_m2: float
    overlap_m2: float
    gap_m2: float
    coverage_valid: bool
    tolerance_m2: float
    coverage_was_valid: bool = True
    gain_m2: float = 0.0

    @property
    def difference_m2(self) -> float:
        """After less before, less what was asked for."""
        return self.after_m2 - self.before_m2 - self.gain_m2

    @property
    def holds(self) -> bool:
        """Whether nothing differs by more than the tolerance and no shared edge came apart."""
        apart = self.coverage_was_valid and not self.coverage_valid
        worst = max(abs(self.difference_m2), self.overlap_m2, self.gap_m2)
        return worst <= self.tolerance_m2 and not apart


@dataclass(frozen=True, slots=True)
class Edit:
    """New shapes in place of old ones, with the proof.

    Attributes
    ----------
    pieces
        Polygons (multipolygons only where a parcel was one) in degrees with ten decimals, valid,
        outer rings counter-clockwise.
    neighbours
        Id to new shape, for those whose rings changed.
    proof
        See `Proof`; an edit whose proof does not hold is refused instead of returned.
    """

    pieces: tuple[Any, ...]
    neighbours: dict[str, Any]
    proof: Proof


def at(place: Any) -> dict[str, Any]:
    """A place as the values of a refusal: `place` for machines, `at` for people.

    Examples
    --------
    >>> at((113.1, 36.2))["at"]
    '113.1, 36.2'
    """
    lng, lat = (float(value) for value in place)
    return {"place": (lng, lat), "at": f"{lng:.10g}, {lat:.10g}"}


def inside(shape: Any) -> Place:
    """A point inside a shape, in its own coordinates."""
    point = shapely.point_on_surface(shape)
    return float(point.x), float(point.y)


def array(shapes: Any) -> Geometries:
    """Shapes as the arrays that geometry works on."""
    listed = list(shapes)
    out = np.empty(len(listed), dtype=object)
    out[:] = listed
    return out


def sound(shape: Any, zone: int) -> Any:
    """A polygon or multipolygon that can be edited in a zone, or a refusal.

    Raises
    ------
    BadGeometry
        No polygon, not valid, over the limits, or too far from the zone to be measured in it.
    BadValue
        There is no such zone.
    """
    if not isinstance(shape, (shapely.Polygon, shapely.MultiPolygon)):
        raise BadGeometry("only polygons can be edited", fault="not_a_polygon", place=None)
    gk_epsg(zone)
    checked(shape)
    within_reach(shapely.get_coordinates(shape), zone)
    return shape


def standing(neighbours: Mapping[str, Any], zone: int) -> dict[str, Any]:
    """Neighbours that can be counted in a proof; those without a boundary are left out.

    Raises
    ------
    BadGeometry
        One of them does not hold, so that nothing about it can be proven; with its id.
    """
    held = {name: shape for name, shape in neighbours.items() if shape is not None}
    held = {name: shape for name, shape in held.items() if not shape.is_empty}
    for name, shape in held.items():
        fault = faults(array([shape]), NO_LIMITS)[0]
        if fault is not None:
            raise BadGeometry(
                "the boundary of %(name)s, which lies beside it, does not hold at %(at)s; correct "
                "that first",
                fault="neighbour_invalid",
                name=name,
                **at(fault.place or shapely.get_coordinates(shape)[0]),
            )
        within_reach(shapely.get_coordinates(shape), zone)
    return held


def within_reach(points: Floats, zone: int) -> None:
    """Refuse points that a zone does not reach: its plane is useless there."""
    far = np.flatnonzero(np.abs(points[:, 0] - 3 * zone) > REACH_DEG)
    if len(far):
        raise BadGeometry(
            "%(at)s lies more than %(reach)s degrees from the middle of zone %(zone)s, too far to "
            "be edited on its plane; set the zone of this workspace to the one it lies in",
            fault="out_of_zone",
            reach=int(REACH_DEG),
            zone=zone,
            **at(points[far[0]]),
        )


def large_enough(pieces: Geometries, planar: Geometries) -> None:
    """Refuse pieces that no survey could stake out: under 0.01 m2 or a centimetre wide."""
    areas = shapely.area(planar)
    widths = 2 * areas / shapely.length(planar)
    for index in np.flatnonzero((areas < SMALLEST_M2) | (widths < NARROWEST_M)):
        raise BadGeometry(
            "a piece of %(area)s m2 would be left at %(at)s, %(width)s mm wide; move the cut",
            fault="sliver",
            area=f"{areas[index]:.4f}",
            width=f"{widths[index] * 1000:.1f}",
            **at(inside(pieces[index])),
        )
