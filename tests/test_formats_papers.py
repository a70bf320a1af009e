"""What a paper is, is told by its content; what is none of the kinds is refused with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from parkmap.errors import BadFile, TooLarge, UnsupportedFile
from parkmap.formats import pictures
from parkmap.formats.papers import kind_of
from parkmap.land.paper import plain_name
from tests.sheaf import HTML, PDF, SVG, bomb, office, old_office, photo

KINDS = {
    "jpeg": photo("JPEG"), "png": photo("PNG"), "webp": photo("WEBP"), "pdf": PDF,
    "docx": office(), "xlsx": office("xl/workbook.xml"), "pptx": office("ppt/presentation.xml"),
    "doc": old_office("WordDocument"), "xls": old_office("Workbook"),
    "ppt": old_office("PowerPoint Document"), "heic": b"\0\0\0\x18ftypheic" + bytes(40),
}  # fmt: skip
NONE = {
    "html": HTML, "svg": SVG, "script": b"#!/bin/sh\nrm -rf /\n", "program": b"MZ" + bytes(80),
    "zip": office("a.txt"), "two at once": office("word/document.xml", "xl/workbook.xml"),
    "installer": old_office("Property"), "gif": b"GIF89a" + bytes(40), "nothing known": b"\0" * 64,
    "pdf behind html": HTML + PDF, "office with macros": office("word/document.xml",
                                                             "word/vbaProject.bin"),
    "old office with macros": old_office("WordDocument", "Macros"),
    "locked": old_office("EncryptedPackage"),
}  # fmt: skip


def written(folder: Path, content: bytes) -> Path:
    path = folder / "sent"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_is_known_by_its_content(tmp_path: Path, kind: str) -> None:
    assert kind_of(written(tmp_path, KINDS[kind]), "something.exe") == kind


@pytest.mark.parametrize("what", NONE)
def test_nothing_else_is_a_paper(tmp_path: Path, what: str) -> None:
    with pytest.raises(UnsupportedFile, match=r"photo\.jpg"):
        kind_of(written(tmp_path, NONE[what]), "photo.jpg")


@pytest.mark.parametrize("content", [PDF[:30], office()[:60]], ids=["pdf", "office"])
def test_half_a_document_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(BadFile, match="cut short"):
        kind_of(written(tmp_path, content), "contract")


def test_moment_and_place_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, photo(at=(113.0015, 36.2105)))
    seen = pictures.look_at(path, "jpeg", "a.jpg", tmp_path)
    assert seen == (80, 60, "2026-06-30T10:11:12", 113.0015, 36.2105)


def test_a_photo_without_notes_has_none(tmp_path: Path) -> None:
    path = written(tmp_path, photo("PNG", taken="yesterday"))
    assert pictures.look_at(path, "png", "a.png", tmp_path)[2:] == (None, None, None)


def test_a_bomb_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match="400,000,000 pixels"):
        pictures.look_at(written(tmp_path, bomb()), "png", "a.png", tmp_path)


def test_half_a_photo_is_refused(tmp_path: Path) -> None:
    whole = photo(size=(800, 600))
    with pytest.raises(BadFile, match="damaged"):
        pictures.look_at(written(tmp_path, whole[: len(whole) // 2]), "jpeg", "a.jpg", tmp_path)


def test_a_photo_in_name_only_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="damaged"):
        pictures.look_at(written(tmp_path, b"\xff\xd8\xff" + HTML), "jpeg", "a.jpg", tmp_path)


def test_a_name_is_never_a_path() -> None:
    hostile = ["../../a.jpg", "/etc/a.jpg", "C:\\x\\a.jpg", "a\u202egpj.exe\0.jpg", "..", ""]
    assert [plain_name(one) for one in hostile] == [
        "a.jpg", "a.jpg", "a.jpg", "agpj.exe.jpg", "upload", "upload"
    ]  # fmt: skip
