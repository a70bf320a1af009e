"""Campaigns: a parcel counts once, through splits; what is closed keeps its figures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from parkmap.errors import BadValue, Conflict, Forbidden, NotFound, SignInNeeded
from parkmap.services.campaign_next import candidates
from parkmap.services.campaign_standing import Standing
from parkmap.services.campaigns import (
    amend_campaign,
    campaign,
    close_campaign,
    enter_campaign,
    standing,
    standings,
)
from parkmap.services.marking import Mark, mark
from parkmap.services.matters import enter as enter_matter
from parkmap.services.matters import tied_to
from parkmap.services.merging import Merge, merge
from parkmap.services.noting import Annotation, annotate
from parkmap.services.reading import parcel
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.undoing import undo
from tests.land import split, ticking
from tests.small import LEADER, OFFICER, TODAY, marked

FIRST, LAST = date(2026, 6, 1), date(2026, 7, 20)
TERMS: dict[str, Any] = {
    "name_zh": "夏季攻坚", "goal_mu": 40, "starts_on": str(FIRST), "deadline_on": str(LAST),
    "counts": "revitalized",
}  # fmt: skip


def enter(record: Record, **changed: Any) -> str:
    (one,) = enter_campaign(record, OFFICER, TERMS | changed, "").ids
    return one


def told(record: Record, one: str, on: date | None = None) -> Standing:
    return standing(record, LEADER, one, on)


def back(record: Record, parcel_id: str, on: str, route: str | None = None) -> int:
    versions: dict[str, int | None] = {parcel_id: parcel(record, OFFICER, parcel_id).version}
    asked = Mark(versions, "revitalized", date.fromisoformat(on), "竣工", route)
    return mark(record, OFFICER, asked).seq


def close(record: Record, one: str, on: date = TODAY) -> int:
    version = campaign(record, OFFICER, one).version
    return close_campaign(record, OFFICER, one, version, on, "行动结束").seq


def test_a_parcel_that_comes_back_counts_with_its_day_area_and_officer(record: Record) -> None:
    one = enter(record)
    seq = back(record, "T-001", "2026-06-10", "new_project")
    found = told(record, one)
    (row,) = found.rows
    assert (row.counted.on, row.counted.route) == (date(2026, 6, 10), "new_project")
    assert row.by is not None and (row.by.actor, row.by.seq) == (OFFICER.id, seq)
    assert found.done_mu == parcel(record, OFFICER, "T-001").area_mu
    assert round(found.done_mu + found.left_mu, 2) == 40


def test_what_falls_back_does_not_count_and_counts_once_when_it_returns(record: Record) -> None:
    one = enter(record)
    back(record, "T-001", "2026-06-10")
    marked(record, "idle", "2026-06-14", "T-001")
    back(record, "T-001", "2026-06-20")
    days = [date(2026, 6, n) for n in (10, 14, 20)]
    assert [told(record, one, day).count for day in days] == [1, 0, 1]
    fallen = told(record, one, days[1])
    ((part,),) = [fallen.fallen(row) for row in fallen.rows]
    assert (part.status, part.since) == ("idle", days[1])
    assert [row.counted.on for row in told(record, one).rows] == days[:1]


def test_a_split_moves_no_figure_and_half_of_it_may_fall_back(record: Record) -> None:
    one = enter(record, parcels=["T-001"])
    back(record, "T-001", "2026-06-10")
    whole = told(record, one).mu.run.done
    _, halves = split(record, "T-001", "2026-06-15")
    assert told(record, one).mu.run.done == whole and told(record, one).count == 1
    marked(record, "idle", "2026-06-20", halves[0])
    assert told(record, one).mu.run.done in {whole // 2, whole - whole // 2}
    back(record, halves[0], "2026-06-25")
    assert told(record, one).mu.run.done == whole and len(told(record, one).rows) == 1


def test_parts_of_a_parcel_in_scope_count_and_others_do_not(record: Record) -> None:
    one = enter(record, parcels=["T-001"], statuses=["idle"])
    _, halves = split(record, "T-001", "2026-06-15")
    back(record, halves[1], "2026-06-20")
    back(record, "T-002", "2026-06-20")
    assert [row.counted.parcel for row in told(record, one).rows] == [halves[1]]


def test_a_merge_counts_the_chosen_part_of_its_land(record: Record) -> None:
    one = enter(record, parcels=["T-001"])
    _, halves = split(record, "T-001", "2026-06-15")
    versions: dict[str, int | None] = {
        each: parcel(record, OFFICER, each).version for each in halves
    }
    done = merge(record, OFFICER, Merge(versions, halves[0], date(2026, 6, 18), "合并"))
    back(record, done.pieces[0].id, "2026-06-20")
    assert told(record, one).mu.run.done == parcel(record, OFFICER, done.pieces[0].id).area_dm2


def test_land_that_lacks_its_route_is_the_first_candidate(record: Record) -> None:
    one = enter(record, needs=["route"])
    back(record, "T-002", "2026-06-10")
    marked(record, "under_construction", "2026-06-12", "T-003")
    found = told(record, one)
    assert found.count == 0
    ahead = candidates(record, LEADER, found).rows
    assert [(each.id, each.near.code) for each in ahead] == [
        ("T-002", "lacks"), ("T-003", "building"), ("T-001", "idle"), ("T-004", "idle"),
    ]  # fmt: skip
    back(record, "T-002", "2026-06-10", "lease")
    assert told(record, one).count == 1


def test_what_is_built_and_due_comes_before_idle_land(record: Record) -> None:
    one = enter(record)
    marked(record, "under_construction", "2026-06-12", "T-003", "T-004")
    note(record, "T-004", due_on="2026-07-10")
    note(record, "T-002", offer="preparing")
    ahead = candidates(record, LEADER, told(record, one)).rows
    assert [(each.id, each.near.code) for each in ahead] == [
        ("T-004", "due"), ("T-003", "building"), ("T-002", "offer"), ("T-001", "idle"),
    ]  # fmt: skip
    assert ahead[0].near.values["days"] == 10


def note(record: Record, parcel_id: str, **fields: Any) -> None:
    versions: dict[str, int | None] = {parcel_id: parcel(record, OFFICER, parcel_id).version}
    annotate(record, OFFICER, Annotation(versions, fields, date(2026, 6, 20), "补录"))


def test_a_started_parcel_counts_where_that_is_the_rule(record: Record) -> None:
    one = enter(record, counts="started", goal_count=2)
    marked(record, "under_construction", "2026-06-12", "T-003")
    back(record, "T-003", "2026-06-25")
    back(record, "T-001", "2026-06-26")
    found = told(record, one)
    assert [row.counted.parcel for row in found.rows] == ["T-003", "T-001"]
    assert found.parcels is not None and found.parcels.verdict == "reached"
    assert found.mu.verdict == found.verdict == "unknown"


def test_a_closed_campaign_keeps_its_figures_and_names_what_would_differ(record: Record) -> None:
    one = enter(record)
    seq = back(record, "T-001", "2026-06-10")
    back(record, "T-002", "2026-06-11")
    closing = close(record, one)
    kept = told(record, one).done_mu
    undo(record, OFFICER, seq, "误录")
    back(record, "T-003", "2026-06-12")
    back(record, "T-004", str(TODAY))
    found = told(record, one)
    assert found.done_mu == kept and [row.counted.parcel for row in found.rows] == [
        "T-001", "T-002"]  # fmt: skip
    assert found.closing is not None
    changed = {each.parcel: each.now_dm2 - each.kept_dm2 for each in found.closing.differences}
    assert sorted(changed) == ["T-001", "T-003", "T-004"] and changed["T-001"] < 0 < changed[
        "T-003"]  # fmt: skip
    with pytest.raises(Conflict, match="keeps its figures"):
        amend_campaign(record, OFFICER, one, campaign(record, OFFICER, one).version,
                       {"goal_mu": 1}, "")  # fmt: skip
    undo(record, OFFICER, closing, "误结束")
    assert told(record, one).closing is None and told(record, one).done_mu != kept


def test_land_in_two_campaigns_counts_in_each_and_the_overlap_is_told(record: Record) -> None:
    one, other = enter(record), enter(record, name_zh="另一行动", parcels=["T-001", "T-003"])
    back(record, "T-001", "2026-06-10")
    back(record, "T-002", "2026-06-11")
    split(record, "T-001", "2026-06-15")
    found = standings(record, LEADER)
    assert [each.id for each in found.standings] == [one, other]
    assert [each.count for each in found.standings] == [2, 1]
    ((first, second, ids, area),) = [(o.one, o.other, o.parcels, o.area_dm2)
                                     for o in found.overlaps]  # fmt: skip
    assert (first, second, ids) == (one, other, ("T-001-1", "T-001-2"))
    assert area == found.standings[1].mu.run.done


def test_what_was_known_at_a_moment_stays_readable(record: Record) -> None:
    record, _ = ticking(record)
    one = enter(record)
    with pytest.raises(NotFound):
        standing(record, LEADER, one, known_at=record.clock() - timedelta(days=1))
    back(record, "T-001", "2026-06-10")
    then = record.clock()
    back(record, "T-002", "2026-06-05")
    assert standing(record, LEADER, one, known_at=then).count == 1
    assert standing(record, LEADER, one, date(2026, 6, 10)).count == 2


def test_a_campaign_tells_the_matters_that_name_it(record: Record) -> None:
    one = enter(record)
    terms = {"title": "督办", "light": "red", "responsible_unit": "专班", "due_on": "2026-07-01"}
    for names in ([one], [one], []):
        enter_matter(record, OFFICER, "matter", terms | {"campaigns": names}, "")
    assert len(tied_to(record, LEADER, "campaign", one)) == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [("name_zh", " "), ("goal_mu", 0), ("goal_count", 1.5), ("deadline_on", "2026-05-31"),
     ("counts", "sold"), ("needs", ["price"]), ("parks", ["P9"]), ("statuses", ["in_use"]),
     ("parcels", ["T-999"])],
)  # fmt: skip
def test_what_does_not_fit_is_refused_beside_its_field(
    record: Record, field: str, value: object
) -> None:
    with pytest.raises(BadValue) as refused:
        enter(record, **{field: value})
    assert refused.value.values["field"] == field


def test_an_amended_goal_and_park_hold_at_once(record: Record) -> None:
    one = enter(record)
    back(record, "T-001", "2026-06-10")
    version = campaign(record, OFFICER, one).version
    amend_campaign(record, OFFICER, one, version, {"goal_mu": 10, "parks": ["P2"]}, "调整")
    assert (told(record, one).goal_mu, told(record, one).count) == (10, 0)


def test_a_leader_reads_and_does_not_write_and_the_public_sees_none(record: Record) -> None:
    one = enter(record)
    with pytest.raises(Forbidden):
        enter_campaign(record, LEADER, TERMS, "")
    with pytest.raises(Forbidden):
        close_campaign(record, LEADER, one, 1, TODAY, "x")
    with pytest.raises(SignInNeeded):
        standings(record, PUBLIC_ACTOR)
    with pytest.raises(NotFound):
        standing(record, PUBLIC_ACTOR, one)
