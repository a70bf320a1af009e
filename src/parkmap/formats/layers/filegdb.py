"""File geodatabase: a folder of tables, read by GDAL's open driver in a child process."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from parkmap.errors import TooLarge
from parkmap.formats.layers.table import read_table, reading_of
from parkmap.formats.room import reading_room
from parkmap.formats.rows import Order, Reading

PART: Final = re.compile(r"a[0-9a-f]{8}\.(gdbtable|gdbtablx)|gdb|timestamps", re.IGNORECASE)
"""Tables and where their rows start. Indexes are not needed to read everything."""

MB: Final = 1024 * 1024


def is_geodatabase(folder: Path) -> bool:
    """Whether a folder holds tables of a geodatabase."""
    return any(folder.glob("a0000000*.gdbtable"))


def read_loose_filegdb(path: Path, order: Order) -> Reading:
    """A folder as it lies on the disk.

    Raises
    ------
    TooLarge
        All of it together is over the limit of a file.
    """
    files = [one for one in sorted(path.iterdir()) if PART.fullmatch(one.name) and one.is_file()]
    size = sum(one.stat().st_size for one in files)
    if size > order.limits.max_mb * MB:
        raise TooLarge(
            "%(file)s has %(size)s MB, more than %(limit)s; split it, or raise max_mb",
            file=order.name,
            size=round(size / MB),
            limit=order.limits.max_mb,
        )
    return read_filegdb({one.name: one for one in files}, order)


def read_filegdb(parts: Mapping[str, Path], order: Order) -> Reading:
    """Rows of one layer, shapes as in the file.

    Parameters
    ----------
    parts
        Name inside the geodatabase -> file; names that it does not have are left out.

    Raises
    ------
    BadFile
        Damaged, no or several layers, over a limit.
    """
    with reading_room() as folder:
        inside = Path(folder, "layers.gdb")
        inside.mkdir()
        for name, file in parts.items():
            if PART.fullmatch(name):
                shutil.copyfile(file, inside / name.lower())
        table = read_table(inside, "OpenFileGDB", order.layer, order)
    return reading_of(table, order)
