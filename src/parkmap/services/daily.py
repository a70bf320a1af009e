"""What is done once on each day: data erased in time, late enquiries told, digests, reminders."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from parkmap.services import alerting, enquiring, outbox, reminding, subscribing
from parkmap.services.record import Record
from parkmap.services.working_days import works
from parkmap.store import jobs

DAILY: Final = "daily"
_DONE: Final[dict[Path, str]] = {}
"""Folder -> the last day that is known to be in line, so that a round costs nothing."""


def keep_up(record: Record) -> None:
    """Put the day's work in line, if it is not yet."""
    day = record.today().isoformat()
    if _DONE.get(record.folder) == day:
        return
    payload: dict[str, Any] = {"on": day}
    with record.store.write() as connection:
        if not jobs.known(connection, record.zone_id, DAILY, payload):
            jobs.enqueue(connection, record.zone_id, DAILY, payload, record.clock())
    _DONE[record.folder] = day


def run(record: Record, job: jobs.Job) -> str:
    """The day's work; land that opens on this day is told by alerts too."""
    erased = enquiring.tidy(record) + alerting.tidy(record) + subscribing.tidy(record)
    day, rules = record.today(), record.zone.enquiries
    if job.payload["on"] == day.isoformat() and works(rules, day):
        at = datetime.combine(day, time(rules.overdue_hour), ZoneInfo(record.zone.time_zone))
        with record.store.write() as connection:
            due = max(at, record.clock())
            outbox.of_overdue(connection, record, day.isoformat(), due)
    subscribing.plan_all(record)
    return f"{erased} erased; {alerting.look(record, job)}; {reminding.run(record, job)}"


__all__ = ["DAILY", "keep_up", "run"]
