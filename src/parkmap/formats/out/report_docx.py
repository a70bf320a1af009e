"""A report as a brief of two pages in Word, in the look of GB/T 9704, to be edited by an office."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from parkmap.formats.out.fixed_zip import fixed_zip
from parkmap.formats.out.letters_docx import (
    CONTROL,
    LINE_PT,
    MARGINS_MM,
    TEXT_FONT,
    TEXT_PT,
    TITLE_FONT,
    TITLE_PT,
)
from parkmap.land.report import Line, Report, shown, signed

HEAD_FONT: Final = "黑体"
LATIN: Final = "Times New Roman"
PAGE_FONT: Final = "宋体"
FALLBACKS: Final = {
    TITLE_FONT: "宋体",
    TEXT_FONT: "仿宋",
    HEAD_FONT: "微软雅黑",
    PAGE_FONT: "新宋体",
}
"""Font -> the one that an office has where it is missing."""

SIZES_PT: Final = {"zh": (TEXT_PT, LINE_PT), "en": (12.5, 21)}
"""Language -> size of the text and of its lines: English runs longer, and two pages are two."""
MOST_SUMMED: Final = 6
"""Sentences of the summary that a brief has."""
SMALL_PT: Final = 12
PROOF_PT: Final = 7
EMU_A_PT: Final = 12_700
PAGE_PT: Final = 14
ROW_PT: Final = 20
MEASURES: Final = (
    "idle", "became_idle", "started", "came_back", "disposal_rate", "idle_over_2",
    "under_construction",
)  # fmt: skip
NUMBERS: Final = ("一", "二", "三", "四", "五")
SENTENCES: Final = {"campaigns": 2, "projects": 3, "supervision": 1, "enquiries": 2}
"""Chapter -> how many of its sentences fit on two pages; the PDF has all."""
WIDTHS_MM: Final = (34, 16, 26, 26, 26, 26)


def report_docx(report: Report) -> bytes:
    """The brief; the same content gives the same bytes.

    The first sentence says whether it can be done by the date, how many mu are missing, at which
    parcel it is stuck and who is responsible.
    """
    from docx import Document
    from docx.shared import Mm

    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side, size in MARGINS_MM.items():
        setattr(section, f"{side}_margin", Mm(size))
    section.footer_distance = Mm(20)
    _write_page(made, report)
    made.core_properties.title = report.title
    made.core_properties.author = ""
    out = BytesIO()
    made.save(out)
    return _with_fallbacks(fixed_zip(out.getvalue(), report.moment), report)


def _write_page(made: Any, report: Report) -> None:
    words = report.words
    title = words["brief"] % {"period": report.period.title(report.lang)}
    _title(made, title)
    _line(made, report, report.answer)
    _line(made, report, _joined(report, report.summary[:MOST_SUMMED]))
    _head(made, report, 0, words["measures"])
    _table(made, report)
    for at, chapter in enumerate(report.chapters, 1):
        _head(made, report, at, chapter.title)
        _line(made, report, _joined(report, chapter.sentences[: SENTENCES.get(chapter.key, 1)]))
    _signed(made, report)
    _footer(made, report)


def _title(made: Any, text: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = made.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, text, TITLE_FONT, TITLE_PT, 34)
    paragraph.paragraph_format.space_after = 12 * EMU_A_PT


def _joined(report: Report, sentences: Sequence[str]) -> str:
    return ("" if report.lang == "zh" else " ").join(sentences)


def _line(made: Any, report: Report, text: str) -> None:
    size, line = SIZES_PT[report.lang]
    paragraph = made.add_paragraph()
    _run(paragraph, text, TEXT_FONT, size, line)
    paragraph.paragraph_format.first_line_indent = round(2 * size * EMU_A_PT)


def _head(made: Any, report: Report, at: int, text: str) -> None:
    size, line = SIZES_PT[report.lang]
    paragraph = made.add_paragraph()
    number = f"{NUMBERS[at]}、" if report.lang == "zh" else f"{at + 1}. "
    _run(paragraph, f"{number}{text}", HEAD_FONT, size, line)
    paragraph.paragraph_format.first_line_indent = round(2 * size * EMU_A_PT)
    paragraph.paragraph_format.keep_with_next = True


def _table(made: Any, report: Report) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Mm

    words = report.words
    heads = [words[key] for key in ("measure", "unit", "value", "before", "change", "last_year")]
    rows = [_row(one) for one in report.named(*MEASURES)]
    table = made.add_table(rows=len(rows) + 1, cols=len(heads), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for place, column in enumerate(table.columns):
        column.width = Mm(WIDTHS_MM[place])
    for at, row in enumerate([heads, *rows]):
        for place, said in enumerate(row):
            cell = table.cell(at, place)
            cell.width = Mm(WIDTHS_MM[place])
            _cell(cell.paragraphs[0], said, head=at == 0, right=place > 1)


def _row(one: Line) -> Sequence[str]:
    return (one.title, one.unit, shown(one.value, one.kind), shown(one.before, one.kind),
            signed(one.change, one.kind), shown(one.year_ago, one.kind))  # fmt: skip


def _cell(paragraph: Any, said: str, *, head: bool, right: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    _run(paragraph, said, HEAD_FONT if head else TEXT_FONT, SMALL_PT, ROW_PT)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _signed(made: Any, report: Report) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    on = report.period.on
    day = f"{on.year}年{on.month}月{on.day}日" if report.lang == "zh" else on.isoformat()
    size, line = SIZES_PT[report.lang]
    for at, text in enumerate((report.zone, day)):
        paragraph = made.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _run(paragraph, text, TEXT_FONT, size, line)
        paragraph.paragraph_format.space_before = (14 if at == 0 else 0) * EMU_A_PT
        paragraph.paragraph_format.right_indent = round(2 * size * EMU_A_PT)


def _footer(made: Any, report: Report) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    footer = made.sections[0].footer
    page = footer.paragraphs[0]
    page.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(page, "— ", PAGE_FONT, PAGE_PT)
    _field(page, "PAGE")
    _run(page, " —", PAGE_FONT, PAGE_PT)
    proof = footer.add_paragraph()
    proof.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(proof, " · ".join([report.proof, *report.notice]), PAGE_FONT, PROOF_PT)


def _field(paragraph: Any, name: str) -> None:
    """A field that Word counts itself."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "", "end"):
        run = _run(paragraph, "", PAGE_FONT, PAGE_PT)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = name
        run._element.append(mark)


def _run(paragraph: Any, text: str, font: str, size: float, line: float | None = None) -> Any:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    if line is not None:
        paragraph.paragraph_format.line_spacing = Pt(line)
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(CONTROL.sub("", text))
    run.font.name, run.font.size = LATIN, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _with_fallbacks(content: bytes, report: Report) -> bytes:
    """The file with its fonts listed, each with the one that takes its place."""
    from zipfile import ZipFile

    told = "".join(
        f'<w:font w:name="{font}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for font, other in FALLBACKS.items()
    ).encode()
    out = BytesIO()
    with ZipFile(BytesIO(content)) as held, ZipFile(out, "w") as made:
        for name in held.namelist():
            data = held.read(name)
            if name == "word/fontTable.xml":
                data = re.sub(rb"</w:fonts>", told + rb"</w:fonts>", data)
            made.writestr(name, data)
    return fixed_zip(out.getvalue(), report.moment)


__all__ = ["report_docx"]
