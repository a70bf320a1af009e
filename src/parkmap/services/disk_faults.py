"""What a disk refuses, as sentences."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from parkmap.errors import DiskFull, ReadOnly
from parkmap.said import system_said

NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextmanager
def plain_disk_faults(path: Path) -> Iterator[None]:
    """Turn the system's errors into one that names the file and what became of it.

    Raises
    ------
    DiskFull
        No room is left.
    ReadOnly
        Anything else that the system refuses.
    """
    try:
        yield
    except OSError as cause:
        said = system_said(cause)
        if cause.errno in NO_SPACE:
            raise DiskFull(
                "no room left for %(path)s (%(said)s); nothing was half-written: "
                "free some space and try again",
                path=path,
                said=said,
            ) from cause
        raise ReadOnly(
            "%(path)s cannot be written (%(said)s); nothing was changed there", path=path, said=said
        ) from cause


def sync_folder(folder: Path) -> None:
    """Have the folder's new name on the disk; Windows does that by itself."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
