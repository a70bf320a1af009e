"""A report in one of its forms: PDF, workbook, slides, brief in Word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from parkmap.errors import BadValue
from parkmap.formats.out.report_docx import report_docx
from parkmap.formats.out.report_pptx import report_pptx
from parkmap.formats.out.report_xlsx import report_xlsx
from parkmap.land.report import Report
from parkmap.reports.report_pdf import report_pdf
from parkmap.services.record import Actor, Record
from parkmap.services.reporting import Asked, Step, report

OFFICE: Final = "application/vnd.openxmlformats-officedocument"


class Form(NamedTuple):
    """A form of a report: its words, its media type, its writer."""

    zh: str
    en: str
    media: str
    write: Callable[[Report], bytes]


FORMS: Final = {
    "pdf": Form("PDF报告", "Report (PDF)", "application/pdf", report_pdf),
    "docx": Form("Word简报", "Brief (Word)", f"{OFFICE}.wordprocessingml.document", report_docx),
    "pptx": Form("PPT幻灯片", "Slides (PowerPoint)",
                 f"{OFFICE}.presentationml.presentation", report_pptx),
    "xlsx": Form("Excel工作簿", "Workbook (Excel)", f"{OFFICE}.spreadsheetml.sheet", report_xlsx),
}  # fmt: skip
"""Suffix -> form."""


class Made(NamedTuple):
    """A report on paper: its content and its bytes."""

    report: Report
    content: bytes


def make(record: Record, actor: Actor, asked: Asked, form: str, step: Step | None = None) -> Made:
    """A report in a form; the same question to the same record gives the same bytes.

    Raises
    ------
    BadValue
        A form that there is not; as for the content.
    """
    found = FORMS[checked_form(form)]
    content = report(record, actor, asked, step, maps=form == "pdf")
    return Made(content, found.write(content))


def checked_form(form: str) -> str:
    """The form, or a refusal that lists them."""
    if form not in FORMS:
        raise BadValue(
            "'%(value)s' is not in the list; use one of %(allowed)s",
            value=form[:40], allowed=", ".join(FORMS), field="format",
        )  # fmt: skip
    return form


def name_of(record: Record, asked: Asked, seq: int, form: str) -> str:
    """What a file is called: zone, period, language, entry."""
    return f"{record.zone.code}-{asked.period.code}-{asked.lang}-{seq}.{form}"


__all__ = ["FORMS", "Form", "Made", "checked_form", "make", "name_of"]
