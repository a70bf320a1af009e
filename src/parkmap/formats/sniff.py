"""What a file is, by its first bytes; its name may only agree."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from parkmap.errors import BadFile, UnsupportedFile

Kind = Literal["geojson", "geopackage"]

SQLITE_MAGIC: Final = b"SQLite format 3\x00"
APPLICATION_ID: Final = slice(68, 72)
GEOPACKAGE_IDS: Final = frozenset({b"GPKG", b"GP10", b"GP11"})
UTF8_BOM: Final = b"\xef\xbb\xbf"
UTF16_BOMS: Final = (b"\xff\xfe", b"\xfe\xff")
SUFFIXES: Final[dict[str, Kind]] = {
    ".geojson": "geojson",
    ".json": "geojson",
    ".gpkg": "geopackage",
}
NAMES: Final = {"geojson": "GeoJSON", "geopackage": "a GeoPackage"}
HEAD_BYTES: Final = 512


def sniff(path: Path) -> Kind:
    """Which reader a file needs.

    Raises
    ------
    BadFile
        Not there, empty, or its name says another format.
    UnsupportedFile
        A format without a reader; what it seems to be is said.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as cause:
        raise BadFile(
            "%(file)s cannot be read: %(cause)s", file=path.name, cause=cause.strerror or "unknown"
        ) from cause
    kind = _kind(head, path.name)
    promised = SUFFIXES.get(path.suffix.lower())
    if promised is not None and promised != kind:
        raise BadFile(
            "%(file)s is not what its name says: it holds %(found)s; rename it, or check that it "
            "is the right file",
            file=path.name,
            found=NAMES[kind],
        )
    return kind


def _kind(head: bytes, name: str) -> Kind:
    if not head.removeprefix(UTF8_BOM).strip():
        raise BadFile("%(file)s is empty; export it again", file=name)
    if head.startswith(SQLITE_MAGIC):
        if head[APPLICATION_ID] in GEOPACKAGE_IDS:
            return "geopackage"
        raise _unsupported(name, "an SQLite database, but no GeoPackage")
    if head.startswith(UTF16_BOMS):
        raise BadFile("%(file)s is UTF-16 text; save it as UTF-8", file=name)
    text = head.removeprefix(UTF8_BOM).lstrip()
    if text.startswith((b"{", b"[")):
        return "geojson"
    raise _unsupported(name, _likely(head, text))


def _likely(head: bytes, text: bytes) -> str:
    if head.startswith(b"PK\x03\x04"):
        return "a zip archive"
    if text.startswith(b"<"):
        return "XML (KML, GML or a GDAL VRT)"
    if head.startswith(b"\x00\x00\x27\x0a"):
        return "a Shapefile"
    if b"\x00" in head:
        return "a binary file"
    return "plain text"


def _unsupported(name: str, found: str) -> UnsupportedFile:
    return UnsupportedFile(
        "%(file)s is %(found)s; boundaries are read from GeoJSON and GeoPackage", file=name,
        found=found,
    )  # fmt: skip
