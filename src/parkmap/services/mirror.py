"""`parks.geojson` and `parcels.geojson` follow the record: whole, atomic, never over an edit."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson
from filelock import FileLock, Timeout
from sqlalchemy import Connection, delete, insert, select, update

from parkmap.errors import Busy, DiskFull, ReadOnly
from parkmap.formats.mirror_text import collection_text, feature_text
from parkmap.land.ledger import canonical
from parkmap.said import say, system_said
from parkmap.services.record import Record
from parkmap.store import ledger, present
from parkmap.store.schema import mirror

FILES: Final = {"park": "parks.geojson", "parcel": "parcels.geojson"}
LOCK: Final = ".parkmap.lock"
PATIENCE_S: Final = 60.0
NO_SPACE: Final = (28, 122)


@dataclass(frozen=True, slots=True)
class MirrorState:
    """One file: `state` is "current", "behind", "edited" or "missing"; seq it was written at."""

    file: str
    state: str
    seq: int


def states(record: Record) -> tuple[MirrorState, ...]:
    """How the files stand against the record."""
    with record.store.read() as connection:
        top = ledger.read_head(connection, record.zone_id)
        return tuple(_state(connection, record, top.seq, file) for file in FILES.values())


def is_behind(record: Record) -> bool:
    """Whether the record moved since the files were written; no file is read."""
    with record.store.read() as connection:
        seq = ledger.read_head(connection, record.zone_id).seq
        query = select(mirror.c.seq).where(mirror.c.zone_id == record.zone_id)
        written = [row[0] for row in connection.execute(query)]
    return len(written) < len(FILES) or min(written) < seq


def looks(record: Record) -> tuple[object, ...]:
    """What `write` depends on: the last entry, and size and time of the files."""
    with record.store.read() as connection:
        seq = ledger.read_head(connection, record.zone_id).seq
    stats = [(record.folder / file) for file in FILES.values()]
    found = [one.stat() if one.is_file() else None for one in stats]
    return (seq, *((one.st_mtime_ns, one.st_size) if one else None for one in found))


def write(record: Record) -> tuple[MirrorState, ...]:
    """Write the files anew where the record moved on.

    A file that is not what parkmap last wrote was edited by hand: it is left as it is and
    reported as "edited", and the record does not obey it.

    Raises
    ------
    Busy
        Another process has been writing them for long.
    DiskFull, ReadOnly
        There is no room, or no right.
    """
    with alone(record):
        found = states(record)
        for one in found:
            if one.state in {"behind", "missing"}:
                _replace(record, one.file)
        return states(record) if any(one.state != "current" for one in found) else found


def follow(record: Record, seq: int) -> None:
    """Write the files after entry `seq`; where they cannot be, say that the entry stands.

    Raises
    ------
    Busy, DiskFull, ReadOnly
        The entry is recorded, the files will follow.
    """
    try:
        write(record)
    except DiskFull as cause:
        raise DiskFull(
            "entry %(seq)s is recorded, only the boundary files of %(folder)s are not written yet: "
            "no room left; free some space, and they follow with the next entry or with "
            "'parkmap work %(folder)s --once'",
            seq=seq,
            folder=record.folder,
        ) from cause
    except (Busy, ReadOnly) as cause:
        sentence = say(
            "entry %(seq)s is recorded, only the boundary files of %(folder)s are not written yet "
            "(%(why)s); they follow with the next entry or with 'parkmap work %(folder)s --once'",
            seq=seq,
            folder=record.folder,
            why=cause,
        )
        raise type(cause)("%(sentence)s", sentence=sentence) from cause


@contextmanager
def alone(record: Record, patience_s: float = PATIENCE_S) -> Iterator[None]:
    """While it lasts, no other process writes the boundary files.

    Raises
    ------
    Busy
        Another one has been at it for `patience_s`.
    ReadOnly
        The file of the lock cannot be written.
    """
    lock = FileLock(record.folder / LOCK, timeout=patience_s)
    try:
        lock.acquire()
    except Timeout as cause:
        raise Busy("another process is writing the boundary files of %(folder)s; try again",
                   folder=record.folder) from cause  # fmt: skip
    except OSError as cause:
        raise _not_written(record.folder / LOCK, cause) from cause
    try:
        yield
    finally:
        lock.release()


def adopt(connection: Connection, record: Record, file: str, seq: int) -> None:
    """Take a file that is there as the one parkmap wrote at entry `seq`."""
    sha256 = _sha256(record.folder / file) or ""
    connection.execute(
        delete(mirror).where(mirror.c.zone_id == record.zone_id, mirror.c.file == file)
    )
    connection.execute(
        insert(mirror).values(zone_id=record.zone_id, file=file, seq=seq, sha256=sha256)
    )


def accept(record: Record, file: str, sha256: str) -> None:
    """Take a hand-edited file as known, so that `write` replaces it; not one edited again since."""
    with alone(record):
        if _sha256(record.folder / file) == sha256:
            _note(record, file, sha256=sha256, seq=0)


def written_at(connection: Connection, record: Record, file: str) -> int:
    """The entry at which parkmap last wrote a file; 0 where it never did."""
    query = select(mirror.c.seq).where(mirror.c.zone_id == record.zone_id, mirror.c.file == file)
    return int(connection.execute(query).scalar() or 0)


def named_ledger(path: Path) -> dict[str, Any] | None:
    """What the first line of a mirror file says of its ledger; None where it names none."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        first = file.readline(4096).rstrip()
    start = first.find(b'"parkmap":')
    if start < 0:
        return None
    end = first.find(b"}", start)
    try:
        named: dict[str, Any] = orjson.loads(first[start + len(b'"parkmap":') : end + 1])
    except orjson.JSONDecodeError:
        return None
    return named


