"""Tables of figures as a workbook or as CSV: numbers as numbers, days as days, no cell runs."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any, Final, Literal, NamedTuple

from parkmap.formats.out.csv_text import BOM, cell
from parkmap.formats.out.xlsx import CELL_LETTERS, OPTIONS

NOON: Final = datetime.min.time().replace(hour=12)
LOOKS: Final = {"text": "General", "whole": "#,##0", "mu": "#,##0.00", "date": "yyyy-mm-dd"}


class TableColumn(NamedTuple):
    """A column: its header, what its cells are, how wide it is in letters."""

    header: str
    kind: Literal["text", "whole", "mu", "date"] = "text"
    width: int = 12


class Table(NamedTuple):
    """A table on a sheet of its own; None leaves a cell empty, a day is ISO text."""

    title: str
    columns: tuple[TableColumn, ...]
    rows: Sequence[tuple[Any, ...]]


def write_book(title: str, on: date, tables: Sequence[Table], about: Table) -> bytes:
    """A workbook with a sheet for each table, then what the figures mean.

    Its time is that of the day it tells of: the same record gives the same file.
    """
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS | {"constant_memory": False, "in_memory": True})
    book.set_properties({"title": title, "created": datetime.combine(on, NOON)})
    looks = {
        kind: book.add_format({"num_format": form, "valign": "top", "text_wrap": kind == "text"})
        for kind, form in LOOKS.items()
    }
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    for table in (*tables, about):
        page = book.add_worksheet(table.title[:31])
        for place, column in enumerate(table.columns):
            page.write_string(0, place, column.header, head)
            page.set_column(place, place, column.width)
        for number, row in enumerate(table.rows, 1):
            for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
                _write(page, (number, place), column, value, looks[column.kind])
        page.freeze_panes(1, 0)
        if table is not about:
            page.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    book.close()
    return out.getvalue()


def _write(page: Any, at: tuple[int, int], column: TableColumn, value: Any, look: Any) -> None:
    if value is None or value == "":
        page.write_blank(*at, None, look)
    elif column.kind == "date":
        page.write_datetime(*at, date.fromisoformat(str(value)), look)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        page.write_number(*at, value, look)
    else:
        page.write_string(*at, str(value)[:CELL_LETTERS], look)


def table_csv(table: Table) -> bytes:
    """A table as CSV in UTF-8 with a byte order mark, so that a spreadsheet reads the Chinese.

    Examples
    --------
    >>> made = table_csv(Table("t", (TableColumn("名称"), TableColumn("亩", "mu")), [("=1", 2.5)]))
    >>> made.decode("utf-8-sig").splitlines()[1]
    "'=1,2.5"
    """
    out = StringIO(newline="")
    out.write(BOM)
    writer = csv.writer(out)
    writer.writerow([cell(column.header) for column in table.columns])
    for row in table.rows:
        writer.writerow([cell(value) for value in row])
    return out.getvalue().encode("utf-8")


__all__ = ["Table", "TableColumn", "table_csv", "write_book"]
