"""XLSX of boundaries: the same columns as CSV, values only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from parkmap.errors import BadFile, TooLarge
from parkmap.formats.limits import Limits
from parkmap.formats.reading import read_boundaries
from parkmap.formats.rows import Order
from parkmap.formats.tables.xlsx_table import read_xlsx
from tests.boundary_text import faults
from tests.shapes import SQUARE_1HA

WKT = SQUARE_1HA.wkt
HOME = (113.0, 36.1, 113.2, 36.3)
XY = [(4_008_000, 38_419_000), (4_008_000, 38_419_100), (4_008_100, 38_419_100)]


def book(path: Path, *sheets: tuple[str, Sequence[Any]], merge: str = "") -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as made:
        for name, rows in sheets:
            sheet = made.add_worksheet(name)
            for at, cells in enumerate(rows):
                sheet.write_row(at, 0, cells)
            if merge:
                sheet.merge_range(merge, "G-1")
    return path


def test_a_workbook_has_the_same_columns(tmp_path: Path) -> None:
    rows = [["地块编号", "点号", "X坐标", "Y坐标"], *([7, f"J{n}", *xy] for n, xy in enumerate(XY))]
    (row,) = read_boundaries(book(tmp_path / "a.xlsx", ("点", rows)), home=HOME).rows
    assert row.attributes == {"地块编号": 7} and row.fault is None


def test_merged_cells_hold_for_the_rows_they_cover(tmp_path: Path) -> None:
    rows = [
        ["地块编号", "点号", "X坐标", "Y坐标"],
        *(["", f"J{n}", *xy] for n, xy in enumerate(XY)),
    ]
    path = book(tmp_path / "a.xlsx", ("点", rows), merge="A2:A4")
    assert [row.attributes["地块编号"] for row in read_boundaries(path, home=HOME).rows] == ["G-1"]


def test_cells_come_as_values_days_as_iso_and_formulas_as_their_results(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["id", "due", "mu", "sum", "wkt"])
        sheet.write_row(1, 0, ["007", date(2026, 6, 30), 1.5])
        sheet.write_formula(1, 3, "=1+1", value=2)
        sheet.write_string(1, 4, WKT)
    (row,) = read_boundaries(path).rows
    assert row.attributes == {"id": "007", "due": "2026-06-30", "mu": 1.5, "sum": 2}


def test_the_sheet_with_boundaries_is_found_and_several_ask_for_a_choice(tmp_path: Path) -> None:
    lots, note = ("lots", [["id", "wkt"], [1, WKT]]), ("说明", [["制表"]])
    path = book(tmp_path / "a.xlsx", note, lots)
    assert faults(read_boundaries(path)) == [None]
    path = book(tmp_path / "b.xlsx", lots, ("parks", lots[1]))
    with pytest.raises(BadFile, match=r"several sheets with boundaries.*lots, parks"):
        read_boundaries(path)
    assert faults(read_boundaries(path, layer="parks")) == [None]
    with pytest.raises(BadFile, match="no such sheet; it has lots, parks"):
        read_boundaries(path, layer="x")


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("lots", [["id", "wkt"], [1, WKT]]))
    path.write_bytes(path.read_bytes().replace(b"sheetData", b"sheetDatb")[:-30])
    with pytest.raises(BadFile, match=r"a.xlsx"):
        read_xlsx(path, Order(path.name, None, None, Limits()))


def test_a_workbook_of_endless_cells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet()
        sheet.write(0, 0, "id")
        sheet.write(1_048_575, 16_383, "end")
    with pytest.raises(TooLarge, match=r"a.xlsx"):
        read_xlsx(path, Order(path.name, None, None, Limits()))


def test_the_sheet_that_cannot_be_seen_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet("empty")
        hidden = made.add_worksheet("hidden")
        hidden.write_row(0, 0, ["id", "wkt"])
        hidden.hide()
    with pytest.raises(BadFile, match="no column with boundaries"):
        read_boundaries(path)
