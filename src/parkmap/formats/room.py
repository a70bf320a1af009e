"""A folder for the files of one reading, and the removal of those that dead processes left."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

PREFIX: Final = "parkmap-reading-"
LOCK: Final = "lock"
FILES: Final = "files"
LEAST_AGE_S: Final = 60
"""Younger folders are left alone: the lock comes a moment after the folder."""


@contextmanager
def reading_room() -> Iterator[str]:
    """A temporary folder, locked as long as somebody works in it.

    A process that is killed cannot remove its own, and what lies there was sent in confidence: the
    next worker that begins removes it, or the next reading.
    """
    tidy()
    with (
        tempfile.TemporaryDirectory(prefix=PREFIX) as room,
        FileLock(Path(room, LOCK)),
    ):
        files = Path(room, FILES)
        files.mkdir()
        yield str(files)


def tidy() -> None:
    """Remove the folders of processes that are no more."""
    for room in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):  # another process was faster, or the system holds on to it
            if _is_ours(room.lstat()) and _is_left(room):
                shutil.rmtree(room, ignore_errors=True)


def _is_ours(found: os.stat_result) -> bool:
    """Whether it is a folder of this user: others may lay anything under such a name."""
    mine = os.name != "posix" or found.st_uid == os.geteuid()
    return mine and stat.S_ISDIR(found.st_mode) and time.time() - found.st_mtime > LEAST_AGE_S


def _is_left(room: Path) -> bool:
    try:
        with FileLock(room / LOCK, timeout=0):
            return True
    except Timeout:
        return False


__all__ = ["PREFIX", "reading_room", "tidy"]
