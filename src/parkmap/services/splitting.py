"""An officer splits a parcel: its children take its place, as one entry, all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from parkmap.land.cuts import Cut, cut_object, divide, shares
from parkmap.land.joining import handed_down
from parkmap.land.ledger import Delta, Subject
from parkmap.land.lineage import child_ids, share_out
from parkmap.services.asking import fetch, refuse_later_facts, used_ids
from parkmap.services.outcome import Change, Outcome, Work
from parkmap.services.pieces import (
    Piece,
    area_dm2_of,
    beside,
    born,
    changed_pieces,
    depth_of,
    gone,
    plane_m2,
    refuse_later_rings,
    refuse_left,
    reshaped,
    shape_of,
    shapes_of,
    texts_of,
)
from parkmap.services.record import Actor, Record
from parkmap.services.structure import perform
from parkmap.store.present import Stored


@dataclass(frozen=True, slots=True)
class Split:
    """What an officer asks for: a parcel at the version seen, the cut, the day, the reason."""

    parcel_id: str
    version: int | None
    cut: Cut
    effective_on: date
    reason: str
    papers: tuple[str, ...] = ()

    def asked(self) -> dict[str, Any]:
        """Everything that was asked for, as JSON values."""
        return {
            "split": self.parcel_id,
            "version": self.version,
            "cut": cut_object(self.cut),
            "effective_on": self.effective_on.isoformat(),
            "reason": self.reason,
        }


def split(
    record: Record, actor: Actor, asked: Split, key: str | None = None, *, dry_run: bool = False
) -> Outcome:
    """Split a parcel: it is retired, its children get its land, its area and its fields.

    The recorded area is shared out by largest remainder, so that the children add up to it; cut
    points enter the rings of the neighbours in the same entry. What was issued for the registered
    parcel stays with it (`parkmap.land.joining.STAYS`).

    Parameters
    ----------
    key
        An Idempotency-Key: the same one gives the first answer again.
    dry_run
        Work everything out and write nothing.

    Raises
    ------
    BadGeometry
        The cut does not divide the parcel; with the place.
    LaterFacts
        Facts of the parcel, or rings of its neighbours, are recorded for later days.
    BadValue, NotFound, MissingVersion, StaleVersion, Conflict
        As for every write; see `parkmap.services.asking`.
    """

    def work_out(connection: Connection) -> Work:
        wanted = {asked.parcel_id: asked.version}
        (parent,) = fetch(connection, record, wanted, with_geometry=True, mine=asked.asked())
        return divided(connection, record, parent, asked.cut, asked.effective_on)

    change = Change("split", asked.effective_on, asked.reason, asked.asked(), key, dry_run,
                    asked.papers)  # fmt: skip
    return perform(record, actor, change, work_out)


def divided(connection: Connection, record: Record, parent: Stored, cut: Cut, day: date) -> Work:
    """A parcel divided on a day, worked out and proved; a plan asks for it as well."""
    refuse_later_facts(connection, record, [Subject("parcel", parent.id)], day)
    neighbours = beside(connection, record, [parent])
    edit = divide(
        cut, shape_of(parent), shapes_of(neighbours), record.zone.gk_zone, depth_of(parent) + 1
    )
    refuse_later_rings(connection, record, edit.neighbours, (), day)
    refuse_left(connection, record, [shape_of(parent)], edit.pieces, day)
    total = area_dm2_of(parent)
    areas = share_out(total, shares(cut, plane_m2(record, edit.pieces), total))
    used = used_ids(connection, record.zone_id, f"{parent.id}-")
    ids = child_ids(parent.id, used, len(areas))
    pieces = tuple(map(Piece, ids, texts_of(edit.pieces), areas))
    beside_now = changed_pieces(edit.neighbours, neighbours, {})
    deltas = gone(parent, ids, day) + _children(pieces, parent, day)
    for one in beside_now:
        deltas += reshaped(neighbours[one.id], one, day)
    return Work(tuple(deltas), pieces, beside_now, (parent.id,), total, sum(areas), edit.proof)


def _children(pieces: Sequence[Piece], parent: Stored, day: date) -> list[Delta]:
    fields = handed_down(parent.state)
    return [delta for one in pieces for delta in born(one, fields, [parent], day)]
