"""Subjects beside the land as a workbook: Chinese headers, days as days, numbers as numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final, NamedTuple

from parkmap.formats.out.xlsx import CELL_LETTERS, OPTIONS
from parkmap.land.items import Item

NOON: Final = datetime.min.time().replace(hour=12)
FORMATS: Final = {"date": "yyyy-mm-dd", "number": "#,##0.####"}
WIDTHS: Final = {"date": 12, "number": 13, "flag": 8, "code": 14, "long": 40, "list": 18}


class ItemSheet(NamedTuple):
    """One sheet: its name, its columns in order, its rows by the names of the columns."""

    name: str
    columns: Sequence[Item]
    rows: Sequence[Mapping[str, Any]]


def item_header(item: Item) -> str:
    """The header of a column: its Chinese word with its unit."""
    return f"{item.zh}（{item.unit}）" if item.unit else item.zh


def write_items(
    title: str, on: date, sheets: Sequence[ItemSheet], about: Sequence[tuple[str, str]]
) -> bytes:
    """The workbook; text is written as text whatever it begins with.

    Parameters
    ----------
    on
        The day of the record, which is the only day that the file bears: the same record gives the
        same file.
    about
        Lines of a last sheet that says what the figures mean.
    """
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS | {"constant_memory": False, "in_memory": True})
    book.set_properties({"title": title, "created": datetime.combine(on, NOON)})
    looks = {kind: book.add_format({"num_format": look, "valign": "top"})
             for kind, look in FORMATS.items()}  # fmt: skip
    looks["text"] = book.add_format({"valign": "top", "text_wrap": True})
    looks["head"] = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    for sheet in sheets:
        _sheet(book.add_worksheet(sheet.name[:31]), sheet, looks)
    page = book.add_worksheet("说明")
    page.set_column(0, 0, 16)
    page.set_column(1, 1, 90)
    for number, (name, text) in enumerate(about):
        page.write_string(number, 0, name)
        page.write_string(number, 1, text, looks["text"])
    book.close()
    return out.getvalue()


def _sheet(page: Any, sheet: ItemSheet, looks: Mapping[str, Any]) -> None:
    page.freeze_panes(1, 1)
    for place, item in enumerate(sheet.columns):
        page.write_string(0, place, item_header(item), looks["head"])
        page.set_column(place, place, WIDTHS.get(item.kind, 20))
    for number, row in enumerate(sheet.rows, 1):
        for place, item in enumerate(sheet.columns):
            _cell(page, (number, place), item, row.get(item.name), looks)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)


def _cell(
    page: Any, place: tuple[int, int], item: Item, value: Any, looks: Mapping[str, Any]
) -> None:
    if value is None or value == "" or value == []:
        return
    if item.kind == "date":
        page.write_datetime(*place, date.fromisoformat(str(value)[:10]), looks["date"])
    elif item.kind == "flag":
        page.write_string(*place, "是" if value else "否", looks["text"])
    elif isinstance(value, int | float):
        page.write_number(*place, value, looks["number"])
    elif isinstance(value, list):
        page.write_string(*place, "、".join(map(str, value))[:CELL_LETTERS], looks["text"])
    else:
        word = (item.codes or {}).get(str(value))
        page.write_string(*place, (word.zh if word else str(value))[:CELL_LETTERS], looks["text"])


__all__ = ["ItemSheet", "item_header", "write_items"]
