"""What a file is, by its first bytes; its name may only agree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Final, Literal

from parkmap.errors import BadFile, UnsupportedFile
from parkmap.formats.features.json_text import UTF8_BOM
from parkmap.formats.layers.filegdb import is_geodatabase
from parkmap.formats.text_encoding import lines_of, text_start
from parkmap.formats.txt.lines import Header, Pair, PointLine, Section, line_of
from parkmap.said import Said, say, system_said

Kind = Literal[
    "geojson", "geojson_seq", "geopackage", "shapefile", "filegdb", "kml", "zip", "dxf",
    "boundary_txt", "csv",
]  # fmt: skip

HEAD_BYTES: Final = 4_096
SUFFIXES: Final[dict[str, frozenset[Kind]]] = {
    ".geojson": frozenset({"geojson", "geojson_seq"}),
    ".json": frozenset({"geojson", "geojson_seq"}),
    ".geojsonl": frozenset({"geojson", "geojson_seq"}),
    ".ndjson": frozenset({"geojson", "geojson_seq"}),
    ".gpkg": frozenset({"geopackage"}),
    ".shp": frozenset({"shapefile"}),
    ".kml": frozenset({"kml"}),
    ".kmz": frozenset({"zip"}),
    ".xlsx": frozenset({"zip"}),
    ".zip": frozenset({"zip"}),
    ".dxf": frozenset({"dxf"}),
    ".csv": frozenset({"csv", "boundary_txt"}),
}
"""What a name promises; a .txt may hold anything, a .csv points without names of columns."""

NAMES: Final[dict[Kind, str]] = {
    "geojson": "GeoJSON", "geojson_seq": "GeoJSON", "geopackage": "GeoPackage",
    "shapefile": "Shapefile", "filegdb": "FileGDB", "kml": "KML", "zip": "ZIP", "dxf": "DXF",
    "boundary_txt": "TXT", "csv": "CSV",
}  # fmt: skip

SQLITE_MAGIC: Final = b"SQLite format 3\x00"
APPLICATION_ID: Final = slice(68, 72)
GEOPACKAGE_IDS: Final = frozenset({b"GPKG", b"GP10", b"GP11"})
UTF16_BOMS: Final = (b"\xff\xfe", b"\xfe\xff")
SHAPE_MAGIC: Final = b"\x00\x00\x27\x0a"
FIRST_RECORD: Final = slice(100, 104)
INDEX_RECORD: Final = b"\x00\x00\x00\x32"
"""A `.shx` starts with where the first shape lies, always 50 words; a `.shp` with its number."""

DWG: Final = re.compile(rb"AC(1\.|2\.|10)")
BINARY_DXF: Final = b"AutoCAD Binary DXF"
TEXT_DXF: Final = re.compile(rb"(\s*999\r?\n[^\n]*\n)*\s*0[ \t]*\r?\n\s*SECTION", re.IGNORECASE)
KML: Final = re.compile(rb"<(?:\w+:)?kml[\s/>]")
PHOTO: Final = re.compile(
    rb"\xff\xd8\xff|\x89PNG|GIF8|BM.{4}\x00\x00\x00\x00|RIFF.{4}WEBP|.{4}ftyp(hei|mif|avi)"
    rb"|II\*\x00|MM\x00\*",
    re.DOTALL,
)
"""JPEG, PNG, GIF, BMP, WebP, HEIC, TIFF."""
STRANGERS: Final = ((PHOTO, say("a photo")), (re.compile(rb"%PDF-"), say("a PDF")))
"""What people send by mistake, and what it is called."""
ARCHIVES: Final = (b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b")
ZIP_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06")
SECTION: Final = re.compile(r"\s*[\[【［][^\]】］\"{]*[\]】］]\s*$")
SEPARATORS: Final = (",", ";", "\t")
LOOK_LINES: Final = 20
"""So many lines are searched: a title, or what the coordinates are, may stand before them."""


def sniff(path: Path, name: str | None = None) -> Kind:
    """Which reader a file needs, by its content.

    Parameters
    ----------
    path
        A file, or the folder of a geodatabase.
    name
        To say in a refusal; the path's own by default.

    Raises
    ------
    BadFile
        Not there, or empty.
    UnsupportedFile
        A format without a reader; what it seems to be is said.
    """
    name = name or path.name
    if path.is_dir():
        return _folder(path, name)
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as cause:
        raise BadFile(
            "%(file)s cannot be read: %(cause)s", file=name, cause=system_said(cause)
        ) from cause
    if not head.removeprefix(UTF8_BOM).strip():
        raise BadFile("%(file)s is empty; export it again", file=name)
    kind = _binary(head, name)
    return kind or _marked(head.removeprefix(UTF8_BOM).lstrip(), path, name)


def lies(path: Path, kind: Kind) -> bool:
    """Whether the name promises another format than the content has.

    Examples
    --------
    >>> lies(Path("lots.shp"), "geojson"), lies(Path("lots.txt"), "geojson")
    (True, False)
    """
    promised = SUFFIXES.get(path.suffix.lower())
    return promised is not None and kind not in promised


def _folder(path: Path, name: str) -> Kind:
    if is_geodatabase(path):
        return "filegdb"
    raise BadFile("%(file)s is a folder; name the file in it", file=name)


def _binary(head: bytes, name: str) -> Kind | None:
    if head.startswith(SQLITE_MAGIC):
        if head[APPLICATION_ID] in GEOPACKAGE_IDS:
            return "geopackage"
        raise _unsupported(name, say("an SQLite database, but no GeoPackage"))
    if head.startswith(ZIP_STARTS):
        return "zip"
    if head.startswith(SHAPE_MAGIC):
        return _shape(head, name)
    _refuse_strangers(head, name)
    return None


def _refuse_strangers(head: bytes, name: str) -> None:
    """Refuse what no reader takes, with what it is and what to send instead."""
    if DWG.match(head):
        raise UnsupportedFile(
            "%(file)s is a DWG drawing, which only its own program reads; please save it as DXF",
            file=name,
        )
    if head.startswith(BINARY_DXF):
        raise UnsupportedFile("%(file)s is a binary DXF; please save it as ASCII DXF", file=name)
    if head.startswith(ARCHIVES):
        raise UnsupportedFile("%(file)s is an archive, but no zip; pack it as zip", file=name)
    for magic, found in STRANGERS:
        if magic.match(head):
            raise _unsupported(name, found)
    if b"\x00" in head and not head.startswith(UTF16_BOMS):
        raise _unsupported(name, say("a binary file"))


def _shape(head: bytes, name: str) -> Kind:
    if head[FIRST_RECORD] == INDEX_RECORD:
        raise BadFile(
            "%(file)s is the index of a Shapefile; name the .shp, or a zip of all its parts",
            file=name,
        )
    return "shapefile"


def _marked(text: bytes, path: Path, name: str) -> Kind:
    """Text with marks of its own: JSON, DXF, XML; else what its first line looks like."""
    if text.startswith(b"\x1e"):
        return "geojson_seq"
    if text.startswith(b"{"):
        return "geojson_seq" if _is_sequence(path) else "geojson"
    if TEXT_DXF.match(text):
        return "dxf"
    if text.startswith(b"<"):
        if KML.search(text):
            return "kml"
        raise _unsupported(name, say("XML, but no KML (GML, GPX, HTML or a GDAL VRT)"))
    return _plain(text, name)


def _plain(text: bytes, name: str) -> Kind:
    lines = [line for one in lines_of(text_start(text)) if (line := one.strip(" \ufeff\r\n"))]
    first = lines[0].strip() if lines else ""
    if text.startswith(UTF16_BOMS) and first.startswith(("{", "<")):
        raise BadFile("%(file)s is UTF-16 text; save it as UTF-8", file=name)
    if first.startswith("[") and not SECTION.match(first):
        return "geojson"
    kind = _rows_of(lines)
    if kind is None:
        raise _unsupported(name, say("plain text"))
    return kind


def _rows_of(lines: Iterable[str]) -> Kind | None:
    """What the first line says that is neither title nor key; None where none says anything.

    Examples
    --------
    >>> _rows_of(["界址点成果表", "地块编号,点号,X坐标,Y坐标"])
    'csv'
    >>> _rows_of(["带号=38", "J1 1 4008110.322 38419057.055"])
    'boundary_txt'
    """
    keys = False
    for number, text in enumerate(islice(lines, LOOK_LINES), 1):
        line = line_of(text, number)
        if isinstance(line, (PointLine, Header, Section)):
            return "boundary_txt"
        if isinstance(line, Pair) and not _separated(line.key):
            keys = True
        elif _separated(text) or text.lower() == "wkt":
            return "csv"
    return "boundary_txt" if keys else None


def _separated(text: str) -> bool:
    return any(one in text for one in SEPARATORS)


def _is_sequence(path: Path) -> bool:
    """Whether a second object follows the first line, which no single JSON text has."""
    with path.open("rb") as file:
        lines = (line.strip() for line in file)
        lines = (line for line in lines if line.removeprefix(UTF8_BOM))
        return next(lines, b"").endswith(b"}") and next(lines, b"").startswith(b"{")


def _unsupported(name: str, found: Said) -> UnsupportedFile:
    return UnsupportedFile(
        "%(file)s is %(found)s; boundaries are read from GeoJSON, Shapefile, FileGDB, GeoPackage, "
        "KML, DXF, CSV, XLSX and boundary-point TXT",
        file=name,
        found=found,
    )
