"""An office's own letter templates: kept in place of the neutral ones, or taken away again."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Final
from zoneinfo import ZoneInfo

from parkmap.errors import BadFile, BadValue, NotFound, TooLarge, UnsupportedFile
from parkmap.formats.letter_templates import LETTERS, PLACES
from parkmap.formats.out.letters_docx import filled
from parkmap.formats.papers import kind_of
from parkmap.land.paper import plain_name
from parkmap.services.disk_faults import plain_disk_faults, sync_folder
from parkmap.services.letters import own_path, step_with_letter
from parkmap.services.record import Actor, Record, require
from parkmap.services.scanning import scan

PERMISSION: Final = "set_letters"
MB: Final = 1024 * 1024
MOST_MB: Final = 4
MOST_UNPACKED_MB: Final = 40
MOST_ENTRIES: Final = 500


def keep_letter(record: Record, actor: Actor, step_name: str, stream: IO[bytes], name: str) -> None:
    """Keep a Word file as the letter of a step, once it could be filled; the old one goes.

    Raises
    ------
    NotFound
        A step that has no letter.
    TooLarge
        Over 4 MB, or it would unpack to more than 40 MB or 500 parts.
    UnsupportedFile, BadFile
        No Word file (.docx) by its content, with macros, cut short.
    BadValue
        Empty, or with a place that is not known.
    UnsafeFile, Busy, WorkspaceError
        The virus scanner refuses it, or did not answer.
    DiskFull, ReadOnly
        Nothing was kept.
    """
    require(actor, PERMISSION)
    own = own_path(record, step_with_letter(step_name))
    called = plain_name(name)
    with _received(own.parent, stream, called) as fresh:
        _refuse_unfit(fresh, called)
        scan(fresh, called, record.zone.papers)
        filled(fresh, dict.fromkeys(PLACES, ""), called)
        with plain_disk_faults(own):
            fresh.replace(own)
            sync_folder(own.parent)


def drop_letter(record: Record, actor: Actor, step_name: str) -> None:
    """Use the neutral template of a step again; NotFound where there is no other."""
    require(actor, PERMISSION)
    own = _there(record, step_name)
    with plain_disk_faults(own):
        own.unlink(missing_ok=True)
        sync_folder(own.parent)


def own_letter(record: Record, actor: Actor, step_name: str) -> tuple[str, bytes]:
    """The office's own template of a step as it was kept; NotFound where there is none."""
    require(actor, "read_internal")
    own = _there(record, step_name)
    return own.name, own.read_bytes()


def own_letters(record: Record) -> dict[str, datetime]:
    """Step -> when its own template was kept, on the zone's clock; only where there is one."""
    zone = ZoneInfo(record.zone.time_zone)
    steps = {name: own_path(record, step_with_letter(name)) for name in LETTERS}
    return {name: datetime.fromtimestamp(own.stat().st_mtime, zone)
            for name, own in steps.items() if own.is_file()}  # fmt: skip


def _there(record: Record, step_name: str) -> Path:
    own = own_path(record, step_with_letter(step_name))
    if not own.is_file():
        raise NotFound("there is no template of your own for this step; the neutral one is used")
    return own


@contextmanager
def _received(folder: Path, stream: IO[bytes], name: str) -> Iterator[Path]:
    """The file under a name of ours, on the disk; it goes unless it was given another."""
    data = stream.read(MOST_MB * MB + 1)
    if not data:
        raise BadValue("%(file)s is empty; send it again", file=name)
    if len(data) > MOST_MB * MB:
        raise TooLarge("%(file)s has more than %(limit)s MB; a letter needs less: take large "
                       "pictures out", file=name, limit=MOST_MB)  # fmt: skip
    fresh = folder / f".{os.urandom(16).hex()}.new"
    try:
        with plain_disk_faults(folder):
            folder.mkdir(parents=True, exist_ok=True)
            with fresh.open("xb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)


def _refuse_unfit(file: Path, name: str) -> None:
    """What it is, by its content; and how large it would be, before anything unpacks it."""
    if kind_of(file, name) != "docx":
        raise UnsupportedFile("%(file)s is no Word file (.docx); save it as one", file=name)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError) as cause:
        raise BadFile("%(file)s is no Word file (.docx); save it as one", file=name) from cause
    if len(parts) > MOST_ENTRIES or sum(one.file_size for one in parts) > MOST_UNPACKED_MB * MB:
        raise TooLarge("%(file)s would unpack to more than %(limit)s MB or %(parts)s parts; a "
                       "letter needs less", file=name, limit=MOST_UNPACKED_MB,
                       parts=MOST_ENTRIES)  # fmt: skip


__all__ = ["PERMISSION", "drop_letter", "keep_letter", "own_letter", "own_letters"]
