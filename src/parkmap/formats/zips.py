"""Zip archives: what they hold, unpacked by a child under names of our own, and read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, Literal, NoReturn

import orjson

from parkmap.errors import BadFile, ParkmapError, TooLarge, UnsupportedFile
from parkmap.formats.process import Ended, run_child
from parkmap.formats.refusals import over_memory, over_time, reader_stopped
from parkmap.formats.room import reading_room
from parkmap.formats.rows import Order
from parkmap.land.finding import Finding
from parkmap.said import say

ArchiveKind = Literal["xlsx", "filegdb", "shapefile", "kml", "single"]


@dataclass(frozen=True, slots=True)
class Archive:
    """What an archive holds: its kind, and the unpacked members by their names in it."""

    kind: ArchiveKind
    members: dict[str, Path]
    findings: list[Finding]

    def shapefiles(self) -> dict[str, dict[str, Path]]:
        """The parts of each Shapefile (suffix -> file), by its path in the archive."""
        sets: dict[str, dict[str, Path]] = {}
        for name, file in self.members.items():
            path = PurePosixPath(name)
            sets.setdefault(str(path.with_suffix("")), {})[path.suffix.lower()] = file
        return {stem: parts for stem, parts in sets.items() if ".shp" in parts}

    def geodatabases(self) -> dict[str, dict[str, Path]]:
        """The tables of each geodatabase, by the folder that they lie in."""
        sets: dict[str, dict[str, Path]] = {}
        for name, file in self.members.items():
            folder, _, base = name.rpartition("/")
            sets.setdefault(folder, {})[base] = file
        return {folder: parts for folder, parts in sets.items() if len(parts) > 1}


@contextmanager
def unpacked(path: Path, order: Order) -> Iterator[Archive]:
    """What an archive holds, in a folder that goes at the end whatever happens.

    Raises
    ------
    TooLarge
        Unpacked it would be over the limit, or out of proportion, or has too many entries.
    BadFile
        Damaged, encrypted, overlapping, a link or an archive in it.
    UnsupportedFile
        Nothing in it can be read.
    """
    limits = order.limits
    with reading_room() as folder:
        asked = {
            "file": str(path.resolve()), "out": folder,
            "max_unpacked_mb": limits.max_unpacked_mb, "max_ratio": limits.max_ratio,
            "max_entries": limits.max_entries, "max_gdb_entries": limits.max_gdb_entries,
        }  # fmt: skip
        ended = run_child("zip", asked, limits)
        if ended.code != 0:
            _refuse(ended, order)
        told = orjson.loads(Path(folder, "members.json").read_bytes())
        members = {one["name"]: Path(folder, one["file"]) for one in told["members"]}
        yield Archive(told["kind"], members, [OUTSIDE] if told["outside"] else [])


OUTSIDE: Final = Finding(
    "names_point_outside", "warning", None, None, None,
    say("names in the archive point outside of it; they were not followed"),
    say("ask where the file comes from"),
)  # fmt: skip

REFUSALS: Final[dict[str, Callable[[str, str, Order], ParkmapError]]] = {
    "entries": lambda name, detail, order: TooLarge(
        "%(file)s has %(count)s entries, more than %(limit)s; pack only the boundary files",
        file=name, count=detail.partition("/")[0], limit=detail.partition("/")[2],
    ),
    "unpacked": lambda name, detail, order: TooLarge(
        "%(file)s would unpack to %(size)s MB, more than %(limit)s; split it, or raise "
        "max_unpacked_mb", file=name, size=detail, limit=order.limits.max_unpacked_mb,
    ),
    "ratio": lambda name, detail, order: TooLarge(
        "%(file)s would unpack to %(ratio)s times its size, more than %(limit)s: it looks like a "
        "zip bomb; send the files without zip", file=name, ratio=detail,
        limit=order.limits.max_ratio,
    ),
    "overlap": lambda name, detail, order: BadFile(
        "%(file)s has entries that share the same bytes (%(entry)s); pack it anew",
        file=name, entry=detail,
    ),
    "symlink": lambda name, detail, order: BadFile(
        "%(file)s holds a link (%(entry)s); pack the file itself", file=name, entry=detail
    ),
    "encrypted": lambda name, detail, order: BadFile(
        "%(file)s is locked with a password; pack it without one", file=name
    ),
    "method": lambda name, detail, order: BadFile(
        "%(file)s is packed in an unusual way (%(entry)s); pack it as an ordinary zip",
        file=name, entry=detail,
    ),
    "nested": lambda name, detail, order: BadFile(
        "%(file)s has an archive inside (%(entry)s); unpack it once and send that",
        file=name, entry=detail,
    ),
    "damaged": lambda name, detail, order: BadFile(
        "%(file)s is a damaged zip archive: copy or pack it anew", file=name
    ),
    "empty": lambda name, detail, order: BadFile("%(file)s is an empty archive", file=name),
    "several": lambda name, detail, order: BadFile(
        "%(file)s holds several boundary files; send one at a time: %(names)s",
        file=name, names=detail,
    ),
    "nothing": lambda name, detail, order: UnsupportedFile(
        "%(file)s holds nothing with boundaries (first entry: %(entry)s); a zip is read with a "
        "Shapefile, a FileGDB, KML or one other boundary file in it", file=name, entry=detail,
    ),
}  # fmt: skip


def _refuse(ended: Ended, order: Order) -> NoReturn:
    if ended.code is None:
        raise over_time(order.name, order.limits)
    if ended.starved:
        raise over_memory(order.name, order.limits)
    if ended.refused in REFUSALS:
        raise REFUSALS[ended.refused](order.name, ended.detail[:80], order)
    raise reader_stopped(order.name, "zip")
