"""Projects as a workbook: all columns out, a preview row by row, one entry in."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from parkmap.errors import BadValue
from parkmap.services.cell_by_cell import Change, Line
from parkmap.services.project_files import compare_projects, take_projects, workbook
from parkmap.services.project_views import views
from parkmap.services.projects import enter_project
from parkmap.services.record import Record
from tests.services.test_enterprises import book
from tests.small import LEADER, OFFICER, TODAY, begin, copied, count, write_land

HEAD = ("项目编号", "项目名称", "当前阶段", "计划总投资（万元）", "全代办", "签约日期", "地块")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin(write_land(tmp_path_factory.mktemp("files") / "made"))


@pytest.fixture
def record(folder: Path, tmp_path: Path) -> Iterator[Record]:
    with copied(folder, tmp_path / "land") as found:
        fields = {"name_zh": "模组", "stage": "signed", "investment_wan": 32_000,
                  "parcels": ["T-001"], "agency_service": True}  # fmt: skip
        enter_project(found, OFFICER, fields, "")
        yield found


def lines(record: Record, *rows: tuple[Any, ...]) -> list[Line]:
    return list(compare_projects(record, OFFICER, book(HEAD, *rows), "x.xlsx").lines)


def changes(found: list[Line]) -> list[Change]:
    return [Change(one.id, one.version, {cell.field: cell.new for cell in one.cells})
            for one in found]  # fmt: skip


def test_the_workbook_has_every_column_and_comes_back_unchanged(record: Record) -> None:
    name, data = workbook(record, LEADER, lambda one: one.why)
    sheet = openpyxl.load_workbook(BytesIO(data))
    head = [cell.value for cell in sheet["招商项目"][1]]
    assert name == f"招商项目-{TODAY}.xlsx"
    assert {"项目编号", "停滞/终止", "开工计划日期", "开工日期", "占地（亩）", "卡点"} <= set(head)
    assert sheet["用地"]["B2"].value == "T-001"
    again = compare_projects(record, OFFICER, BytesIO(data), name)
    assert (again.lines, again.equal, again.ignored) == ((), 1, ())


def test_rows_that_differ_and_new_ones_are_written_as_one_entry(record: Record) -> None:
    found = lines(record, ("PJ-0001", "模组", "开工", 40_000, "否", "2025-03-01", "T-001、T-002"),
                  (None, "电芯", "签约", 9_000, "是", "2026年1月5日", None))  # fmt: skip
    assert [(one.id, one.name, one.fault) for one in found] == [("PJ-0001", "模组", ""),
                                                              ("", "电芯", "")]  # fmt: skip
    entries = count(record, "entry")
    take_projects(record, OFFICER, changes(found), TODAY, "月报")
    assert count(record, "entry") == entries + 1
    held = {one.id: one.state for one in views(record, LEADER)}
    assert held["PJ-0001"]["parcels"] == ["T-001", "T-002"]
    assert held["PJ-0001"]["stage"] == "started"
    assert held["PJ-0002"]["signed_on"] == "2026-01-05"


@pytest.mark.parametrize(
    ("row", "said"),
    [(("PJ-9999", "无", "签约"), "PJ-9999"), ((None, "电芯", None), "当前阶段")],
)
def test_a_row_that_cannot_be_taken_says_why(
    record: Record, row: tuple[Any, ...], said: str
) -> None:
    (found,) = lines(record, row)
    assert said in found.fault


def test_a_cell_that_does_not_fit_is_told_beside_its_header(record: Record) -> None:
    (found,) = lines(record, ("PJ-0001", "模组", "卖掉", "很多", "是", None, None))
    assert [(cell.field, bool(cell.fault)) for cell in found.cells] == [
        ("stage", True), ("investment_wan", True),
    ]  # fmt: skip


def test_what_is_refused_when_confirming_names_its_row_and_writes_nothing(record: Record) -> None:
    entries = count(record, "entry")
    wrong = [Change("PJ-0001", 1, {"parcels": ["T-999"]})]
    with pytest.raises(BadValue, match="PJ-0001"):
        take_projects(record, OFFICER, wrong, TODAY, "月报")
    twice = [Change("", None, {"name_zh": "电芯", "stage": "signed"})] * 2
    with pytest.raises(BadValue):
        take_projects(record, OFFICER, twice, TODAY, "月报")
    assert count(record, "entry") == entries
