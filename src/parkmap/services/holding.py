"""A server of others that is down holds all that waits for it, and lets it go once it answers.

How long follows from how often it was asked in vain, whichever letter asked. That is known to the
worker alone: one that starts asks at once.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from parkmap.services.record import Record
from parkmap.store import jobs


class _Silence(NamedTuple):
    """How often a server was asked in vain, and until when nobody asks again."""

    tries: int
    until: datetime


_DOWN: Final[dict[tuple[Path, str], _Silence]] = {}
"""Folder and kind of job -> how long its server has been down."""


def down(record: Record, kind: str) -> datetime:
    """It does not answer; when all that waits for it is due again."""
    key = (record.folder, kind)
    before = _DOWN.get(key)
    tries = before.tries + 1 if before else 1
    until = record.clock() + jobs.DOWN.wait(tries)
    _DOWN[key] = _Silence(tries, until)
    with record.store.write() as connection:
        jobs.hold(connection, record.zone_id, kind, until)
    return until


def up(record: Record, kind: str) -> None:
    """It answers; what was held is due."""
    before = _DOWN.pop((record.folder, kind), None)
    if before is not None:
        with record.store.write() as connection:
            jobs.release(connection, record.zone_id, kind, before.until, record.clock())


__all__ = ["down", "up"]
