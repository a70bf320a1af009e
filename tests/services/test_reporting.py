"""The report of a period: its first sentence, its figures in four forms, the same bytes again."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from parkmap.errors import BadValue, NotFound, SignInNeeded
from parkmap.land.measures import MEASURES
from parkmap.land.report import Report, shown
from parkmap.land.report_period import Period, period_of
from parkmap.services import answering, measures, report_jobs, working
from parkmap.services.campaigns import enter_campaign
from parkmap.services.enquiries_then import counted_until
from parkmap.services.matters import enter as enter_matter
from parkmap.services.noting import Annotation, annotate
from parkmap.services.projects import enter_project
from parkmap.services.reading import parcel
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.report_files import FORMS, make
from parkmap.services.reporting import Asked, report
from tests.asking import ask
from tests.land import ticking
from tests.small import LEADER, NOW, OFFICER, copied, marked

JUNE = period_of("2026-06")
HOSTILE = '=1+1 #read("/etc/passwd") #panic() $x$ <w:t/> {{ 7*7 }} %(x)s'
JOINED = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")


@pytest.fixture(scope="module")
def zone(four_parcels: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A zone with a campaign, a late project, a red matter, and a name that looks like code."""
    with copied(four_parcels, tmp_path_factory.mktemp("report") / "zone") as record:
        seen: dict[str, int | None] = {"T-001": parcel(record, OFFICER, "T-001").version}
        note = {"name_zh": HOSTILE, "responsible_unit": "自然资源局", "due_on": "2026-05-01"}
        annotate(record, OFFICER, Annotation(seen, note, date(2026, 5, 2), "核实"))
        terms = {"name_zh": f"攻坚{HOSTILE}", "goal_mu": 40, "starts_on": "2026-06-01",
                 "deadline_on": "2026-07-20", "counts": "revitalized"}  # fmt: skip
        enter_campaign(record, OFFICER, terms, "")
        marked(record, "revitalized", "2026-06-10", "T-002")
        marked(record, "revitalized", "2026-06-20", "T-003")
        signed = {"name_zh": HOSTILE, "stage": "signed", "signed_on": "2026-04-01",
                  "started_planned_on": "2026-06-01", "investment_wan": 32_000}  # fmt: skip
        enter_project(record, OFFICER, signed, "")
        matter = {"title": HOSTILE, "light": "red", "responsible_unit": "自然资源局",
                  "due_on": "2026-06-15", "parcels": ["T-001"]}  # fmt: skip
        enter_matter(record, OFFICER, "matter", matter, "")
        yield record


@pytest.fixture(scope="module")
def made(zone: Record) -> dict[str, bytes]:
    return {form: make(zone, LEADER, Asked(JUNE), form).content for form in FORMS}


@pytest.fixture(scope="module")
def content(zone: Record) -> Report:
    return report(zone, LEADER, Asked(JUNE))


def pages(document: bytes) -> list[str]:
    return [JOINED.sub("", one.extract_text()) for one in PdfReader(io.BytesIO(document)).pages]


@pytest.fixture(scope="module")
def printed(made: dict[str, bytes]) -> list[str]:
    return pages(made["pdf"])


def slides(document: bytes) -> dict[str, str]:
    found = {}
    for one in Presentation(io.BytesIO(document)).slides:
        texts = [shape.text_frame.text for shape in one.shapes if shape.has_text_frame]
        found[str(one.shapes.title.text_frame.text)] = "\n".join(texts)
    return found


def brief(document: bytes) -> list[str]:
    held = Document(io.BytesIO(document))
    cells = [cell.text for table in held.tables for row in table.rows for cell in row.cells]
    return [one.text for one in held.paragraphs] + cells


def test_the_first_sentence_says_when_how_much_where_and_who(content: Report) -> None:
    left = re.search(r"还差([\d.]+)亩", content.answer)
    assert left and float(left[1]) == pytest.approx(40 - 2 * mu_of(content), abs=0.02)
    for said in (
        "按期",
        "2026-07-20",
        "卡在T-001",
        "完成时限2026-05-01，逾期60天",
        "由自然资源局负责",
    ):
        assert said in content.answer, said


