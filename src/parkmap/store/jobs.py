"""Work that outlives a request: rows written in the transaction of their cause."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import uuid4

import orjson
from sqlalchemy import ColumnElement, Connection, insert, select, update

from parkmap.land.ledger import canonical, stamp
from parkmap.store.schema import job


class Patience(NamedTuple):
    """How often a kind of job is tried, and how long it waits: twice as long each time.

    With `days` it is given up after so many; `spread` is the share by which waits differ from job
    to job, so that what failed together does not come back together.
    """

    attempts: int
    first_seconds: int
    longest_seconds: int
    days: int = 0
    spread: float = 0.0

    def wait(self, attempts: int, job_id: str = "") -> timedelta:
        """How long to wait after so many tries."""
        doubled = self.first_seconds * 2 ** min(attempts - 1, 20)
        part = int(job_id[:4], 16) / 0xFFFF if job_id else 0.0
        return timedelta(seconds=min(doubled, self.longest_seconds) * (1 + self.spread * part))


MAX_ATTEMPTS: Final = 5
PLAIN: Final = Patience(MAX_ATTEMPTS, 2, 3_600)
OUTSIDE: Final = Patience(10_000, 15, 6 * 3_600, days=8, spread=0.1)
"""What somebody else's server takes later, or will not take: for eight days, in the end by 6 h."""
DOWN: Final = Patience(10_000, 15, 3_600)
"""A server that is down: one try an hour for all that waits for it costs nobody anything."""
PATIENCE: Final = {
    "mail": OUTSIDE,
    "webhook": OUTSIDE,
    "group": OUTSIDE,
    "forget": Patience(100, 2, 900),
}


class Job(NamedTuple):
    """A job as claimed: what to do, with what, which try it is, and since when it was due."""

    job_id: str
    kind: str
    payload: dict[str, Any]
    attempts: int
    since: str = ""


def is_last(one: Job, now: datetime) -> bool:
    """Whether a job that fails now is not tried again."""
    patience = PATIENCE.get(one.kind, PLAIN)
    old = bool(patience.days) and one.since <= stamp(now - timedelta(days=patience.days))
    return old or one.attempts >= patience.attempts


def enqueue(
    connection: Connection, zone_id: int, kind: str, payload: dict[str, Any], due: datetime
) -> str:
    """Put a job in line from a moment on; an equal one that still waits is not doubled."""
    text = canonical(payload)
    waiting = select(job.c.job_id).where(
        job.c.zone_id == zone_id,
        job.c.kind == kind,
        job.c.payload == text,
        job.c.state == "queued",
    )
    found = connection.execute(waiting).scalar()
    if found is not None:
        return str(found)
    job_id = uuid4().hex
    connection.execute(
        insert(job).values(
            zone_id=zone_id,
            job_id=job_id,
            kind=kind,
            payload=text,
            state="queued",
            attempts=0,
            run_after=stamp(due),
            done=0,
            total=0,
            created_at=stamp(due),
            updated_at=stamp(due),
        )
    )
    return job_id


def begin(
    connection: Connection, zone_id: int, kind: str, payload: dict[str, Any], now: datetime
) -> Job:
    """A job that whoever asks runs at once; should they die, a worker takes it up."""
    job_id = enqueue(connection, zone_id, kind, payload, now)
    _set(connection, zone_id, job_id, now, state="running", attempts=1)
    return Job(job_id, kind, payload, 1, stamp(now))


class Kinds(NamedTuple):
    """Which kinds of jobs are meant: these alone, or all but these."""

    names: tuple[str, ...] = ()
    others: bool = True

    def condition(self) -> ColumnElement[bool]:
        """The kinds as a condition."""
        return job.c.kind.not_in(self.names) if self.others else job.c.kind.in_(self.names)


EVERY: Final = Kinds()


def waiting(connection: Connection, zone_id: int, now: datetime, kinds: Kinds = EVERY) -> bool:
    """Whether a job is due."""
    query = select(job.c.job_id).where(*_due(zone_id, now), kinds.condition())
    return connection.execute(query.limit(1)).first() is not None


