"""拟分割: a plan leaves the parcel whole, is registered as it was drawn, or dropped."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from parkmap.errors import Conflict, Forbidden, MissingVersion, NotFound, SignInNeeded, StaleVersion
from parkmap.services import mirror
from parkmap.services.histories import history
from parkmap.services.outcome import Outcome
from parkmap.services.planning import Plan, Step, drop, plan, plans, register
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.undoing import undo
from parkmap.services.verifying import verify
from tests.small import LEADER, OFFICER, count
from tests.structures import (
    PARCEL,
    asked,
    cut_up,
    is_coverage,
    outlines,
    recorded,
    seen,
    totals,
)

PLAN = f"{PARCEL}-P1"


def planned(record: Record, parcel_id: str = PARCEL, **changed: Any) -> Outcome:
    return plan(record, OFFICER, asked(record, parcel_id, **changed))


def the_plan(record: Record, plan_id: str = PLAN) -> Plan:
    return next(one for one in plans(record, OFFICER) if one.id == plan_id)


def step(record: Record, **changed: Any) -> Step:
    values = {"plan_id": PLAN, "effective_on": record.today(), "reason": "登记"}
    if "version" not in changed:
        changed["version"] = the_plan(record).version
    return Step(**(values | changed))  # type: ignore[arg-type]


def test_a_plan_leaves_the_parcel_whole(changzhi: Record) -> None:
    before = seen(changzhi, PARCEL), totals(changzhi, changzhi.today())
    done = planned(changzhi)
    assert (done.plan_id, done.neighbours, done.retired) == (PLAN, (), ())
    assert (seen(changzhi, PARCEL), totals(changzhi, changzhi.today())) == before


def test_a_plan_tells_pieces_that_add_up(changzhi: Record) -> None:
    done = planned(changzhi)
    kept = the_plan(changzhi)
    assert kept.pieces == done.pieces and recorded(done) == done.before_dm2
    assert (kept.stage, kept.parcel_id, kept.reason) == ("planned", PARCEL, "分割转让")


def test_registering_performs_it(changzhi: Record) -> None:
    pieces = planned(changzhi).pieces
    done = register(changzhi, OFFICER, step(changzhi))
    assert [one.area_dm2 for one in done.pieces] == [one.area_dm2 for one in pieces]
    assert [one.geojson for one in done.pieces] == [one.geojson for one in pieces]
    assert seen(changzhi, PARCEL).state["lineage_to"] == [one.id for one in done.pieces]
    assert the_plan(changzhi).stage == "registered" and is_coverage(changzhi)


def test_an_undo_of_the_registration_opens_the_plan_again(changzhi: Record) -> None:
    planned(changzhi)
    receipt = register(changzhi, OFFICER, step(changzhi)).receipt
    assert receipt is not None
    undo(changzhi, OFFICER, receipt.seq, "录入有误")
    assert the_plan(changzhi).stage == "planned"
    assert PARCEL in outlines(changzhi)


def test_points_that_a_neighbour_brought_do_not_unfit_it(changzhi: Record) -> None:
    planned(changzhi)
    near = cut_up_neighbour(changzhi)
    assert PARCEL in {one.id for one in near.neighbours}
    assert register(changzhi, OFFICER, step(changzhi)).receipt is not None
    assert is_coverage(changzhi)


def cut_up_neighbour(record: Record) -> Outcome:
    """Cut a neighbour so that the parcel gets a point."""
    plans_of = plan(record, OFFICER, asked(record), dry_run=True)
    assert plans_of.plan_id
    shapes = outlines(record)
    mine = shapes[PARCEL]
    for one, shape in shapes.items():
        if one == PARCEL or mine.intersection(shape).length < 1e-5:
            continue
        middle = mine.intersection(shape).interpolate(0.5, normalized=True)
        far = shape.centroid
        line = [[2 * middle.x - far.x, 2 * middle.y - far.y],
                [3 * far.x - 2 * middle.x, 3 * far.y - 2 * middle.y]]  # fmt: skip
        return cut_up(record, one, cut={"line": line})
    raise AssertionError("no neighbour")


def test_a_parcel_that_was_split_meanwhile_is_refused_with_its_successors(changzhi: Record) -> None:
    planned(changzhi)
    cut_up(changzhi)
    with pytest.raises(Conflict, match=f"became {PARCEL}-1"):
        register(changzhi, OFFICER, step(changzhi))


def test_a_plan_that_no_longer_fits_is_refused(record: Record) -> None:
    from tests.services.test_reshaping import given

    plan(record, OFFICER, asked(record, "T-001"))
    given(record, "T-001", 0.0001)
    wanted = step(record, plan_id="T-001-P1", version=the_plan(record, "T-001-P1").version)
    with pytest.raises(Conflict, match="no longer fits T-001"):
        register(record, OFFICER, wanted)


def test_a_dropped_plan_stays_readable_and_is_not_registered(changzhi: Record) -> None:
    planned(changzhi)
    drop(changzhi, OFFICER, step(changzhi, reason="客户撤回"))
    assert the_plan(changzhi).stage == "dropped"
    with pytest.raises(Conflict, match="dropped already"):
        register(changzhi, OFFICER, step(changzhi))


def test_an_undone_plan_is_gone_and_its_id_with_it(changzhi: Record) -> None:
    receipt = planned(changzhi).receipt
    assert receipt is not None
    undo(changzhi, OFFICER, receipt.seq, "录入有误")
    assert plans(changzhi, OFFICER) == ()
    with pytest.raises(NotFound):
        register(changzhi, OFFICER, step(changzhi, version=1))
    assert planned(changzhi).plan_id == f"{PARCEL}-P2"


@pytest.mark.parametrize(("version", "error"), [(None, MissingVersion), (7, StaleVersion)])
def test_a_plan_has_a_version_too(changzhi: Record, version: Any, error: type[Exception]) -> None:
    planned(changzhi)
    with pytest.raises(error):
        register(changzhi, OFFICER, step(changzhi, version=version))


def test_the_public_never_sees_plans(changzhi: Record) -> None:
    planned(changzhi)
    with pytest.raises(SignInNeeded):
        plans(changzhi, PUBLIC_ACTOR)
    with pytest.raises(NotFound):
        history(changzhi, PUBLIC_ACTOR, "plan", PLAN)
    mirror.write(changzhi)
    assert PLAN not in (changzhi.folder / "parcels.geojson").read_text("utf-8")


def test_a_leader_reads_plans_and_makes_none(changzhi: Record) -> None:
    planned(changzhi)
    assert [one.id for one in plans(changzhi, LEADER, PARCEL)] == [PLAN]
    assert plans(changzhi, LEADER, "CZ-0001") == ()
    with pytest.raises(Forbidden):
        plan(changzhi, LEADER, asked(changzhi))


def test_the_same_key_plans_and_registers_once(changzhi: Record) -> None:
    wanted = asked(changzhi)
    first, again = (plan(changzhi, OFFICER, wanted, "plan-1") for _ in range(2))
    assert (again.plan_id, again.pieces) == (first.plan_id, first.pieces)
    to_register = step(changzhi)
    one, two = (register(changzhi, OFFICER, to_register, "go-1") for _ in range(2))
    assert (two.plan_id, two.pieces, two.retired) == (one.plan_id, one.pieces, one.retired)


def test_verify_is_clean_with_plans(changzhi: Record) -> None:
    planned(changzhi, effective_on=date(2026, 11, 22))
    mirror.write(changzhi)
    entries = count(changzhi, "entry")
    report = verify(changzhi)
    assert report.differences == () and report.entries == entries
