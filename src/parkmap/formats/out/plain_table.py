"""Tables for people as XLSX or CSV: numbers as numbers, days as days, and no cell that runs."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from parkmap.formats.out.csv_text import BOM, cell
from parkmap.formats.out.xlsx import CELL_LETTERS, OPTIONS

Value = str | int | float | date | None


class Table(NamedTuple):
    """A table: the name of its sheet, its headers, its rows."""

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Value]]


def write_tables_xlsx(path: Path, tables: Sequence[Table], made: datetime) -> None:
    """Write tables as the sheets of a workbook; `made` stands in it as its moment."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, OPTIONS) as book:
        book.set_properties({"created": made.replace(tzinfo=None)})
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for table in tables:
            page: Any = book.add_worksheet(table.name[:31])
            page.freeze_panes(1, 1)
            for place, header in enumerate(table.headers):
                page.set_column(place, place, _width(table, place))
                page.write_string(0, place, header, bold)
            for at, row in enumerate(table.rows, 1):
                for place, value in enumerate(row):
                    _write(page, at, place, value, day)


def write_table_csv(path: Path, table: Table) -> None:
    """Write a table as CSV, UTF-8 with a byte order mark."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(BOM)
        writer = csv.writer(out)
        writer.writerow([cell(one) for one in table.headers])
        for row in table.rows:
            writer.writerow([cell(one.isoformat() if isinstance(one, date) else one)
                             for one in row])  # fmt: skip


def _write(page: Any, at: int, place: int, value: Value, day: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001  Excel has no zones
        page.write_datetime(at, place, moment, day)
    elif isinstance(value, int | float):
        page.write_number(at, place, value)
    else:
        page.write_string(at, place, value[:CELL_LETTERS])


def _width(table: Table, place: int) -> float:
    texts = [str(row[place]) for row in table.rows[:200] if place < len(row)]
    longest = max((_letters(one) for one in (table.headers[place], *texts)), default=8)
    return min(max(longest + 2, 8), 60)


def _letters(text: str) -> int:
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)


__all__ = ["Table", "Value", "write_table_csv", "write_tables_xlsx"]
