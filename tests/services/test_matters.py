"""Supervised matters and the checklist of inefficient land."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from parkmap.errors import BadValue, Forbidden, SignInNeeded
from parkmap.land.matters import CRITERION, MATTER
from parkmap.land.supervision import Asked
from parkmap.services.filing import keep
from parkmap.services.matters import amend, asked_for, criteria, enter, matters, sums, tied_to
from parkmap.services.projects import enter_project
from parkmap.services.record import PUBLIC_ACTOR, Record
from tests.sheaf import PDF
from tests.small import LEADER, OFFICER

FIELDS = {"title": "T-001 复工", "light": "red", "responsible_unit": "招商一岗",
          "due_on": "2026-07-31", "minutes_number": "〔2026〕3号",
          "parcels": ["T-001"]}  # fmt: skip


def entered(record: Record, **more: Any) -> str:
    return enter(record, OFFICER, MATTER, FIELDS | more, "会议确定").ids[0]


def test_a_matter_is_closed_with_a_paper_and_not_ahead(record: Record) -> None:
    one = entered(record)
    for day, field in (("2026-06-29", "closing_number"), ("2026-07-01", "closed_on")):
        with pytest.raises(BadValue) as refused:
            amend(record, OFFICER, MATTER, one, 1, {"closed_on": day}, "办结")
        assert refused.value.values["field"] == field


def test_papers_from_its_entry_do_not_close_a_matter(record: Record) -> None:
    paper = keep(record, OFFICER, BytesIO(PDF), "纪要.pdf").sha256
    shown = enter(record, OFFICER, MATTER, FIELDS, "会议确定", papers=[paper])
    version = next(one.version for one in matters(record, OFFICER))
    closing = {"closed_on": "2026-06-29"}
    with pytest.raises(BadValue):
        amend(record, OFFICER, MATTER, shown.ids[0], version, closing, "办结")
    amend(record, OFFICER, MATTER, shown.ids[0], version, closing, "办结", papers=[paper])
    assert matters(record, OFFICER)[0].state["closed_on"] == "2026-06-29"


def test_a_matter_is_found_by_what_it_is_tied_to(record: Record) -> None:
    enter_project(record, OFFICER, {"name_zh": "甲项目", "stage": "signed"}, "签约")
    by_parcel, other = entered(record, projects=["PJ-0001"]), entered(record, parcels=["T-002"])
    assert [one.id for one in tied_to(record, LEADER, "parcel", "T-001")] == [by_parcel]
    assert [one.id for one in tied_to(record, LEADER, "project", "PJ-0001")] == [by_parcel]
    assert [one.id for one in asked_for(record, LEADER, Asked(tied=("parcel", "T-002")))] == [other]
    assert tied_to(record, PUBLIC_ACTOR, "parcel", "T-001") == []


def test_the_sums_tell_who_is_responsible(record: Record) -> None:
    entered(record, responsible_leader="分管副主任", due_on="2026-06-01")
    entered(record, light="green")
    found = sums(record, LEADER)
    assert (found.whole.open, found.whole.lights["red"], found.whole.overdue) == (2, 1, 1)
    assert [(one.name, one.overdue) for one in found.leaders] == [("分管副主任", 1), ("", 0)]


def test_open_matters_come_by_light_and_due_date(record: Record) -> None:
    green = entered(record, light="green", due_on="2026-07-01")
    later, sooner = entered(record), entered(record, due_on="2026-07-02")
    assert [one.id for one in matters(record, LEADER)] == [sooner, later, green]


def test_a_closed_matter_comes_last(record: Record) -> None:
    first, second = entered(record), entered(record)
    version = next(one.version for one in matters(record, OFFICER) if one.id == first)
    closed = {"closed_on": "2026-06-29", "closing_number": "〔2026〕9号"}
    amend(record, OFFICER, MATTER, first, version, closed, "办结")
    assert [one.id for one in matters(record, OFFICER)] == [second, first]


@pytest.mark.parametrize(
    ("more", "field"),
    [({"title": ""}, "title"), ({"light": "blue"}, "light"), ({"due_on": "soon"}, "due_on"),
     ({"parcels": ["T-999"]}, "parcels"), ({"cases": ["XZ-0001"]}, "cases"), ({"x": 1}, "x"),
     ({"projects": ["PJ-9"]}, "projects"), ({"campaigns": ["2020"]}, "campaigns")],
)  # fmt: skip
def test_what_is_wrong_is_told_by_its_item(
    record: Record, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadValue) as refused:
        entered(record, **more)
    assert refused.value.values["field"] == field


def test_a_leader_reads_matters_and_changes_none(record: Record) -> None:
    with pytest.raises(Forbidden):
        enter(record, LEADER, MATTER, FIELDS, "")
    with pytest.raises(SignInNeeded):
        matters(record, PUBLIC_ACTOR)


def test_a_checklist_belongs_to_its_parcel(record: Record) -> None:
    for parcel in ("T-002", "T-001"):
        fields = {"parcel": parcel, "criterion": "亩均税收低于本地标准", "met": "open"}
        enter(record, OFFICER, CRITERION, fields, "")
    assert [one.state["parcel"] for one in criteria(record, OFFICER)] == ["T-001", "T-002"]
    assert len(criteria(record, OFFICER, "T-002")) == 1
