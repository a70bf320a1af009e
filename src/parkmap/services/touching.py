"""The parcels on offer and which of them touch, kept in memory until the record changes."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Final, NamedTuple

import numpy as np
import shapely
from sqlalchemy import Connection

from parkmap.geometry.adjacency import Adjacency, adjacency
from parkmap.geometry.coordinates import Floats, Geometries, array_of
from parkmap.geometry.local import LocalPlane
from parkmap.services.record import Record
from parkmap.store import ledger, lists, present
from parkmap.store.present import Stored

ZONES: Final = 4
"""So many zones are kept by a process."""


class Touching(NamedTuple):
    """Parcels in the order of their ids: true outlines in degrees, sizes, and who touches whom."""

    ids: tuple[str, ...]
    shapes: Geometries
    area_m2: Floats
    perimeter_m: Floats
    adjacency: Adjacency


class Open(NamedTuple):
    """All whose offer is open, without outlines; whether they can be had is another question."""

    epoch: str
    seq: int
    stored: tuple[Stored, ...]
    touching: Touching


_kept: Final[dict[tuple[str, int], Open]] = {}
"""Folder and zone -> what was read last of it."""
_turn = Lock()


def open_land(connection: Connection, record: Record) -> Open:
    """The parcels whose offer is open, with the graph of their outlines as recorded.

    They are read anew after an entry; who touches whom is worked out anew where land is on offer
    that was not, or an entry touched one of the outlines.
    """
    top = ledger.read_head(connection, record.zone_id)
    with _turn:  # two that ask after an entry work it out once
        return _brought_up(connection, record, top)


def _brought_up(connection: Connection, record: Record, top: ledger.Head) -> Open:
    key = (str(record.folder), record.zone_id)
    held = _kept.get(key)
    if held is not None and (held.epoch, held.seq) == (top.epoch, top.seq):
        return held
    ids = tuple(lists.ids(connection, record.zone_id, lists.Filter(offers=("open",))))
    stored = present.some(connection, record.zone_id, "parcel", ids, with_geometry=False)
    same = held is not None and _stands(connection, record, held, top, ids)
    land = held.touching if held is not None and same else _made(connection, record, ids)
    while len(_kept) >= ZONES and key not in _kept:
        _kept.pop(next(iter(_kept)), None)
    found = Open(top.epoch, top.seq, tuple(stored), land)
    _kept[key] = found
    return found


def forget() -> None:
    """Give up what is kept, as when the records that it is of are closed for good."""
    _kept.clear()


def _stands(
    connection: Connection, record: Record, held: Open, top: ledger.Head, ids: tuple[str, ...]
) -> bool:
    """Whether a graph still has these parcels as they lie; others in it do no harm."""
    if held.epoch != top.epoch or held.seq > top.seq or not set(ids) <= set(held.touching.ids):
        return False
    moved = ledger.touched_since(connection, record.zone_id, "parcel", held.seq, ("geometry",))
    return moved.isdisjoint(held.touching.ids)


def _made(connection: Connection, record: Record, ids: Sequence[str]) -> Touching:
    stored = present.some(connection, record.zone_id, "parcel", ids, with_geometry=True)
    texts = {one.id: one.geojson for one in stored}
    drawn = [texts.get(one) or '{"type":"Polygon","coordinates":[]}' for one in ids]
    shapes = array_of(shapely.from_geojson(drawn))
    metres = LocalPlane.around(shapes).to_metres(shapes)
    sizes = shapely.area(metres), np.maximum(shapely.length(metres), 1.0)
    return Touching(tuple(ids), shapes, *sizes, adjacency(metres))


__all__ = ["Open", "Touching", "forget", "open_land"]
