"""An officer merges touching parcels into one, as one entry, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from parkmap.errors import BadValue
from parkmap.geometry.merge import merge as into_one
from parkmap.land.joining import joined_fields, refuse_differences
from parkmap.land.ledger import Subject
from parkmap.land.lineage import merged_id, natural_key
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
    refuse_later_rings,
    reshaped,
    shape_of,
    shapes_of,
    texts_of,
)
from parkmap.services.record import Actor, Record
from parkmap.services.structure import perform
from parkmap.store.present import Stored

MOST: Final = 100
"""How many parcels one merge takes."""


@dataclass(frozen=True, slots=True)
class Merge:
    """What an officer asks for: parcels at the versions seen, whose fields go on, day, reason.

    `fields` are those that another parcel gives: field -> that parcel.
    """

    versions: dict[str, int | None]
    keep: str
    effective_on: date
    reason: str
    papers: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)

    def asked(self) -> dict[str, Any]:
        """Everything that was asked for, as JSON values."""
        return {
            "merge": dict(sorted(self.versions.items())),
            "keep": self.keep,
            "effective_on": self.effective_on.isoformat(),
            "reason": self.reason,
        } | ({"fields": dict(sorted(self.fields.items()))} if self.fields else {})


def merge(
    record: Record, actor: Actor, asked: Merge, key: str | None = None, *, dry_run: bool = False
) -> Outcome:
    """Merge parcels that touch along an edge: they are retired, their recorded areas add up.

    The new parcel has the fields of `keep`, but for those that another was chosen to give, without
    what was issued for a registered parcel. The others' fields stay with them in the record.
    Parameters as for `splitting.split`.

    Raises
    ------
    CannotMerge
        They differ in holder, use, end of term, mortgage, seizure, status, park or a fixed offer.
    BadGeometry
        They do not touch along an edge; with the place.
    LaterFacts
        Facts of the parcels are recorded for later days.
    BadValue, NotFound, MissingVersion, StaleVersion, Conflict
        As for every write; see `parkmap.services.asking`.
    """

    def work_out(connection: Connection) -> Work:
        _check(asked)
        found = fetch(connection, record, asked.versions, with_geometry=True, mine=asked.asked())
        parents = sorted(found, key=lambda one: natural_key(one.id))
        return _joined(connection, record, parents, asked)

    change = Change("merge", asked.effective_on, asked.reason, asked.asked(), key, dry_run,
                    asked.papers)  # fmt: skip
    return perform(record, actor, change, work_out)


def _check(asked: Merge) -> None:
    if not 2 <= len(asked.versions) <= MOST:
        raise BadValue(
            "a merge takes 2 to %(most)s parcels; %(count)s were named",
            most=MOST,
            count=len(asked.versions),
        )
    if asked.keep not in asked.versions:
        raise BadValue(
            "'%(keep)s' is not among the parcels to merge; name the one whose fields go on",
            keep=asked.keep[:80],
        )


def _joined(connection: Connection, record: Record, parents: list[Stored], asked: Merge) -> Work:
    states, day = {one.id: one.state for one in parents}, asked.effective_on
    refuse_differences(states)
    fields = joined_fields(states, asked.keep, asked.fields)
    ids = [one.id for one in parents]
    refuse_later_facts(connection, record, [Subject("parcel", one) for one in ids], day)
    neighbours = beside(connection, record, parents)
    edit = into_one(
        {one.id: shape_of(one) for one in parents}, shapes_of(neighbours), record.zone.gk_zone,
        depth=max(map(depth_of, parents)) + 1,
    )  # fmt: skip
    refuse_later_rings(connection, record, edit.neighbours, (), day)
    total = sum(map(area_dm2_of, parents))
    lowest = ids[0]
    new = merged_id(ids, used_ids(connection, record.zone_id, f"{lowest}-M"))
    piece = Piece(new, texts_of(edit.pieces)[0], total)
    beside_now = changed_pieces(edit.neighbours, neighbours, {})
    deltas = [delta for one in parents for delta in gone(one, [new], day)]
    deltas += born(piece, fields, parents, day)
    for one in beside_now:
        deltas += reshaped(neighbours[one.id], one, day)
    return Work(tuple(deltas), (piece,), beside_now, tuple(ids), total, total, edit.proof)
