"""Reports as jobs: asked for, made with progress, kept for a while, made again to the byte.

A job keeps the whole question: period, language, form, entry of the ledger, last day of enquiries.
Its file may go, since the same question gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import orjson

from parkmap import __version__
from parkmap.errors import NotFound
from parkmap.land.report_period import Period
from parkmap.services.record import Actor, Record, require
from parkmap.services.report_files import checked_form, make, name_of
from parkmap.services.report_known import READ, checked_lang, entry_of
from parkmap.services.reporting import STEPS, Asked, checked_period, until_of
from parkmap.services.watching import Cancelled, Told, Watch
from parkmap.store import jobs
from parkmap.store.jobs import Kept

JOB: Final = "report"
FOLDER: Final = "reports"
LISTED: Final = 100
READER: Final = frozenset({"leader"})
"""With what rights a job reads: who asked for it was let in then."""


@dataclass(frozen=True, slots=True)
class ReportJob:
    """A report that was asked for: the question, who asked when, and how it stands.

    `there` says whether its file is kept; `sha256` is that of its bytes once it was made.
    """

    id: str
    asked: Asked
    form: str
    actor: str
    asked_at: str
    state: str
    done: int
    total: int
    name: str
    there: bool
    size: int | None
    sha256: str
    version: str
    fault: str


def order(record: Record, actor: Actor, asked: Asked, form: str) -> str:
    """Put a report in line; its job. What is not said is settled now: entry, day of enquiries.

    Raises
    ------
    BadValue
        A form, language or period that there is not.
    NotFound
        The ledger has no such entry.
    SignInNeeded, Forbidden
        Who does not read internal facts.
    """
    require(actor, READ)
    checked_form(form)
    checked_lang(asked.lang)
    period = checked_period(record, asked.period)
    payload = {
        "since": period.since.isoformat(), "on": period.on.isoformat(), "lang": asked.lang,
        "form": form, "entry": entry_of(record, asked.entry).seq, "actor": actor.id,
        "until": until_of(record, period, asked.until).isoformat(),
    }  # fmt: skip
    with record.store.write() as connection:
        return jobs.enqueue(connection, record.zone_id, JOB, payload, record.clock())


def run(record: Record, job: jobs.Job, told: Told | None = None) -> str:
    """Make the report of a job and keep its file; what came of it, as JSON."""
    asked, form = _asked(job.payload), str(job.payload["form"])
    watch = Watch(record, job.job_id, told)
    try:
        watch.check(0, STEPS + 1)
        made = make(record, Actor(str(job.payload["actor"]), READER), asked, form,
                    lambda done, of: watch(done, of + 1))  # fmt: skip
        watch.check(STEPS + 1, STEPS + 1)
    except Cancelled:
        return "cancelled"
    _keep(record, job.job_id, form, made.content)
    _tidy(record)
    return orjson.dumps({
        "sha256": sha256(made.content).hexdigest(), "size": len(made.content),
        "version": __version__,
    }).decode()  # fmt: skip


def every(record: Record, actor: Actor) -> list[ReportJob]:
    """The reports that were asked for, newest first, at most `LISTED`; for staff."""
    require(actor, READ)
    with record.store.read() as connection:
        held = jobs.of_kind(connection, record.zone_id, JOB, LISTED)
    return [_told(record, one) for one in held]


def one(record: Record, actor: Actor, job_id: str) -> ReportJob:
    """One of them; NotFound where there is none."""
    found = next((each for each in every(record, actor) if each.id == job_id), None)
    if found is None:
        raise NotFound("there is no report '%(id)s'; ask for one at /reports", id=job_id[:40])
    return found


def file_of(record: Record, actor: Actor, job_id: str) -> tuple[ReportJob, Path]:
    """A report and its file.

    Raises
    ------
    NotFound
        It is not made yet, or its file is not kept any more: it is made again when asked for.
    """
    found = one(record, actor, job_id)
    if not found.there:
        raise NotFound(
            "the file of report '%(id)s' is not here; make it again at /reports: it will be the "
            "same", id=job_id[:40],
        )  # fmt: skip
    return found, _path(record, found.id, found.form)


def again(record: Record, actor: Actor, job_id: str) -> str:
    """Ask the same question once more; the job."""
    found = one(record, actor, job_id)
    return order(record, actor, found.asked, found.form)


def cancel(record: Record, actor: Actor, job_id: str) -> None:
    """A report that is not made yet shall not be made."""
    found = one(record, actor, job_id)
    with record.store.write() as connection:
        jobs.cancel(connection, record.zone_id, found.id, record.clock())


def _told(record: Record, held: Kept) -> ReportJob:
    asked, form = _asked(held.payload), str(held.payload["form"])
    progress = held.progress
    made = _result(progress.result) if progress.state == "done" else {}
    there = bool(made) and _path(record, held.job_id, form).is_file()
    return ReportJob(
        held.job_id, asked, form, str(held.payload["actor"]), held.created_at, progress.state,
        progress.done, progress.total, name_of(record, asked, int(held.payload["entry"]), form),
        there, made.get("size"), str(made.get("sha256", "")), str(made.get("version", "")),
        "" if made else str(progress.result or ""),
    )  # fmt: skip


def _result(text: str | None) -> dict[str, Any]:
    if not text or not text.startswith("{"):
        return {}
    found: dict[str, Any] = orjson.loads(text)
    return found


def _asked(payload: Mapping[str, Any]) -> Asked:
    since, on, until = (date.fromisoformat(payload[key]) for key in ("since", "on", "until"))
    return Asked(Period(since, on), str(payload["lang"]), int(payload["entry"]), until)


def _path(record: Record, job_id: str, form: str) -> Path:
    return record.folder / FOLDER / f"{job_id}.{form}"


def _keep(record: Record, job_id: str, form: str, content: bytes) -> None:
    """Written beside and moved, so that nobody reads half a file."""
    path = _path(record, job_id, form)
    path.parent.mkdir(exist_ok=True)
    beside = path.with_suffix(".part")
    beside.write_bytes(content)
    beside.replace(path)


def _tidy(record: Record) -> None:
    """Only the newest files stay; how many is a setting."""
    with record.store.read() as connection:
        held = jobs.of_kind(connection, record.zone_id, JOB, record.zone.reports.keep)
    kept = {one.job_id for one in held}
    for path in (record.folder / FOLDER).iterdir():
        if path.stem not in kept:
            path.unlink(missing_ok=True)


__all__ = ["ReportJob", "again", "cancel", "every", "file_of", "one", "order", "run"]
