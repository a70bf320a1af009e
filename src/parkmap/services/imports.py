"""Imports as their people see them: listed, mapped otherwise, dropped."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from parkmap.errors import BadValue, Conflict, NotFound
from parkmap.land.finding import Finding
from parkmap.land.ledger import stamp
from parkmap.land.mapping import checked
from parkmap.services import findings
from parkmap.services.lines import VERDICTS, Options
from parkmap.services.mapping import samples_of
from parkmap.services.profiles import profile_of, save_profile
from parkmap.services.record import Actor, Record, require
from parkmap.store import imports, jobs, proposals
from parkmap.store.imports import (
    CONFIRMED,
    DROPPED,
    PROPOSED,
    READY,
    RECEIVED,
    REFUSED,
    StoredImport,
)
from parkmap.store.proposals import RETURNED, WAITING, Proposal

PERMISSION: Final = "import"
LOOK: Final = "read_imports"
JOB: Final = "import"
FOLDER: Final = "imports"
COUNTED: Final = (*VERDICTS, "gone", "taken")


@dataclass(frozen=True, slots=True)
class View:
    """An import as its people see it.

    `state` is "waiting" or "reading" (a job has it), "ready" (may be confirmed), "proposed" (waits
    for a second person; `proposal` says whose), "confirmed", "dropped", "refused" (the file cannot
    be taken; `refusal` says why; where `asks` is "layer" or "crs" it can, once that is said: it is
    read again, with one of `choices`) or "failed" (the job gave up). `columns` have name, samples
    and target; `counts` rows by verdict, `told` findings by severity. `draft` is what was chosen so
    far, `taken` what confirming did.
    """

    id: int
    source: str
    actor: str
    created_at: str
    state: str
    done: int
    total: int
    options: Options
    mapping: dict[str, str]
    columns: list[dict[str, Any]]
    findings: list[Finding]
    counts: dict[str, int]
    gone: dict[str, int]
    refusal: str | None
    asks: str | None
    choices: tuple[str, ...]
    compared_seq: int | None
    seq: int | None
    format: str | None = None
    epsg: int | None = None
    box: tuple[float, float, float, float] | None = None
    told: dict[str, int] = field(default_factory=dict)
    draft: dict[str, Any] | None = None
    taken: dict[str, Any] | None = None
    proposal: Proposal | None = None


def folder_of(record: Record, import_id: int) -> Path:
    """Where the file of an import is kept."""
    return record.folder / FOLDER / str(import_id)


def file_of(record: Record, import_id: int) -> Path:
    """The file of an import, under the name that parkmap gave it."""
    found = sorted(folder_of(record, import_id).glob("upload*"))
    main = [one for one in found if one.suffix in {"", ".shp"}] or found
    if not main:
        raise NotFound(
            "the file of import %(id)s is gone; drop the import and send the file again",
            id=import_id,
        )
    return main[0]


def in_line(connection: Connection, record: Record, import_id: int, *, now: bool) -> jobs.Job:
    """Put the reading of an import in line, or begin it where the caller runs it itself."""
    zone_id, moment, payload = record.zone_id, record.clock(), {"import": import_id}
    if now:
        job = jobs.begin(connection, zone_id, JOB, payload, moment)
    else:
        job = jobs.Job(jobs.enqueue(connection, zone_id, JOB, payload, moment), JOB, payload, 0)
    imports.change(connection, zone_id, import_id, job_id=job.job_id)
    return job


def show(record: Record, actor: Actor, import_id: int) -> View:
    """An import with its progress, mapping, findings and counts.

    Raises
    ------
    NotFound
        There is no such import.
    """
    require(actor, LOOK)
    with record.store.read() as connection:
        return _view(connection, record, needed(connection, record, import_id))


def every(record: Record, actor: Actor) -> list[View]:
    """The imports of the zone, newest first."""
    require(actor, LOOK)
    with record.store.read() as connection:
        return [_view(connection, record, one) for one in imports.every(connection, record.zone_id)]


def rows_of(
    record: Record, import_id: int, *, verdict: str | None = None, severity: str | None = None,
    after: tuple[str, int] | None = None, limit: int | None = None,
) -> list[imports.StoredRow]:  # fmt: skip
    """Rows of an import, by kind and place; of a verdict or with a finding of a severity."""
    with record.store.read() as connection:
        return list(
            imports.rows(
                connection,
                record.zone_id,
                import_id,
                verdict=verdict,
                severity=severity,
                after=after,
                limit=limit,
            )
        )


def needed(connection: Connection, record: Record, import_id: int) -> StoredImport:
    """An import, or NotFound."""
    found = imports.one(connection, record.zone_id, import_id)
    if found is None:
        raise NotFound("there is no import %(id)s here; list them", id=import_id)
    return found


def _view(connection: Connection, record: Record, one: StoredImport) -> View:
    job = jobs.standing(connection, record.zone_id, one.job_id) if one.job_id else None
    state = one.state
    if state == RECEIVED:
        running = {"running": "reading", "failed": "failed"}
        state = running.get(job.state if job else "failed", "waiting")
    report = one.report or {}
    mapping = one.mapping or {}
    error = report.get("refusal")
    return View(
        id=one.import_id, source=one.source, actor=one.actor, created_at=one.created_at,
        state=state, done=job.done if job else 0, total=job.total if job else 0,
        options=Options.of_json(one.options), mapping=mapping,
        columns=samples_of(report.get("columns", []), mapping),
        findings=[findings.told(each) for each in report.get("findings", [])],
        counts=_in_order(report.get("counts", {})), gone=report.get("gone", {}),
        refusal=findings.text_of(error) if error else None, asks=report.get("asks"),
        choices=tuple(report.get("choices", ())),
        compared_seq=one.compared_seq, seq=one.seq, format=report.get("format"),
        epsg=report.get("epsg"), box=report.get("box"), told=report.get("told", {}),
        draft=report.get("draft"), taken=report.get("taken"),
        proposal=_open_proposal(connection, record, one),
    )  # fmt: skip


def _open_proposal(connection: Connection, record: Record, one: StoredImport) -> Proposal | None:
    """The proposal by which an import waits, or with which it came back."""
    if one.state not in {PROPOSED, READY}:
        return None
    found = proposals.of_import(connection, record.zone_id, one.import_id)
    return found if found and found.state in {WAITING, RETURNED} else None


def _in_order(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: counts[name] for name in COUNTED if name in counts}


def remap(
    record: Record, actor: Actor, import_id: int, given: Mapping[str, str], *,
    save_as: str | None = None, profile: str | None = None, now: bool = False,
) -> jobs.Job:  # fmt: skip
    """Map the columns of an import otherwise; it is compared anew, by a job.

    Parameters
    ----------
    given
        Column -> target; columns that are not named stay as they are.
    save_as
        Keep the whole mapping under this name.
    profile
        Begin with the mapping of this name.

    Raises
    ------
    BadValue
        No such column or target, two columns with one target, no such profile, no good name.
    Conflict
        The import is not ready: it is being read, or was decided.
    """
    require(actor, PERMISSION)
    with record.store.write() as connection:
        one = needed(connection, record, import_id)
        refuse_decided(one)
        mapping = dict(one.mapping or {})
        columns = {str(each["name"]) for each in (one.report or {}).get("columns", [])}
        unknown = sorted(set(given) - columns)
        if unknown:
            raise BadValue("the file has no column '%(name)s'; it has %(names)s",
                           name=unknown[0][:60], names=", ".join(sorted(columns)[:20]) or "none"
                           )  # fmt: skip
        if profile is not None:
            kept = profile_of(connection, record, profile)
            mapping |= {name: target for name, target in kept.items() if name in columns}
        mapping |= given
        checked(Options.of_json(one.options).kind, mapping)
        if save_as is not None:
            save_profile(connection, record, save_as, mapping)
        imports.change(connection, record.zone_id, import_id, mapping=mapping, state=RECEIVED)
        return in_line(connection, record, import_id, now=now)


def asks(one: StoredImport) -> bool:
    """Whether a file that was refused can be read once its layer or coordinate system is said."""
    return one.state == REFUSED and bool((one.report or {}).get("asks"))


def refuse_decided(one: StoredImport, was: str = READY) -> None:
    """Refuse what only an import that is ready allows, or one that waits for a second person."""
    if one.state == PROPOSED != was:
        raise Conflict(
            "import %(id)s waits for a colleague to accept it; until then nothing of it changes",
            id=one.import_id,
        )
    if one.state == CONFIRMED:
        raise Conflict(
            "import %(id)s was confirmed already, as entry %(seq)s", id=one.import_id, seq=one.seq
        )
    if one.state == DROPPED or (one.state == REFUSED and not asks(one)):
        raise Conflict("import %(id)s is closed; send the file again", id=one.import_id)
    if one.state == REFUSED:
        raise Conflict(
            "import %(id)s waits for an answer: say its layer or coordinate system, and it is read",
            id=one.import_id,
        )
    if one.state != was:
        raise Conflict("import %(id)s is still being read; wait for it", id=one.import_id)


def drop(record: Record, actor: Actor, import_id: int) -> None:
    """Throw an import away: its reading is cancelled, its rows and its file go.

    Raises
    ------
    Conflict
        It was confirmed: the entry can be undone instead.
    """
    require(actor, PERMISSION)
    with record.store.write() as connection:
        one = needed(connection, record, import_id)
        if one.state == CONFIRMED:
            raise Conflict(
                "import %(id)s was confirmed as entry %(seq)s; undo that entry instead",
                id=import_id,
                seq=one.seq,
            )
        if one.job_id:
            jobs.cancel(connection, record.zone_id, one.job_id, record.clock())
        proposals.close_import(connection, record.zone_id, import_id, stamp(record.clock()))
        imports.drop_rows(connection, record.zone_id, import_id)
        imports.change(connection, record.zone_id, import_id, state=DROPPED)
    shutil.rmtree(folder_of(record, import_id), ignore_errors=True)


__all__ = [
    "FOLDER", "JOB", "LOOK", "PERMISSION", "View", "drop", "every", "file_of", "folder_of",
    "in_line", "needed", "refuse_decided", "remap", "rows_of", "show",
]  # fmt: skip
