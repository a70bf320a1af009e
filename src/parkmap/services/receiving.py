"""A file comes in: kept whole under a name of ours before anything looks at it, or not at all."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Final
from uuid import uuid4

from parkmap.errors import BadFile, BadValue, DiskFull, ParkmapError, ReadOnly, TooLarge
from parkmap.said import system_said
from parkmap.services import intake
from parkmap.services.imports import FOLDER, PERMISSION, asks, drop, folder_of, in_line
from parkmap.services.lines import Options
from parkmap.services.mirror import NO_SPACE
from parkmap.services.record import Actor, Record, require
from parkmap.services.watching import Told
from parkmap.store import imports, jobs
from parkmap.store.imports import DROPPED, REFUSED

PIECE: Final = 1024 * 1024
LONGEST_NAME: Final = 200
DAY_SECONDS: Final = 24 * 3600
PARTS: Final = (".shx", ".dbf", ".prj", ".cpg")
"""What belongs to a loose Shapefile."""


def receive(
    record: Record, actor: Actor, stream: IO[bytes], source: str, options: Options, *,
    most_mb: int | None = None, beside: Mapping[str, Path] | None = None, now: bool = False,
) -> tuple[int, jobs.Job]:  # fmt: skip
    """Keep a file and put its reading in line; nothing is left behind if it is cut off.

    Parameters
    ----------
    stream
        The bytes of the file.
    source
        Its name as its sender has it: data, never a path.
    most_mb
        Refused when it has more.
    beside
        Suffix -> further files of the same (a loose Shapefile's `.dbf`).
    now
        Whether the caller runs the job itself; else a worker does.

    Returns
    -------
    tuple
        Number of the import, and its job.

    Raises
    ------
    TooLarge
        Over the limit.
    BadValue
        Empty.
    DiskFull, ReadOnly
        The workspace has no room, or cannot be written.
    """
    require(actor, PERMISSION)
    fresh = record.folder / FOLDER / f".{uuid4().hex}.new"
    try:
        fresh.mkdir(parents=True)
        digest = _kept(stream, fresh, source, most_mb, beside or {})
        with record.store.write() as connection:
            moment = record.clock()
            import_id = imports.add(
                connection, record.zone_id, source=Path(source).name[:LONGEST_NAME] or "upload",
                sha256=digest, actor=actor.id, created_at=moment, options=options.as_json(),
            )  # fmt: skip
            job = in_line(connection, record, import_id, now=now)
            shutil.rmtree(folder_of(record, import_id), ignore_errors=True)
            fresh.rename(folder_of(record, import_id))
    except OSError as cause:
        kind = DiskFull if cause.errno in NO_SPACE else ReadOnly
        raise kind(
            "%(path)s cannot be written (%(said)s); nothing was kept of the file",
            path=record.folder / FOLDER,
            said=system_said(cause),
        ) from cause
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return import_id, job


def _kept(
    stream: IO[bytes], folder: Path, source: str, most_mb: int | None, beside: Mapping[str, Path]
) -> str:
    """Copy a file into a folder of its own; its SHA-256."""
    whole = hashlib.sha256()
    size = 0
    # Only a loose Shapefile keeps its suffix: its parts find each other by it.
    suffix = ".shp" if beside else ""
    with (folder / f"upload{suffix}").open("wb") as out:
        while piece := stream.read(PIECE):
            size += len(piece)
            if most_mb is not None and size > most_mb * 1024 * 1024:
                raise TooLarge(
                    "%(file)s has more than %(limit)s MB; send less, or raise upload_mb",
                    file=Path(source).name[:60],
                    limit=most_mb,
                )
            whole.update(piece)
            out.write(piece)
    if not size:
        raise BadValue("%(file)s is empty; export it again", file=Path(source).name[:60])
    for end, path in beside.items():
        shutil.copyfile(path, folder / f"upload{end}")
    return whole.hexdigest()


def read_in(
    record: Record, actor: Actor, file: Path, options: Options, step: Told | None = None
) -> int:
    """Receive a file and read it here and now; stopped by hand, nothing of it stays.

    Raises
    ------
    BadFile
        It cannot be opened.
    """
    beside: dict[str, Path] = {}
    if file.suffix.lower() == ".shp":
        near = {one.suffix.lower(): one for one in file.parent.glob(f"{file.stem}.*")}
        beside = {end: near[end] for end in PARTS if end in near}
    try:
        stream = _zipped(file) if file.is_dir() else file.open("rb")
    except OSError as cause:
        raise BadFile(
            "%(file)s cannot be read: %(cause)s", file=file.name, cause=system_said(cause)
        ) from cause
    with stream:
        import_id, job = receive(record, actor, stream, file.name, options, beside=beside, now=True)
    try:
        intake.run_now(record, job, step)
    except (KeyboardInterrupt, ParkmapError):
        with suppress(ParkmapError):
            drop(record, actor, import_id)
        raise
    return import_id


def _zipped(folder: Path) -> IO[bytes]:
    """A FileGDB, which is a folder, as the one file that an import keeps."""
    made = tempfile.TemporaryFile()  # noqa: SIM115  the caller closes it
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for one in sorted(folder.iterdir()):
            if one.is_file():
                archive.write(one, f"{folder.name}/{one.name}")
    made.seek(0)
    return made


def tidy(record: Record) -> None:
    """Remove what a crash left of files: half-received ones, and those of no open import."""
    root = record.folder / FOLDER
    if not root.is_dir():
        return
    # Under the write lock nothing is on its way from its fresh name to its own.
    with record.store.write() as connection:
        kept = {
            str(one.import_id)
            for one in imports.every(connection, record.zone_id, latest=1_000_000)
            if one.state not in {DROPPED, REFUSED} or asks(one)
        }
        for one in root.iterdir():
            stale = one.name.endswith(".new") and _is_old(record, one)
            if stale or (not one.name.startswith(".") and one.name not in kept):
                shutil.rmtree(one, ignore_errors=True)


def _is_old(record: Record, folder: Path) -> bool:
    with suppress(OSError):
        return record.clock().timestamp() - folder.stat().st_mtime > DAY_SECONDS
    return False


__all__ = ["read_in", "receive", "tidy"]
