"""What every write does in its one transaction: entry, present, tiles touched, work queued."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from sqlalchemy import Connection

from parkmap.land.ledger import Delta, Header, Subject
from parkmap.land.subscriptions import REMINDERS
from parkmap.maps.tiles import BUFFER, EXTENT, tiles_covering, tiles_of_boxes
from parkmap.services.record import Actor, Record
from parkmap.services.views import View, view_of
from parkmap.store import (
    alerts,
    derived,
    jobs,
    ledger,
    lists,
    present,
    spatial,
    subscriptions,
    tilebox,
)  # fmt: skip

FIRST_ZOOM = 10
LAST_ZOOM = 16
SCREEN = (3, 2)
MOST_ON_SCREEN = 5_000
FEW = 20
WARM_AFTER = timedelta(seconds=1)
"""Marks that follow in a row are warmed for once, after the last of a second."""

CHECK_AFTER = timedelta(seconds=20)
"""Edits of boundaries in a row are checked once, soon after the last."""
ALERTS_AFTER = timedelta(minutes=3)
"""Who waits for land is told at most this often, of all that opened meanwhile."""
REMINDERS_AFTER = timedelta(minutes=5)
"""Entries in a row are one look at what leaders are told of."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was written: entry, moment, token for the map, the parcels as they are now.

    `gone` are the parcels that the entry retired, or that are not there without what it undid.
    Where all was so already no entry is written: `written` is False, and `seq` is the last one
    that was there before.
    """

    seq: int
    recorded_at: datetime
    token: str
    changed: tuple[View, ...]
    unchanged: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    written: bool = True


def commit(
    connection: Connection, record: Record, header: Header, deltas: Sequence[Delta],
    touched: Iterable[Subject] = (),
) -> ledger.Head:  # fmt: skip
    """Append an entry and bring everything derived along; its cost follows what it touches.

    Present, outlines with their spatial index, spans, sums by day and touched tiles (where a
    parcel lay before and where it lies now) are written in the transaction of the entry.

    Parameters
    ----------
    header
        From `ledger.next_header`; with `undoes`, what that entry said is taken back.
    deltas
        In order; outlines allowed.
    touched
        Further subjects to be told as changed; those of the deltas and of an undone entry are
        taken along anyway.
    """
    top = ledger.read_head(connection, record.zone_id)
    moved = ledger.append(connection, top, header, deltas)
    subjects = {*touched, *ledger.touched_by(connection, record.zone_id, header)}
    reshaped = ledger.touched_by(connection, record.zone_id, header, "geometry")
    parcels = [one for one in subjects if one.kind == "parcel"]
    before = spatial.boxes_of(connection, record.zone_id, parcels)
    derived.refresh(connection, record.zone_id, subjects, moved.seq, reshaped)
    moved_parcels = [one for one in parcels if one in reshaped]
    after = spatial.boxes_of(connection, record.zone_id, moved_parcels)
    if parcels:
        boxes = np.array([*before, *after], dtype=np.float64).reshape(-1, 4)
        tilebox.touch(connection, record.zone_id, tile_keys(np.unique(boxes, axis=0)), moved.seq)
        due = record.clock() + WARM_AFTER
        jobs.enqueue(connection, record.zone_id, "warm_tiles", {}, due)
        if alerts.wanted(connection, record.zone_id):
            due = record.clock() + ALERTS_AFTER
            jobs.enqueue(connection, record.zone_id, "alerts", {}, due)
    if subscriptions.wanted(connection, record.zone_id, REMINDERS):
        jobs.enqueue(connection, record.zone_id, "reminders", {}, record.clock() + REMINDERS_AFTER)
    if reshaped:
        around = spatial.boxes_of(connection, record.zone_id, reshaped)
        tilebox.grow_frame(connection, record.zone_id, around, FIRST_ZOOM)
        jobs.enqueue(connection, record.zone_id, "fit_frame", {}, record.clock())
        due = record.clock() + CHECK_AFTER
        jobs.enqueue(connection, record.zone_id, "check_land", {}, due)
    return moved


def rebuild_derived(
    connection: Connection, record: Record, progress: present.Progress | None = None
) -> None:
    """Write everything derived anew: after a replay, a restore, or a first import."""
    derived.rebuild(connection, record.zone_id, progress)
    everywhere = spatial.all_boxes(connection, record.zone_id, "parcel")
    top = ledger.read_head(connection, record.zone_id)
    tilebox.touch_all(connection, record.zone_id, tile_keys(everywhere), top.seq)
    fit_frame(connection, record)
    jobs.enqueue(connection, record.zone_id, "warm_tiles", {}, record.clock())


def fit_frame(connection: Connection, record: Record) -> None:
    """Where the map of the zone ends and from which zoom it draws, from all current boxes."""
    boxes = lists.boxes(connection, record.zone_id, "parcel")
    whole = np.vstack([boxes, lists.boxes(connection, record.zone_id, "park")])
    if len(whole):
        west, south = whole[:, :2].min(axis=0)
        east, north = whole[:, 2:].max(axis=0)
        frame = tilebox.Frame(drawn_from(boxes), *map(float, (west, south, east, north)))
        tilebox.set_frame(connection, record.zone_id, frame)


def tile_keys(boxes: lists.Boxes) -> list[tilebox.Key]:
    """Every tile, with its buffer, of every kept zoom that these boxes lie in."""
    keys: list[tilebox.Key] = []
    for z in range(FIRST_ZOOM, LAST_ZOOM + 1):
        margin = 360 / 2**z * BUFFER / EXTENT
        if len(boxes) <= FEW:
            near = {
                tile
                for west, south, east, north in boxes.tolist()
                for tile in tiles_covering(
                    (west - margin, south - margin, east + margin, north + margin), z
                )
            }
            keys.extend((z, x, y) for x, y in sorted(near))
            continue
        grown = boxes + np.array([-margin, -margin, margin, margin])
        keys.extend((z, int(x), int(y)) for x, y in tiles_of_boxes(grown, z))
    return keys


def drawn_from(boxes: lists.Boxes) -> int:
    """The first zoom at which no screen of 3 by 2 tiles holds more than some 5,000 parcels."""
    if len(boxes) <= MOST_ON_SCREEN:
        return FIRST_ZOOM
    lng = (boxes[:, 0] + boxes[:, 2]) / 2
    lat = np.radians((boxes[:, 1] + boxes[:, 3]) / 2)
    across = (lng + 180) / 360
    down = (1 - np.arcsinh(np.tan(lat)) / np.pi) / 2
    for z in range(FIRST_ZOOM, LAST_ZOOM):
        cells = np.floor(np.column_stack([across, down]) * 2**z).astype(int)
        cells -= cells.min(axis=0)
        grid = np.zeros(cells.max(axis=0) + np.array(SCREEN) + 1, dtype=int)
        np.add.at(grid, (cells[:, 0], cells[:, 1]), 1)
        windows = np.lib.stride_tricks.sliding_window_view(grid, SCREEN)
        if windows.sum(axis=(2, 3)).max() <= MOST_ON_SCREEN:
            return z
    return LAST_ZOOM


def token_of(top: ledger.Head) -> str:
    """What a client holds to ask what changed: epoch-zone-seq."""
    return f"{top.epoch}-{top.zone_id}-{top.seq}"


def receipt(
    connection: Connection, record: Record, actor: Actor, top: ledger.Head, moment: datetime,
    changed: Sequence[str], unchanged: Sequence[str] = (),
) -> Receipt:  # fmt: skip
    """A receipt with the parcels as they are after the entry; what is no longer drawn is gone."""
    stored = present.some(connection, record.zone_id, "parcel", changed, with_geometry=False)
    drawn = [one for one in stored if not one.state.get("retired_on")]
    views = [view_of(record, actor, one) for one in drawn]
    seen = tuple(view for view in views if view is not None)
    gone = tuple(sorted(set(changed) - {one.id for one in drawn}))
    return Receipt(top.seq, moment, token_of(top), seen, tuple(unchanged), gone)
