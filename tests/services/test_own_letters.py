"""An office's own letters are kept where they can be filled, else the old one stays."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document

from parkmap.errors import (
    BadFile,
    BadValue,
    Forbidden,
    NotFound,
    ParkmapError,
    TooLarge,
    UnsupportedFile,
)
from parkmap.services.letters import FOLDER, letter
from parkmap.services.own_letters import (
    MOST_MB,
    drop_letter,
    keep_letter,
    own_letter,
    own_letters,
)
from parkmap.services.record import Actor, Record
from tests.services.test_cases import opened, texts
from tests.sheaf import PDF
from tests.small import OFFICER

ADMIN = Actor("admin-1", frozenset({"admin"}))


def word_file(text: str, **more: bytes) -> bytes:
    made, out = Document(), BytesIO()
    made.add_paragraph(text)
    made.save(out)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in more.items():
            archive.writestr(name, data)
    return out.getvalue()


def kept(record: Record, data: bytes, actor: Actor = ADMIN) -> None:
    keep_letter(record, actor, "plan", BytesIO(data), "处置方案.docx")


def test_an_own_letter_is_filled_and_the_neutral_one_comes_back(record: Record) -> None:
    one = opened(record)
    kept(record, word_file("方案：{{地块编号}}"))
    assert texts(letter(record, OFFICER, one, "plan")[1]) == "方案：T-001"
    assert list(own_letters(record)) == ["plan"]
    assert texts(own_letter(record, OFFICER, "plan")[1]) == "方案：{{地块编号}}"
    drop_letter(record, ADMIN, "plan")
    assert "一、宗地基本情况" in texts(letter(record, OFFICER, one, "plan")[1])
    with pytest.raises(NotFound):
        drop_letter(record, ADMIN, "plan")


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        (word_file("{{地块号}}"), BadValue, "地块号"),
        (PDF, UnsupportedFile, "Word"),
        (b"", BadValue, "empty"),
        (word_file("x")[:900], BadFile, "cut short"),
        (word_file("x", **{"word/vbaProject.bin": b"x"}), UnsupportedFile, "macros"),
        (word_file("x", bomb=b"0" * 45_000_000), TooLarge, "unpack"),
        (b"x" * (MOST_MB * 1024 * 1024 + 1), TooLarge, "4 MB"),
    ],
)
def test_what_cannot_be_filled_leaves_the_old_letter(
    record: Record, data: bytes, error: type[ParkmapError], said: str
) -> None:
    kept(record, word_file("旧"))
    with pytest.raises(error, match=said):
        kept(record, data)
    assert texts(own_letter(record, OFFICER, "plan")[1]) == "旧"
    assert [one.name for one in (record.folder / FOLDER).iterdir()] == ["plan.docx"]


def test_letters_are_replaced_by_administrators_only(record: Record) -> None:
    with pytest.raises(Forbidden):
        kept(record, word_file("x"), OFFICER)
    with pytest.raises(Forbidden):
        drop_letter(record, OFFICER, "plan")
    with pytest.raises(NotFound):
        keep_letter(record, ADMIN, "../plan", BytesIO(b""), "x")
