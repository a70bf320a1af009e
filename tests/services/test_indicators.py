"""Economic indicators: entered, taken in from Excel as one entry, per mu of land in use."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from parkmap.errors import BadValue, Conflict, Forbidden, SignInNeeded
from parkmap.services.cell_by_cell import Change, Incoming
from parkmap.services.indicator_files import compare_indicators, take_indicators, workbook
from parkmap.services.indicators import (
    amend_indicator,
    enter_figure,
    enter_indicator,
    history,
    indicator,
    indicators,
)
from parkmap.services.record import PUBLIC_ACTOR, Record
from tests.small import LEADER, OFFICER, TODAY, count, marked

ADDED = {"name_zh": "规上工业增加值", "unit": "亿元", "period": "year", "per_mu": True}


def entered(record: Record, **more: Any) -> str:
    return enter_indicator(record, OFFICER, ADDED | more, "").ids[0]


def figure(record: Record, one: str, period: str, **fields: Any) -> None:
    version = indicator(record, OFFICER, one).version
    whole = {"period": period, "source": "统计公报"} | fields
    enter_figure(record, OFFICER, one, version, whole, "")


def book(*rows: tuple[Any, ...]) -> BytesIO:
    made = openpyxl.Workbook()
    for row in (("指标名称", "期间", "数值", "目标", "来源文件"), *rows):
        made.worksheets[0].append(row)
    out = BytesIO()
    made.save(out)
    return BytesIO(out.getvalue())


def chosen(found: Incoming) -> list[Change]:
    return [
        Change(line.id, line.version, {cell.field: cell.new for cell in line.cells})
        for line in found.lines if not line.fault
    ]  # fmt: skip


def test_growth_follows_from_both_years(record: Record) -> None:
    one = entered(record)
    figure(record, one, "2025", value=90.71, target=100)
    assert indicator(record, LEADER, one).told[0].reading.growth is None
    figure(record, one, "2024", value=78.2)
    (now, before) = indicator(record, LEADER, one).told
    assert (now.reading.growth, now.reading.reached) == (16.0, 90.7)
    assert before.reading.growth is None


def test_per_mu_is_over_the_land_in_use_on_the_last_day(record: Record) -> None:
    marked(record, "under_construction", "2025-02-01", "T-001", "T-002")
    marked(record, "revitalized", "2025-12-31", "T-001")
    marked(record, "revitalized", "2026-01-01", "T-002")
    one = entered(record)
    figure(record, one, "2025", value=2)
    figure(record, one, "2026", value=1)
    running, ended = indicator(record, LEADER, one).told
    assert running.per_mu is None and ended.per_mu is not None
    assert ended.per_mu.land.count == 1 and ended.per_mu.unit == "万元/亩"
    assert ended.per_mu.figure == pytest.approx(20_000 / ended.per_mu.land.mu, rel=1e-3)


def test_nothing_is_told_per_mu_where_it_makes_no_sense_or_there_was_no_land(
    record: Record,
) -> None:
    one, other = entered(record, per_mu=None), entered(record, name_zh="别的")
    figure(record, one, "2025", value=2)
    figure(record, other, "2020", value=2)
    assert all(each.told[0].per_mu is None for each in indicators(record, LEADER))


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"period": "2025Q1", "value": 1}, "period"), ({"period": "2027", "value": 1}, "period"),
     ({"period": "2025", "value": 1, "source": None}, "source"),
     ({"period": "2025", "value": "x"}, "value"), ({"period": None}, "period")],
)  # fmt: skip
def test_what_is_wrong_with_a_figure_is_told_by_its_item(
    record: Record, fields: dict[str, Any], field: str
) -> None:
    one = entered(record)
    with pytest.raises(BadValue) as refused:
        figure(record, one, **fields)
    assert refused.value.values["field"] == field


@pytest.mark.parametrize(
    ("more", "field"),
    [({"goal": 500}, "goal_source"), ({"goal_year": 26}, "goal_year"), ({"unit": ""}, "unit"),
     ({"period": "day"}, "period")],
)  # fmt: skip
def test_what_is_wrong_with_an_indicator_is_told_by_its_item(
    record: Record, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadValue) as refused:
        entered(record, **more)
    assert refused.value.values["field"] == field


def test_a_target_may_lie_ahead_and_a_goal_be_without_a_year(record: Record) -> None:
    one = entered(record, goal=500, goal_source="发展规划")
    figure(record, one, "2027", target=120)
    figure(record, one, "2025", value=100)
    found = indicator(record, LEADER, one)
    assert found.goal_reached == 20.0 and found.latest is found.told[1]


def test_a_name_stands_once_for_each_kind_of_period(record: Record) -> None:
    one = entered(record)
    entered(record, period="month")
    with pytest.raises(Conflict):
        entered(record)
    figure(record, one, "2025", value=1)
    version = indicator(record, OFFICER, one).version
    with pytest.raises(BadValue):
        amend_indicator(record, OFFICER, one, version, {"period": "quarter"}, "改")


def test_rows_of_a_workbook_become_one_entry_and_refused_ones_are_told(record: Record) -> None:
    one, month = entered(record), entered(record, period="month")
    found = compare_indicators(record, OFFICER, book(
        ("规上工业增加值", 2025, 90.71, 100, "公报"),
        ("规上工业增加值", "2024", "78.2", "", "公报"),
        ("规上工业增加值", "2025-03", 8, "", "快报"), ("没有的", 2025, 1, "", "公报"),
        ("规上工业增加值", "2025Q1", 1, "", "公报"), ("规上工业增加值", 2023, 1, "", ""),
        ("规上工业增加值", 2022, "很多", "", "公报"),
    ), "a.xlsx")  # fmt: skip
    assert [bool(line.fault) for line in found.lines] == [False] * 3 + [True] * 3 + [False]
    assert found.lines[2].id == f"{month}:2025-03"
    before = count(record, "entry")
    take_indicators(record, OFFICER, chosen(found)[:3], TODAY, "年报")
    assert count(record, "entry") == before + 1
    assert indicator(record, LEADER, one).told[0].reading.growth == 16.0


def test_what_was_exported_comes_back_without_a_difference(record: Record) -> None:
    one = entered(record)
    figure(record, one, "2025", value=90.71, target=100)
    _, data = workbook(record, LEADER)
    found = compare_indicators(record, OFFICER, BytesIO(data), "a.xlsx")
    assert (found.lines, found.equal, found.ignored) == ((), 1, ())
    _, form = workbook(record, LEADER, form=True)
    assert compare_indicators(record, OFFICER, BytesIO(form), "b.xlsx").lines[0].fault


def test_the_history_tells_who_changed_what(record: Record) -> None:
    one = entered(record)
    figure(record, one, "2025", value=90)
    figure(record, one, "2025", value=90.71)
    latest, *_ = history(record, LEADER, one)
    assert [(each.field, each.old, each.new) for each in latest.changes] == [
        ("value_2025", 90, 90.71)
    ]
    assert latest.actor == OFFICER.id


def test_leaders_read_and_change_nothing_and_the_public_knows_of_none(record: Record) -> None:
    one = entered(record)
    with pytest.raises(Forbidden):
        enter_figure(record, LEADER, one, None, {"period": "2025"}, "")
    for ask in (indicators, workbook):
        with pytest.raises(SignInNeeded):
            ask(record, PUBLIC_ACTOR)
