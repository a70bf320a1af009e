"""Any text goes through every format of text, and comes back as it was or as it is stated."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path

import openpyxl
import pyogrio
import pytest
from defusedxml import ElementTree
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parkmap.formats.out.csv_text import RUNS, cell, write_csv
from parkmap.formats.out.kml import NOT_IN_XML, xml_text
from parkmap.formats.sheet import Sheet
from parkmap.formats.writing import write_sheet
from parkmap.land.short_names import NAME_BYTES, cut, short_names
from tests.sheets import sheet

TEXTS = st.text(max_size=80)
NAMES = st.lists(st.from_regex(r"[a-z][a-z0-9_]{0,30}", fullmatch=True), unique=True, max_size=12)
HARD = ("\x00\x01", "a\rb\r\nc", "]]>", "&amp;", "㐀𠀀", "\u202e", "=1", "'", '"', "%%d", "^J")


def named(text: str) -> Sheet:
    """One parcel of that name."""
    first, *_ = sheet().rows
    row = first._replace(values={"name_zh": text, "status": "idle"})
    return replace(sheet(), rows=(row,))


@given(TEXTS)
@example("=1")
@settings(max_examples=50, deadline=None)
def test_csv_keeps_text_but_for_its_guard(text: str) -> None:
    out = StringIO(newline="")
    write_csv(out, [("G-1", {"name": text})], {"name": "名称"})
    found = list(csv.reader(StringIO(out.getvalue(), newline="")))[1][1]
    assert found == (f"'{text}" if text.startswith(RUNS) else text) == cell(text)


@given(TEXTS)
@example("a\rb\r\nc ]]> &amp;")
@settings(max_examples=50, deadline=None)
def test_xml_keeps_every_character_that_it_has(text: str) -> None:
    found = ElementTree.fromstring(f"<a>{xml_text(text)}</a>").text or ""
    assert found == NOT_IN_XML.sub("", text)


@given(TEXTS, st.integers(0, 60))
@settings(max_examples=50, deadline=None)
def test_a_cut_text_is_a_beginning_that_fits(text: str, most: int) -> None:
    found = cut(text, most)
    assert text.startswith(found) and len(found.encode()) <= most
    assert found == text or len((found + text[len(found)]).encode()) > most


@given(NAMES)
@settings(max_examples=50, deadline=None)
def test_short_names_fit_and_differ(names: list[str]) -> None:
    found = short_names(names)
    assert len({one.lower() for one in found.values()}) == len(names)
    assert all(len(one.encode()) <= NAME_BYTES for one in found.values())


@pytest.mark.parametrize("text", HARD)
@pytest.mark.parametrize("form", ["gpkg", "shp", "fgb", "kml"])
def test_hard_text_is_read_by_other_programs(form: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / {"shp": "land.shp.zip"}.get(form, f"land.{form}")
    write_sheet(form, path, named(text))
    (found,) = pyogrio.read_dataframe(path)["name_zh"]
    kept = NOT_IN_XML.sub("", text) if form == "kml" else text.replace("\x00", "")
    assert (found or "") == kept


@pytest.mark.parametrize("text", HARD[2:])
def test_hard_text_is_text_in_a_workbook(text: str, tmp_path: Path) -> None:
    write_sheet("xlsx", tmp_path / "land.xlsx", named(text))
    page = openpyxl.load_workbook(tmp_path / "land.xlsx")["地块"]
    assert {one.value: one.data_type for one in page[2]}[text] == "s"
