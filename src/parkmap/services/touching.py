"""Which offered parcels touch, kept in memory until an outline of theirs changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import shapely
from sqlalchemy import Connection

from parkmap.geometry.adjacency import Adjacency, adjacency
from parkmap.geometry.coordinates import Floats, Geometries, array_of
from parkmap.geometry.local import LocalPlane
from parkmap.services.record import Record
from parkmap.store import ledger, present

ZONES: Final = 4
"""The graphs of so many zones are kept by a process."""


class Touching(NamedTuple):
    """Parcels in the order of their ids: true outlines in degrees, sizes, and who touches whom."""

    ids: tuple[str, ...]
    shapes: Geometries
    area_m2: Floats
    perimeter_m: Floats
    adjacency: Adjacency


class _Kept(NamedTuple):
    epoch: str
    seq: int
    touching: Touching


_kept: Final[dict[tuple[str, int], _Kept]] = {}
"""Folder and zone -> the last graph that was made for it."""


def touching(connection: Connection, record: Record, ids: Sequence[str]) -> Touching:
    """The graph of some parcels by their outlines as recorded.

    It is made anew where other parcels are asked for than last time, or an entry since touched
    one of their outlines.
    """
    top = ledger.read_head(connection, record.zone_id)
    key, wanted = (str(record.folder), record.zone_id), tuple(ids)
    held = _kept.get(key)
    if held is not None and held.epoch == top.epoch and held.touching.ids == wanted:
        if held.seq == top.seq:
            return held.touching
        moved = ledger.touched_since(
            connection, record.zone_id, "parcel", held.seq, ("geometry",)
        ) if held.seq < top.seq else set(wanted)  # fmt: skip
        if moved.isdisjoint(wanted):
            _kept[key] = held._replace(seq=top.seq)
            return held.touching
    made = _made(connection, record, wanted)
    while len(_kept) >= ZONES and key not in _kept:
        _kept.pop(next(iter(_kept)), None)
    _kept[key] = _Kept(top.epoch, top.seq, made)
    return made


def _made(connection: Connection, record: Record, ids: tuple[str, ...]) -> Touching:
    stored = present.some(connection, record.zone_id, "parcel", ids, with_geometry=True)
    texts = {one.id: one.geojson for one in stored}
    drawn = [texts.get(one) or '{"type":"Polygon","coordinates":[]}' for one in ids]
    shapes = array_of(shapely.from_geojson(drawn))
    metres = LocalPlane.around(shapes).to_metres(shapes)
    sizes = shapely.area(metres), np.maximum(shapely.length(metres), 1.0)
    return Touching(ids, shapes, *sizes, adjacency(metres))


__all__ = ["Touching", "touching"]
