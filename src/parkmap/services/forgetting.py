"""What was erased leaves the files too: free pages are overwritten, the database's log is cut."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from parkmap.errors import Busy
from parkmap.services.record import Record
from parkmap.store import jobs

FORGET: Final = "forget"


def of_erasure(connection: Connection, record: Record) -> None:
    """Put it in line, in the transaction that erases."""
    jobs.enqueue(connection, record.zone_id, FORGET, {}, record.clock())


def run(record: Record, _job: jobs.Job) -> str:
    """Cut the log.

    Raises
    ------
    Busy
        Somebody reads an older moment of the record, a backup perhaps; it is tried again.
    """
    if not record.store.forget_former():
        raise Busy("the log of %(path)s is read by others; try again", path=record.store.path.name)
    return "log cut"


__all__ = ["of_erasure", "run"]
