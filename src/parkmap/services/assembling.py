"""组合地块: where no parcel is large enough, parcels that touch and together are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from sqlalchemy import Connection

from parkmap.errors import BadValue, NotFound
from parkmap.geometry.boundary import geojson_texts
from parkmap.geometry.coordinates import array_of
from parkmap.geometry.joined import joined
from parkmap.land.assembly import Assembled, Ground, largest_dm2, shape_word
from parkmap.land.assembly import assemblies as found_in
from parkmap.land.availability import AVAILABLE, availability
from parkmap.land.joint_terms import Terms, joint_terms, owners
from parkmap.services.outlines import is_generalised, public_box, public_outline
from parkmap.services.record import Actor, Record
from parkmap.services.touching import Touching, open_land
from parkmap.services.views import View, view_of
from parkmap.store import present
from parkmap.store.present import Stored
from parkmap.units import M2_PER_MU, dm2_to_mu, m2_to_dm2

SPARE: Final = 1.5
"""A set is at most so many times as large as wanted, where nobody says how large it may be."""
MOST_MU: Final = 100_000.0
MOST_SETS: Final = 20


@dataclass(frozen=True, slots=True)
class Assembly:
    """Parcels that touch, as one: the outline and the terms that this audience may see.

    `compactness` is that of `parkmap.land.assembly`, told roughly where outlines are generalised;
    `shape` is the code of its word. Of those who hold the land only the number is told.
    """

    parcels: tuple[View, ...]
    area_dm2: int
    geometry: str
    bbox: tuple[float, float, float, float]
    compactness: float
    shape: str
    owners: int
    terms: Terms

    @property
    def ids(self) -> tuple[str, ...]:
        """The parcels, by id."""
        return tuple(one.id for one in self.parcels)

    @property
    def area_mu(self) -> float:
        """Recorded areas added up, in mu with two decimals."""
        return dm2_to_mu(self.area_dm2)


def assemblies(
    record: Record,
    actor: Actor,
    candidate_ids: Sequence[str] | None,
    wanted_mu: float,
    *,
    most_mu: float | None = None,
    most: int = 5,
) -> list[Assembly]:
    """Sets of available parcels that touch and together have the wanted area, best first.

    Parameters
    ----------
    candidate_ids
        Which parcels may be taken; all that can be had today where it is None.
    wanted_mu, most_mu
        The range of the recorded area in mu; by default up to one and a half times what is wanted.
    most
        So many sets at most, 1 to 20.

    Raises
    ------
    BadValue
        An area that makes no sense, or a candidate that cannot be had today.
    NotFound
        A candidate that is not there, or that this audience may not know of.
    """
    least_dm2, most_dm2 = _range_dm2(wanted_mu, most_mu)
    if not 1 <= most <= MOST_SETS:
        raise BadValue("ask for 1 to %(most)s sets at once", most=MOST_SETS, field="limit")
    stored, land = _candidates(record, actor, candidate_ids)
    found = found_in(
        _ground(land, stored), least_dm2, most_dm2, most=most, allowed=_allowed(land, stored)
    )
    return [_told(record, actor, land, stored, one) for one in found]


def largest_mu(record: Record, actor: Actor, candidate_ids: Sequence[str] | None = None) -> float:
    """The recorded area of the largest group of touching parcels that can be had today, in mu.

    What `assemblies` may find is no larger: where it finds nothing, this says what there is. 0
    where no two of them touch.

    Raises
    ------
    BadValue, NotFound
        As in `assemblies`.
    """
    stored, land = _candidates(record, actor, candidate_ids)
    return dm2_to_mu(largest_dm2(_ground(land, stored), _allowed(land, stored)))


def _candidates(
    record: Record, actor: Actor, candidate_ids: Sequence[str] | None
) -> tuple[dict[str, Stored], Touching]:
    """Which parcels may be taken, by id, and who touches whom of all that are on offer."""
    with record.store.read() as connection:
        land = open_land(connection, record)
        stored = {one.id: one for one in _available(record, actor, land.stored)}
        if candidate_ids is not None:
            _refuse_others(connection, record, actor, candidate_ids, stored)
            stored = {one: stored[one] for one in sorted(set(candidate_ids))}
        return stored, land.touching


def _allowed(land: Touching, stored: dict[str, Stored]) -> NDArray[np.bool_]:
    return np.array([one in stored for one in land.ids], dtype=bool)


def _range_dm2(wanted_mu: float, most_mu: float | None) -> tuple[int, int]:
    for mu in (wanted_mu, wanted_mu if most_mu is None else most_mu):
        if not math.isfinite(mu) or not 0 < mu <= MOST_MU:
            raise BadValue(
                "%(mu)s mu is no area to look for; give a number above 0, %(most)s at most",
                mu=mu, most=f"{MOST_MU:,.0f}", field="mu",
            )  # fmt: skip
    upper = wanted_mu * SPARE if most_mu is None else most_mu
    if upper < wanted_mu:
        raise BadValue(
            "at most %(most)s mu is less than the %(mu)s mu that are wanted; raise the upper limit",
            most=upper, mu=wanted_mu, field="most",
        )  # fmt: skip
    per_mu = float(M2_PER_MU) * 100
    return math.ceil(wanted_mu * per_mu - 0.5), math.floor(upper * per_mu + 0.5)


def _available(record: Record, actor: Actor, stored: Sequence[Stored]) -> list[Stored]:
    """Those that this audience may know of and that can be had today."""
    day, policy = record.today(), record.zone.policy
    return [
        one for one in stored
        if policy.sees(actor.audience, "parcel", one.state)
        and availability(one.state, day).kind == AVAILABLE
    ]  # fmt: skip


def _refuse_others(
    connection: Connection,
    record: Record,
    actor: Actor,
    ids: Sequence[str],
    available: dict[str, Stored],
) -> None:
    others = [one for one in ids if one not in available]
    known = {
        one.id
        for one in present.some(connection, record.zone_id, "parcel", others, with_geometry=False)
        if record.zone.policy.sees(actor.audience, "parcel", one.state)
    }
    for one in others:
        if one not in known:
            raise NotFound("there is no '%(id)s' here; look it up in the list", id=one[:80])
        raise BadValue(
            "%(parcel)s cannot be had today; leave it out", parcel=one, field="ids"
        )  # fmt: skip


def _ground(land: Touching, stored: dict[str, Stored]) -> Ground:
    areas = [
        m2_to_dm2(stored[one].state.get("area_m2") or 0.0) if one in stored else 0
        for one in land.ids
    ]
    dm2 = np.array(areas, dtype=np.int64)
    return Ground(dm2, land.area_m2, land.perimeter_m, land.adjacency)


def _told(
    record: Record, actor: Actor, land: Touching, stored: dict[str, Stored], one: Assembled
) -> Assembly:
    mine = [stored[land.ids[at]] for at in one.members]
    views = tuple(view for each in mine if (view := view_of(record, actor, each)) is not None)
    shape = joined(land.shapes[list(one.members)])
    west, south, east, north = map(float, shapely.bounds(shape))
    text = geojson_texts(array_of([shape]))[0] or "null"
    digits = 1 if is_generalised(record, actor) else 2
    return Assembly(
        views,
        one.area_dm2,
        public_outline(record, actor, text),
        public_box(record, actor, (west, south, east, north)),
        round(one.compactness, digits),
        shape_word(one.compactness),
        owners(each.state for each in mine),
        joint_terms([view.state for view in views]),
    )


__all__ = ["Assembly", "assemblies", "largest_mu"]
