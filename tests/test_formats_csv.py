"""CSV: opens in a spreadsheet with its Chinese intact and nothing that runs."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest

from parkmap.formats.out.csv_text import cell, write_csv


def written(**values: Any) -> list[list[str]]:
    out = StringIO(newline="")
    write_csv(out, [("CZ-1", values)], {name: name for name in values})
    return list(csv.reader(StringIO(out.getvalue().removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_text_that_a_spreadsheet_would_run_is_written_as_text(start: str) -> None:
    text = f"{start}HYPERLINK('http://example.org')"
    assert written(name=text)[1] == ["CZ-1", f"'{text}"]


@pytest.mark.parametrize("text", ["a=b", "{{ 7*7 }}", 'say "hi", twice', "two\nlines", "绿电园区"])
def test_other_text_is_written_as_it_is(text: str) -> None:
    assert written(name=text)[1][1] == text


def test_an_id_and_a_header_are_guarded_too() -> None:
    out = StringIO(newline="")
    write_csv(out, [("=1+1", {})], {"a": "@head"})
    assert out.getvalue() == "\ufeffid,'@head\r\n'=1+1,\r\n"


def test_numbers_stay_numbers_and_missing_values_are_empty() -> None:
    assert written(mu=-1.5, gas=True, none=None, many={"b": 1})[1][1:] == [
        "-1.5", "true", "", '{"b":1}']  # fmt: skip


def test_a_cell_of_a_number_is_that_number() -> None:
    assert cell(-3) == -3