def mu_of(content: Report) -> float:
    (line,) = content.named("came_back")
    return float(line.value or 0) / 2


def test_every_form_tells_the_figures_of_the_measures(
    zone: Record, content: Report, made: dict[str, bytes], printed: list[str]
) -> None:
    told = measures.figures(zone, LEADER, JUNE.on, JUNE.since).by_name
    book = load_workbook(io.BytesIO(made["xlsx"]))
    rows: dict[Any, Any] = {row[13]: row for row in book["指标"].iter_rows(2, values_only=True)}
    assert {name: rows[name][2] for name in MEASURES} == {
        name: one.value for name, one in told.items()
    }
    assert all(isinstance(rows[name][2], int | float) for name in ("idle", "came_back"))
    said, written = slides(made["pptx"]), brief(made["docx"])
    for line in content.named("idle", "came_back", "disposal_rate"):
        text = shown(line.value, line.kind)
        assert text in said[line.title] and text in written
        assert any(text in page for page in printed)


def test_definitions_come_from_the_table_of_measures(made: dict[str, bytes]) -> None:
    rows = load_workbook(io.BytesIO(made["xlsx"]))["指标说明"].iter_rows(2, values_only=True)
    assert [(row[5], row[3]) for row in rows] == [
        (name, one.meaning_zh) for name, one in MEASURES.items()
    ]


def test_every_page_has_the_entry_its_hash_and_its_number(
    content: Report, printed: list[str]
) -> None:
    assert 8 <= len(printed) <= 14
    for number, page in enumerate(printed, 1):
        assert f"台账第{content.seq}条" in page and content.head in page
        assert f"第{number}页" in page and f"共{len(printed)}页" in page


def test_the_fonts_are_in_the_document(made: dict[str, bytes]) -> None:
    fonts = {}
    for page in PdfReader(io.BytesIO(made["pdf"])).pages:
        for one in page["/Resources"]["/Font"].values():  # type: ignore[index]
            held = one.get_object()["/DescendantFonts"][0].get_object()
            described = held["/FontDescriptor"].get_object()
            fonts[held["/BaseFont"]] = any(key.startswith("/FontFile") for key in described)
    assert fonts and all(fonts.values())
    assert all("NotoSansSC" in name for name in fonts)


def test_the_brief_looks_as_the_standard_wants(content: Report, made: dict[str, bytes]) -> None:
    held = Document(io.BytesIO(made["docx"]))
    section = held.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(one.mm) for one in sides if one is not None] == [37, 35, 28, 26]
    title, first = held.paragraphs[0], held.paragraphs[1]
    assert title.runs[0].font.size.pt == 22 and first.runs[0].font.size.pt == 16  # type: ignore[union-attr]
    assert first.paragraph_format.line_spacing.pt == 28
    assert first.text == content.answer
    assert f"台账第{content.seq}条" in section.footer.paragraphs[1].text


def test_a_slide_for_each_measure_has_a_chart_of_its_own(
    content: Report, made: dict[str, bytes]
) -> None:
    found = {str(one.shapes.title.text_frame.text): one
             for one in Presentation(io.BytesIO(made["pptx"])).slides}  # fmt: skip
    told = [one for one in content.lines if (one.value, one.before, one.year_ago) != (None,) * 3]
    assert all(any(shape.has_chart for shape in found[one.title].shapes) for one in told)


def test_what_looks_like_code_stays_text_in_all_forms(
    made: dict[str, bytes], printed: list[str]
) -> None:
    assert any('#read("/etc/passwd")' in page for page in printed)
    assert not any("root:" in page for page in printed)
    book = load_workbook(io.BytesIO(made["xlsx"]))
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value]
    assert any(cell.value == HOSTILE for cell in cells)
    assert all(cell.data_type in {"s", "n"} for cell in cells)
    assert any(HOSTILE in said for said in brief(made["docx"]))
    assert any(HOSTILE in said for said in slides(made["pptx"]).values())


