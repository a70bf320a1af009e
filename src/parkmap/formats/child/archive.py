"""What a zip archive holds, unpacked under names of our own, and only what can be read.

Sizes in the headers are checked first and then not believed: bytes are counted as they come.
"""

from __future__ import annotations

import json
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from parkmap.formats.child.answer import refuse

BLOCK = 1024 * 1024
MB = 1024 * 1024
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED = 0x1
UTF8_NAME = 0x800
LOCAL_HEADER = 30
ZIP_MAGIC = b"PK\x03\x04"
ARCHIVES = {".zip", ".kmz", ".7z", ".rar", ".gz", ".tar", ".tgz"}
SHAPEFILE = {".shp", ".shx", ".dbf", ".prj", ".cpg"}
SINGLE = {".geojson", ".json", ".geojsonl", ".ndjson", ".geojsons", ".gpkg", ".dxf", ".dwg",
          ".txt", ".csv"}  # fmt: skip
GEODATABASE = re.compile(r"(?:^|/)(a[0-9a-f]{8}\.(?:gdbtable|gdbtablx)|gdb|timestamps)$", re.I)


def unpack(order: dict[str, Any]) -> None:
    """Unpack what can be read; its kind and the members go to `members.json`."""
    try:
        with zipfile.ZipFile(order["file"]) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            names = [_name(one) for one in members]
            if not names:
                refuse("empty")
            kind, wanted = _choice(names)
            _refuse_bombs(members, Path(order["file"]).stat().st_size, kind, order)
            taken = [_taken(archive, members[at], names[at], at, order) for at in wanted]
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError):
        refuse("damaged")
    outside = sum(_points_outside(name) for name in names)
    text = json.dumps({"kind": kind, "members": taken, "outside": outside})
    Path(order["out"], "members.json").write_text(text)


def _choice(names: list[str]) -> tuple[str, list[int]]:
    """The kind of an archive, and the places of the members to unpack."""
    if any(name.lower() == "xl/workbook.xml" for name in names):
        return "xlsx", []
    by_suffix: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        if not name.startswith("__MACOSX/"):
            by_suffix.setdefault(PurePosixPath(name).suffix.lower(), []).append(at)
    if ".gdbtable" in by_suffix:
        return "filegdb", [at for at, name in enumerate(names) if GEODATABASE.search(name)]
    for suffix in ARCHIVES & by_suffix.keys():
        refuse("nested", names[by_suffix[suffix][0]])
    if ".shp" in by_suffix:
        return "shapefile", [at for one in SHAPEFILE & by_suffix.keys() for at in by_suffix[one]]
    if ".kml" in by_suffix:  # the first one is the document, as readers of KMZ take it
        return "kml", by_suffix[".kml"][:1]
    single = [at for one in sorted(SINGLE & by_suffix.keys()) for at in by_suffix[one]]
    if not single:
        refuse("nothing", names[0])
    if len(single) > 1:
        refuse("several", ", ".join(names[at] for at in single))
    return "single", single


def _refuse_bombs(
    members: list[zipfile.ZipInfo], size: int, kind: str, order: dict[str, Any]
) -> None:
    most = order["max_gdb_entries"] if kind in {"filegdb", "xlsx"} else order["max_entries"]
    if len(members) > most:
        refuse("entries", f"{len(members)}/{most}")
    total = sum(one.file_size for one in members)
    if total > order["max_unpacked_mb"] * MB:
        refuse("unpacked", str(round(total / MB)))
    if total > order["max_ratio"] * max(size, 1):
        refuse("ratio", str(round(total / size)))
    for one in members:
        if stat.S_ISLNK(one.external_attr >> 16):
            refuse("symlink", _name(one))
        if one.flag_bits & ENCRYPTED:
            refuse("encrypted")
        if one.compress_type not in METHODS:
            refuse("method", _name(one))
    _refuse_overlaps(members)


def _refuse_overlaps(members: Iterable[zipfile.ZipInfo]) -> None:
    """Members that share bytes: one small block unpacked many times."""
    end = 0
    for one in sorted(members, key=lambda one: one.header_offset):
        if one.header_offset < end:
            refuse("overlap", _name(one))
        end = one.header_offset + LOCAL_HEADER + len(one.orig_filename) + one.compress_size


def _taken(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, at: int, order: dict[str, Any]
) -> dict[str, str]:
    """One member in a file of its own, its bytes counted."""
    target = Path(order["out"], f"member-{at}{_suffix(name)}")
    count = 0
    with archive.open(member) as source, target.open("wb") as file:
        while block := source.read(BLOCK):
            if not count and block.startswith(ZIP_MAGIC):
                refuse("nested", name)
            count += len(block)
            if count > member.file_size:
                refuse("damaged")
            file.write(block)
    if count != member.file_size:
        refuse("damaged")
    return {"name": name, "file": target.name}


def _suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if suffix[1:].isalnum() and suffix.isascii() else ""


def _name(member: zipfile.ZipInfo) -> str:
    """The name as written; without the flag for UTF-8 it is Chinese of an older program."""
    name = member.filename
    if not member.flag_bits & UTF8_NAME:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    shown = "".join(letter if letter.isprintable() else "?" for letter in name)
    return shown.replace("\\", "/")


def _points_outside(name: str) -> bool:
    parts = name.split("/")
    return name.startswith("/") or ".." in parts or ":" in parts[0]
