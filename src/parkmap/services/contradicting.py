"""What later entries an undo would pull the ground from under, and what contradicts a return.

An entry stands on an earlier one when it says something of the same field of the same subject,
speaks of a subject that is there through the earlier one only, ended a parcel that the earlier one
described (its successors took outline and fields over), put land where an outline would return, or
put a corner on a side that would return without it.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from typing import Any, Final

import shapely
from sqlalchemy import Connection

from parkmap.geometry.meeting import TOUCHING_M2, overlap_m2, unshared_corners
from parkmap.land.fold import fold
from parkmap.land.ledger import Delta, Subject, canonical
from parkmap.services.record import Record
from parkmap.store import ledger, lists, present, standing
from parkmap.store.ledger import StoredEntry

LAST: Final = sys.maxsize
"""An entry that was not undone stands until after every other."""


def standing_on(connection: Connection, record: Record, seq: int) -> list[int]:
    """Live entries after an entry that stand on its results, in order."""
    zone = record.zone_id
    touched = ledger.subjects_of(connection, zone, [seq])
    begun = standing.begun_by(connection, zone, seq)
    ended = ledger.subjects_of(connection, zone, [seq], "retired_on")
    found = {
        *standing.later_on(connection, zone, seq),
        *standing.later_about(connection, zone, seq, begun),
        *standing.later_about(connection, zone, seq, touched, standing.ENDS),
        *standing.placed_in(connection, zone, seq, {one.id for one in begun if one.kind == "park"}),
    }
    outlined = ledger.subjects_of(connection, zone, [seq], "geometry")
    shapes = _without(connection, record, seq, (ended | outlined) - begun)
    leaving = {one.id for one in begun}
    return sorted(found | _landed_on(connection, record, seq, shapes, leaving))


def contradicting(
    connection: Connection, record: Record, seq: int, deltas: list[Delta]
) -> list[int]:
    """Live entries after an undone entry that contradict what it said, in order.

    One that only brought back what stood when the undone entry was made does not.
    """
    zone = record.zone_id
    touched = {one.subject for one in deltas}
    ended = {one.subject for one in deltas if one.field == "retired_on"}
    found = {
        *standing.later_on(connection, zone, seq),
        *standing.later_about(connection, zone, seq, ended),
        *standing.later_about(connection, zone, seq, touched, standing.ENDS),
    }
    shapes = {
        one.subject_id: shapely.from_geojson(canonical(one.new))
        for one in deltas
        if one.kind == "parcel" and one.field == "geometry" and one.new
    }
    leaving = {one.id for one in ended}
    found |= _landed_on(connection, record, seq, shapes, leaving)
    return sorted(found - _heard_before(connection, record, seq, found))


def _heard_before(
    connection: Connection, record: Record, seq: int, later: Collection[int]
) -> set[int]:
    """Those of later entries that brought back what stood already when an entry was made.

    What comes back keeps its place among the others. What had been undone by then is news to the
    entry: it was made on land without it.
    """
    lines = {one: _line(connection, record, one) for one in {seq, *later}}
    first = lines[seq][-1].header.seq
    return {
        one
        for one in later
        if lines[one][-1].header.seq < first
        and any(each.header.seq < seq < (each.undone_by or LAST) for each in lines[one])
    }


def _line(connection: Connection, record: Record, seq: int) -> list[StoredEntry]:
    """An entry, the one that it brings back, and so on to the one that said it first."""
    line = ledger.entries(connection, record.zone_id, seqs=[seq])
    while (before := line[-1].header.restores) is not None:
        line += ledger.entries(connection, record.zone_id, seqs=[before])
    return line


def homeless(
    connection: Connection, record: Record, seq: int, deltas: list[Delta]
) -> list[Subject]:
    """Subjects that an entry spoke of, did not begin, and that are no longer in the record."""
    subjects = {one.subject for one in deltas}
    held = ledger.live(connection, record.zone_id, subjects, geometry=False)
    begins = {one.subject for one in deltas if one.field == "geometry" and one.old is None}
    return sorted(one for one in subjects - begins if not held[one])


def _without(
    connection: Connection, record: Record, seq: int, subjects: set[Subject]
) -> dict[str, Any]:
    """The outlines that parcels have once an entry is taken back."""
    parcels = [one for one in subjects if one.kind == "parcel"]
    held = ledger.live(connection, record.zone_id, parcels, fields=("geometry",))
    left = {
        one.id: fold(one.kind, [each for each in said if each.seq != seq]).geometry
        for one, said in held.items()
    }
    return {one: shapely.from_geojson(canonical(drawn)) for one, drawn in left.items() if drawn}


def _landed_on(
    connection: Connection, record: Record, seq: int, shapes: Mapping[str, Any], leaving: set[str]
) -> set[int]:
    """Entries after `seq` whose parcels do not meet these shapes edge to edge.

    Those that were retired since lay there for a time, and that is history.
    """
    found: set[int] = set()
    zone = record.zone_id
    if not ledger.touched_since(connection, zone, "parcel", seq, ("geometry",)):
        return found
    for one_id, shape in shapes.items():
        beside = lists.Filter(box=shape.bounds, retired=True)
        near = set(lists.ids(connection, zone, beside)) - {one_id}
        since = standing.outlined_since(connection, zone, seq, near - leaving - shapes.keys())
        if not since:
            continue
        stored = present.some(connection, zone, "parcel", sorted(since), with_geometry=True)
        others = {one.id: shapely.from_geojson(one.geojson) for one in stored if one.geojson}
        before = _known(connection, record, seq, near)
        torn = {point for other in before for point in unshared_corners(shape, other)}
        lies = overlap_m2(shape, list(others.values()), record.zone.gk_zone)
        for (other_id, other), m2 in zip(others.items(), lies, strict=True):
            if m2 > TOUCHING_M2 or not unshared_corners(shape, other) <= torn:
                found.add(since[other_id])
    return found


def _known(connection: Connection, record: Record, seq: int, ids: set[str]) -> list[Any]:
    """The outlines of parcels as they were known at an entry."""
    parcels = [Subject("parcel", one) for one in ids]
    held = ledger.live(connection, record.zone_id, parcels, fields=("geometry",), known=seq)
    drawn = [fold("parcel", said).geometry for said in held.values()]
    return [shapely.from_geojson(canonical(one)) for one in drawn if one]


__all__ = ["contradicting", "homeless", "standing_on"]
