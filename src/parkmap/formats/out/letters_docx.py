"""Letters in Word in the look of GB/T 9704: made from neutral templates or an office's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

from parkmap.errors import BadFile, BadValue
from parkmap.formats.letter_templates import PLACES, LetterText

TITLE_FONT: Final = "方正小标宋简体"
TEXT_FONT: Final = "仿宋_GB2312"
TITLE_PT: Final = 22
"""二号."""
TEXT_PT: Final = 16
"""三号."""
LINE_PT: Final = 28
MARGINS_MM: Final = {"top": 37, "bottom": 35, "left": 28, "right": 26}
BLANK: Final = "＿＿＿＿"
"""Stands where the record has no value, to be filled in by hand."""
PLACE: Final = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def template_of(text: LetterText) -> bytes:
    """A neutral template as a Word file, its places unfilled."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side, size in MARGINS_MM.items():
        setattr(section, f"{side}_margin", Mm(size))
    title = made.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(title, text.title, TITLE_FONT, TITLE_PT)
    made.add_paragraph()
    last = len(text.paragraphs) - 1
    for number, line in enumerate(text.paragraphs):
        paragraph = made.add_paragraph()
        _write(paragraph, line, TEXT_FONT, TEXT_PT)
        if number >= last - 1:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        elif not line.endswith("：") and number > 0:
            paragraph.paragraph_format.first_line_indent = 2 * TEXT_PT * 12_700
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def filled(template: bytes | Path, values: Mapping[str, str], name: str) -> bytes:
    """A template with its places filled; what stands there keeps the look of its place.

    Parameters
    ----------
    template
        A Word file; each place reads ``{{地块编号}}``.
    values
        Place -> text; an empty one becomes a line to write on.
    name
        What the template is called in a refusal.

    Raises
    ------
    BadFile
        It is no Word file.
    BadValue
        It has a place that is not known.

    Examples
    --------
    >>> made = template_of(LetterText("函", ("{{文号}}", "{{日期}}")))
    >>> len(filled(made, {"文号": "1", "日期": ""}, "letters/x.docx")) > 1000
    True
    """
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        made = Document(str(template) if isinstance(template, Path) else BytesIO(template))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as cause:
        raise BadFile("%(file)s is no Word file (.docx); save it as one", file=name) from cause
    for paragraph in _paragraphs(made):
        _fill(paragraph, values, name)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _write(paragraph: Any, text: str, font: str, size: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paragraph.paragraph_format.line_spacing = Pt(LINE_PT)
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _paragraphs(made: Any) -> list[Any]:
    found = list(made.paragraphs)
    for section in made.sections:
        found += [*section.header.paragraphs, *section.footer.paragraphs]
    tables = list(made.tables)
    while tables:
        table = tables.pop()
        for row in table.rows:
            for cell in row.cells:
                found += cell.paragraphs
                tables += cell.tables
    return found


def _fill(paragraph: Any, values: Mapping[str, str], name: str) -> None:
    """Fill the places of a paragraph; Word may have cut one into several runs."""
    runs = paragraph.runs
    whole = "".join(run.text for run in runs)
    for found in reversed(list(PLACE.finditer(whole))):
        if found[1] not in PLACES:
            raise BadValue(
                "%(file)s has the place {{%(place)s}}, which is not known; use %(all)s",
                file=name, place=found[1][:40], all="、".join(PLACES),
            )  # fmt: skip
        text = CONTROL.sub("", values.get(found[1], "")) or BLANK
        _replace(runs, found.start(), found.end(), text)


def _replace(runs: list[Any], start: int, end: int, text: str) -> None:
    at = 0
    for run in runs:
        here = run.text
        first, last = max(start - at, 0), min(end - at, len(here))
        if first < last:
            run.text = here[:first] + (text if start >= at else "") + here[last:]
        at += len(here)


__all__ = ["filled", "template_of"]
