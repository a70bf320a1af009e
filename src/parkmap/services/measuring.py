"""What a parcel measures: areas, perimeter, boundary points, sides and bearings."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
import shapely
from pyproj import CRS

from parkmap.crs import gk_epsg
from parkmap.errors import NotFound
from parkmap.geometry.coordinates import Geometries
from parkmap.geometry.measure import (
    geodesic_area_m2,
    geodesic_perimeter_m,
    in_reach,
    plane_area_m2,
)
from parkmap.geometry.sides import Sides, perimeter_m, sides
from parkmap.services.outlines import is_generalised
from parkmap.services.record import Actor, Record
from parkmap.services.views import view_or_refuse
from parkmap.store import present
from parkmap.units import dm2_to_ha, dm2_to_m2, dm2_to_mu, m2_to_dm2

COORDINATE_DIGITS: Final = 3
SIDE_DIGITS: Final = 2
BEARING_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class BoundaryPoint:
    """A boundary point (界址点) and the side from it to the next of its ring.

    `northing` and `easting` in metres with three decimals, the easting without zone prefix;
    `side_m` with two, `bearing_deg` (grid, clockwise from north) with four decimals, each rounded
    from the exact coordinates and not from the rounded ones.
    """

    name: str
    ring: int
    northing: float
    easting: float
    lng: float
    lat: float
    side_m: float
    bearing_deg: float


@dataclass(frozen=True, slots=True)
class Measures:
    """What a parcel measures. Areas in m2 have two decimals, in mu two, in ha four, half up.

    `recorded_area_m2` is the figure of the record, `plane_area_m2` what the boundary measures in
    the workspace's zone, `geodesic_area_m2` the check on the ellipsoid. Far outside the zone the
    plane figure is None and there are no boundary points, and the perimeter is geodesic. For a
    reader who sees only a generalised outline, all that would tell the exact one is left out; an
    area that the policy hides is None.
    """

    id: str
    gk_zone: int
    epsg: int
    crs: str
    recorded_area_m2: float | None
    plane_area_m2: float | None
    plane_area_mu: float | None
    plane_area_ha: float | None
    geodesic_area_m2: float | None
    perimeter_m: float | None
    boundary_points: tuple[BoundaryPoint, ...] | None

    def facts(self) -> dict[str, Any]:
        """The same as plain data."""
        return asdict(self)


def measure(record: Record, actor: Actor, parcel_id: str) -> Measures:
    """Measure one parcel in the workspace's zone, also where it lies across two.

    Raises
    ------
    NotFound
        There is no such parcel for this reader, or it has no boundary.
    """
    with record.store.read() as connection:
        stored = present.one(connection, record.zone_id, "parcel", parcel_id)
    view = view_or_refuse(record, actor, stored, parcel_id)
    if stored is None or stored.geojson is None:
        raise NotFound("%(id)s has no boundary in the record", id=parcel_id[:80])
    shape = np.array([shapely.from_geojson(stored.geojson)], dtype=object)
    policy, zone = record.zone.policy, record.zone.gk_zone
    exact = not is_generalised(record, actor) and policy.shows(actor.audience, "parcel", "geometry")
    sized = policy.shows(actor.audience, "parcel", "area_m2")
    plane = m2_to_dm2(float(plane_area_m2(shape, zone)[0])) if in_reach(shape, zone)[0] else None
    shown = plane if sized else None
    return Measures(
        id=parcel_id,
        gk_zone=zone,
        epsg=gk_epsg(zone),
        crs=CRS.from_epsg(gk_epsg(zone)).name,
        recorded_area_m2=view.state.get("area_m2"),
        plane_area_m2=None if shown is None else dm2_to_m2(shown),
        plane_area_mu=None if shown is None else dm2_to_mu(shown),
        plane_area_ha=None if shown is None else dm2_to_ha(shown),
        geodesic_area_m2=round(float(geodesic_area_m2(shape)[0]), 2) if sized else None,
        perimeter_m=_perimeter(shape, zone, plane is not None) if exact else None,
        boundary_points=_points(shape, zone, plane is not None) if exact else None,
    )


def _perimeter(shape: Geometries, zone: int, near: bool) -> float:
    found = perimeter_m(shape, zone) if near else geodesic_perimeter_m(shape)
    return round(float(found[0]), SIDE_DIGITS)


def _points(shape: Geometries, zone: int, near: bool) -> tuple[BoundaryPoint, ...]:
    return points_of(sides(shape, zone)) if near else ()


def points_of(found: Sides) -> tuple[BoundaryPoint, ...]:
    """Sides as they are listed: J1, J2 … with stated rounding."""
    columns = (
        found.number.tolist(),
        found.ring.tolist(),
        found.northing.round(COORDINATE_DIGITS).tolist(),
        found.easting.round(COORDINATE_DIGITS).tolist(),
        found.lng.tolist(),
        found.lat.tolist(),
        found.side_m.round(SIDE_DIGITS).tolist(),
        (found.bearing_deg.round(BEARING_DIGITS) % 360).tolist(),
    )
    return tuple(BoundaryPoint(f"J{n}", *rest) for n, *rest in zip(*columns, strict=True))


__all__ = ["BoundaryPoint", "Measures", "measure", "points_of"]
