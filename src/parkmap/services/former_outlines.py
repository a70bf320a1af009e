"""Former boundaries that come back together: a parcel and whoever changed with it since."""

from __future__ import annotations

from datetime import date
from typing import Any

import shapely
from sqlalchemy import Connection

from parkmap.errors import Conflict
from parkmap.geometry.conservation import proof, proven
from parkmap.land.fold import Folded, fold
from parkmap.land.ledger import Delta, Subject, canonical
from parkmap.services.pieces import (
    Piece,
    area_dm2_of,
    beside,
    depth_of,
    refuse_later_rings,
    refuse_left,
    reshaped,
    shape_of,
    shapes_of,
)
from parkmap.services.record import Record
from parkmap.store import entry_list, ledger, present
from parkmap.store.present import Stored
from parkmap.units import m2_to_dm2

FIELDS = ("geometry", "area_m2", "retired_on")


def outlines_back(
    connection: Connection, record: Record, parcel: Stored, seq: int, day: date
) -> list[Delta]:
    """The deltas that give a parcel its boundary after entry `seq`, with recorded area.

    Boundaries that changed in the same entries since go back with it, since they are shared.

    Raises
    ------
    Conflict
        One of those was retired since, or was not there yet.
    BadGeometry
        The former boundaries do not fit between those of today; with the place.
    LaterFacts
        Boundaries or areas are recorded for later days.
    """
    stored = _together(connection, record, parcel, seq)
    then = {one: _former(connection, record, one, seq) for one in stored}
    moved = {one: _shape(then[one]) for one in stored if _moved(stored[one], then[one])}
    now = {one: shape_of(stored[one]) for one in moved}
    others = shapes_of(beside(connection, record, [stored[one] for one in moved],
                              shapely.union_all(list(moved.values()))))  # fmt: skip
    shown = proof(
        [*now.values(), *others.values()], [*moved.values(), *others.values()],
        record.zone.gk_zone, depth_of(parcel) + 1, redrawn=moved[parcel.id],
    )  # fmt: skip
    proven(moved.values(), {}, others, shown)
    pieces = {one: _piece(one, then[one], stored[one]) for one in moved}
    sized = [one for one, piece in pieces.items() if piece.area_dm2 != area_dm2_of(stored[one])]
    refuse_later_rings(connection, record, moved, sized, day)
    refuse_left(connection, record, now.values(), moved.values(), day)
    return [delta for one, piece in pieces.items() for delta in reshaped(stored[one], piece, day)]


def _together(
    connection: Connection, record: Record, parcel: Stored, seq: int
) -> dict[str, Stored]:
    """The parcel and those whose boundary changed in the same entries since."""
    since = [at for _, at in entry_list.with_outline(connection, record.zone_id, [parcel.id])
             if at > seq]  # fmt: skip
    live = [one.header.seq for one in ledger.entries(connection, record.zone_id, seqs=since)
            if one.undone_by is None]  # fmt: skip
    ids = {one.id for one in ledger.subjects_of(connection, record.zone_id, live, "geometry")
           if one.kind == "parcel"}  # fmt: skip
    found = present.some(
        connection, record.zone_id, "parcel", sorted(ids | {parcel.id}), with_geometry=True
    )
    return {one.id: one for one in found}


def _former(connection: Connection, record: Record, parcel_id: str, seq: int) -> Folded:
    one = Subject("parcel", parcel_id)
    said = ledger.live(connection, record.zone_id, [one], fields=FIELDS, known=seq)[one]
    now = ledger.live(connection, record.zone_id, [one], fields=("retired_on",))[one]
    then = fold("parcel", said)
    if then.geometry is None or fold("parcel", now).state.get("retired_on"):
        raise Conflict(
            "the boundary after entry %(seq)s does not come back: %(id)s changed together with it "
            "and was retired since, or was not there yet; reshape the parcel instead",
            seq=seq,
            id=parcel_id,
        )
    return then


def _moved(stored: Stored, then: Folded) -> bool:
    return stored.geojson is None or canonical(then.geometry) != stored.geojson


def _shape(then: Folded) -> Any:
    return shapely.from_geojson(canonical(then.geometry))


def _piece(parcel_id: str, then: Folded, stored: Stored) -> Piece:
    area = then.state.get("area_m2")
    return Piece(parcel_id, canonical(then.geometry),
                 area_dm2_of(stored) if area is None else m2_to_dm2(area))  # fmt: skip


__all__ = ["outlines_back"]
