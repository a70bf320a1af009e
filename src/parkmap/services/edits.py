"""Hand-edited boundary files: looked at without writing anything, or taken in by one call."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import orjson
from sqlalchemy import Connection

from parkmap.errors import AwaitsReview, ParkmapError, StaleVersion
from parkmap.land.finding import Finding
from parkmap.services import imports as service
from parkmap.services.asking import checked_day, checked_reason
from parkmap.services.comparing import compare
from parkmap.services.comparisons import ImportRow, row_of
from parkmap.services.confirming import Choices, Taken
from parkmap.services.hand_edits import edits_of
from parkmap.services.imports import PERMISSION
from parkmap.services.intake import still_there
from parkmap.services.lines import Line, Options
from parkmap.services.mapping import mapped
from parkmap.services.record import Actor, Record, require
from parkmap.services.syncing import (
    KINDS,
    discard,
    edited_files,
    stage_edits,
    take_edits,
    write_anew,
)
from parkmap.store import imports
from parkmap.store.imports import StoredRow


@dataclass(frozen=True, slots=True)
class Edits:
    """What was edited by hand since parkmap wrote the boundary files.

    `files` is file -> SHA-256 of what was looked at (empty where none was edited), `gone` are
    parcels that were taken out of a file, `counts` rows by verdict.
    """

    files: dict[str, str]
    stored: tuple[StoredRow, ...]
    counts: dict[str, int]
    gone: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def rows(self) -> tuple[ImportRow, ...]:
        """Each feature that was edited, and what taking it in would do."""
        return tuple(map(row_of, self.stored))


def look(record: Record, actor: Actor, options: Options) -> Edits:
    """What was edited by hand, compared with the record as it stands; nothing is written.

    Raises
    ------
    BadFile
        An edited file cannot be read.
    BadValue
        The day is in the future.
    """
    require(actor, PERMISSION)
    checked_day(record, options.on)
    # The hash is taken before the file is read: an edit between the two is seen when it is taken.
    files = {name: _sha256(record.folder / name) for name in edited_files(record)}
    asked = replace(options, mirror=True)
    with record.store.read() as connection:
        stored, missing, told = _edited(connection, record, asked, files)
        found = compare(connection, record, asked, mapped(asked, {}, stored))
        found = replace(found, gone=still_there(connection, record, missing))
    rows = tuple(_compared(stored, found.lines))
    return Edits(files, rows, found.counts(), tuple(found.gone), tuple(told))


def take_in(
    record: Record, actor: Actor, options: Options, choices: Choices,
    seen: Mapping[str, str] | None = None,
) -> Taken | None:  # fmt: skip
    """Take edits in as one entry, and write the files anew; None where they say nothing new.

    Parameters
    ----------
    seen
        File -> SHA-256 as `look` told; not asked where None.

    Raises
    ------
    NotFound
        No file was edited.
    StaleVersion
        A file was edited again since it was looked at, or the record keeps moving.
    BadValue, Conflict, LaterFacts
        As `parkmap.services.confirming.confirm`.
    """
    require(actor, PERMISSION)
    checked_reason(choices.reason)
    checked_day(record, options.on)
    staged = stage_edits(record, actor, options)
    try:
        if seen is not None:
            _refuse_unseen(_staged_files(record, staged.id), seen)
        if any(count for name, count in staged.counts.items() if name != "unchanged"):
            return take_edits(record, actor, staged.id, choices)
        write_anew(record, staged.id)
    except AwaitsReview:
        raise  # it stays, and waits for a second person
    except ParkmapError:
        with suppress(ParkmapError):  # what was confirmed stays
            service.drop(record, actor, staged.id)
        raise
    service.drop(record, actor, staged.id)
    return None


def put_aside(
    record: Record, actor: Actor, seen: Mapping[str, str] | None = None
) -> tuple[Path, ...]:
    """Put edited files aside under another name and write them anew; where they are now.

    Raises
    ------
    NotFound
        No file was edited.
    StaleVersion
        A file was edited again since it was looked at.
    """
    require(actor, PERMISSION)
    if seen is not None:
        _refuse_unseen({one: _sha256(record.folder / one) for one in edited_files(record)}, seen)
    return tuple(discard(record, actor))


def _edited(
    connection: Connection, record: Record, options: Options, files: Iterable[str]
) -> tuple[list[StoredRow], list[str], list[Finding]]:
    """Rows, missing parcels and remarks of all edited files, as staging them would keep them."""
    rows: list[StoredRow] = []
    missing: list[str] = []
    told: list[Finding] = []
    for file in files:
        kind = KINDS[file]
        found = edits_of(connection, record, kind, record.folder / file, options.tolerance_m)
        rows += [one._replace(attributes=orjson.loads(orjson.dumps(one.attributes)))
                 for one in found.rows]  # fmt: skip
        told += found.findings
        if kind == "parcel":
            missing = found.missing
    return rows, missing, told


def _compared(stored: Iterable[StoredRow], lines: Iterable[Line]) -> Iterable[StoredRow]:
    known = {line.key: line for line in lines}
    for row in sorted(stored, key=lambda one: (one.kind, one.row)):
        line = known[row.kind, row.row]
        yield row._replace(
            verdict=line.verdict, subject_id=line.subject_id, compared=line.as_json()
        )


def _refuse_unseen(there: Mapping[str, str], seen: Mapping[str, str]) -> None:
    moved = sorted({name for name, _ in set(there.items()) ^ set(seen.items())})
    if there and moved:
        raise StaleVersion(
            "%(files)s changed since the edits were looked at; look at them again, then decide",
            files=", ".join(moved)[:200],
            conflicts=[{"file": name} for name in moved],
        )


def _staged_files(record: Record, import_id: int) -> dict[str, str]:
    with record.store.read() as connection:
        one = imports.one(connection, record.zone_id, import_id)
    files: dict[str, str] = ((one.report if one else None) or {}).get("files", {})
    return files


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


__all__ = ["Edits", "look", "put_aside", "take_in"]
