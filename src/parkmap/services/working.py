"""The worker's round: bring the mirror up to the record, run what is due."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from parkmap.errors import ParkmapError
from parkmap.services import mirror, tiles
from parkmap.services.record import Record
from parkmap.store import jobs


def warm_tiles(record: Record) -> str:
    """Make tiles; between two of them the boundary files are kept up."""

    def between(_done: int, _of: int) -> None:
        if mirror.is_behind(record):
            mirror.write(record)

    return f"{tiles.warm(record, between)} tiles"


HANDLERS: Final[dict[str, Callable[[Record], str]]] = {"warm_tiles": warm_tiles}


def begin(record: Record) -> None:
    """What a dead worker held is due again."""
    with record.store.write() as connection:
        jobs.requeue_running(connection, record.zone_id, record.clock())


def once(record: Record) -> bool:
    """One round; whether there was anything to do."""
    busy = False
    if mirror.is_behind(record):
        mirror.write(record)
        record.store.tidy()
        busy = True
    with record.store.read() as connection:
        due = jobs.waiting(connection, record.zone_id, record.clock())
    if not due:
        return busy
    with record.store.write() as connection:
        job = jobs.claim(connection, record.zone_id, record.clock())
    if job is not None:
        _run(record, job)
    return True


def _run(record: Record, job: jobs.Job) -> None:
    try:
        result = HANDLERS[job.kind](record)
    except ParkmapError as error:
        with record.store.write() as connection:
            jobs.fail(connection, record.zone_id, job, record.clock(), str(error))
        return
    with record.store.write() as connection:
        jobs.finish(connection, record.zone_id, job.job_id, record.clock(), result)