def test_a_report_made_again_at_its_entry_is_the_same_to_the_byte(
    record: Record,
) -> None:
    record, _ = ticking(record)
    marked(record, "revitalized", "2026-06-10", "T-002")
    first = {form: make(record, LEADER, Asked(JUNE), form) for form in FORMS}
    entry = first["pdf"].report.seq
    seen: dict[str, int | None] = {"T-002": parcel(record, OFFICER, "T-002").version}
    annotate(record, OFFICER, Annotation(seen, {"name_zh": "改名"}, date(2026, 6, 11), "核实"))
    marked(record, "under_construction", "2026-06-15", "T-004")
    for form, before in first.items():
        again = make(record, LEADER, Asked(JUNE, entry=entry), form)
        assert again.content == before.content, form
    assert make(record, LEADER, Asked(JUNE), "pdf").content != first["pdf"].content


def test_english_is_complete(zone: Record) -> None:
    found = report(zone, LEADER, Asked(JUNE, "en"))
    text = "\n".join([found.answer, *found.summary, *found.words.values(),
                      *(said for one in found.chapters for said in one.sentences)])  # fmt: skip
    for own in (HOSTILE, "攻坚", "自然资源局"):
        text = text.replace(own, "")
    assert not re.search(r"[一-鿿]", text)


def test_a_job_makes_the_file_and_makes_it_again(record: Record) -> None:
    record, _ = ticking(record)
    first = report_jobs.order(record, LEADER, Asked(JUNE, "en"), "docx")
    assert report_jobs.one(record, LEADER, first).state == "queued"
    work(record)
    told, path = report_jobs.file_of(record, LEADER, first)
    assert told.size == path.stat().st_size and told.name == "test-2026-06-en-1.docx"
    marked(record, "revitalized", "2026-06-10", "T-002")
    again = report_jobs.again(record, LEADER, first)
    work(record)
    assert report_jobs.one(record, LEADER, again).sha256 == told.sha256


def test_only_so_many_files_are_kept(four_parcels: Path, tmp_path: Path) -> None:
    with copied(four_parcels, tmp_path / "few", "\n[reports]\nkeep = 1\n") as record:
        old = report_jobs.order(record, LEADER, Asked(period_of("2026-04")), "xlsx")
        work(record)
        record = record_later(record)
        new = report_jobs.order(record, LEADER, Asked(period_of("2026-05")), "xlsx")
        work(record)
        assert report_jobs.file_of(record, LEADER, new)
        with pytest.raises(NotFound, match="make it again"):
            report_jobs.file_of(record, LEADER, old)


def test_a_report_can_be_cancelled(record: Record) -> None:
    job = report_jobs.order(record, LEADER, Asked(JUNE), "pdf")
    report_jobs.cancel(record, LEADER, job)
    work(record)
    assert report_jobs.one(record, LEADER, job).state == "cancelled"


def test_days_to_come_and_strangers_are_refused(record: Record) -> None:
    with pytest.raises(BadValue, match="after today"):
        report_jobs.order(record, LEADER, Asked(period_of("2026-07")), "pdf")
    with pytest.raises(BadValue, match="after its end"):
        report(record, LEADER, Asked(Period(date(2026, 6, 2), date(2026, 6, 1))))
    with pytest.raises(NotFound, match="no entry 99"):
        report(record, LEADER, Asked(JUNE, entry=99))
    with pytest.raises(SignInNeeded):
        report(record, PUBLIC_ACTOR, Asked(JUNE))


def test_enquiries_of_days_that_are_over_stay_as_they_were(record: Record) -> None:
    ask(record, "s-1")
    day = NOW.date()
    before = counted_until(record, LEADER, day, day)[""]
    answering.answer(record_later(record), OFFICER, 1, "可看现场")
    assert counted_until(record, LEADER, day, day)[""] == before
    assert (before.asked, before.waiting) == (1, 1)


def record_later(record: Record) -> Record:
    return replace(record, clock=lambda: NOW + timedelta(days=1))


def work(record: Record) -> None:
    """Run what is due."""
    while working.once(record):
        pass
