"""Screens that read the wall by a link of their own: made, listed and revoked by administrators.

The link's secret is chance of 256 bits, told once and kept as its hash. It opens the wall and
nothing else, has no session that runs out, and ends when it is revoked.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from parkmap.errors import BadValue, NotFound, WorkspaceError
from parkmap.services.links import hash_of
from parkmap.services.record import Actor, Record, require
from parkmap.store import wall
from parkmap.store.wall import Device

MANAGE: Final = "manage_users"
LONGEST: Final = 60
SEEN_EVERY: Final = timedelta(minutes=1)
LONGEST_SECRET: Final = 100


def devices(record: Record, actor: Actor) -> list[Device]:
    """All screens, the newest first; for administrators."""
    require(actor, MANAGE)
    with record.store.read() as connection:
        return wall.devices(connection, record.zone_id)


def make(record: Record, actor: Actor, name: str) -> str:
    """Let a screen read the wall; the secret of its link, which nobody can be told again.

    Raises
    ------
    BadValue
        The name is empty or too long.
    SignInNeeded, Forbidden
        Who is no administrator.
    """
    require(actor, MANAGE)
    said = " ".join(name.split())
    if not 0 < len(said) <= LONGEST:
        raise BadValue(
            "a screen has a name of up to %(most)s characters, such as the room that it hangs in",
            most=LONGEST, field="name",
        )  # fmt: skip
    secret = secrets.token_urlsafe(32)
    one = Device(0, said, hash_of(secret), _now(record), actor.id)
    with record.store.write() as connection:
        wall.add_device(connection, record.zone_id, one)
    return secret


def revoke(record: Record, actor: Actor, number: int) -> None:
    """End the link of a screen; with its next question it shows nothing new.

    Raises
    ------
    NotFound
        There is no such screen, or it was revoked before.
    """
    require(actor, MANAGE)
    with record.store.write() as connection:
        known = wall.devices(connection, record.zone_id)
        if not any(one.number == number and not one.revoked_at for one in known):
            raise NotFound("there is no '%(id)s' here; look it up in the list", id=str(number))
        wall.set_device(connection, record.zone_id, number, revoked_at=_now(record),
                        revoked_by=actor.id)  # fmt: skip


def reader(record: Record, secret: str) -> Actor | None:
    """Who reads by a secret: the screen whose link it is; noted as seen once a minute."""
    if not 0 < len(secret) <= LONGEST_SECRET:
        return None
    with record.store.read() as connection:
        one = wall.device_of(connection, record.zone_id, hash_of(secret))
    if one is None:
        return None
    now = record.clock()
    if not one.seen_at or now - datetime.fromisoformat(one.seen_at) >= SEEN_EVERY:
        with suppress(WorkspaceError), record.store.write() as connection:  # a note, no condition
            wall.set_device(connection, record.zone_id, one.number, seen_at=_now(record))
    return Actor(f"wall-{one.number}", frozenset({"wall"}), one.name)


def _now(record: Record) -> str:
    return record.clock().isoformat(timespec="seconds")


__all__ = ["devices", "make", "reader", "revoke"]
