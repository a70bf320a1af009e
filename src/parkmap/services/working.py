"""The worker's round: bring the mirror up to the record, run what is due."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from parkmap.errors import ParkmapError
from parkmap.formats import room
from parkmap.services import (
    alerting,
    calling,
    daily,
    forgetting,
    group_calling,
    intake,
    mailing,
    mirror,
    receiving,
    reminding,
    report_jobs,
    tiles,
    tying,
)
from parkmap.services.queue import refresh_check
from parkmap.services.record import Record
from parkmap.services.recording import fit_frame
from parkmap.store import jobs, queue

MIRROR_SECONDS: Final = 0.5


def warm_tiles(record: Record, _job: jobs.Job) -> str:
    """Make tiles; between two of them the boundary files are kept up."""
    return f"{tiles.warm(record, keeping_up(record))} tiles"


def fit(record: Record, _job: jobs.Job) -> str:
    """Draw the frame of the map anew around what is current."""
    with record.store.write() as connection:
        fit_frame(connection, record)
    return "frame"


def read_import(record: Record, job: jobs.Job) -> str:
    """Read an import; on its way the boundary files are kept up."""
    return intake.run(record, job, keeping_up(record))


def check_land(record: Record, _job: jobs.Job) -> str:
    """Check the land for the queue of the desk."""
    return f"{refresh_check(record)} findings"


def make_report(record: Record, job: jobs.Job) -> str:
    """Make a report; on its way the boundary files are kept up."""
    return report_jobs.run(record, job, keeping_up(record))


_LEFT_ALONE: Final[dict[Path, tuple[object, ...]]] = {}
"""Folder -> how record and files looked when an edited file was left as it is."""

HANDLERS: Final[dict[str, Callable[[Record, jobs.Job], str]]] = {
    "warm_tiles": warm_tiles,
    "fit_frame": fit,
    "import": read_import,
    "check_land": check_land,
    "alerts": alerting.look,
    "forget": forgetting.run,
    "daily": daily.run,
    "report": make_report,
    "mail": mailing.send,
    "webhook": calling.call,
    "group": group_calling.call,
    "reminders": reminding.run,
}

OUTWARD: Final = ("mail", "webhook", "group")
"""What waits for servers of others: each in a line of its own, so that a silent one holds up
neither the boundary files nor an import that somebody waits for."""
AT_HOME: Final = jobs.Kinds(OUTWARD)
"""All the rest."""


def keeping_up(record: Record) -> Callable[[int, int], None]:
    """What a long job calls on its way, so that the boundary files do not wait for its end."""
    last = 0.0

    def between(_done: int, _of: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= MIRROR_SECONDS:
            last = now
            keep_mirror(record)

    return between


def keep_mirror(record: Record) -> bool:
    """Bring the boundary files up to the record; whether that was to be done and could be.

    A file that was edited by hand stays behind until somebody decides about it. It is looked at
    again only when it or the record changed, not at every round.
    """
    if not mirror.is_behind(record):
        return False
    seen = mirror.looks(record)
    if _LEFT_ALONE.get(record.folder) == seen:
        return False
    mirror.write(record)
    record.store.tidy()
    if not mirror.is_behind(record):
        return True
    _LEFT_ALONE[record.folder] = seen
    return False


def begin(record: Record) -> None:
    """What a dead worker held is due again; what it left of files goes."""
    with record.store.write() as connection:
        jobs.requeue_running(connection, record.zone_id, record.clock())
        if queue.last_check(connection, record.zone_id) is None:
            jobs.enqueue(connection, record.zone_id, "check_land", {}, record.clock())
    receiving.tidy(record)
    tying.tidy(record)
    room.tidy()


def once(record: Record, kinds: jobs.Kinds = jobs.EVERY) -> bool:
    """One round; whether there was anything to do."""
    busy = keep_mirror(record)
    daily.keep_up(record)
    return run_next(record, kinds) or busy


def run_next(record: Record, kinds: jobs.Kinds) -> bool:
    """Run a job that is due; whether there was one."""
    with record.store.read() as connection:
        due = jobs.waiting(connection, record.zone_id, record.clock(), kinds)
    if not due:
        return False
    with record.store.write() as connection:
        job = jobs.claim(connection, record.zone_id, record.clock(), kinds)
    if job is not None:
        run(record, job)
    return True


def run(record: Record, job: jobs.Job) -> None:
    """Run a claimed job to its end; a failure is written down and tried again later."""
    try:
        result = HANDLERS[job.kind](record, job)
    except ParkmapError as error:
        held = error.values.get("until")
        until = held if isinstance(held, datetime) else None
        with record.store.write() as connection:
            jobs.fail(connection, record.zone_id, job, record.clock(), str(error), until)
        return
    with record.store.write() as connection:
        jobs.finish(connection, record.zone_id, job.job_id, record.clock(), result)
