"""Part of one: where a parcel is too large, how a piece of it could be cut off along its street.

A proposal only: nothing is written. The office splits the parcel where it comes to that.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, cast

import shapely
from sqlalchemy import Connection

from parkmap.errors import BadGeometry, BadValue
from parkmap.geometry.coordinates import array_of
from parkmap.geometry.edit import Edit, at, inside
from parkmap.geometry.frontage import VERGE_M, Frontage, frontages
from parkmap.geometry.plane import to_plane
from parkmap.land.assembly import compactness
from parkmap.land.availability import AVAILABLE, availability
from parkmap.land.cuts import AreaCut, divide
from parkmap.land.lineage import share_out
from parkmap.services.outlines import is_generalised, public_box, public_outline
from parkmap.services.pieces import (
    area_dm2_of,
    beside,
    depth_of,
    plane_m2,
    shapes_of,
    texts_of,
)
from parkmap.services.record import Actor, Record
from parkmap.services.streets import Street, streets
from parkmap.services.views import view_or_refuse
from parkmap.store import present
from parkmap.store.present import Stored
from parkmap.units import M2_PER_MU, dm2_to_mu

LEAST_MU: Final = 3.0
"""2,000 m2: a part or a rest that is smaller is no site for a plant."""
LEAST_FRONTAGE_M: Final = 10.0
"""Enough for a gate: what has less cannot be driven onto from its street."""
MOST_STREETS: Final = 3
"""So many streets are tried, the one with the longest frontage first."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the two pieces as this audience may see it.

    `frontage` names the streets that it lies along, with metres, the longest first; where
    outlines are generalised the metres are rounded to steps of the tolerance.
    """

    geometry: str
    bbox: tuple[float, float, float, float]
    area_dm2: int
    frontage: tuple[tuple[Street, float], ...]

    @property
    def area_mu(self) -> float:
        """Recorded area in mu, two decimals."""
        return dm2_to_mu(self.area_dm2)

    @property
    def frontage_m(self) -> float:
        """All that lies along streets."""
        return round(sum(metres for _, metres in self.frontage), 1)


@dataclass(frozen=True, slots=True)
class Parting:
    """A proposed cut: square to its street ("across"), so that both keep a frontage, or "along"."""

    parcel_id: str
    street: Street
    way: str
    part: Part
    rest: Part


class _Way(NamedTuple):
    """How a cut could run: by which frontage, in which bearing it advances."""

    front: Frontage
    name: str
    bearing_deg: float


@dataclass(frozen=True, slots=True)
class _Land:
    """The parcel with what lies around it."""

    shape: Any
    plane: Any
    neighbours: Mapping[str, Any]
    others: Sequence[Any]
    streets: Sequence[Street]
    zone: int
    depth: int

    def fronts(self, plane: Any, *more: Any) -> list[Frontage]:
        """The frontages of the parcel, or of a piece of it beside the other piece."""
        roads = array_of([one.shape for one in self.streets])
        return frontages(plane, roads, array_of([*self.others, *more]))


def parting(record: Record, actor: Actor, parcel_id: str, wanted_mu: float) -> Parting:
    """A cut that takes exactly the wanted area off an available parcel, along its street.

    Cuts square to a street come first, of the one with the longest frontage, so that part and rest
    both lie along it; then a cut that leaves the part the whole frontage, where the rest lies along
    another street. Of two such cuts the one is taken that leaves the more compact pieces.

    Raises
    ------
    NotFound
        There is no such parcel, or not for this audience.
    BadValue
        It cannot be had today, or the area leaves no site of it.
    BadGeometry
        It lies along no street of the backdrop, or no straight cut gives both a frontage.
    """
    with record.store.read() as connection:
        stored = _seen(connection, record, actor, parcel_id)
        wanted_dm2 = _wanted_dm2(record, stored, wanted_mu)
        land = _around(connection, record, actor, stored)
    total = area_dm2_of(stored)
    area_m2 = wanted_dm2 / total * plane_m2(record, [land.shape])[0]
    way, edit, fronts = _cut(land, area_m2, parcel_id, wanted_mu)
    areas = share_out(total, [float(wanted_dm2), float(total - wanted_dm2)])
    part, rest = (
        _part(record, actor, land, *one) for one in zip(edit.pieces, areas, fronts, strict=True)
    )
    return Parting(parcel_id, land.streets[way.front.street], way.name, part, rest)


def _seen(connection: Connection, record: Record, actor: Actor, parcel_id: str) -> Stored:
    found = present.one(connection, record.zone_id, "parcel", parcel_id)
    view_or_refuse(record, actor, found, parcel_id)
    return cast("Stored", found)  # what is not there was refused


def _wanted_dm2(record: Record, stored: Stored, wanted_mu: float) -> int:
    if availability(stored.state, record.today()).kind != AVAILABLE or not stored.geojson:
        raise BadValue("%(parcel)s cannot be had today", parcel=stored.id, field="id")
    if not math.isfinite(wanted_mu) or wanted_mu < LEAST_MU:
        raise BadValue(
            "%(mu)s mu is no area for a part; give a number from %(least)s on",
            mu=wanted_mu, least=f"{LEAST_MU:g}", field="mu",
        )  # fmt: skip
    total = area_dm2_of(stored)
    most = dm2_to_mu(total) - LEAST_MU
    if wanted_mu > most:
        raise BadValue(
            "%(parcel)s has %(total)s mu; a part of %(mu)s mu leaves less than the %(least)s mu "
            "that make a site",
            parcel=stored.id, total=f"{dm2_to_mu(total):.2f}", mu=wanted_mu,
            least=f"{LEAST_MU:g}", field="mu",
        )  # fmt: skip
    return round(wanted_mu * float(M2_PER_MU) * 100)


def _around(connection: Connection, record: Record, actor: Actor, stored: Stored) -> _Land:
    """The land as this audience sees it.

    Where outlines are generalised, the generalised one is cut: the ends of cuts of ever other
    areas would else trace the true one.
    """
    zone, rough = record.zone.gk_zone, is_generalised(record, actor)
    shape = _outline(record, actor, stored)
    neighbours = {} if rough else shapes_of(beside(connection, record, [stored]))
    plane = to_plane(array_of([shape]), zone)[0]
    reach = shapely.box(*shapely.bounds(shapely.buffer(shape, VERGE_M / 80_000)))
    near = beside(connection, record, [stored], reach)
    others = to_plane(array_of(_outline(record, actor, one) for one in near.values()), zone)
    return _Land(shape, plane, neighbours, list(others),
                 streets(record, plane, VERGE_M), zone, depth_of(stored) + 1)  # fmt: skip


def _outline(record: Record, actor: Actor, stored: Stored) -> Any:
    return shapely.from_geojson(public_outline(record, actor, stored.geojson or "null"))


def _ways(land: _Land) -> Iterator[list[_Way]]:
    """The cuts to try, in groups: the first group with one that holds gives the best of its own."""
    fronts = [one for one in land.fronts(land.plane) if one.metres >= LEAST_FRONTAGE_M]
    for one in fronts[:MOST_STREETS]:
        yield [_Way(one, "across", one.along_deg), _Way(one, "across", one.along_deg + 180)]
    for one in fronts[:MOST_STREETS]:
        yield [_Way(one, "along", (one.out_deg + 180) % 360)]


Fronts = tuple[list[Frontage], list[Frontage]]


def _cut(
    land: _Land, area_m2: float, parcel_id: str, wanted_mu: float
) -> tuple[_Way, Edit, Fronts]:
    tried = False
    for group in _ways(land):
        tried = True
        held = [(way, *found) for way in group if (found := _tried(land, way, area_m2))]
        if held:
            return max(held, key=lambda one: _worse_shape(one[1], land.zone))
    if not tried:
        raise BadGeometry(
            "%(parcel)s lies along no street of the map, so no cut can be proposed; ask the office",
            fault="no_street", parcel=parcel_id, **at(inside(land.shape)),
        )  # fmt: skip
    raise BadGeometry(
        "no straight cut takes %(mu)s mu off %(parcel)s and leaves both pieces %(least)s m of "
        "street; ask the office",
        fault="no_cut", parcel=parcel_id, mu=wanted_mu, least=f"{LEAST_FRONTAGE_M:g}",
        **at(inside(land.shape)),
    )  # fmt: skip


def _tried(land: _Land, way: _Way, area_m2: float) -> tuple[Edit, Fronts] | None:
    """The pieces of a cut and their frontages; None where it does not hold."""
    asked = AreaCut((area_m2,), way.bearing_deg % 360)
    try:
        edit = divide(asked, land.shape, land.neighbours, land.zone, land.depth)
    except BadGeometry:
        return None
    part, rest = to_plane(array_of(edit.pieces), land.zone)
    fronts = land.fronts(part, rest), land.fronts(rest, part)
    if any(sum(one.metres for one in each) < LEAST_FRONTAGE_M for each in fronts):
        return None
    return edit, fronts


def _worse_shape(edit: Edit, zone: int) -> float:
    pieces = to_plane(array_of(edit.pieces), zone)
    return min(compactness(float(one.area), float(one.length)) for one in pieces)


def _part(
    record: Record, actor: Actor, land: _Land, shape: Any, area_dm2: int, fronts: list[Frontage]
) -> Part:
    step = record.zone.policy.outline_tolerance_m if is_generalised(record, actor) else 0.1
    told = tuple((land.streets[one.street], round(round(one.metres / step) * step, 1))
                 for one in fronts)  # fmt: skip
    west, south, east, north = map(float, shapely.bounds(shape))
    return Part(
        texts_of([shape])[0],
        public_box(record, actor, (west, south, east, north)),
        area_dm2,
        told,
    )


__all__ = ["Part", "Parting", "parting"]
