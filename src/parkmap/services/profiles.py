"""Mappings of columns that are kept under a name and used again."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from parkmap.errors import BadValue
from parkmap.services.record import Record
from parkmap.store import imports

REGISTER: Final = "register:"
"""Names that begin so are the headers of registers, which no import offers."""
PROFILE_LENGTH: Final = 64


def profile_of(connection: Connection, record: Record, name: str) -> dict[str, str]:
    """A saved mapping, or BadValue with the names that there are."""
    kept = imports.profiles(connection, record.zone_id)
    saved = {one: columns for one, columns in kept.items() if not one.startswith(REGISTER)}
    if name not in saved:
        raise BadValue("there is no mapping '%(name)s'; saved are: %(names)s", name=name[:60],
                       names=", ".join(list(saved)[:20]) or "none")  # fmt: skip
    return saved[name]


def save_profile(
    connection: Connection, record: Record, name: str, mapping: dict[str, str]
) -> None:
    """Keep a mapping under a name, in place of an older one."""
    text = name.strip()
    if not text or len(text) > PROFILE_LENGTH or not text.isprintable():
        raise BadValue("a saved mapping needs a name of 1 to %(most)s letters", most=PROFILE_LENGTH)
    imports.save_profile(connection, record.zone_id, text, mapping, record.clock())


__all__ = ["PROFILE_LENGTH", "REGISTER", "profile_of", "save_profile"]
