"""A workspace from a backup: every file and the ledger are proved before the folder appears."""

from __future__ import annotations

import secrets
import shutil
import tomllib
import zipfile
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final

import orjson

from parkmap.errors import BadFile, BadValue, NotFound, Tampered
from parkmap.land.zone import zone_of
from parkmap.services.backing_up import FORMAT, MANIFEST, Backup, Step, copy
from parkmap.services.disk_faults import plain_disk_faults
from parkmap.services.record import Record, utc_now
from parkmap.services.verifying import verify
from parkmap.store import Store, ledger

TOML: Final = "parkmap.toml"
HEAD: Final = frozenset({"zone", "ledger", "seq", "head"})
MOST_MANIFEST: Final = 64 * 1024 * 1024


def restore(
    archive: Path,
    folder: Path,
    step: Step | None = None,
    *,
    clock: Callable[[], datetime] = utc_now,
) -> Backup:
    """Make a workspace from a backup; the folder appears once every file and the ledger are proved.

    Parameters
    ----------
    archive
        What `backup` wrote.
    folder
        A folder that is not there yet.
    step
        Called with the number of files done.

    Raises
    ------
    BadValue
        The folder is there already.
    NotFound, BadFile
        There is no such file, or it is no backup.
    Tampered
        A file does not have its hash, the head is another, or `verify` finds a difference.
    DiskFull, ReadOnly
        The folder cannot be written; nothing is left behind.
    """
    if folder.exists():
        raise BadValue(
            "%(path)s is there already; restore into a folder that is not there", path=folder
        )
    if not archive.is_file():
        raise NotFound("there is no file %(path)s; name a backup", path=archive)
    room = folder.with_name(f".{folder.name}.restoring-{secrets.token_hex(4)}")
    try:
        with plain_disk_faults(folder):
            room.mkdir(parents=True)
            named = _unpack(archive, room, step)
            _prove(room, named, clock)
            room.replace(folder)
    except BaseException:
        shutil.rmtree(room, ignore_errors=True)
        raise
    return Backup(
        folder, named["zone"], named["ledger"], named["seq"], named["head"], len(named["files"])
    )


def _unpack(path: Path, room: Path, step: Step | None) -> dict[str, Any]:
    """Every file of an archive with its hash proved; what the manifest says."""
    try:
        with zipfile.ZipFile(path) as archive:
            named = _manifest(archive, path)
            for name, said in named["files"].items():
                target = room / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as given, target.open("xb") as taken:
                    found = copy(given, taken, said["bytes"])
                if found != (said["bytes"], said["sha256"]):
                    raise _damaged(path, name)
                if step:
                    step(1)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, zlib.error) as cause:
        raise Tampered(
            "%(path)s is no backup, or it is damaged; take another one", path=path
        ) from cause
    return named


def _manifest(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    try:
        with archive.open(MANIFEST) as file:
            named = orjson.loads(file.read(MOST_MANIFEST))
        if named["format"] != FORMAT or not named.keys() >= HEAD:
            raise KeyError(FORMAT)
        names = [str(name) for name, said in named["files"].items() if said["sha256"]]
    except (KeyError, TypeError, AttributeError, orjson.JSONDecodeError) as cause:
        raise BadFile("%(path)s is no backup of parkmap", path=path) from cause
    if sorted([*names, MANIFEST]) != sorted(archive.namelist()):
        raise Tampered(
            "%(path)s does not hold the files that its manifest names; take another backup",
            path=path,
        )
    for name in names:
        pure = PurePosixPath(name)
        if pure.is_absolute() or ".." in pure.parts or "\\" in name or ":" in name:
            raise _damaged(path, name)
    found: dict[str, Any] = named
    return found


def _prove(room: Path, named: dict[str, Any], clock: Callable[[], datetime]) -> None:
    """Open what was unpacked, and verify it as `parkmap verify` does."""
    (database,) = room.glob("*.db")
    zone = zone_of(tomllib.loads((room / TOML).read_text(encoding="utf-8")))
    record = Record(Store.open(database), zone, room, clock)
    try:
        with record.store.read() as connection:
            top = ledger.read_head(connection, record.zone_id)
        if (top.epoch, top.seq, top.entry_hash) != (named["ledger"], named["seq"], named["head"]):
            raise Tampered("the ledger does not end at the head that the backup names")
        report = verify(record)
        if not report.clean:
            raise Tampered("the backup does not verify: %(first)s", first=report.differences[0])
    finally:
        record.store.close()


def _damaged(path: Path, name: str) -> Tampered:
    return Tampered(
        "%(name)s in %(path)s does not have the hash that its manifest names; take another backup",
        path=path,
        name=name[:120],
    )
