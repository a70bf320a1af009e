"""Structural changes from Python, as `parkmap.open` gives them."""

from __future__ import annotations

from shapely import LineString, box

from parkmap.services.record import Record
from parkmap.services.verifying import verify
from parkmap.workspace import Workspace
from tests.structures import is_coverage


def test_a_parcel_is_split_and_the_files_follow(record: Record) -> None:
    land = Workspace(record)
    done = land.split("T-001", area="3 mu", side="south", reason="分割转让")
    assert done.pieces[0].area_dm2 == 200_000
    assert '"T-001-1"' in (record.folder / "parcels.geojson").read_text("utf-8")


def test_a_shapely_line_cuts(record: Record) -> None:
    line = LineString([(113.0015, 36.2), (113.0015, 36.22)])
    shown = Workspace(record).split("T-001", line=line, reason="分割", dry_run=True)
    assert shown.receipt is None and len(shown.pieces) == 2


def test_a_plan_is_registered_and_what_came_of_it_merged(record: Record) -> None:
    land = Workspace(record)
    made = land.plan("T-001", parts=2, bearing=90, reason="拟分割")
    assert made.plan_id and [one.id for one in land.plans("T-001")] == [made.plan_id]
    ids = [one.id for one in land.register(made.plan_id, reason="登记").pieces]
    assert land.merge(ids, keep=ids[0], reason="合并").pieces[0].id == f"{ids[0]}-M1"
    assert verify(record).differences == () and is_coverage(record)


def test_a_boundary_is_moved_and_a_plan_dropped(record: Record) -> None:
    land = Workspace(record)
    land.reshape("T-001", box(113.001, 36.21, 113.0021, 36.211), reason="界址调整")
    made = land.plan("T-002", parts=2, side="north", reason="拟分割")
    assert made.plan_id and land.drop(made.plan_id, reason="撤回").proof is None
