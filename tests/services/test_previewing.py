"""What a mark would do is told before it is written, and unusual changes are asked about."""

from __future__ import annotations

from datetime import date

import pytest

from parkmap.errors import StaleVersion, Unconfirmed
from parkmap.land.status import QUESTIONS, STATUSES
from parkmap.services.adjoining import adjoining
from parkmap.services.marking import Mark, mark
from parkmap.services.previewing import preview
from parkmap.services.reading import ParcelQuery, parcel, parcels
from parkmap.services.record import Record
from tests.small import OFFICER, marked

DAY = date(2025, 6, 1)


def versions(record: Record, *ids: str) -> dict[str, int | None]:
    return {one: parcel(record, OFFICER, one).version for one in ids}


def test_a_preview_counts_moves_and_what_is_so_already(record: Record) -> None:
    marked(record, "under_construction", "2025-05-01", "T-002")
    asked = versions(record, "T-001", "T-002")
    found = preview(record, OFFICER, asked, "under_construction", DAY)
    assert [(one.before, one.count) for one in found.moves] == [("idle", 1)]
    assert (found.count, found.already, dict(found.questions)) == (2, ("T-002",), {})


def test_a_preview_adds_up_recorded_areas(record: Record) -> None:
    found = preview(record, OFFICER, versions(record, "T-001", "T-002"), "in_use", DAY)
    views = parcels(record, OFFICER, ParcelQuery(ids=("T-001", "T-002"))).views
    assert found.area_dm2 == sum(view.area_dm2 for view in views)
    assert sum(one.area_dm2 for one in found.moves) == found.area_dm2


def test_a_preview_of_a_stale_version_is_refused(record: Record) -> None:
    marked(record, "under_construction", "2025-05-01", "T-001")
    with pytest.raises(StaleVersion):
        preview(record, OFFICER, {"T-001": 1}, "in_use", DAY)


def test_land_that_was_idle_is_asked_about_before_it_is_in_use(record: Record) -> None:
    found = preview(record, OFFICER, versions(record, "T-001"), "in_use", DAY)
    assert dict(found.questions) == {"in_use_once_idle": ("T-001",)}


def test_an_unusual_change_waits_for_its_answer(record: Record) -> None:
    asked = versions(record, "T-001")
    with pytest.raises(Unconfirmed) as refused:
        mark(record, OFFICER, Mark(asked, "in_use", DAY, "核实", confirmed=frozenset()))
    assert refused.value.values["questions"] == {"in_use_once_idle": ["T-001"]}
    said = frozenset({"in_use_once_idle"})
    assert mark(record, OFFICER, Mark(asked, "in_use", DAY, "核实", confirmed=said)).changed


def test_no_question_is_about_a_change_that_is_none() -> None:
    for one in QUESTIONS:
        assert not any(one.asks(code, code, once_idle=idle)
                       for code in STATUSES for idle in (True, False))  # fmt: skip


def test_parcels_that_touch_are_neighbours_and_others_are_not(changzhi: Record) -> None:
    one = parcels(changzhi, OFFICER, ParcelQuery(limit=1)).views[0].id
    near = {view.id for view in adjoining(changzhi, OFFICER, [one])}
    assert near and one not in near
    assert all(one in {view.id for view in adjoining(changzhi, OFFICER, [other])}
               for other in list(near)[:3])  # fmt: skip
