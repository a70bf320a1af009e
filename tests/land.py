"""A split, an import and a clock, for tests of the ledger that need land to come and go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import orjson
from shapely import box
from shapely.geometry import mapping

from parkmap.land.ledger import Delta
from parkmap.land.lineage import child_ids, share_out
from parkmap.services.asking import used_ids
from parkmap.services.record import Record
from parkmap.services.recording import commit
from parkmap.store import ledger, present
from parkmap.store.present import Stored
from parkmap.units import dm2_to_m2, m2_to_dm2

KEPT: Final = ("park", "status", "name_zh", "offer")


def halves(stored: Stored) -> list[dict[str, Any]]:
    """The west and the east half of a box."""
    west, south, east, north = stored.box
    middle = round((west + east) / 2, 10)
    parts = (box(west, south, middle, north), box(middle, south, east, north))
    return [orjson.loads(orjson.dumps(mapping(part))) for part in parts]


def split_deltas(stored: Stored, ids: list[str], day: date) -> list[Delta]:
    """What a split of a square parcel in two writes."""
    shares = share_out(m2_to_dm2(stored.state["area_m2"]), [1.0, 1.0])
    ends = {"retired_on": day.isoformat(), "lineage_to": ids}
    found = [Delta("parcel", stored.id, name, None, value, day) for name, value in ends.items()]
    for one, shape, area in zip(ids, halves(stored), shares, strict=True):
        fields: dict[str, Any] = {name: stored.state[name] for name in KEPT if name in stored.state}
        fields |= {"geometry": shape, "area_m2": dm2_to_m2(area), "lineage_from": [stored.id]}
        found += [Delta("parcel", one, name, None, value, day) for name, value in fields.items()]
    return found


def split(record: Record, parcel_id: str, on: str) -> tuple[int, list[str]]:
    """Split a parcel into its halves from a day on; the entry and the ids of the children."""
    day = date.fromisoformat(on)
    with record.store.write() as connection:
        top = ledger.read_head(connection, record.zone_id)
        stored = present.one(connection, record.zone_id, "parcel", parcel_id)
        assert stored is not None
        ids = child_ids(parcel_id, used_ids(connection, record.zone_id, parcel_id), 2)
        header = ledger.next_header(top, record.clock(), "officer-1", "split", "分割", day)
        moved = commit(connection, record, header, split_deltas(stored, ids, day))
    return moved.seq, ids


def imported(record: Record, parcel_id: str, west: float) -> int:
    """A parcel comes in as an import of its own, a square beside or upon the others."""
    shape = orjson.loads(orjson.dumps(mapping(box(west, 36.21, west + 0.001, 36.211))))
    fields = {"geometry": shape, "area_m2": 9_000.0, "park": "P1", "status": "idle"}
    return _written(record, "parcel", parcel_id, fields)


def imported_park(record: Record, park_id: str) -> int:
    """A park comes in as an import of its own."""
    shape = orjson.loads(orjson.dumps(mapping(box(113.2, 36.2, 113.25, 36.25))))
    return _written(record, "park", park_id, {"geometry": shape, "name_zh": park_id})


def _written(record: Record, kind: str, subject_id: str, fields: dict[str, Any]) -> int:
    day = date(2025, 7, 1)
    deltas = [Delta(kind, subject_id, name, None, value, day) for name, value in fields.items()]
    with record.store.write() as connection:
        top = ledger.read_head(connection, record.zone_id)
        header = ledger.next_header(top, record.clock(), "officer-1", "import", "导入", day)
        return commit(connection, record, header, deltas).seq


def ticking(record: Record) -> tuple[Record, Callable[[int], datetime]]:
    """A record whose clock moves on a minute with each look, and the moment of a look."""
    began = datetime(2026, 6, 30, 4, tzinfo=UTC)
    looks = iter(range(1_000_000))

    def moment(minute: int) -> datetime:
        return began + timedelta(minutes=minute)

    return replace(record, clock=lambda: moment(next(looks))), moment