def claim(connection: Connection, zone_id: int, now: datetime, kinds: Kinds = EVERY) -> Job | None:
    """Take the job that is due for longest; of equals one that was tried less goes first.

    None where there is none.
    """
    query = (
        select(job.c.job_id, job.c.kind, job.c.payload, job.c.attempts, job.c.created_at)
        .where(*_due(zone_id, now), kinds.condition())
        .order_by(job.c.run_after, job.c.attempts, job.c.created_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    _set(connection, zone_id, row[0], now, state="running", attempts=row[3] + 1)
    return Job(row[0], row[1], orjson.loads(row[2]), row[3] + 1, row[4])


def finish(connection: Connection, zone_id: int, job_id: str, now: datetime, result: str) -> None:
    """A job came to its end, unless it was cancelled meanwhile."""
    connection.execute(
        update(job)
        .where(job.c.zone_id == zone_id, job.c.job_id == job_id, job.c.state != "cancelled")
        .values(state="done", result=result, updated_at=stamp(now))
    )


def fail(
    connection: Connection, zone_id: int, failed: Job, now: datetime, why: str,
    until: datetime | None = None,
) -> None:  # fmt: skip
    """A job failed: it is tried again later, until the patience with its kind is at its end.

    With `until` all that waits for the same server is held, and it with them.
    """
    wait = PATIENCE.get(failed.kind, PLAIN).wait(failed.attempts, failed.job_id)
    _set(
        connection,
        zone_id,
        failed.job_id,
        now,
        state="failed" if is_last(failed, now) else "queued",
        run_after=stamp(until or now + wait),
        result=why,
    )


def hold(connection: Connection, zone_id: int, kind: str, until: datetime) -> None:
    """Jobs of a kind that wait are not due before a moment: what they need is not there."""
    connection.execute(
        update(job)
        .where(job.c.zone_id == zone_id, job.c.kind == kind, job.c.state == "queued",
               job.c.run_after < stamp(until))
        .values(run_after=stamp(until))
    )  # fmt: skip


def release(connection: Connection, zone_id: int, kind: str, held: datetime, now: datetime) -> None:
    """Jobs of a kind that were held until a moment are due now."""
    connection.execute(
        update(job)
        .where(job.c.zone_id == zone_id, job.c.kind == kind, job.c.state == "queued",
               job.c.run_after == stamp(held))
        .values(run_after=stamp(now))
    )  # fmt: skip


def known(connection: Connection, zone_id: int, kind: str, payload: dict[str, Any]) -> bool:
    """Whether a job was ever put in line, however it ended."""
    query = select(job.c.job_id).where(
        job.c.zone_id == zone_id, job.c.kind == kind, job.c.payload == canonical(payload)
    )
    return connection.execute(query.limit(1)).first() is not None


def step(
    connection: Connection, zone_id: int, job_id: str, done: int, total: int, now: datetime
) -> bool:
    """Write down how far a job is; whether it shall go on."""
    _set(connection, zone_id, job_id, now, done=done, total=total)
    found = standing(connection, zone_id, job_id)
    return found is not None and found.state != "cancelled"


def cancel(connection: Connection, zone_id: int, job_id: str, now: datetime) -> None:
    """A job that waits or runs shall not go on."""
    connection.execute(
        update(job)
        .where(
            job.c.zone_id == zone_id,
            job.c.job_id == job_id,
            job.c.state.in_(["queued", "running"]),
        )
        .values(state="cancelled", updated_at=stamp(now))
    )


class Progress(NamedTuple):
    """How a job stands: its state, how much of how much is done, what it said at last."""

    state: str
    done: int
    total: int
    result: str | None


def standing(connection: Connection, zone_id: int, job_id: str) -> Progress | None:
    """How a job stands; None where there is none."""
    query = select(job.c.state, job.c.done, job.c.total, job.c.result).where(
        job.c.zone_id == zone_id, job.c.job_id == job_id
    )
    row = connection.execute(query).first()
    return None if row is None else Progress(*row)


class Kept(NamedTuple):
    """A job of a kind as it is kept: what was asked for, when, and how it stands."""

    job_id: str
    payload: dict[str, Any]
    created_at: str
    progress: Progress


def of_kind(connection: Connection, zone_id: int, kind: str, most: int) -> list[Kept]:
    """The jobs of a kind, newest first, at most so many."""
    query = (
        select(job.c.job_id, job.c.payload, job.c.created_at, job.c.state, job.c.done,
               job.c.total, job.c.result)
        .where(job.c.zone_id == zone_id, job.c.kind == kind)
        .order_by(job.c.created_at.desc(), job.c.job_id)
        .limit(most)
    )  # fmt: skip
    rows = connection.execute(query)
    return [Kept(row[0], orjson.loads(row[1]), row[2], Progress(*row[3:])) for row in rows]


def requeue_running(connection: Connection, zone_id: int, now: datetime) -> int:
    """Jobs that a worker held when it died are due again; how many.

    One that its worker never survived is not tried for ever.
    """
    held = update(job).where(job.c.zone_id == zone_id, job.c.state == "running")
    for kind, patience in (*PATIENCE.items(), (None, PLAIN)):
        here = job.c.kind == kind if kind else job.c.kind.not_in(list(PATIENCE))
        spent = held.where(here, job.c.attempts >= patience.attempts)
        connection.execute(spent.values(state="failed", updated_at=stamp(now)))
    return connection.execute(held.values(state="queued", updated_at=stamp(now))).rowcount


def _due(zone_id: int, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return job.c.zone_id == zone_id, job.c.state == "queued", job.c.run_after <= stamp(now)


def _set(
    connection: Connection, zone_id: int, job_id: str, now: datetime, **values: object
) -> None:
    connection.execute(
        update(job)
        .where(job.c.zone_id == zone_id, job.c.job_id == job_id)
        .values(updated_at=stamp(now), **values)
    )
