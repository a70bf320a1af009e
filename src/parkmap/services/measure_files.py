"""The list behind a figure as a file for people: a workbook, or CSV; no cell runs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any, Final

from parkmap.formats.out.csv_text import BOM, cell
from parkmap.formats.out.xlsx import OPTIONS
from parkmap.land.codes import word
from parkmap.land.measures import MEASURES
from parkmap.services.behind import Behind
from parkmap.services.measures import Figures

HEADERS: Final = {
    "zh": ("地块编号", "名称", "园区", "原状态", "状态", "日期", "天数", "面积（亩）", "计入"),
    "en": ("Parcel", "Name", "Park", "Status before", "Status", "Day", "Days", "Area (mu)", "Part"),
}
PARTS: Final = {
    "zh": {"counted": "计入", "rest": "仅计入分母", "missing": "缺数据"},
    "en": {"counted": "counted", "rest": "denominator only", "missing": "no data"},
}
ABOUT: Final = {
    "zh": ("指标", "含义", "分母", "时点", "期间起", "台账号", "台账摘要"),
    "en": ("Measure", "Meaning", "Denominator", "Day", "Period from", "Ledger", "Ledger hash"),
}
AREA_AT: Final = 7


def rows_of(
    lines: Iterable[Behind], parks: Mapping[str, str], language: str
) -> list[tuple[Any, ...]]:
    """A row for each line, in words; `parks` has their names."""
    lang = "zh" if language.startswith("zh") else "en"
    return [
        (one.parcel, one.name if lang == "zh" else one.name_en or one.name,
         parks.get(one.park, one.park), word("status", one.before, lang),
         word("status", one.status, lang), one.day.isoformat() if one.day else "", one.days,
         one.mu, PARTS[lang][one.part])
        for one in lines
    ]  # fmt: skip


def as_csv(rows: Iterable[Sequence[Any]], language: str) -> bytes:
    """UTF-8 with a byte order mark, as Excel opens it."""
    out = StringIO(newline="")
    out.write(BOM)
    writer = csv.writer(out)
    writer.writerow(HEADERS["zh" if language.startswith("zh") else "en"])
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8")


def as_xlsx(rows: Sequence[Sequence[Any]], name: str, found: Figures, language: str) -> bytes:
    """A workbook: the rows with figures as numbers, and what the measure means."""
    import xlsxwriter

    lang, one, out = "zh" if language.startswith("zh") else "en", MEASURES[name], BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS | {"constant_memory": False, "in_memory": True}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        mu = book.add_format({"num_format": "#,##0.00"})
        page = book.add_worksheet(one.title(lang)[:31].replace("/", " "))
        page.freeze_panes(1, 1)
        page.set_column(0, len(HEADERS[lang]) - 1, 15)
        for place, header in enumerate(HEADERS[lang]):
            page.write_string(0, place, header, bold)
        for at, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                if isinstance(value, int | float):
                    page.write_number(at, place, value, mu if place == AREA_AT else None)
                elif value:
                    page.write_string(at, place, str(value))
        about = book.add_worksheet("说明" if lang == "zh" else "About")
        about.set_column(0, 1, 24)
        told = (one.title(lang), one.meaning(lang), one.denominator(lang), found.on.isoformat(),
                found.since.isoformat(), str(found.seq), found.head)  # fmt: skip
        for at, (label, text) in enumerate(zip(ABOUT[lang], told, strict=True)):
            about.write_string(at, 0, label, bold)
            about.write_string(at, 1, text)
    return out.getvalue()


__all__ = ["HEADERS", "as_csv", "as_xlsx", "rows_of"]
