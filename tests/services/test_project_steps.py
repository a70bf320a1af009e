"""Steps of projects: stages, checklists, agency service, parcels that come and go on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from parkmap.errors import BadValue, Forbidden, NotFound, StaleVersion
from parkmap.land.project_land import Site
from parkmap.land.project_steps import tasks_of
from parkmap.services import project_steps as steps
from parkmap.services.enterprises import enter_enterprise
from parkmap.services.project_steps import NEW, Asked
from parkmap.services.project_views import ProjectView, sites_of, sums, view, views
from parkmap.services.projects import amend_project, enter_project
from parkmap.services.record import Record
from parkmap.services.undoing import undo
from tests.small import BEGAN, LEADER, OFFICER, TODAY, begin, copied, write_land

RULES = """
[projects.agency]
source = "试验办法"

[[projects.agency.steps]]
code = "filing"
zh = "备案"
standard_hours = 40
"""
PLANT: dict[str, Any] = {"name_zh": "模组", "stage": "signed", "signed_on": "2025-03-01",
                         "investment_wan": 32_000, "project_kind": "plant"}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin(write_land(tmp_path_factory.mktemp("projects") / "made"))


@pytest.fixture
def record(folder: Path, tmp_path: Path) -> Iterator[Record]:
    with copied(folder, tmp_path / "land", RULES) as found:
        yield found


def enter(record: Record, **changed: Any) -> str:
    return enter_project(record, OFFICER, PLANT | changed, "", on=BEGAN).ids[0]


def now(record: Record, one: str) -> ProjectView:
    return view(record, LEADER, one)


def asked(record: Record, one: str) -> Asked:
    return Asked(one, now(record, one).version)


def move(record: Record, one: str, on: str, *parcels: str, joins: bool = True) -> int:
    ready = asked(record, one)
    done = steps.move_parcels(record, OFFICER, ready, parcels, date.fromisoformat(on), joins=joins)
    return done.seq


def test_a_stage_reached_moves_the_project_on_and_undo_takes_it_back(record: Record) -> None:
    one = enter(record)
    done = steps.take_stage(record, OFFICER, asked(record, one), "started", {"on": "2026-01-08"})
    assert now(record, one).state["stage"] == "started"
    steps.take_stage(record, OFFICER, asked(record, one), "filed", {"on": "2025-04-01"})
    assert now(record, one).standing.stage == "started"
    with pytest.raises(NotFound):
        steps.take_stage(record, OFFICER, asked(record, one), "sold", {"on": "2026-01-08"})
    with pytest.raises(BadValue):
        steps.take_stage(record, OFFICER, asked(record, one), "land", {"on": "2999-01-01"})
    undo(record, OFFICER, done.seq, "误填")
    assert now(record, one).state["stage"] == "signed"


def test_a_day_typed_in_the_form_moves_the_stage_too(record: Record) -> None:
    one = enter(record)
    fields = {"producing_on": "2026-05-01", "halted": "stalled"}
    amend_project(record, OFFICER, one, now(record, one).version, fields, "")
    state = now(record, one).state
    assert (state["stage"], state["halted_on"]) == ("producing", TODAY.isoformat())


def test_a_planned_day_that_passed_makes_it_late_and_first_in_the_list(record: Record) -> None:
    calm, late = enter(record), enter(record, name_zh="迟")
    day = {"planned_on": "2026-06-20"}
    steps.take_stage(record, OFFICER, asked(record, late), "started", day)
    found = views(record, LEADER)
    assert [one.id for one in found] == [late, calm]
    assert (found[0].standing.why, found[0].standing.late_days) == ("late", 10)


def test_the_template_of_its_kind_makes_plan_and_checklist_once(record: Record) -> None:
    one = enter(record)
    steps.take_template(record, OFFICER, asked(record, one))
    tasks = tasks_of(now(record, one).state)
    assert tasks[0].due_on == "2025-03-08"
    assert now(record, one).state["plan"]
    assert not steps.take_template(record, OFFICER, asked(record, one)).written
    assert len(tasks_of(now(record, one).state)) == len(tasks)


def test_a_task_is_added_done_and_taken_off(record: Record) -> None:
    one = enter(record)
    task = {"title": "交付厂房", "post": "用地岗", "due_on": "2026-06-01"}
    steps.put_task(record, OFFICER, asked(record, one), NEW, task)
    assert now(record, one).standing.why == "tasks"
    steps.put_task(record, OFFICER, asked(record, one), "task_01", {"done_on": "2026-06-10"})
    assert tasks_of(now(record, one).state)[0].post == "用地岗"
    assert now(record, one).standing.why == "unplanned"
    steps.drop_task(record, OFFICER, asked(record, one), "task_01")
    assert tasks_of(now(record, one).state) == []
    with pytest.raises(NotFound):
        steps.drop_task(record, OFFICER, asked(record, one), "task_01")


def test_an_agency_step_keeps_the_standard_of_its_day_with_its_document(record: Record) -> None:
    one = enter(record, agency_service=True)
    step = {"hours": 6, "done_on": "2025-04-01"}
    steps.take_agency(record, OFFICER, asked(record, one), "filing", step)
    kept = now(record, one).state["agency_step_filing"]
    assert (kept["standard_hours"], kept["source"]) == (40, "试验办法")
    assert sums(record, LEADER).approval.share == 0.85
    other = enter(record, name_zh="无代办")
    with pytest.raises(BadValue) as refused:
        steps.take_agency(record, OFFICER, asked(record, other), "filing", step)
    assert refused.value.values["field"] == "agency_service"


def test_parcels_come_and_go_on_their_days(record: Record) -> None:
    one = enter(record)
    move(record, one, "2025-06-01", "T-001", "T-002")
    move(record, one, "2026-02-01", "T-001", joins=False)
    assert sites_of(record, LEADER, [one])[one] == [
        Site("T-002", "2025-06-01"), Site("T-001", "2025-06-01", "2026-02-01"),
    ]  # fmt: skip
    land = [sums(record, LEADER, date.fromisoformat(on)).land.parcels
            for on in ("2025-05-31", "2025-06-01", "2026-06-30")]  # fmt: skip
    assert land == [(), ("T-001", "T-002"), ("T-002",)]


def test_a_parcel_that_came_earlier_is_there_on_later_days_too(record: Record) -> None:
    one = enter(record)
    move(record, one, "2025-06-01", "T-001")
    seq = move(record, one, "2025-04-01", "T-002")
    assert now(record, one).state["parcels"] == ["T-001", "T-002"]
    assert sites_of(record, LEADER, [one])[one][0] == Site("T-002", "2025-04-01")
    undo(record, OFFICER, seq, "误填")
    assert now(record, one).state["parcels"] == ["T-001"]


@pytest.mark.parametrize(
    ("on", "parcel", "joins"),
    [("2025-07-01", "T-001", True), ("2025-05-01", "T-001", False), ("2025-07-01", "T-999", True),
     ("2024-12-31", "T-002", True), ("2999-01-01", "T-002", True)],
)  # fmt: skip
def test_parcels_that_cannot_come_or_go_are_refused(
    record: Record, on: str, parcel: str, *, joins: bool
) -> None:
    one = enter(record)
    move(record, one, "2025-06-01", "T-001")
    with pytest.raises(BadValue):
        move(record, one, on, parcel, joins=joins)


def test_an_investor_of_the_register_is_tied_by_name(record: Record) -> None:
    firm = enter_enterprise(record, OFFICER, {"name": "甲公司"}, "").ids[0]
    one = enter(record, investor="甲公司")
    assert now(record, one).state["enterprise"] == firm
    amend_project(record, OFFICER, one, now(record, one).version, {"investor": "乙公司"}, "")
    assert "enterprise" not in now(record, one).state


def test_a_leader_changes_nothing_and_a_stale_version_is_refused(record: Record) -> None:
    one = enter(record)
    with pytest.raises(Forbidden):
        steps.take_template(record, LEADER, asked(record, one))
    seen = asked(record, one)
    steps.take_stage(record, OFFICER, seen, "filed", {"on": "2025-04-01"})
    with pytest.raises(StaleVersion):
        steps.take_stage(record, OFFICER, seen, "land", {"on": "2025-05-01"})
