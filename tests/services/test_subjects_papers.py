"""Papers of what is beside the land: named by the entry, kept by the subject."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from parkmap.errors import NotFound
from parkmap.land.cases import CASE
from parkmap.land.enterprises import ENTERPRISE
from parkmap.land.matters import CRITERION, MATTER
from parkmap.land.plants import PLANT
from parkmap.land.projects import PROJECT
from parkmap.services import cases, enterprises, matters, plants, projects
from parkmap.services.filing import keep
from parkmap.services.papers import whole
from parkmap.services.record import Record
from parkmap.services.subjects import read
from parkmap.services.undoing import undo
from parkmap.services.verifying import verify
from tests.sheaf import PDF, photo
from tests.small import LEADER, OFFICER

MATTER_FIELDS = {"title": "复工", "light": "red", "responsible_unit": "招商",
                 "due_on": "2026-12-31"}  # fmt: skip
CRITERION_FIELDS = {"parcel": "T-001", "criterion": "容积率", "met": "yes"}
PROJECT_FIELDS = {"name_zh": "模组", "stage": "signed"}
PLANT_FIELDS = {"name_zh": "3 号厂房", "parcel": "T-001", "floor_area_m2": 2_400}
CASE_FIELDS = {"parcel": "T-001", "opened_on": "2026-01-05", "responsible_unit": "自然资源岗"}
Enter = Callable[[Record, list[str]], Any]
Amend = Callable[[Record, str, int, list[str]], Any]
WAYS: dict[str, tuple[Enter, Amend]] = {
    CASE: (
        lambda r, named: cases.open_case(r, OFFICER, CASE_FIELDS, "立案", papers=named),
        lambda r, one, seen, named: cases.amend_case(
            r, OFFICER, one, seen, {"note": "补"}, "补", papers=named),
    ),
    ENTERPRISE: (
        lambda r, named: enterprises.enter_enterprise(
            r, OFFICER, {"name": "甲"}, "", papers=named),
        lambda r, one, seen, named: enterprises.amend_enterprise(
            r, OFFICER, one, seen, {}, "补", papers=named),
    ),
    PLANT: (
        lambda r, named: plants.enter_plant(r, OFFICER, PLANT_FIELDS, "", papers=named),
        lambda r, one, seen, named: plants.amend_plant(
            r, OFFICER, one, seen, {}, "补", papers=named),
    ),
    PROJECT: (
        lambda r, named: projects.enter_project(r, OFFICER, PROJECT_FIELDS, "", papers=named),
        lambda r, one, seen, named: projects.amend_project(
            r, OFFICER, one, seen, {}, "补", papers=named),
    ),
} | {
    kind: (
        lambda r, named, k=kind, f=fields: matters.enter(r, OFFICER, k, f, "", papers=named),
        lambda r, one, seen, named, k=kind: matters.amend(
            r, OFFICER, k, one, seen, {}, "补", papers=named),
    )
    for kind, fields in ((MATTER, MATTER_FIELDS), (CRITERION, CRITERION_FIELDS))
}  # fmt: skip


@pytest.mark.parametrize("kind", list(WAYS))
def test_papers_go_with_the_entry_and_later_ones_come_to_them(record: Record, kind: str) -> None:
    enter, amend = WAYS[kind]
    first, second = (keep(record, OFFICER, BytesIO(data), "依据").sha256
                     for data in (PDF, photo()))  # fmt: skip
    (one,) = enter(record, [first]).ids
    stored = read(record, OFFICER, kind, one)
    assert stored.state["papers"] == [first]
    done = amend(record, one, stored.version, [second, first])
    assert read(record, OFFICER, kind, one).state["papers"] == [first, second]
    assert whole(record, LEADER, second).name.startswith("依据")
    undo(record, OFFICER, done.seq, "误填")
    assert read(record, OFFICER, kind, one).state["papers"] == [first]
    assert [line for line in verify(record).differences if ".geojson" not in line] == []


def test_a_paper_that_is_not_kept_is_refused(record: Record) -> None:
    with pytest.raises(NotFound):
        WAYS[MATTER][0](record, ["0" * 64])
    assert matters.matters(record, OFFICER) == []
