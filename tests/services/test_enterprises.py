"""Enterprises: entered, tied to parcels, figures from Excel, grades by the zone's own rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from parkmap.errors import BadValue, Conflict, SignInNeeded
from parkmap.land.enterprises import check_sign
from parkmap.land.grading import grading_of
from parkmap.services.cell_by_cell import Change
from parkmap.services.enterprises import (
    amend_use,
    enter_enterprise,
    enter_use,
    enterprise,
    enterprises,
    of_parcel,
)
from parkmap.services.holders import take_holders
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.yearly_figures import compare_figures, take_figures
from tests.small import OFFICER, TODAY, begin, copied, write_land

CODE = "91350100M000100Y43"
RULES = """
[grading]
source = "试验办法"
weights = { tax_per_mu = 1, rd_share = 1 }
full = { tax_per_mu = 10, rd_share = 5 }
marks = { A = 80, B = 60, C = 40 }

[[grading.vetoes]]
what = "tax_wan"
below = 1
grade = "D"
reason = "税收不足"
"""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    each = [{"holder": "甲公司", "holder_code": CODE}, {"holder": "甲公司"},
            {"holder": "乙公司", "holder_code": "91140400XXXXXX0001"}, {}]  # fmt: skip
    return begin(write_land(tmp_path_factory.mktemp("held") / "zone", each))


@pytest.fixture
def land(held: Path, tmp_path: Path) -> Iterator[Record]:
    with copied(held, tmp_path / "zone", RULES) as found:
        yield found


def firm(record: Record, **fields: Any) -> str:
    made = enter_enterprise(record, OFFICER, {"name": "丙公司"} | fields, "")
    return made.ids[0]


def book(*rows: tuple[Any, ...]) -> BytesIO:
    made = openpyxl.Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    out = BytesIO()
    made.save(out)
    return BytesIO(out.getvalue())


def with_figures(record: Record, one: str, **figures: float) -> None:
    version = enterprise(record, OFFICER, one).version
    take_figures(record, OFFICER, 2025, [Change(one, version, figures)], TODAY, "年报")


def test_the_holders_of_parcels_become_enterprises_once(land: Record) -> None:
    done = take_holders(land, OFFICER, "建档")
    rows = enterprises(land, OFFICER, 2025)
    assert len(done.ids) == 2
    assert {one.state["name"]: one.state.get("code") for one in rows} == {
        "甲公司": CODE, "乙公司": None,
    }  # fmt: skip
    assert [len(one.uses) for one in rows if one.state["name"] == "甲公司"] == [2]
    with pytest.raises(Conflict):
        take_holders(land, OFFICER, "再来")


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"code": "91350100M000100Y44"}, "code"), ({"code": "1234"}, "code"), ({"name": ""}, "name")],
)
def test_what_is_wrong_is_told_by_its_item(
    land: Record, fields: dict[str, str], field: str
) -> None:
    with pytest.raises(BadValue) as refused:
        firm(land, **fields)
    assert refused.value.values["field"] == field


def test_the_check_sign_is_that_of_the_standard() -> None:
    assert check_sign(CODE[:17]) == CODE[17]


def test_a_name_is_entered_once(land: Record) -> None:
    firm(land)
    with pytest.raises(Conflict) as refused:
        firm(land)
    assert refused.value.values["field"] == "name"


def test_a_parcel_has_several_enterprises_and_they_several_parcels(land: Record) -> None:
    first, second = firm(land), firm(land, name="丁公司")
    for one, parcel in ((first, "T-001"), (first, "T-002"), (second, "T-001")):
        enter_use(land, OFFICER, one, {"parcel": parcel, "from_on": "2025-01-01"}, "")
    assert [one.id for one in of_parcel(land, OFFICER, "T-001")] == [first, second]
    assert len(enterprise(land, OFFICER, first).uses) == 2


def test_a_use_counts_with_its_own_area_as_long_as_it_lasts(land: Record) -> None:
    one = firm(land)
    fields = {"parcel": "T-001", "building": "3号厂房", "area_m2": 2000, "from_on": "2024-01-01"}
    enter_use(land, OFFICER, one, fields, "")
    assert enterprises(land, OFFICER, 2025)[0].years[0].mu == 3.0
    (use,) = enterprise(land, OFFICER, one).uses
    amend_use(land, OFFICER, use.id, use.version, {"until_on": "2025-06-30"}, "退租")
    assert enterprises(land, OFFICER, 2025)[0].years[0].mu == 0.0
    with pytest.raises(BadValue):
        amend_use(land, OFFICER, use.id, use.version, {"until_on": "2020-06-30"}, "误")


def test_figures_come_in_from_excel_cell_by_cell(land: Record) -> None:
    one = firm(land, code=CODE)
    stream = book(("某局报表",), ("统一社会信用代码", "单位名称", "税收", "产值（万元）"),
                  (CODE, "", "1,200", "很多"), ("", "没有", 5, 6))  # fmt: skip
    found = compare_figures(land, OFFICER, 2025, stream, "税收.xlsx")
    line, unknown = found.lines
    assert (line.id, [(cell.field, cell.new, bool(cell.fault)) for cell in line.cells]) == (
        one, [("tax_wan", 1200, False), ("output_wan", "很多", True)],
    )  # fmt: skip
    assert unknown.fault
    with_figures(land, one, tax_wan=1200)
    assert enterprise(land, OFFICER, one).years[0].figures["tax_wan"] == 1200


def test_a_grade_shows_what_it_came_from(land: Record) -> None:
    one = firm(land)
    enter_use(land, OFFICER, one,
              {"parcel": "T-001", "area_m2": 6666.67, "from_on": "2024-01-01"}, "")  # fmt: skip
    with_figures(land, one, tax_wan=60, output_wan=1000, rd_wan=80)
    grade = enterprise(land, OFFICER, one).years[0].grade
    assert grade is not None
    assert (grade.grade, round(grade.score or 0)) == ("A", 80)
    assert [round(part.value or 0, 2) for part in grade.parts] == [6.0, 8.0]


def test_a_veto_sets_the_grade_and_a_missing_figure_leaves_none(land: Record) -> None:
    one = firm(land)
    with_figures(land, one, tax_wan=0.5)
    grade = enterprise(land, OFFICER, one).years[0].grade
    assert grade is not None and (grade.grade, grade.score) == ("D", None)
    with_figures(land, one, tax_wan=50)
    grade = enterprise(land, OFFICER, one).years[0].grade
    assert grade is not None and (grade.grade, grade.vetoes) == ("", ())


def test_without_rules_there_is_no_grade(record: Record) -> None:
    with_figures(record, firm(record), tax_wan=5)
    assert enterprises(record, OFFICER, 2025)[0].years[0].grade is None


@pytest.mark.parametrize(
    "table",
    [{"weights": {"luck": 1}}, {"weights": {"tax_per_mu": 1}},
     {"weights": {"tax_per_mu": 1}, "full": {"tax_per_mu": 1}, "marks": {"A": 1, "B": 2, "C": 0}},
     {"weights": "x"}, {"weights": {}, "marks": {"A": 3, "B": 2, "C": 1}}],
)  # fmt: skip
def test_rules_that_do_not_hold_are_refused(table: dict[str, Any]) -> None:
    with pytest.raises(BadValue, match="grading"):
        grading_of(table)


def test_a_year_to_come_is_refused(land: Record) -> None:
    with pytest.raises(BadValue):
        enterprises(land, OFFICER, date.max.year)


def test_the_public_knows_of_none(land: Record) -> None:
    with pytest.raises(SignInNeeded):
        enterprises(land, PUBLIC_ACTOR, 2025)
