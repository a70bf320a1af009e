"""Every text that a page, a script or a refusal says has a Chinese one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from parkmap import errors, paths
from parkmap.web.desk_words import DESK_TEXTS
from parkmap.web.words import TEXTS

ROOT = Path(__file__).resolve().parent.parent
PLACE = re.compile(r"%\((\w+)\)s")
RAISED = {
    name: None
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.ParkmapError)
}
KEYWORDS = {**DEFAULT_KEYWORDS, **RAISED, "noted": None, "say": None}
METHODS = [("src/parkmap/**.py", "python"), ("templates/**.html", "jinja2")]


@cache
def extracted() -> tuple[tuple[str, str], ...]:
    """Every text and its place; read once, since five tests ask."""
    return tuple(found_in_sources())


def found_in_sources() -> Iterator[tuple[str, str]]:
    for folder in ("src", "templates"):
        for found in extract_from_dir(
            ROOT / folder,
            method_map=[(pattern.removeprefix(f"{folder}/"), how) for pattern, how in METHODS],
            keywords=KEYWORDS,
        ):
            file, line, message = found[0], found[1], found[2]
            yield message if isinstance(message, str) else message[0], f"{folder}/{file}:{line}"


@pytest.fixture(scope="module")
def chinese() -> Catalog:
    po = paths.TRANSLATIONS / "zh_Hans_CN" / "LC_MESSAGES" / "messages.po"
    with po.open("rb") as file:
        return read_po(file, locale="zh_CN")


def text_of(catalog: Catalog, message: str) -> str:
    found = catalog.get(message)
    if found is None or not found.string:
        return ""
    return found.string if isinstance(found.string, str) else found.string[0]


def test_sources_have_texts() -> None:
    assert len(set(extracted())) > 200


def test_every_text_has_a_chinese_one(chinese: Catalog) -> None:
    lacking = {text: where for text, where in extracted() if not text_of(chinese, text)}
    assert lacking == {}


def test_a_translation_keeps_the_places(chinese: Catalog) -> None:
    wrong = {
        text: text_of(chinese, text)
        for text, _ in extracted()
        if set(PLACE.findall(text)) != set(PLACE.findall(text_of(chinese, text)))
    }
    assert wrong == {}


def test_no_translation_is_a_guess(chinese: Catalog) -> None:
    assert [message.id for message in chinese if message.id and message.fuzzy] == []


def test_no_translation_is_left_over(chinese: Catalog) -> None:
    used = {text for text, _ in extracted()}
    kept = {m.id if isinstance(m.id, str) else m.id[0] for m in chinese if m.id}
    assert kept - used == set()


def test_the_chinese_has_no_exclamation_mark_and_no_straight_quotes(chinese: Catalog) -> None:
    texts = [text_of(chinese, text) for text, _ in extracted()]
    assert [text for text in texts if "！" in text or "'" in text] == []


def test_every_word_of_the_scripts_is_given_to_the_pages() -> None:
    said = set()
    for file in (ROOT / "frontend" / "src").rglob("*.js"):
        said |= set(re.findall(r'\b(?:word|noted)\(\s*"([^"]+)"', file.read_text("utf-8")))
    assert said - set(TEXTS + DESK_TEXTS) == set()
