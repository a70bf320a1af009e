"""A report as a workbook: the same figures as real numbers, and what each of them means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, Final

from parkmap.formats.out.fixed_zip import fixed_zip
from parkmap.formats.out.xlsx import CELL_LETTERS, OPTIONS
from parkmap.land.report import DECIMALS, Cell, Chapter, Kind, Line, Report, Table

NAME_LETTERS: Final = 31
NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\']")
WIDE: Final = 46
LOOKS: Final = {kind: "#,##0" + ("." + "0" * n if n else "") for kind, n in DECIMALS.items()}
CHANGE: Final = {kind: f"+{look};-{look};{look}" for kind, look in LOOKS.items()}


def report_xlsx(report: Report) -> bytes:
    """The workbook; the same content gives the same bytes."""
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS | {"constant_memory": False, "in_memory": True}) as book:
        book.set_properties({"title": report.title, "created": report.moment.replace(tzinfo=None)})
        written = _Book(book, report)
        written.overview()
        written.measures()
        written.months()
        for chapter in report.chapters:
            written.chapter(chapter)
        for table in report.appendix:
            written.table(table)
        written.definitions()
    return fixed_zip(out.getvalue(), report.moment)


class _Book:
    """The workbook while it is written, with its formats."""

    def __init__(self, book: Any, report: Report) -> None:
        self.book, self.report, self.words = book, report, report.words
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.bold = book.add_format({"bold": True, "font_size": 14})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.looks = {kind: book.add_format({"num_format": look}) for kind, look in LOOKS.items()}
        self.changes = {kind: book.add_format({"num_format": look})
                        for kind, look in CHANGE.items()}  # fmt: skip
        self._names: set[str] = set()

    def overview(self) -> None:
        """What is reported, as known when; the summary in sentences."""
        report, words = self.report, self.words
        page = self._page(words["overview"], (22, 100))
        page.write_string(0, 0, report.title, self.bold)
        facts = (
            ("period", f"{report.period.since} – {report.period.on}"),
            ("before", f"{report.before.since} – {report.before.on}"),
            ("last_year", f"{report.year_ago.since} – {report.year_ago.on}"),
            ("until", str(report.until)), ("known_at", report.local), ("hash", report.head),
        )  # fmt: skip
        page.write_string(2, 0, words["entry"])
        page.write_number(2, 1, report.seq, self.book.add_format({"align": "left"}))
        for at, (key, said) in enumerate(facts, 3):
            page.write_string(at, 0, words[key])
            page.write_string(at, 1, said)
        told = (report.answer, *report.summary, *report.notice, words["again"])
        for at, said in enumerate(told, len(facts) + 4):
            self._text(page, at, 1, said, self.wrap)

    def measures(self) -> None:
        """Every measure of the period, of the one before and of a year ago."""
        keys = ("measure", "unit", "value", "before", "change", "last_year", "year_change", "count",
                "denominator_mu", "known_share", "missing", "low", "high", "code")  # fmt: skip
        page = self._headed(self.words["measures"], [self.words[key] for key in keys])
        page.set_column(0, 0, 24)
        page.set_column(1, 13, 14)
        for at, one in enumerate(self.report.lines, 1):
            self._measure(page, at, one)

    def months(self) -> None:
        """The courses of flows and stocks by month."""
        lines = [one for one in self.report.lines if one.course]
        labels = [point.label for point in lines[0].course] if lines else []
        page = self._headed(self.words["months"],
                            [self.words["measure"], self.words["unit"], *labels])  # fmt: skip
        page.set_column(0, 0, 20)
        for at, one in enumerate(lines, 1):
            self._row(page, at, (one.title, one.unit, *(point.value for point in one.course)),
                      ("text", "text", *(one.kind for _ in one.course)))  # fmt: skip

    def chapter(self, chapter: Chapter) -> None:
        """The sentences of a chapter; each of its tables has a sheet of its own."""
        page = self._page(chapter.title, (110,))
        page.write_string(0, 0, chapter.title, self.bold)
        for at, said in enumerate(chapter.sentences, 1):
            self._text(page, at, 0, said, self.wrap)
        for table in chapter.tables:
            self.table(table)

    def table(self, table: Table) -> None:
        """All rows of a table, none cut."""
        page = self._headed(table.title, [one.title for one in table.columns])
        kinds = [one.kind for one in table.columns]
        for at, column in enumerate(table.columns):
            page.set_column(at, at, min(WIDE, 6 + 9 * column.width))
        for at, row in enumerate(table.rows, 1):
            self._row(page, at, row, kinds)
        if table.note:
            self._text(page, len(table.rows) + 2, 0, table.note, None)
        page.autofilter(0, 0, max(len(table.rows), 1), len(kinds) - 1)

    def definitions(self) -> None:
        """What every measure means, from the table of measures."""
        keys = ("measure", "unit", "sort", "meaning", "denominator", "code")
        page = self._headed(self.words["definitions"], [self.words[key] for key in keys])
        for at, width in enumerate((24, 18, 10, 70, 50, 28)):
            page.set_column(at, at, width, self.wrap)
        for at, row in enumerate(self.report.definitions, 1):
            for place, said in enumerate(row):
                self._text(page, at, place, said, self.wrap)

    def _measure(self, page: Any, at: int, one: Line) -> None:
        known = None if one.known is None else round(one.known * 100, 4)
        kind = one.kind
        self._row(
            page, at,
            (one.title, one.unit, one.value, one.before, one.change, one.year_ago, one.year_change,
             one.count, one.of, known, one.missing, one.low, one.high, one.name),
            ("text", "text", kind, kind, kind, kind, kind, "count", "mu", "%", "count", kind, kind,
             "text"),
            changes=(4, 6),
        )  # fmt: skip

    def _row(
        self, page: Any, at: int, row: Sequence[Cell], kinds: Sequence[Kind],
        changes: tuple[int, ...] = (),
    ) -> None:  # fmt: skip
        for place, (value, kind) in enumerate(zip(row, kinds, strict=True)):
            if isinstance(value, str):
                self._text(page, at, place, value, None)
            elif value is not None:
                look = self.changes if place in changes else self.looks
                page.write_number(at, place, value, look.get(kind))

    def _headed(self, title: str, heads: Iterable[str]) -> Any:
        page = self._page(title, ())
        page.freeze_panes(1, 1)
        for at, head in enumerate(heads):
            page.write_string(0, at, head, self.head)
        return page

    def _page(self, title: str, widths: tuple[int, ...]) -> Any:
        page = self.book.add_worksheet(self._name(title))
        page.set_footer(f"&L{self.report.proof.replace('&', '&&')}&R&P / &N")
        for at, width in enumerate(widths):
            page.set_column(at, at, width)
        return page

    def _name(self, title: str) -> str:
        """A name for a sheet: short, without what Excel refuses, not there yet."""
        plain = NOT_IN_NAMES.sub(" ", title).strip()[:NAME_LETTERS] or "1"
        name, number = plain, 1
        while name.lower() in self._names:
            number += 1
            tail = f" {number}"
            name = plain[: NAME_LETTERS - len(tail)] + tail
        self._names.add(name.lower())
        return name

    def _text(self, page: Any, at: int, place: int, said: str, look: Any) -> None:
        page.write_string(at, place, said[:CELL_LETTERS], look)


__all__ = ["report_xlsx"]
