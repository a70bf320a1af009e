"""What a paper is, by its content: first bytes, and a look into containers. Its name says nothing.

HTML, SVG, scripts and programs are none of the kinds, whatever they are called.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

from parkmap.errors import BadFile, UnsupportedFile
from parkmap.formats import compound

HEAD: Final = 32
PDF_TAIL: Final = 4_096
MOST_MEMBERS: Final = 10_000
HEIC_BRANDS: Final = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
PARTS: Final = {
    "word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx",
}  # fmt: skip
STREAMS: Final = {
    "WordDocument": "doc", "Workbook": "xls", "Book": "xls", "PowerPoint Document": "ppt",
}  # fmt: skip
MACROS: Final = frozenset({"Macros", "_VBA_PROJECT_CUR", "_VBA_PROJECT"})


def kind_of(path: Path, name: str) -> str:
    """The kind of a paper, a key of `land.paper.KINDS`.

    Parameters
    ----------
    path
        The file.
    name
        What its sender calls it; only for the sentence of a refusal.

    Raises
    ------
    UnsupportedFile
        None of the kinds, or with macros, or locked by a password.
    BadFile
        Cut short.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(b"%PDF-"):
        return _pdf(path, name)
    if head.startswith(b"PK\x03\x04"):
        return _office(path, name)
    if head.startswith(compound.MAGIC):
        return _old_office(path, name)
    kind = _picture(head)
    if kind is None:
        raise _no_paper(name)
    return kind


def _picture(head: bytes) -> str | None:
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        return "heic"
    return None


def _pdf(path: Path, name: str) -> str:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - PDF_TAIL))
        if b"%%EOF" not in file.read():
            raise _cut_short(name)
    return "pdf"


def _office(path: Path, name: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            members = set(archive.namelist()[:MOST_MEMBERS])
    except (zipfile.BadZipFile, ValueError, OSError) as cause:
        raise _cut_short(name) from cause
    if any(one.rpartition("/")[2].lower() == "vbaproject.bin" for one in members):
        raise _with_macros(name)
    found = [kind for part, kind in PARTS.items() if part in members]
    if len(found) != 1 or "[Content_Types].xml" not in members:
        raise _no_paper(name)
    return found[0]


def _old_office(path: Path, name: str) -> str:
    streams = compound.stream_names(path)
    if "EncryptedPackage" in streams:
        raise UnsupportedFile(
            "%(file)s is locked by a password; save it without one, then send it again",
            file=name,
        )
    if streams & MACROS:
        raise _with_macros(name)
    found = next((kind for stream, kind in STREAMS.items() if stream in streams), None)
    if found is None:
        raise _no_paper(name)
    return found


def _no_paper(name: str) -> UnsupportedFile:
    return UnsupportedFile(
        "%(file)s is no paper that parkmap keeps; send a photo (JPEG, PNG, WebP, HEIC), a PDF, "
        "or a document of Word, Excel, PowerPoint or WPS",
        file=name,
    )


def _with_macros(name: str) -> UnsupportedFile:
    return UnsupportedFile(
        "%(file)s has macros in it; save it without them, or as PDF, then send it again",
        file=name,
    )


def _cut_short(name: str) -> BadFile:
    return BadFile("%(file)s is cut short or damaged; copy it anew, then send it again", file=name)


__all__ = ["kind_of"]
