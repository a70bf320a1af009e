"""A case of idle land runs through its steps; the parcel follows; its letters are filled."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.shared import Pt

from parkmap.errors import BadFile, BadValue, Conflict, NotFound, SignInNeeded, StaleVersion
from parkmap.land.cases import STEPS
from parkmap.land.ledger import Subject
from parkmap.services.cases import StepTaken, case, cases, open_case, take_step
from parkmap.services.filing import keep
from parkmap.services.letters import FOLDER, letter, neutral_template
from parkmap.services.papers import papers_of
from parkmap.services.reading import parcel
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.undoing import undo
from parkmap.services.verifying import verify
from tests.sheaf import PDF, photo
from tests.small import LEADER, OFFICER

FIELDS = {"parcel": "T-001", "opened_on": "2026-01-05", "responsible_unit": "自然资源岗"}


def opened(record: Record, **more: Any) -> str:
    return open_case(record, OFFICER, FIELDS | more, "立案").ids[0]


def step(record: Record, one: str, name: str, on: str, *, anyway: bool = False, **more: Any) -> int:
    items = {"number": f"长经资〔2026〕{name}", "on": on} | more
    version = case(record, OFFICER, one).version
    return take_step(record, OFFICER, StepTaken(one, version, name, items, anyway=anyway)).seq


def texts(data: bytes) -> str:
    return "\n".join(one.text for one in Document(BytesIO(data)).paragraphs)


def test_a_case_runs_through_all_its_steps(record: Record) -> None:
    one = opened(record)
    for month, name in enumerate(STEPS, 1):
        assert case(record, OFFICER, one).next == STEPS[name]
        step(record, one, name, f"2026-{min(month, 6):02d}-{10 + month}")
    assert case(record, OFFICER, one).next is None
    state = parcel(record, OFFICER, "T-001").state
    assert (state["stock_kind"], state["closed_on"]) == ("determined_idle", "2026-06-17")
    assert [line for line in verify(record).differences if ".geojson" not in line] == []


def test_a_step_keeps_its_papers_when_it_is_corrected(record: Record) -> None:
    one = opened(record)
    first, second = (keep(record, OFFICER, BytesIO(data), "送达回证").sha256
                     for data in (PDF, photo()))  # fmt: skip
    items = {"number": "1", "on": "2026-01-10"}
    for anyway, paper in ((False, first), (True, second)):
        version = case(record, OFFICER, one).version
        asked = StepTaken(one, version, "investigation", items, anyway=anyway, papers=[paper])
        done = take_step(record, OFFICER, asked)
    (_, taken), *_rest = case(record, OFFICER, one).steps
    assert taken is not None and taken["papers"] == [first, second]
    shown = papers_of(record, OFFICER, Subject("entry", str(done.seq)))
    assert [one.sha256 for one in shown] == [second]


def test_a_determination_without_an_inquiry_is_refused(record: Record) -> None:
    with pytest.raises(Conflict, match="has no ground without investigation"):
        step(record, opened(record), "determination", "2026-02-01", anyway=True)


def test_a_step_that_skips_others_is_asked_about(record: Record) -> None:
    one = opened(record)
    step(record, one, "investigation", "2026-01-10")
    with pytest.raises(Conflict) as asked:
        step(record, one, "closing", "2026-02-01")
    assert asked.value.values["ask"] is True
    step(record, one, "closing", "2026-02-01", anyway=True, note="经调查不构成闲置")
    assert case(record, OFFICER, one).next is None


def test_a_recorded_step_is_corrected_only_when_confirmed(record: Record) -> None:
    one = opened(record)
    step(record, one, "investigation", "2026-01-10")
    with pytest.raises(Conflict, match="recorded already"):
        step(record, one, "investigation", "2026-01-11")
    step(record, one, "investigation", "2026-01-11", anyway=True)


@pytest.mark.parametrize(
    ("on", "more", "field"),
    [("2026-01-01", {}, "on"), ("2027-01-01", {}, "on"), ("bad", {}, "on"),
     ("2026-02-01", {"received_on": "2026-01-31"}, "received_on"),
     ("2026-02-01", {"number": " "}, "number")],
)  # fmt: skip
def test_what_is_wrong_is_told_by_its_item(
    record: Record, on: str, more: dict[str, Any], field: str
) -> None:
    one = opened(record)
    step(record, one, "investigation", "2026-01-10")
    with pytest.raises(BadValue) as refused:
        step(record, one, "determination", on, **more)
    assert refused.value.values["field"] == field


def test_a_parcel_has_one_open_case(record: Record) -> None:
    one = opened(record)
    with pytest.raises(Conflict, match=one):
        opened(record)


def test_a_case_needs_a_parcel_that_is_there(record: Record) -> None:
    with pytest.raises(BadValue) as refused:
        opened(record, parcel="T-999")
    assert refused.value.values["field"] == "parcel"


def test_a_step_at_an_old_version_is_refused(record: Record) -> None:
    one = opened(record)
    step(record, one, "investigation", "2026-01-10")
    items = {"number": "1", "on": "2026-02-01"}
    with pytest.raises(StaleVersion):
        take_step(record, OFFICER, StepTaken(one, 1, "determination", items))


def test_undoing_a_determination_takes_the_parcel_back_too(record: Record) -> None:
    one = opened(record)
    step(record, one, "investigation", "2026-01-10")
    undo(record, OFFICER, step(record, one, "determination", "2026-02-01"), "误录")
    assert "stock_kind" not in parcel(record, OFFICER, "T-001").state
    assert case(record, OFFICER, one).next == STEPS["determination"]


def test_staff_read_cases_and_the_public_does_not(record: Record) -> None:
    one = opened(record)
    assert [view.id for view in cases(record, LEADER)] == [one]
    with pytest.raises(SignInNeeded):
        cases(record, PUBLIC_ACTOR)
    with pytest.raises(NotFound):
        case(record, PUBLIC_ACTOR, one)


def test_a_letter_is_filled_from_the_record(record: Record) -> None:
    one = opened(record)
    step(record, one, "investigation", "2026-01-10")
    name, data = letter(record, OFFICER, one, "investigation")
    said = texts(data)
    assert name == f"{one}-闲置土地调查通知书.docx"
    assert "T-001" in said and "2026年1月10日" in said and "{{" not in said


def test_a_letter_has_the_look_of_an_official_paper(record: Record) -> None:
    _, data = letter(record, OFFICER, opened(record), "determination")
    made = Document(BytesIO(data))
    title, text = made.paragraphs[0].runs[0], made.paragraphs[2]
    assert (title.font.name, title.font.size) == ("方正小标宋简体", Pt(22))
    assert (text.runs[0].font.size, text.paragraph_format.line_spacing) == (Pt(16), Pt(28))


def own_template(record: Record, *runs: str) -> None:
    made = Document()
    paragraph = made.add_paragraph()
    for run in runs:
        paragraph.add_run(run)
    folder = record.folder / FOLDER
    folder.mkdir()
    made.save(str(folder / "investigation.docx"))


def test_an_own_template_takes_the_place_even_where_word_cut_it(record: Record) -> None:
    own_template(record, "致：{{地块", "编号}}（{{案件编号}}）")
    one = opened(record)
    assert texts(letter(record, OFFICER, one, "investigation")[1]) == f"致：T-001（{one}）"


def test_a_place_that_is_not_known_is_named(record: Record) -> None:
    own_template(record, "{{地块号}}")
    with pytest.raises(BadValue, match="地块号"):
        letter(record, OFFICER, opened(record), "investigation")


def test_a_template_that_is_no_word_file_is_refused(record: Record) -> None:
    (record.folder / FOLDER).mkdir()
    (record.folder / FOLDER / "plan.docx").write_text("plain")
    with pytest.raises(BadFile, match=r"plan\.docx"):
        letter(record, OFFICER, opened(record), "plan")


def test_text_of_the_record_is_never_taken_for_a_place(record: Record) -> None:
    one = opened(record, responsible_unit="{{文号}}\x07")
    assert "{{文号}}" in texts(letter(record, OFFICER, one, "investigation")[1])


def test_a_neutral_template_keeps_its_places(record: Record) -> None:
    del record
    assert "{{坐落}}" in texts(neutral_template(OFFICER, "determination")[1])
    with pytest.raises(NotFound):
        neutral_template(OFFICER, "closing")
