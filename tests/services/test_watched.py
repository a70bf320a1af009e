"""What is watched: land through splits, campaigns that slip and come back, late stages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from parkmap.errors import BadValue, SignInNeeded
from parkmap.land.reminders import Condition, reminders_of
from parkmap.services import reminding
from parkmap.services.campaigns import amend_campaign, campaign, close_campaign, enter_campaign
from parkmap.services.projects import amend_project, enter_project, project
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.watched import now_so
from parkmap.store import reminders
from parkmap.store.reminders import StoredReminder
from tests.small import LEADER, NOW, OFFICER, TODAY, begin, copied, marked, write_land
from tests.structures import cut_up

PLANT = {"name_zh": "显示模组", "stage": "signed", "investment_wan": 32_000,
         "strategic_emerging": True, "parcels": ["T-002"], "signed_on": "2026-01-05",
         "started_planned_on": "2026-06-29"}  # fmt: skip
GOAL: dict[str, Any] = {
    "name_zh": "百亩攻坚", "goal_mu": 100, "starts_on": "2026-06-01", "deadline_on": "2026-06-20",
    "parks": ["P1"], "counts": "revitalized",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin(write_land(tmp_path_factory.mktemp("made") / "land", [{"park": "P1"}] * 3))


@pytest.fixture
def land(made: Path, tmp_path: Path) -> Iterator[Record]:
    with copied(made, tmp_path / "land") as record:
        yield record


def held(record: Record, kind: str) -> list[Condition]:
    return [one for one in now_so(record, LEADER) if one.kind == kind]


def told(record: Record) -> list[StoredReminder]:
    with record.store.read() as connection:
        return reminders.latest(connection, record.zone_id, 50)


def later(record: Record, days: int) -> Record:
    return replace(record, clock=lambda: NOW + timedelta(days=days))


def test_the_years_are_those_of_the_workspace(made: Path, tmp_path: Path) -> None:
    with copied(made, tmp_path / "land", "[reminders]\nidle_years = [1, 3]\n") as record:
        assert {one.detail for one in held(record, "idle")} == {"1"}
        assert {one.detail for one in held(later(record, 700), "idle")} == {"1", "3"}


def test_land_of_a_full_year_is_told_on_its_day_and_not_before(land: Record) -> None:
    marked(land, "in_use", "2025-02-01", "T-001", "T-002", "T-003")
    marked(land, "idle", "2025-07-01", "T-001")
    reminding.look(land)
    assert held(land, "idle") == [] == told(land)
    assert reminding.look(later(land, 1)) == 1
    (one,) = told(land)
    assert (one.about, one.detail, one.since) == ("T-001", "1", "2025-07-01")


def test_the_parts_of_told_land_are_no_news(land: Record) -> None:
    marked(land, "in_use", "2025-02-01", "T-002", "T-003")
    reminding.look(land)
    cut_up(land, "T-001", cut={"parts": 2, "from": "west"})
    assert {one.about for one in held(land, "idle")} == {"T-001-1", "T-001-2"}
    assert reminding.look(land) == 0 and told(land) == []
    assert reminding.look(later(land, 365)) == 2  # two years are news again


def test_land_that_came_back_and_is_idle_again_is_told_again(land: Record) -> None:
    reminding.look(land)
    marked(land, "revitalized", "2025-03-01", "T-001")
    reminding.look(land)
    marked(land, "idle", "2025-04-01", "T-001")
    assert reminding.look(land) == 1 and told(land)[0].since == "2025-04-01"


def test_a_look_without_changes_writes_nothing_twice(land: Record) -> None:
    reminding.look(land)
    enter_project(land, OFFICER, PLANT, "")
    assert [reminding.look(land) for _ in range(3)] == [1, 0, 0]


def test_a_late_stage_is_told_with_its_project_and_parcels(land: Record) -> None:
    reminding.look(land)
    (one,) = enter_project(land, OFFICER, PLANT, "").ids
    reminding.look(land)
    (row,) = told(land)
    assert (row.kind, row.about, row.detail, row.since) == ("project", one, "started", "2026-06-29")
    assert row.told["parcels"] == ["T-002"] and row.told["stage_zh"] == "开工"
    version = project(land, OFFICER, one).version
    amend_project(land, OFFICER, one, version, {"started_on": "2026-06-29"}, "已开工")
    reminding.look(land)
    assert told(land)[0].over_at


def test_a_campaign_that_missed_its_day_is_told_and_that_it_is_back(land: Record) -> None:
    reminding.look(land)
    (one,) = enter_campaign(land, OFFICER, GOAL, "").ids
    assert reminding.look(land) == 1 and told(land)[0].told["missed"]
    marked(land, "revitalized", "2026-06-10", "T-001", "T-002", "T-003")
    version = campaign(land, OFFICER, one).version
    amend_campaign(land, OFFICER, one, version, {"goal_mu": 10}, "调整目标")
    assert reminding.look(land) == 1
    back, slipped = told(land)
    assert (back.detail, slipped.detail, bool(slipped.over_at)) == ("back", "slipped", True)


def test_a_closed_campaign_is_no_reminder(land: Record) -> None:
    (one,) = enter_campaign(land, OFFICER, GOAL, "").ids
    assert [each.about for each in held(land, "campaign")] == [one]
    close_campaign(land, OFFICER, one, campaign(land, OFFICER, one).version, TODAY, "结束")
    assert held(land, "campaign") == []


def test_only_the_staff_sees_what_is_so(land: Record) -> None:
    with pytest.raises(SignInNeeded):
        reminding.page(land, PUBLIC_ACTOR, 10)


@pytest.mark.parametrize(
    "table", [{"idle_years": []}, {"idle_years": [0]}, {"idle_years": ["1"]}, {"hour": 24},
              {"stage_days": 0}, {"enquiry_days": True}],
)  # fmt: skip
def test_a_setting_that_does_not_fit_names_its_key(table: dict[str, Any]) -> None:
    with pytest.raises(BadValue, match=next(iter(table))):
        reminders_of(table)
