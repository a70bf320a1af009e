"""A register 台账 as a workbook in the form in use, what changed in the month standing out."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any, Final, NamedTuple

from parkmap.formats.out.xlsx import CELL_LETTERS, OPTIONS
from parkmap.formats.sheet import Column, shown
from parkmap.land.fields import PARCEL_FIELDS, Kind

NOON: Final = datetime.min.time().replace(hour=12)
FILLS: Final = {"new": "#E3F5EF", "closed": "#E6E9ED", "changed": "#FFF4E0"}
WORDS: Final = {"new": "新增", "closed": "销号", "changed": "变动", "left": "移出", "same": ""}
WIDE: Final = frozenset({"name_zh", "location", "progress", "holder", "disposal_plan"})
CHANGE: Final = "较上月末"


class RegisterRow(NamedTuple):
    """A row: what became of it (`new`, `closed`, `changed`, `left`, `same`), its values, old ones.

    `values` and `before` are by column; `before` has the columns that changed.
    """

    change: str
    values: dict[str, Any]
    before: dict[str, Any]


class RegisterSheet(NamedTuple):
    """A register to be written: its title, its days, its columns with their headers, its rows.

    `title_lines` stand above the headers, each over the whole width.
    """

    title: str
    on: date
    since: date
    headers: dict[str, str]
    rows: tuple[RegisterRow, ...]
    about: tuple[tuple[str, str], ...]
    title_lines: tuple[str, ...] = ()


def write_register(sheet: RegisterSheet) -> bytes:
    """The workbook: the register, the differences cell by cell, and what the figures mean.

    Text is written as text whatever it begins with; days are days, numbers are numbers.
    """
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS | {"constant_memory": False, "in_memory": True})
    book.set_properties({"title": sheet.title, "created": datetime.combine(sheet.on, NOON)})
    _register(book, sheet)
    _differences(book, sheet)
    _about(book, sheet)
    book.close()
    return out.getvalue()


def _register(book: Any, sheet: RegisterSheet) -> None:
    page = book.add_worksheet(sheet.title[:31])
    looks = _Looks(book)
    columns = list(sheet.headers)
    top = len(sheet.title_lines)
    for line, text in enumerate(sheet.title_lines):
        page.merge_range(line, 0, line, len(columns), "", looks.title(first=line == 0))
        page.write_string(line, 0, text, looks.title(first=line == 0))
    for place, column in enumerate(columns):
        page.write_string(top, place, sheet.headers[column], looks.head)
        page.set_column(place, place, 24 if column in WIDE else 13)
    page.write_string(top, len(columns), CHANGE, looks.head)
    page.freeze_panes(top + 1, 1)
    number = top
    for row in sheet.rows:
        if row.change == "left":
            continue
        number += 1
        for place, column in enumerate(columns):
            fill = FILLS.get(row.change, "") if row.change != "changed" else ""
            if column in row.before:
                fill = FILLS["changed"]
                old = text_of(column, row.before[column]) or "（空）"
                page.write_comment(number, place, f"上月末：{old}")
            _cell(page, (number, place), column, row.values.get(column), looks.of(column, fill))
        page.write_string(number, len(columns), WORDS[row.change])
    page.autofilter(top, 0, max(number, top + 1), len(columns))


def _differences(book: Any, sheet: RegisterSheet) -> None:
    page = book.add_worksheet("与上月末差异")
    looks = _Looks(book)
    heads = ("地块编号", "变化", "栏目", f"{sheet.since.isoformat()}", f"{sheet.on.isoformat()}")
    for place, (text, width) in enumerate(zip(heads, (16, 8, 18, 30, 30), strict=True)):
        page.write_string(0, place, text, looks.head)
        page.set_column(place, place, width)
    number = 0
    for row in sheet.rows:
        if row.change == "same":
            continue
        about = (str(row.values.get("id", "")), WORDS[row.change])
        cells = [
            (sheet.headers[column], text_of(column, old), text_of(column, row.values.get(column)))
            for column, old in row.before.items()
        ] or [("", "", "")]
        for cell in cells:
            number += 1
            for place, text in enumerate((*about, *cell)):
                page.write_string(number, place, text[:CELL_LETTERS])
    if not number:
        page.write_string(1, 0, "无变化")


def _about(book: Any, sheet: RegisterSheet) -> None:
    page = book.add_worksheet("说明")
    page.set_column(0, 0, 14)
    page.set_column(1, 1, 80)
    for number, (name, text) in enumerate(sheet.about):
        page.write_string(number, 0, name)
        page.write_string(number, 1, text)


class _Looks:
    """The formats of a workbook, made once each."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.made: dict[tuple[str, str], Any] = {}
        self.head = book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter", "align": "center"}
        )

    def title(self, *, first: bool) -> Any:
        """The look of a line of title: the first is the title, others stand smaller below."""
        if ("title", str(first)) not in self.made:
            looks = {"bold": True, "font_size": 16, "align": "center"} if first else {}
            self.made["title", str(first)] = self.book.add_format(looks)
        return self.made["title", str(first)]

    def of(self, column: str, fill: str) -> Any:
        form = {"date": "yyyy-mm-dd", "area": "#,##0.00"}.get(kind_of(column), "General")
        if (form, fill) not in self.made:
            looks: dict[str, Any] = {"num_format": form, "valign": "top", "text_wrap": True}
            looks |= {"bg_color": fill} if fill else {}
            self.made[form, fill] = self.book.add_format(looks)
        return self.made[form, fill]


def kind_of(column: str) -> Kind:
    """What kind of values a column of a register has."""
    if column == "area_mu":
        return "area"
    return PARCEL_FIELDS[column].kind if column in PARCEL_FIELDS else "text"


def text_of(column: str, value: Any) -> str:
    """A value of a register as Chinese text; "" where there is none.

    Examples
    --------
    >>> text_of("stock_kind", "determined_idle"), text_of("area_mu", 21.5), text_of("due_on", None)
    ('认定闲置', '21.50', '')
    """
    if value is None:
        return ""
    if column == "area_mu":
        return f"{value:,.2f}"
    said = shown(Column(column, "", kind_of(column)), value)
    return "" if said is None else str(said)


def _cell(page: Any, place: tuple[int, int], column: str, value: Any, look: Any) -> None:
    if value is None or value == "":
        page.write_blank(*place, None, look)
    elif kind_of(column) == "date":
        page.write_datetime(*place, date.fromisoformat(str(value)[:10]), look)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        page.write_number(*place, value, look)
    else:
        page.write_string(*place, text_of(column, value)[:CELL_LETTERS], look)


__all__ = ["RegisterRow", "RegisterSheet", "kind_of", "text_of", "write_register"]
