"""经济指标 as a workbook: a row for each indicator and period, numbers as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final, NamedTuple

from parkmap.formats.out.xlsx import OPTIONS
from parkmap.land.periods import Period

NOON: Final = datetime.min.time().replace(hour=12)
COLUMNS: Final = (
    ("指标编号", 12), ("指标名称", 26), ("计量单位", 10), ("期间", 12), ("数值", 14),
    ("本期目标", 14), ("来源文件", 36), ("上年同期", 14), ("同比（%）", 12),
)  # fmt: skip
OWN_HEADERS: Final = ("计量单位", "上年同期", "同比（%）")
"""Columns that are written for people and not read."""
HEADERS: Final = {
    "指标编号": "id", "编号": "id", "id": "id",
    "指标名称": "name", "指标": "name", "name": "name",
    "期间": "period", "period": "period",
    "数值": "value", "本期数": "value", "value": "value",
    "本期目标": "target", "目标": "target", "target": "target",
    "来源文件": "source", "来源": "source", "source": "source",
}  # fmt: skip
"""Header -> what a row is read by."""


class IndicatorRow(NamedTuple):
    """An indicator in a period; a form has rows without one."""

    id: str
    name: str
    unit: str
    period: Period | None = None
    value: float | None = None
    target: float | None = None
    source: str = ""
    before: float | None = None
    growth: float | None = None


def write_indicators(
    title: str, rows: Sequence[IndicatorRow], about: Sequence[tuple[str, str]], on: date
) -> bytes:
    """The workbook, and a second sheet that says what it means.

    Text is written as text whatever it begins with; a year is written as text too, so that it
    comes back as it went out.
    """
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS | {"constant_memory": False, "in_memory": True})
    book.set_properties({"title": title, "created": datetime.combine(on, NOON)})
    page = book.add_worksheet(title)
    head = book.add_format({"bold": True, "bottom": 1})
    for place, (text, width) in enumerate(COLUMNS):
        page.write_string(0, place, text, head)
        page.set_column(place, place, width)
    page.freeze_panes(1, 2)
    for number, row in enumerate(rows, 1):
        period = row.period.id if row.period else ""
        for place, value in enumerate((row.id, row.name, row.unit, period, *row[4:])):
            _cell(page, number, place, value)
    page = book.add_worksheet("说明")
    page.set_column(1, 1, 70)
    for number, pair in enumerate(about):
        page.write_row(number, 0, pair)
    book.close()
    return out.getvalue()


def _cell(page: Any, row: int, place: int, value: Any) -> None:
    if isinstance(value, int | float):
        page.write_number(row, place, value)
    elif value:
        page.write_string(row, place, str(value))


__all__ = ["HEADERS", "OWN_HEADERS", "IndicatorRow", "write_indicators"]