def text_of(connection: Connection, record: Record, kind: str, top: ledger.Head) -> Iterator[str]:
    """The text of a mirror file, in pieces."""
    lines = (
        feature_text(kind, one.id, one.geojson or canonical(None), one.state)
        for one in present.every(connection, record.zone_id, kind)
    )
    return collection_text(record.zone.code, top.epoch, top.seq, top.entry_hash, lines)


def _state(connection: Connection, record: Record, seq: int, file: str) -> MirrorState:
    query = select(mirror.c.seq, mirror.c.sha256, mirror.c.writing).where(
        mirror.c.zone_id == record.zone_id, mirror.c.file == file
    )
    row = connection.execute(query).first()
    on_disk = _sha256(record.folder / file)
    if on_disk is None:
        return MirrorState(file, "missing", 0)
    if row is None or on_disk not in {row.sha256, row.writing}:
        return MirrorState(file, "edited", row.seq if row else 0)
    return MirrorState(file, "current" if row.seq >= seq else "behind", row.seq)


def _replace(record: Record, file: str) -> None:
    kind = next(kind for kind, name in FILES.items() if name == file)
    target = record.folder / file
    fresh = record.folder / f".{file}.new"
    whole = hashlib.sha256()
    try:
        with record.store.read() as connection, fresh.open("wb") as out:
            top = ledger.read_head(connection, record.zone_id)
            for piece in text_of(connection, record, kind, top):
                data = piece.encode()
                whole.update(data)
                out.write(data)
            out.flush()
            os.fsync(out.fileno())
        if _is_edited(record, file):  # while it was written
            return
        # Both hashes stand while the file is replaced: a crash between is not taken for an edit.
        _note(record, file, writing=whole.hexdigest())
        fresh.replace(target)
        _sync_folder(record.folder)
    except OSError as cause:
        raise _not_written(target, cause) from cause
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    _note(record, file, sha256=whole.hexdigest(), seq=top.seq, writing=None)


def _is_edited(record: Record, file: str) -> bool:
    with record.store.read() as connection:
        return _state(connection, record, 0, file).state == "edited"


def _not_written(path: Path, cause: OSError) -> DiskFull | ReadOnly:
    if cause.errno in NO_SPACE:
        return DiskFull(
            "no room left to write %(path)s; the ledger is safe and the file is as it was: "
            "free some space, it will follow",
            path=path,
        )
    return ReadOnly(
        "%(path)s cannot be written (%(said)s); the ledger is safe: check the rights",
        path=path,
        said=system_said(cause),
    )


def _note(record: Record, file: str, **values: object) -> None:
    with record.store.write() as connection:
        mine = (mirror.c.zone_id == record.zone_id, mirror.c.file == file)
        if connection.execute(update(mirror).where(*mine).values(**values)).rowcount == 0:
            row = {"zone_id": record.zone_id, "file": file, "seq": 0, "sha256": ""} | values
            connection.execute(insert(mirror).values(row))


def _sha256(path: Path) -> str | None:
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
