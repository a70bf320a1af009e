"""Compound files (OLE): which streams one holds. Old Word, Excel, PowerPoint and WPS write them.

Only the directory is read: 128 bytes an entry, found by the chain of its sectors.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER_BYTES: Final = 512
ENTRY_BYTES: Final = 128
IN_HEADER: Final = 109
MOST_SECTORS: Final = 4_096
"""Of a directory: 16,384 entries of 512-byte sectors, far more than a document has."""


def stream_names(path: Path) -> frozenset[str]:
    """Names of all streams and storages; none where the file is damaged."""
    with path.open("rb") as file:
        try:
            return frozenset(_names(file))
        except (struct.error, UnicodeDecodeError):
            return frozenset()


def _names(file: IO[bytes]) -> Iterator[str]:
    header = file.read(HEADER_BYTES)
    (shift,) = struct.unpack_from("<H", header, 30)
    (first,) = struct.unpack_from("<I", header, 48)
    if shift not in {9, 12}:
        return
    size = 1 << shift
    tables = struct.unpack_from(f"<{IN_HEADER}I", header, 76)
    seen: set[int] = set()
    sector = first
    while sector < 0xFFFFFFFA and sector not in seen and len(seen) < MOST_SECTORS:
        seen.add(sector)
        block = _sector(file, sector, size)
        for at in range(0, len(block) - ENTRY_BYTES + 1, ENTRY_BYTES):
            (length,) = struct.unpack_from("<H", block, at + 64)
            if 2 <= length <= 64:
                yield block[at : at + length - 2].decode("utf-16-le")
        each = size // 4
        if sector // each >= IN_HEADER:
            return
        table = _sector(file, tables[sector // each], size)
        (sector,) = struct.unpack_from("<I", table, sector % each * 4)


def _sector(file: IO[bytes], number: int, size: int) -> bytes:
    file.seek((number + 1) * size)
    return file.read(size)


__all__ = ["MAGIC", "stream_names"]
