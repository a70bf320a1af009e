"""XLSX for people: Chinese headers, days as days, numbers as numbers, and no cell that runs."""

from __future__ import annotations

import errno
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from parkmap.formats.out.csv_text import mu_of
from parkmap.formats.out.wkt_text import wkt_texts
from parkmap.formats.sheet import (
    ID_HEADER,
    MU_HEADER,
    Column,
    Sheet,
    SheetRow,
    shown,
    text_of,
)
from parkmap.said import Said, say

CELL_LETTERS: Final = 32_767
"""The most that a cell holds (ECMA-376, Excel's own limit)."""

OPTIONS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
}
FORMATS: Final = {"area": "#,##0.00", "number": "General", "date": "yyyy-mm-dd"}
WIDTHS: Final = {"area": 14, "number": 10, "date": 11, "code": 12, "flag": 6}
SHEET: Final = "地块"
ABOUT: Final = "说明"


def write_xlsx(path: Path, sheet: Sheet) -> tuple[Said, ...]:
    """Write a sheet as a workbook and say what did not fit.

    Columns that are empty in every row are left out. Text is written as text whatever it begins
    with. A second sheet says the zone, the day, the ledger and the units.
    """
    import xlsxwriter
    import xlsxwriter.exceptions

    book = xlsxwriter.Workbook(path, OPTIONS)
    # The day of the land, not the hour of the export: the same record gives the same file.
    book.set_properties({"title": sheet.title, "created": datetime.combine(sheet.as_of, _NOON)})
    looks = {kind: book.add_format({"num_format": look}) for kind, look in FORMATS.items()}
    looks["head"] = book.add_format({"bold": True, "bottom": 1})
    table = _Table(book.add_worksheet(SHEET), looks)
    columns = _columns(sheet)
    table.head(columns)
    shapes = wkt_texts(sheet.shapes())
    for number, (row, wkt) in enumerate(zip(sheet.rows, shapes, strict=True), 1):
        table.row(number, row, columns, wkt)
    table.sheet.autofilter(0, 0, max(len(sheet.rows), 1), len(columns) + 1)
    _about(book.add_worksheet(ABOUT), sheet)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as cause:
        raise OSError(errno.EIO, str(cause), str(path)) from cause
    return table.told()


_NOON: Final = datetime.min.time().replace(hour=12)


class _Table:
    """The worksheet of the rows, written from top to bottom."""

    def __init__(self, sheet: Any, looks: dict[str, Any]) -> None:
        self.sheet = sheet
        self.looks = looks
        self.cut = 0
        self.left_out = 0

    def head(self, columns: tuple[Column, ...]) -> None:
        self.sheet.freeze_panes(1, 1)
        self.sheet.set_column(0, 0, 16)
        headers = [ID_HEADER, *(column.header for column in columns), "WKT"]
        for place, header in enumerate(headers):
            self.sheet.write_string(0, place, header, self.looks["head"])
        for place, column in enumerate(columns, 1):
            self.sheet.set_column(place, place, WIDTHS.get(column.kind, 18))

    def row(self, number: int, row: SheetRow, columns: tuple[Column, ...], wkt: str | None) -> None:
        self._text(number, 0, row.id)
        for place, column in enumerate(columns, 1):
            value = mu_of(row) if column.name == "area_mu" else row.values.get(column.name)
            self._cell(number, place, column, value)
        if wkt is not None and len(wkt) > CELL_LETTERS:
            self.left_out += 1
        elif wkt is not None:
            self._text(number, len(columns) + 1, wkt)

    def _cell(self, number: int, place: int, column: Column, value: Any) -> None:
        said = shown(column, value)
        if said is None or said == "":
            return
        if column.kind == "date":
            day = date.fromisoformat(str(value)[:10])
            self.sheet.write_datetime(number, place, day, self.looks["date"])
        elif isinstance(said, (int, float)) and not isinstance(said, bool):
            self.sheet.write_number(number, place, said, self.looks.get(column.kind))
        else:
            self._text(number, place, text_of(said) or "")

    def _text(self, number: int, place: int, text: str) -> None:
        if len(text) > CELL_LETTERS:
            text = text[:CELL_LETTERS]
            self.cut += 1
        self.sheet.write_string(number, place, text)

    def told(self) -> tuple[Said, ...]:
        told = []
        if self.left_out:
            told.append(
                say(
                    "%(count)s boundaries have more than %(most)s letters as WKT, more than a cell "
                    "holds; their cells are empty",
                    count=self.left_out,
                    most=CELL_LETTERS,
                )
            )
        if self.cut:
            told.append(
                say(
                    "%(count)s texts are longer than %(most)s letters, the most of a cell, "
                    "and were cut",
                    count=self.cut,
                    most=CELL_LETTERS,
                )
            )
        return tuple(told)


def _columns(sheet: Sheet) -> tuple[Column, ...]:
    """The filled columns, with mu right behind the recorded area."""
    found: list[Column] = []
    for column in sheet.filled():
        found.append(column)
        if column.name == "area_m2":
            found.append(Column("area_mu", MU_HEADER, "area"))
    return tuple(found)


def _about(page: Any, sheet: Sheet) -> None:
    named = sheet.provenance
    rows = (
        ("名称", sheet.title),
        ("截至日期", sheet.as_of.isoformat()),
        ("地块数", str(len(sheet.rows))),
        ("台账", f"{named.epoch} 第 {named.seq} 条"),
        ("台账哈希", named.head),
        (
            "面积",
            "CGCS2000 3度带高斯-克吕格平面面积；1亩 = 2000/3 m²，亩数由 m² 换算，保留两位小数",
        ),
        ("坐标", "WKT 列为经度、纬度（CGCS2000，按 WGS 84 处理），十位小数"),
        ("空列", "所有地块均无数值的列未列出"),
    )
    page.set_column(0, 0, 12)
    page.set_column(1, 1, 80)
    for number, (name, text) in enumerate(rows):
        page.write_string(number, 0, name)
        page.write_string(number, 1, text)
