"""Tiles for an audience: 304 without reading a feature, kept once made, warmed by a job."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from math import log2
from typing import Final

import shapely
from sqlalchemy import Connection

from parkmap.errors import NotFound
from parkmap.land.ledger import canonical, digest
from parkmap.land.policy import Policy
from parkmap.maps.tiles import BUFFER, EXTENT, TileFeature, encode, tile_bounds
from parkmap.services.changes import map_fact
from parkmap.services.record import PUBLIC_ACTOR, Actor, Record
from parkmap.services.recording import FIRST_ZOOM, LAST_ZOOM
from parkmap.services.views import view_of
from parkmap.store import ledger, lists, present, tilebox

FORM: Final = 2
"""Moves when the content of a tile changes its form, so that kept ones are made again."""

WARM_AHEAD: Final = 1
MOST_WARMED: Final = 64
FIRST_VIEW_TILES: Final = 2.5
STAFF_READER: Final = Actor("tiles", frozenset({"reviewer"}))


@dataclass(frozen=True, slots=True)
class TileAnswer:
    """`etag` of the tile; `body` is gzipped MVT, b"" where empty, None where not modified."""

    etag: str
    body: bytes | None


@dataclass(frozen=True, slots=True)
class TileFrame:
    """From which tile zoom parcels are drawn, the last zoom kept, and the box of everything."""

    minzoom: int
    maxzoom: int
    bounds: tuple[float, float, float, float]


def tile_frame(record: Record) -> TileFrame:
    """The frame of the zone's map."""
    with record.store.read() as connection:
        frame = tilebox.read_frame(connection, record.zone_id)
    if frame is None:
        return TileFrame(FIRST_ZOOM, LAST_ZOOM, (112.9, 35.9, 113.3, 36.5))
    box = (frame.west, frame.south, frame.east, frame.north)
    return TileFrame(frame.minzoom, LAST_ZOOM, box)


def edition(record: Record, actor: Actor, language: str) -> str:
    """What makes two tiles of the same place differ: audience, language, policy, form."""
    policy = record.zone.policy
    moved = [sorted(policy.also), sorted(policy.never)]
    rules = canonical([FORM, policy.parcels, policy.wording, policy.outline_tolerance_m, moved])
    same_for_all = policy == Policy()
    audience = "all" if same_for_all else actor.audience
    return f"{audience}-{language}-{digest(rules)[:8]}"


def tile(
    record: Record, actor: Actor, z: int, x: int, y: int, language: str, known: str | None
) -> TileAnswer:
    """A tile, or "not modified" where the reader has it.

    The ETag names the last entry that touched the tile: it is found by one key, no feature is
    read.

    Raises
    ------
    NotFound
        Outside the kept zooms.
    """
    if not FIRST_ZOOM <= z <= LAST_ZOOM or not (0 <= x < 2**z and 0 <= y < 2**z):
        raise NotFound(
            "there is no tile %(z)s/%(x)s/%(y)s; zooms %(first)s to %(last)s are kept",
            z=z, x=x, y=y, first=FIRST_ZOOM, last=LAST_ZOOM,
        )  # fmt: skip
    key = (z, x, y)
    which = edition(record, actor, language)
    with record.store.read() as connection:
        top = ledger.read_head(connection, record.zone_id)
        seq = tilebox.touched(connection, record.zone_id, key)
        etag = f"{top.epoch}-{which}-{seq or 0}"
        if known == etag:
            return TileAnswer(etag, None)
        if seq is None:
            return TileAnswer(etag, b"")
        body = tilebox.kept(connection, record.zone_id, key, which, seq)
        if body is not None:
            return TileAnswer(etag, body)
        body = make(connection, record, actor, key, language)
    with record.store.write() as connection:
        tilebox.keep(connection, record.zone_id, key, which, seq, body)
    return TileAnswer(etag, body)


def make(
    connection: Connection, record: Record, actor: Actor, key: tilebox.Key, language: str
) -> bytes:
    """A tile made from the record, gzipped; b"" where this audience sees nothing in it."""
    z, x, y = key
    west, south, east, north = tile_bounds(z, x, y)
    margin = (east - west) * BUFFER / EXTENT
    box = (west - margin, south - margin, east + margin, north + margin)
    ids = lists.ids(connection, record.zone_id, lists.Filter(box=box))
    stored = present.some(connection, record.zone_id, "parcel", ids, with_geometry=True)
    views = [view for one in stored if (view := view_of(record, actor, one)) is not None]
    shapes = shapely.from_geojson([view.geometry for view in views])
    features = []
    for view, shape in zip(views, shapes, strict=True):
        fact = map_fact(view, language)
        features.append(TileFeature(view.id, shape, {"id": view.id, **fact}))
    body = encode(z, x, y, features)
    return gzip.compress(body, 6, mtime=0) if body else b""


def warm(record: Record, progress: Callable[[int, int], None] | None = None) -> int:
    """Make the tiles that are missing or behind, for both audiences; how many.

    Only in the zone's first language, and from the zoom of the first view (the whole zone on a
    screen, or where parcels begin to be drawn) on: the rest is made when somebody asks.
    """
    made = 0
    first = first_view_zoom(tile_frame(record))
    language = record.zone.languages[0]
    for actor in (PUBLIC_ACTOR, STAFF_READER):
        which = edition(record, actor, language)
        with record.store.read() as connection:
            keys = tilebox.stale(connection, record.zone_id, which)
            asked = tilebox.asked(connection, record.zone_id, which)
        wanted = [key for key in keys if first <= key[0] < first + WARM_AHEAD]
        if len(wanted) > MOST_WARMED:  # a large zone opens on sums: only what people look at
            wanted = [key for key in wanted if key in asked]
        for number, (z, x, y) in enumerate(wanted, 1):
            tile(record, actor, z, x, y, language, None)
            made += 1
            if progress:
                progress(number, len(wanted))
    return made


def first_view_zoom(frame: TileFrame) -> int:
    """The tile zoom that a screen some four tiles wide shows first.

    Examples
    --------
    >>> first_view_zoom(TileFrame(10, 16, (113.068, 36.133, 113.132, 36.174)))
    13
    """
    west, _south, east, _north = frame.bounds
    fits = int(log2(360 * FIRST_VIEW_TILES / max(east - west, 1e-6)))
    return min(max(fits, frame.minzoom), frame.maxzoom)


__all__ = ["TileAnswer", "TileFrame", "tile", "tile_frame", "warm"]
