"""The first answer of a structural change, told again to who sends its key twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
import shapely
from sqlalchemy import Connection

from parkmap.geometry.conservation import proof
from parkmap.geometry.edit import Proof
from parkmap.land.fold import Folded, fold
from parkmap.land.ledger import Delta, Subject, canonical
from parkmap.services.outcome import Change, Outcome
from parkmap.services.pieces import Piece, numbered
from parkmap.services.record import Record
from parkmap.services.recording import Receipt
from parkmap.store import ledger
from parkmap.units import m2_to_dm2

TOLD = ("geometry", "area_m2", "lineage_depth")


def told_again(connection: Connection, record: Record, change: Change, first: Receipt) -> Outcome:
    """The outcome of an entry, from what the ledger says of it; as it was known then."""
    deltas = ledger.deltas_of(connection, record.zone_id, first.seq)
    plans = {delta.field: delta for delta in deltas if delta.kind == "plan"}
    plan_id = next((delta.subject_id for delta in plans.values()), None)
    told = [delta for delta in deltas if delta.kind == "parcel"]
    if not told:
        return _planned(connection, record, change, first, plans.get("pieces"), plan_id)
    then = _then(connection, record, first.seq, {delta.subject_id for delta in told})
    moved = {delta.subject_id: delta.old for delta in told if delta.field == "geometry"}
    retired = tuple(delta.subject_id for delta in told if delta.field == "retired_on")
    born = [one for one, old in moved.items() if old is None]
    mine = born or [one for one in moved if one in change.asked.values()]
    others = [one for one in moved if one not in mine]
    olds = [then[one].geometry for one in retired] + [old for old in moved.values() if old]
    news = [then[one].geometry for one in moved]
    sizes = {delta.subject_id: delta.old for delta in told if delta.field == "area_m2"}
    before = sum(map(_dm2, sizes.values())) + sum(_area_dm2(then[one]) for one in retired)
    depth = max(int(one.state.get("lineage_depth") or 0) for one in then.values())
    return Outcome(
        first, change.effective_on, _pieces(mine, then), _pieces(others, then), retired, before,
        sum(_area_dm2(then[one]) for one in sizes),
        _proof(record, olds, news, depth + (not born), None if born else then[mine[0]].geometry),
        plan_id,
    )  # fmt: skip


def _planned(
    connection: Connection, record: Record, change: Change, first: Receipt,
    kept: Delta | None, plan_id: str | None,
) -> Outcome:  # fmt: skip
    if kept is None:
        return Outcome(first, change.effective_on, (), (), (), 0, 0, None, plan_id)
    pieces = numbered(kept.new)
    parent = str(change.asked["plan"]["split"])
    then = _then(connection, record, first.seq, {parent})[parent]
    depth = int(then.state.get("lineage_depth") or 0) + 1
    shown = _proof(record, [then.geometry], [one["geometry"] for one in kept.new], depth)
    total = sum(one.area_dm2 for one in pieces)
    return Outcome(first, change.effective_on, pieces, (), (), total, total, shown, plan_id)


def _then(connection: Connection, record: Record, seq: int, ids: set[str]) -> dict[str, Folded]:
    subjects = [Subject("parcel", one) for one in ids]
    held = ledger.live(connection, record.zone_id, subjects, fields=TOLD, known=seq)
    return {one.id: fold("parcel", assertions) for one, assertions in held.items()}


def _pieces(ids: Sequence[str], then: dict[str, Folded]) -> tuple[Piece, ...]:
    return tuple(Piece(one, canonical(then[one].geometry), _area_dm2(then[one])) for one in ids)


def _area_dm2(folded: Folded) -> int:
    return _dm2(folded.state.get("area_m2"))


def _dm2(area_m2: Any) -> int:
    return m2_to_dm2(area_m2 or 0.0)


def _proof(
    record: Record, olds: Sequence[Any], news: Sequence[Any], depth: int, redrawn: Any = None
) -> Proof:
    before, after = ([_shape(one) for one in shapes] for shapes in (olds, news))
    drawn = None if redrawn is None else _shape(redrawn)
    return proof(before, after, record.zone.gk_zone, depth, redrawn=drawn)


def _shape(geometry: Any) -> Any:
    return shapely.from_geojson(orjson.dumps(geometry))
