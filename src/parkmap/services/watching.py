"""A job while it runs: tells how far it is, and stops when somebody cancelled it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from parkmap.services.record import Record
from parkmap.store import jobs

EVERY_SECONDS: Final = 0.5
Told = Callable[[int, int], None]


class Cancelled(Exception):
    """The job was cancelled; what it did so far is thrown away."""


class Watch:
    """Called with (done, total): writes it into the job at most twice a second.

    Parameters
    ----------
    told
        Called each time too: a bar on a terminal, other duties of a worker.
    """

    def __init__(self, record: Record, job_id: str, told: Told | None = None) -> None:
        self.record = record
        self.job_id = job_id
        self.told = told
        self._last = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Tell how far the job is.

        Raises
        ------
        Cancelled
            Somebody cancelled it.
        """
        if self.told is not None:
            self.told(done, total)
        now = time.monotonic()
        if now - self._last >= EVERY_SECONDS:
            self._last = now
            self.check(done, total)

    def check(self, done: int, total: int) -> None:
        """Write progress down now, and ask whether to go on."""
        with self.record.store.write() as connection:
            moment = self.record.clock()
            zone_id = self.record.zone_id
            if not jobs.step(connection, zone_id, self.job_id, done, total, moment):
                raise Cancelled


__all__ = ["Cancelled", "Told", "Watch"]
