"""Projects: entered with the parcels they take, in the order in which they need care."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parkmap.errors import BadValue, Forbidden, SignInNeeded
from parkmap.services.project_views import sums
from parkmap.services.projects import amend_project, enter_project, project, projects
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.undoing import undo
from parkmap.web.project_words import yi
from tests.small import LEADER, OFFICER, begin, copied, write_land

PLANT = {"name_zh": "显示模组", "stage": "signed", "investment_wan": 32_000,
         "strategic_emerging": True, "parcels": ["T-001", "T-002"]}  # fmt: skip


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with copied(begin(write_land(tmp_path / "made")), tmp_path / "land") as found:
        yield found


def enter(record: Record, **changed: object) -> str:
    (one,) = enter_project(record, OFFICER, PLANT | changed, "").ids
    return one


def test_a_parcel_tells_its_projects_and_undo_takes_them_off(record: Record) -> None:
    one = enter(record)
    assert [found.id for found in projects(record, LEADER, "T-002")] == [one] == ["PJ-0001"]
    assert projects(record, LEADER, "T-003") == []
    version = project(record, OFFICER, one).version
    done = amend_project(record, OFFICER, one, version, {"parcels": ["T-003"]}, "改址")
    assert projects(record, LEADER, "T-002") == []
    undo(record, OFFICER, done.seq, "误填")
    assert [found.id for found in projects(record, LEADER, "T-002")] == [one]


def test_stalled_ones_come_first_and_ended_ones_last(record: Record) -> None:
    ended = enter(record, name_zh="甲", halted="ended")
    late = enter(record, name_zh="乙", stage="started")
    early, stalled = enter(record), enter(record, name_zh="丙", halted="stalled")
    assert [one.id for one in projects(record, LEADER)] == [stalled, early, late, ended]


@pytest.mark.parametrize(
    ("field", "value"),
    [("name_zh", " "), ("stage", "sold"), ("investment_wan", 0), ("parcels", ["T-999"]),
     ("agency_service", "yes"), ("started_on", "2999-01-01")],
)  # fmt: skip
def test_what_does_not_fit_is_refused_beside_its_field(
    record: Record, field: str, value: object
) -> None:
    with pytest.raises(BadValue) as refused:
        enter(record, **{field: value})
    assert refused.value.values["field"] == field
    assert projects(record, LEADER) == []


def test_a_leader_reads_and_does_not_write_and_the_public_sees_none(record: Record) -> None:
    with pytest.raises(Forbidden):
        enter_project(record, LEADER, PLANT, "")
    with pytest.raises(SignInNeeded):
        projects(record, PUBLIC_ACTOR)


def test_the_demonstration_has_the_published_sums_in_its_records(demo: Record) -> None:
    found = sums(demo, LEADER)
    signed = next(one for one in found.years if one.year == 2025)
    assert (found.all.count, yi(found.all.wan)) == (104, "228.00")
    assert (signed.signed.count, yi(signed.signed.wan)) == (62, "109.00")
    assert (signed.by_number or 0) > 0.65 < (signed.by_money or 0)
    assert found.agency.count == 56
