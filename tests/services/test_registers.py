"""Registers: who stands in them on a day, what the month changed, out as Excel and in again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from parkmap.errors import BadFile, BadValue, SignInNeeded, StaleVersion, UnsupportedFile
from parkmap.services.cell_by_cell import Change, Incoming
from parkmap.services.noting import Annotation, annotate
from parkmap.services.reading import parcel
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.register_files import compare_file, take_in, workbook
from parkmap.services.register_forms import keep_form
from parkmap.services.registers import view
from tests.small import OFFICER, TODAY, begin, copied, write_land

APRIL = date(2026, 4, 10)


@pytest.fixture(scope="module")
def with_kinds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    each: list[dict[str, Any]] = [
        {"stock_kind": "suspected_idle", "due_on": "2026-05-31", "park": "P1"},
        {"stock_kind": "determined_idle", "cadastral_code": "140403001002GB00015"},
        {"stock_kind": "inefficient"}, {},
    ]  # fmt: skip
    return begin(write_land(tmp_path_factory.mktemp("kinds") / "zone", each))


@pytest.fixture
def land(with_kinds: Path, tmp_path: Path) -> Iterator[Record]:
    with copied(with_kinds, tmp_path / "zone") as found:
        yield found


def note(record: Record, one: str, day: date = TODAY, **fields: Any) -> None:
    versions: dict[str, int | None] = {one: parcel(record, OFFICER, one).version}
    annotate(record, OFFICER, Annotation(versions, fields, day, "核实"))


def edited(data: bytes, **cells: Any) -> BytesIO:
    """The workbook with cells of other values, by address."""
    book = openpyxl.load_workbook(BytesIO(data))
    for place, value in cells.items():
        book.worksheets[0][place] = value
    out = BytesIO()
    book.save(out)
    return BytesIO(out.getvalue())


def compared(record: Record, stream: BytesIO) -> Incoming:
    return compare_file(record, OFFICER, "idle", stream, "台账.xlsx")


def column(data: bytes, header: str) -> str:
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    return next(cell.column_letter for cell in sheet[1] if cell.value == header)


def test_a_register_lists_its_kinds_with_sums_and_their_denominator(land: Record) -> None:
    shown = view(land, OFFICER, "idle")
    assert [one.id for one in shown.rows] == ["T-001", "T-002"]
    assert (shown.sum().parcels, shown.zone.parcels) == (2, 4)


def test_a_register_of_an_earlier_day_is_as_it_was(land: Record) -> None:
    note(land, "T-004", stock_kind="suspected_idle")
    assert [one.id for one in view(land, OFFICER, "idle", APRIL).rows] == ["T-001", "T-002"]
    assert view(land, OFFICER, "idle").sum("new").parcels == 1


def test_the_month_shows_changed_closed_and_left_rows(land: Record) -> None:
    note(land, "T-001", due_on="2026-12-31")
    note(land, "T-002", stock_kind=None)
    shown = view(land, OFFICER, "idle")
    assert shown.rows[0].compared == ("changed", {"due_on": "2026-05-31"})
    assert [one.id for one in shown.left] == ["T-002"]
    note(land, "T-001", closed_on="2026-06-29")
    assert view(land, OFFICER, "idle").sum("closed").parcels == 1


def test_a_parcel_bought_back_stands_in_the_reserve(land: Record) -> None:
    note(land, "T-003", route="reserve")
    assert [one.id for one in view(land, OFFICER, "reserve").rows] == ["T-003"]


def test_the_public_reads_no_register(land: Record) -> None:
    with pytest.raises(SignInNeeded):
        view(land, PUBLIC_ACTOR, "idle")


def test_a_day_to_come_is_refused(land: Record) -> None:
    with pytest.raises(BadValue, match="future"):
        view(land, OFFICER, "idle", date(2027, 1, 1))


def test_what_went_out_comes_in_without_a_difference(land: Record) -> None:
    _, data = workbook(land, OFFICER, "idle")
    found = compared(land, BytesIO(data))
    assert (found.lines, found.equal) == ((), 2)


def test_a_changed_cell_is_shown_and_taken_in_as_one_entry(land: Record) -> None:
    _, data = workbook(land, OFFICER, "idle")
    cells = {f"{column(data, '进展')}2": "已约谈", f"{column(data, '成因')}3": "政府原因"}
    lines = compared(land, edited(data, **cells)).lines
    assert [(one.id, one.cells[0][2:4]) for one in lines] == [
        ("T-001", (None, "已约谈")), ("T-002", (None, "government")),
    ]  # fmt: skip
    chosen = [Change(one.id, one.version, {c.field: c.new for c in one.cells}) for one in lines]
    before = view(land, OFFICER, "idle").seq
    take_in(land, OFFICER, "idle", chosen, TODAY, "月度台账")
    after = view(land, OFFICER, "idle")
    assert (after.seq, after.rows[0].values["progress"]) == (before + 1, "已约谈")
    with pytest.raises(StaleVersion):
        take_in(land, OFFICER, "idle", chosen, TODAY, "再来一次")


def test_a_cell_that_does_not_fit_is_told_with_its_reason(land: Record) -> None:
    _, data = workbook(land, OFFICER, "idle")
    (line,) = compared(land, edited(data, **{f"{column(data, '完成时限')}2": "下月"})).lines
    assert "2026-11-23" in line.cells[0].fault


def test_rows_are_matched_by_cadastral_code_and_by_name(land: Record) -> None:
    keep_form(land, OFFICER, "idle", {"id": "编号", "progress": "进展"})
    book = openpyxl.Workbook()
    for row in (("宗地代码", "名称", "进展"), ("140403001002GB00015", "", "甲"),
                ("", "地块1", "乙"), ("", "没有", "丙")):  # fmt: skip
        book.worksheets[0].append(row)
    out = BytesIO()
    book.save(out)
    lines = compared(land, BytesIO(out.getvalue())).lines
    assert [(one.id, bool(one.fault)) for one in lines] == [
        ("T-002", False), ("T-001", False), ("", True),
    ]  # fmt: skip


def test_the_headers_of_the_form_in_use_are_kept_in_their_order(land: Record) -> None:
    keep_form(land, OFFICER, "idle", {"due_on": "办结时限", "id": "宗地编号"})
    _, data = workbook(land, OFFICER, "idle")
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    assert [cell.value for cell in sheet[1]][:2] == ["办结时限", "宗地编号"]
    assert compared(land, BytesIO(data)).equal == 2
    assert len(keep_form(land, OFFICER, "idle", {}).headers) > 2


def test_a_form_with_a_title_goes_out_and_comes_in_again(land: Record) -> None:
    lines = ["闲置土地处置台账", " ", "=截至{{日期}}"]
    kept = keep_form(land, OFFICER, "idle", {"progress": "进展", "id": "编号"}, lines)
    assert kept.title == ("闲置土地处置台账", "=截至{{日期}}")
    _, data = workbook(land, OFFICER, "idle")
    rows = list(openpyxl.load_workbook(BytesIO(data)).worksheets[0].iter_rows(values_only=True))
    said = f"=截至{TODAY.year}年{TODAY.month}月{TODAY.day}日"
    assert [row[0] for row in rows[:3]] == ["闲置土地处置台账", said, "进展"]
    found = compared(land, edited(data, A4="已约谈"))
    assert ([one.id for one in found.lines], found.equal) == (["T-001"], 1)
    assert keep_form(land, OFFICER, "idle", {"id": "编号"}).title == kept.title
    assert keep_form(land, OFFICER, "idle", {}, []).title == ()
    with pytest.raises(BadValue, match="5"):
        keep_form(land, OFFICER, "idle", {}, ["一"] * 6)


@pytest.mark.parametrize(
    "headers", [{"progress": "进展"}, {"id": "a", "progress": "a"}, {"id": "a", "x": "b"},
                {"id": ""}],
)  # fmt: skip
def test_headers_that_cannot_be_matched_are_refused(land: Record, headers: dict[str, str]) -> None:
    with pytest.raises(BadValue) as refused:
        keep_form(land, OFFICER, "idle", headers)
    assert refused.value.values["field"]


def test_a_text_that_looks_like_a_formula_stays_text(land: Record) -> None:
    note(land, "T-001", progress="=1+1")
    _, data = workbook(land, OFFICER, "idle")
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    assert sheet[f"{column(data, '进展')}2"].data_type == "s"


def test_what_is_no_workbook_is_refused(land: Record) -> None:
    with pytest.raises(UnsupportedFile):
        compared(land, BytesIO(b"parcel,progress\nT-001,x\n"))
    out = BytesIO()
    openpyxl.Workbook().save(out)
    with pytest.raises(BadFile, match="headers"):
        compared(land, BytesIO(out.getvalue()))
