"""Kept tiles, and the number of the last entry that touched each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from sqlalchemy import Connection, delete, insert, select, text

from parkmap.store.schema import frame, tile, tile_touch

Key = tuple[int, int, int]
TOUCH: Final = text(
    "INSERT INTO tile_touch (zone_id, z, x, y, seq) VALUES (:zone_id, :z, :x, :y, :seq) "
    "ON CONFLICT (zone_id, z, x, y) DO UPDATE SET seq = excluded.seq"
)


class Frame(NamedTuple):
    """From which zoom parcels are drawn, and the box of all of them."""

    minzoom: int
    west: float
    south: float
    east: float
    north: float


def touch(connection: Connection, zone_id: int, keys: Iterable[Key], seq: int) -> None:
    """Remember that entry `seq` touched these tiles."""
    rows = [{"zone_id": zone_id, "z": z, "x": x, "y": y, "seq": seq} for z, x, y in keys]
    if rows:
        connection.execute(TOUCH, rows)


def touch_all(connection: Connection, zone_id: int, keys: Iterable[Key], seq: int) -> None:
    """Begin again: exactly these tiles hold something, last touched by `seq`."""
    connection.execute(delete(tile_touch).where(tile_touch.c.zone_id == zone_id))
    connection.execute(delete(tile).where(tile.c.zone_id == zone_id))
    rows = [{"zone_id": zone_id, "z": z, "x": x, "y": y, "seq": seq} for z, x, y in keys]
    if rows:
        connection.execute(insert(tile_touch), rows)


def touched(connection: Connection, zone_id: int, key: Key) -> int | None:
    """The last entry that touched a tile; None where it holds nothing."""
    z, x, y = key
    query = select(tile_touch.c.seq).where(
        tile_touch.c.zone_id == zone_id,
        tile_touch.c.z == z,
        tile_touch.c.x == x,
        tile_touch.c.y == y,
    )
    found = connection.execute(query).scalar()
    return None if found is None else int(found)


def kept(connection: Connection, zone_id: int, key: Key, edition: str, seq: int) -> bytes | None:
    """The body of a kept tile if it is as new as `seq`."""
    z, x, y = key
    query = select(tile.c.body).where(
        tile.c.zone_id == zone_id,
        tile.c.z == z,
        tile.c.x == x,
        tile.c.y == y,
        tile.c.edition == edition,
        tile.c.seq >= seq,
    )
    body = connection.execute(query).scalar()
    return None if body is None else bytes(body)


def keep(
    connection: Connection, zone_id: int, key: Key, edition: str, seq: int, body: bytes
) -> None:
    """Keep a tile that was made from the record as of `seq`, in place of an older one."""
    z, x, y = key
    connection.execute(
        delete(tile).where(
            tile.c.zone_id == zone_id,
            tile.c.z == z,
            tile.c.x == x,
            tile.c.y == y,
            tile.c.edition == edition,
        )
    )
    connection.execute(
        insert(tile).values(zone_id=zone_id, z=z, x=x, y=y, edition=edition, seq=seq, body=body)
    )


def stale(connection: Connection, zone_id: int, edition: str) -> list[Key]:
    """Tiles that hold something and are not kept, or kept from before their last touch."""
    fresh = (
        select(tile.c.z, tile.c.x, tile.c.y, tile.c.seq)
        .where(tile.c.zone_id == zone_id, tile.c.edition == edition)
        .subquery()
    )
    query = (
        select(tile_touch.c.z, tile_touch.c.x, tile_touch.c.y)
        .outerjoin(
            fresh,
            (fresh.c.z == tile_touch.c.z)
            & (fresh.c.x == tile_touch.c.x)
            & (fresh.c.y == tile_touch.c.y)
            & (fresh.c.seq >= tile_touch.c.seq),
        )
        .where(tile_touch.c.zone_id == zone_id, fresh.c.seq.is_(None))
        .order_by(tile_touch.c.z)
    )
    return [(int(z), int(x), int(y)) for z, x, y in connection.execute(query)]


def asked(connection: Connection, zone_id: int, edition: str) -> set[Key]:
    """Tiles that somebody asked for: those of which a body is kept, however old."""
    query = select(tile.c.z, tile.c.x, tile.c.y).where(
        tile.c.zone_id == zone_id, tile.c.edition == edition
    )
    return {(int(z), int(x), int(y)) for z, x, y in connection.execute(query)}


def set_frame(connection: Connection, zone_id: int, value: Frame) -> None:
    """Write the frame of a zone."""
    connection.execute(delete(frame).where(frame.c.zone_id == zone_id))
    connection.execute(insert(frame).values(zone_id=zone_id, **value._asdict()))


def grow_frame(
    connection: Connection, zone_id: int, boxes: Iterable[tuple[float, float, float, float]],
    minzoom: int,
) -> None:  # fmt: skip
    """Let the frame hold these boxes too; a zone without one gets it, from `minzoom` on."""
    held = read_frame(connection, zone_id)
    every = [*boxes, *([held[1:]] if held else [])]
    if not every:
        return
    west, south, east, north = zip(*every, strict=True)
    grown = Frame(held.minzoom if held else minzoom, min(west), min(south), max(east), max(north))
    if grown != held:
        set_frame(connection, zone_id, grown)


def read_frame(connection: Connection, zone_id: int) -> Frame | None:
    """The frame of a zone; None where nothing is drawn yet."""
    query = select(frame.c.minzoom, frame.c.west, frame.c.south, frame.c.east, frame.c.north).where(
        frame.c.zone_id == zone_id
    )
    row = connection.execute(query).first()
    return None if row is None else Frame(*row)
