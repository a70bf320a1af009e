"""A workspace in one file, consistent while others write to it."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

from filelock import FileLock, Timeout

from parkmap import __version__
from parkmap.errors import BadValue
from parkmap.land.ledger import canonical, stamp
from parkmap.said import Said, say
from parkmap.services import mirror
from parkmap.services.disk_faults import plain_disk_faults
from parkmap.services.record import Record
from parkmap.store import Store, ledger
from parkmap.store.copying import copy_database

FORMAT: Final = "parkmap-backup 1"
MANIFEST: Final = "manifest.json"
ROOM: Final = ".parkmap-backup-"
LOCK: Final = "lock"
LEAST_AGE_S: Final = 60
"""Younger rooms are left alone: the lock comes a moment after the room."""

PIECE: Final = 1024 * 1024
LEFT_OUT: Final = frozenset({"secret.key"})
"""A backup travels; whoever holds it should not be able to sign sessions."""

Step = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: the ledger's head that it was taken at, files, what has to be told."""

    path: Path
    zone: str
    epoch: str
    seq: int
    head: str
    files: int
    told: tuple[Said, ...] = ()


def backup(record: Record, target: Path, step: Step | None = None) -> Backup:
    """Write the workspace into one archive, while others may go on writing to the record.

    The database is copied as of one moment; both boundary files are written anew from that copy,
    so that they name its head. `parkmap.toml`, context, evidence and what else lies in the folder
    is copied as it is, but for `secret.key`, names that begin with a dot, and links.

    Parameters
    ----------
    target
        The archive, a zip, or a folder for one named after zone and moment.
    step
        Called with the number of files done.

    Raises
    ------
    BadValue
        The target is there already, or inside the workspace.
    DiskFull, ReadOnly
        It cannot be written; nothing is left behind.
    """
    target = _checked_target(record, target)
    _tidy(target.parent)
    with (
        plain_disk_faults(target),
        tempfile.TemporaryDirectory(dir=target.parent, prefix=ROOM) as room,
        FileLock(Path(room) / LOCK),
    ):
        copied = Path(room) / "zone"
        top = _copied_record(record, copied)
        told: list[Said] = []
        sources = _sources(record, copied, told)
        fresh = Path(room) / "archive"
        with fresh.open("wb") as out:
            count = _pack(out, sources, _named(record, top), step)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(target)
    return Backup(target, record.zone.code, top.epoch, top.seq, top.entry_hash, count, tuple(told))


def _checked_target(record: Record, target: Path) -> Path:
    if target.is_dir():
        at = record.clock().strftime("%Y%m%d-%H%M%S")
        target = target / f"{record.zone.code}-{at}.parkmap.zip"
    if target.exists():
        raise BadValue("%(path)s is there already; name another file", path=target)
    if target.resolve().is_relative_to(record.folder.resolve()):
        raise BadValue(
            "%(path)s lies in the workspace that it saves and would be lost with it; "
            "name a place outside",
            path=target,
        )
    return target


def _tidy(folder: Path) -> None:
    """Remove what backups left that were killed; one that still runs holds its lock."""
    for room in folder.glob(f"{ROOM}*"):
        if time.time() - room.stat().st_mtime < LEAST_AGE_S:
            continue
        lock = FileLock(room / LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue
        lock.release()
        shutil.rmtree(room, ignore_errors=True)


def _copied_record(record: Record, copied: Path) -> ledger.Head:
    """Database and boundary files of one moment; the head that they stand at."""
    copied.mkdir()
    copy_database(record.store, copied / record.store.path.name)
    copy = Record(Store.open(copied / record.store.path.name), record.zone, copied, record.clock)
    try:
        mirror.write(copy)
        with copy.store.read() as connection:
            return ledger.read_head(connection, record.zone_id)
    finally:
        copy.store.close()


def _sources(record: Record, copied: Path, told: list[Said]) -> Iterator[tuple[str, Path]]:
    """Name in the archive -> file that is read for it."""
    made = {record.store.path.name, *mirror.FILES.values()}
    for name in sorted(made):
        yield name, copied / name
    yield from _edits(record, told)
    for path in sorted(record.folder.rglob("*")):
        name = path.relative_to(record.folder).as_posix()
        if name in made | LEFT_OUT or name.startswith(f"{record.store.path.name}-"):
            continue
        if any(part.startswith(".") for part in PurePosixPath(name).parts):
            continue
        if path.is_symlink():
            told.append(say("%(name)s is a link and was left out; save it by itself", name=name))
        elif path.is_file():
            yield name, path


def _edits(record: Record, told: list[Said]) -> Iterator[tuple[str, Path]]:
    """Boundary files that somebody edited: the record does not obey them, nor are they lost."""
    for one in mirror.states(record):
        if one.state != "edited":
            continue
        kept = f"{Path(one.file).stem}.edited.geojson"
        told.append(
            say(
                "%(file)s was edited by hand; the edit is in the backup as %(kept)s",
                file=one.file,
                kept=kept,
            )
        )
        yield kept, record.folder / one.file


def _named(record: Record, top: ledger.Head) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "parkmap": __version__,
        "zone": record.zone.code,
        "ledger": top.epoch,
        "seq": top.seq,
        "head": top.entry_hash,
        "made_at": stamp(record.clock()),
    }


def _pack(
    out: IO[bytes],
    sources: Iterator[tuple[str, Path]],
    named: dict[str, Any],
    step: Step | None,
) -> int:
    """Write the archive, its manifest last; how many files it holds."""
    files: dict[str, dict[str, int | str]] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, source in sources:
            try:
                given = source.open("rb")
            except FileNotFoundError:
                continue  # an upload, say, that somebody dropped since the folder was listed
            with given, archive.open(name, "w", force_zip64=True) as taken:
                size, sha256 = copy(given, taken)
            files[name] = {"bytes": size, "sha256": sha256}
            if step:
                step(1)
        archive.writestr(MANIFEST, canonical(named | {"files": files}))
    return len(files)


def copy(given: IO[bytes], taken: IO[bytes], most: int | None = None) -> tuple[int, str]:
    """Copy to the end, or to a byte more than `most`; how many bytes, and their SHA-256."""
    whole, size = hashlib.sha256(), 0
    while (most is None or size <= most) and (piece := given.read(PIECE)):
        whole.update(piece)
        taken.write(piece)
        size += len(piece)
    return size, whole.hexdigest()
