"""The job of an import: the file is read into rows, the rows are mapped and compared."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from filelock import FileLock, Timeout
from sqlalchemy import Connection

from parkmap.errors import BadInput, Busy, ParkmapError
from parkmap.formats.limits import Limits
from parkmap.formats.reading import read_boundaries
from parkmap.formats.rows import Reading
from parkmap.formats.sniff import sniff
from parkmap.formats.staging import id_remarks
from parkmap.formats.surroundings import surroundings
from parkmap.geometry.boundary import geojson_texts
from parkmap.geometry.measure import total_bounds
from parkmap.land.mapping import ID
from parkmap.said import say, system_said
from parkmap.services import findings
from parkmap.services.comparing import Comparison, compare
from parkmap.services.imports import asks, file_of, folder_of
from parkmap.services.lines import Options
from parkmap.services.mapping import columns_of, mapped, mapping_for, plain
from parkmap.services.matching import array
from parkmap.services.profiles import profile_of
from parkmap.services.record import Record
from parkmap.services.standing import home_of
from parkmap.services.watching import Cancelled, Told, Watch
from parkmap.store import imports, jobs, ledger, present
from parkmap.store.imports import READY, RECEIVED, REFUSED, StoredImport, StoredRow

BATCH: Final = 2_000
LOCK: Final = ".lock"

ASKED: Final = ("asks", "choices")
"""What a refusal says beside its sentence, where the file can be read once it is answered."""


def run(record: Record, job: jobs.Job, told: Told | None = None) -> str:
    """Read, map and compare the import that a job names; what came of it, in a word.

    It can be begun again at any point: rows are read anew unless all of them were kept. A file
    that cannot be taken closes the import with the reason; that is an end, not a failure.

    Raises
    ------
    Busy
        Another process reads it now.
    """
    import_id = int(job.payload["import"])
    with record.store.read() as connection:
        one = imports.one(connection, record.zone_id, import_id)
    if one is None or one.state != RECEIVED:
        return "nothing to do"
    lock = folder_of(record, import_id) / LOCK
    try:
        with FileLock(lock, timeout=0):
            result = _run(record, one, Watch(record, job.job_id, told))
    except Timeout as cause:
        raise Busy("import %(id)s is being read by another process", id=import_id) from cause
    except Cancelled:
        with record.store.write() as connection:
            imports.drop_rows(connection, record.zone_id, import_id)
        return "cancelled"
    except OSError as cause:
        if folder_of(record, import_id).is_dir():
            raise
        return f"dropped while it was read ({system_said(cause)})"
    if result == "refused" and not _waits(record, import_id):
        shutil.rmtree(folder_of(record, import_id), ignore_errors=True)
    return result


def run_now(record: Record, job: jobs.Job, told: Told | None = None) -> None:
    """Run a job that the caller began itself, to its end; a failure is written down and raised."""
    try:
        result = run(record, job, told)
    except ParkmapError as error:
        with record.store.write() as connection:
            jobs.fail(connection, record.zone_id, job, record.clock(), str(error))
        raise
    with record.store.write() as connection:
        jobs.finish(connection, record.zone_id, job.job_id, record.clock(), result)


def _run(record: Record, one: StoredImport, watch: Watch) -> str:
    try:
        if one.report is None or "columns" not in one.report:
            _read(record, one, watch)
        settled = compared(record, one.import_id, watch)
    except BadInput as refused:
        _refuse(record, one, refused)
        return "refused"
    watch.check(1, 1)
    with record.store.write() as connection:
        keep(connection, record, one.import_id, settled)
        if not imports.change(connection, record.zone_id, one.import_id, was=RECEIVED, state=READY):
            raise Cancelled
    return "ready"


def _read(record: Record, one: StoredImport, watch: Watch) -> None:
    """Keep every row of the file as it was read; the report tells of the file as a whole."""
    options = Options.of_json(one.options)
    path = file_of(record, one.import_id)
    with record.store.write() as connection:
        imports.drop_rows(connection, record.zone_id, one.import_id)
    with record.store.read() as connection:
        home = home_of(connection, record)
    reading = read_boundaries(
        path, epsg=options.epsg, layer=options.layer, gk_zone=record.zone.gk_zone, home=home.box,
        parks=home.parks, limits=Limits(**record.zone.reading),
        progress=lambda done, total: watch(done, 2 * total),
    )  # fmt: skip
    for start in range(0, len(reading.rows), BATCH):
        rows = _rows(options.kind, reading, start)
        with record.store.write() as connection:
            imports.add_rows(connection, record.zone_id, one.import_id, rows)
        watch(len(reading.rows) + start // 2, 2 * len(reading.rows))
    told = [*reading.findings, *surroundings(reading.rows, record.zone.gk_zone)]
    columns = columns_of(row.attributes for row in reading.rows)
    names = [str(each["name"]) for each in columns]
    own_ids = any(row.feature_id is not None for row in reading.rows)
    with record.store.write() as connection:
        saved = None if options.profile is None else profile_of(connection, record, options.profile)
        mapping = mapping_for(options, names, saved, own_ids=own_ids)
        used = next((name for name, target in mapping.items() if target == ID), None)
        told += id_remarks(reading, used, asked=used in options.given)
        report = {
            "columns": columns,
            "findings": [findings.kept(each) for each in told],
            "epsg": reading.epsg,
            "format": sniff(path, one.source),
            "box": _box(reading),
        }
        imports.change(connection, record.zone_id, one.import_id, mapping=mapping, report=report)


def _box(reading: Reading) -> tuple[float, float, float, float] | None:
    shapes = [row.geometry for row in reading.rows if row.geometry is not None]
    return total_bounds(array(shapes)) if shapes else None


def _rows(kind: str, reading: Reading, start: int) -> list[StoredRow]:
    part = reading.rows[start : start + BATCH]
    texts = geojson_texts(array([row.geometry for row in part]))
    return [
        StoredRow(
            kind, row.number, row.feature_id, text, plain(row.attributes),
            None if row.fault is None else findings.kept(row.fault), None, None, None,
        )
        for row, text in zip(part, texts, strict=True)
    ]  # fmt: skip


def compared(
    record: Record, import_id: int, step: Callable[[int, int], None] | None = None,
    ids: dict[tuple[str, int], str] | None = None,
) -> tuple[int, Comparison]:  # fmt: skip
    """Map and compare the rows of an import with the record as it stands: entry and comparison."""
    with record.store.read() as connection:
        one = imports.one(connection, record.zone_id, import_id)
        if one is None:
            raise Cancelled
        options = Options.of_json(one.options)
        rows = list(imports.rows(connection, record.zone_id, import_id))
        lines = mapped(options, one.mapping or {}, rows)
        total = len(rows)
        seq = ledger.read_head(connection, record.zone_id).seq
        done = None if step is None else (lambda at, _of: step(total + at, 2 * total))
        found = compare(connection, record, options, lines, ids, done)
        if options.mirror:
            missing = (one.report or {}).get("missing", [])
            found = replace(found, gone=still_there(connection, record, missing))
        return seq, found


def still_there(connection: Connection, record: Record, ids: Sequence[str]) -> dict[str, int]:
    """Id -> version of those that are in the record and not retired."""
    stored = present.some(connection, record.zone_id, "parcel", ids, with_geometry=False)
    return {one.id: one.version for one in stored if one.state and not one.state.get("retired_on")}


def keep(
    connection: Connection, record: Record, import_id: int, settled: tuple[int, Comparison]
) -> None:
    """Keep a comparison: verdicts of the rows, counts, what is gone, the entry it speaks of."""
    seq, found = settled
    one = imports.one(connection, record.zone_id, import_id)
    if one is None:
        raise Cancelled
    imports.set_compared(
        connection, record.zone_id, import_id,
        ((line.kind, line.row, line.verdict, line.subject_id, line.as_json())
         for line in found.lines),
    )  # fmt: skip
    told = Counter(each.severity for line in found.lines for each in line.findings)
    told.update(each["severity"] for each in (one.report or {}).get("findings", []))
    report = {
        **(one.report or {}), "counts": found.counts(), "gone": found.gone, "told": dict(told),
    }  # fmt: skip
    imports.change(connection, record.zone_id, import_id, report=report, compared_seq=seq)


def _refuse(record: Record, one: StoredImport, refused: ParkmapError) -> None:
    """Close an import whose file cannot be taken; its own name stands in the sentence."""
    ours = {"upload", "upload.shp"}
    values = {
        name: one.source if str(value) in ours else value
        for name, value in refused.values.items()
        if name not in ASKED
    }
    text = findings.text_json(say(refused.template, **values))
    report = {name: refused.values[name] for name in ASKED if name in refused.values}
    with record.store.write() as connection:
        imports.drop_rows(connection, record.zone_id, one.import_id)
        imports.change(
            connection, record.zone_id, one.import_id, was=RECEIVED, state=REFUSED,
            report=report | {"refusal": text},
        )  # fmt: skip


def _waits(record: Record, import_id: int) -> bool:
    with record.store.read() as connection:
        one = imports.one(connection, record.zone_id, import_id)
        return one is not None and asks(one)


__all__ = ["compared", "keep", "run", "run_now"]
