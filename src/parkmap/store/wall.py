"""Screens of the wall in the database: their links, and what each was asked to show."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import Connection, delete, func, insert, select, update

from parkmap.store.schema_wall import wall_device, wall_screen


class Device(NamedTuple):
    """A screen with a link of its own; moments are ISO texts, "" for never."""

    number: int
    name: str
    token_hash: str
    made_at: str
    made_by: str
    seen_at: str = ""
    revoked_at: str = ""
    revoked_by: str = ""


class Screen(NamedTuple):
    """An open wall: who opened it, what a remote asked of it, what it said that it shows."""

    code: str
    opened_by: str
    seen_at: str
    asked: dict[str, Any]
    shown: dict[str, Any]


COLUMNS: Final = [wall_device.c[name] for name in Device._fields]


def add_device(connection: Connection, zone_id: int, one: Device) -> int:
    """Keep a new screen; its number is the next one."""
    top = select(func.coalesce(func.max(wall_device.c.number), 0)).where(
        wall_device.c.zone_id == zone_id
    )
    number = int(connection.execute(top).scalar_one()) + 1
    values = one._replace(number=number)._asdict()
    connection.execute(insert(wall_device).values(zone_id=zone_id, **values))
    return number


def devices(connection: Connection, zone_id: int) -> list[Device]:
    """All screens, revoked ones too, the newest first."""
    query = select(*COLUMNS).where(wall_device.c.zone_id == zone_id)
    return [Device(*row) for row in connection.execute(query.order_by(wall_device.c.number.desc()))]


def device_of(connection: Connection, zone_id: int, token_hash: str) -> Device | None:
    """The screen whose link has this hash, as long as it is not revoked."""
    row = connection.execute(
        select(*COLUMNS).where(
            wall_device.c.zone_id == zone_id,
            wall_device.c.token_hash == token_hash,
            wall_device.c.revoked_at == "",
        )
    ).first()
    return None if row is None else Device(*row)


def set_device(connection: Connection, zone_id: int, number: int, **values: str) -> None:
    """Change some columns of a screen."""
    connection.execute(
        update(wall_device)
        .where(wall_device.c.zone_id == zone_id, wall_device.c.number == number)
        .values(**values)
    )


def add_screen(connection: Connection, zone_id: int, one: Screen) -> None:
    """Keep an open wall."""
    connection.execute(insert(wall_screen).values(zone_id=zone_id, **_written(one)))


def screen(connection: Connection, zone_id: int, code: str) -> Screen | None:
    """The open wall of a code."""
    row = connection.execute(
        select(*(wall_screen.c[name] for name in Screen._fields)).where(
            wall_screen.c.zone_id == zone_id, wall_screen.c.code == code
        )
    ).first()
    if row is None:
        return None
    return Screen(*row)._replace(asked=orjson.loads(row.asked), shown=orjson.loads(row.shown))


def set_screen(connection: Connection, zone_id: int, one: Screen) -> None:
    """Keep what changed of an open wall."""
    connection.execute(
        update(wall_screen)
        .where(wall_screen.c.zone_id == zone_id, wall_screen.c.code == one.code)
        .values(**_written(one))
    )


def drop_screens(connection: Connection, zone_id: int, before: str) -> None:
    """Forget walls that were last seen before a moment."""
    connection.execute(
        delete(wall_screen).where(wall_screen.c.zone_id == zone_id, wall_screen.c.seen_at < before)
    )


def _written(one: Screen) -> dict[str, Any]:
    texts = {"asked": orjson.dumps(one.asked).decode(), "shown": orjson.dumps(one.shown).decode()}
    return one._asdict() | texts


__all__ = [
    "Device", "Screen", "add_device", "add_screen", "device_of", "devices", "drop_screens",
    "screen", "set_device", "set_screen",
]  # fmt: skip
