"""An officer moves the boundary of a parcel: shared boundaries move together, as one entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import shapely
from sqlalchemy import Connection

from parkmap.errors import BadGeometry, BadValue, MissingVersion
from parkmap.geometry.edit import Edit
from parkmap.geometry.reshape import reshape as with_neighbours
from parkmap.geometry.trim import trim as off_neighbours
from parkmap.land.lineage import share_out
from parkmap.services.asking import fetch
from parkmap.services.outcome import Change, Outcome, Work
from parkmap.services.pieces import (
    area_dm2_of,
    beside,
    changed_pieces,
    depth_of,
    plane_m2,
    refuse_later_rings,
    refuse_left,
    reshaped,
    shape_of,
    shapes_of,
)
from parkmap.services.record import Actor, Record, require
from parkmap.services.repairing import OVERLAP, drawn, trimmed
from parkmap.services.structure import EDIT, perform
from parkmap.store.present import Stored
from parkmap.units import m2_to_dm2

SAME_M2: Final = 0.005
"""An area that changed by less is the same at the record's 0.01 m2: only points came in."""


@dataclass(frozen=True, slots=True)
class Reshape:
    """What an officer asks for: the parcel, its new shape (GeoJSON geometry), day, reason.

    `versions` names the parcel at the version seen; neighbours that are named there are held to
    their versions too.
    """

    parcel_id: str
    versions: dict[str, int | None]
    shape: Mapping[str, Any]
    effective_on: date
    reason: str
    papers: tuple[str, ...] = ()

    def asked(self) -> dict[str, Any]:
        """Everything that was asked for, as JSON values."""
        return {
            "reshape": self.parcel_id,
            "versions": dict(sorted(self.versions.items())),
            "shape": dict(self.shape),
            "effective_on": self.effective_on.isoformat(),
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Trim:
    """What an officer asks for: a parcel at the version seen, to give way to its neighbours."""

    parcel_id: str
    version: int | None
    effective_on: date
    reason: str
    papers: tuple[str, ...] = ()

    def asked(self) -> dict[str, Any]:
        """Everything that was asked for, as JSON values."""
        return {
            "trim": self.parcel_id,
            "version": self.version,
            "effective_on": self.effective_on.isoformat(),
            "reason": self.reason,
        }


def reshape(
    record: Record, actor: Actor, asked: Reshape, key: str | None = None, *, dry_run: bool = False
) -> Outcome:
    """Give a parcel a new shape; what it takes from a neighbour, the neighbour loses.

    Recorded areas of the parcels that changed still add up: their sum is shared out by largest
    remainder over their new plane areas. Where a free side moves, the gain or loss is measured.

    Raises
    ------
    BadGeometry
        The shape is no boundary, or would swallow or tear a neighbour; with the place, and with
        ``values["repair"]`` where something mends it (see `parkmap.services.repairing`).
    LaterFacts
        Boundaries or areas of the parcels concerned are recorded for later days.
    BadValue, NotFound, MissingVersion, StaleVersion, Conflict
        As for every write; see `parkmap.services.asking`.
    """
    require(actor, EDIT)
    shape = drawn(record, asked.shape)

    def work_out(connection: Connection) -> Work:
        if asked.parcel_id not in asked.versions:
            raise MissingVersion(
                "name the version of %(ids)s that you saw (If-Match)", ids=asked.parcel_id
            )
        found = fetch(connection, record, asked.versions, with_geometry=True, mine=asked.asked())
        parcel = next(one for one in found if one.id == asked.parcel_id)
        if shapely.equals_exact(shape, shape_of(parcel), 0.0, normalize=True):
            raise BadValue("%(id)s has this shape already; draw another", id=parcel.id)
        neighbours = beside(connection, record, [parcel], shape)
        edit = _with_neighbours(record, parcel, shapes_of(neighbours), shape)
        return _moved(connection, record, parcel, neighbours, edit, asked.effective_on)

    change = Change("reshape", asked.effective_on, asked.reason, asked.asked(), key, dry_run,
                    asked.papers)  # fmt: skip
    return perform(record, actor, change, work_out)


def trim(
    record: Record, actor: Actor, asked: Trim, key: str | None = None, *, dry_run: bool = False
) -> Outcome:
    """Take away from a parcel what it overlaps of its neighbours; the loss is measured.

    Raises
    ------
    BadGeometry
        It overlaps none, or nothing would be left of it.
    LaterFacts
        Boundaries or areas of the parcels concerned are recorded for later days.
    BadValue, NotFound, MissingVersion, StaleVersion, Conflict
        As for every write; see `parkmap.services.asking`.
    """

    def work_out(connection: Connection) -> Work:
        wanted = {asked.parcel_id: asked.version}
        (parcel,) = fetch(connection, record, wanted, with_geometry=True, mine=asked.asked())
        neighbours = beside(connection, record, [parcel])
        edit = off_neighbours(
            shape_of(parcel), shapes_of(neighbours), record.zone.gk_zone,
            depth=depth_of(parcel) + 1,
        )  # fmt: skip
        return _moved(connection, record, parcel, neighbours, edit, asked.effective_on)

    change = Change("reshape", asked.effective_on, asked.reason, asked.asked(), key, dry_run,
                    asked.papers)  # fmt: skip
    return perform(record, actor, change, work_out)


def _with_neighbours(record: Record, parcel: Stored, others: Mapping[str, Any], shape: Any) -> Edit:
    """The parcel and its neighbours after it; where it runs into one, trimming is offered."""
    shapes = {parcel.id: shape_of(parcel)} | dict(others)
    depth = depth_of(parcel) + 1

    def fitted(wanted: Any) -> Edit:
        return with_neighbours(shapes, parcel.id, wanted, record.zone.gk_zone, depth=depth)

    try:
        return fitted(shape)
    except BadGeometry as refusal:
        if refusal.values.get("fault") == OVERLAP:
            into = [str(refusal.values["other"])]
            refusal.values["repair"] = trimmed(record, shape, others, into, fitted)
        raise


def _moved(
    connection: Connection, record: Record, parcel: Stored, neighbours: Mapping[str, Stored],
    edit: Edit, day: date,
) -> Work:  # fmt: skip
    stored = {parcel.id: parcel} | dict(neighbours)
    now = {parcel.id: edit.pieces[0]} | dict(edit.neighbours)
    areas = _areas_dm2(record, {one: stored[one] for one in now}, now)
    refuse_later_rings(connection, record, now, areas, day)
    olds = [shape_of(stored[one]) for one in now]
    refuse_left(connection, record, olds, now.values(), day)
    piece, *others = changed_pieces(now, stored, areas)
    deltas = [delta for one in (piece, *others) for delta in reshaped(stored[one.id], one, day)]
    before = sum(area_dm2_of(stored[one]) for one in areas)
    return Work(tuple(deltas), (piece,), tuple(others), (), before, sum(areas.values()), edit.proof)


def _areas_dm2(
    record: Record, stored: Mapping[str, Stored], now: Mapping[str, Any]
) -> dict[str, int]:
    """New recorded areas of those parcels whose land changed; the sum moves by what was gained."""
    ids = list(now)
    before = np.array(plane_m2(record, (shape_of(stored[one]) for one in ids)))
    after = np.array(plane_m2(record, now.values()))
    moved = np.flatnonzero(np.abs(after - before) > SAME_M2)
    if not len(moved):
        return {}
    chosen = [ids[place] for place in moved]
    gain = float((after - before)[moved].sum())
    total = sum(area_dm2_of(stored[one]) for one in chosen)
    total += 0 if abs(gain) <= SAME_M2 * len(chosen) else m2_to_dm2(gain)
    return dict(zip(chosen, share_out(total, after[moved].tolist()), strict=True))
