"""A merge adds areas up and refuses where the registry would."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import shapely

from parkmap.errors import (
    BadGeometry,
    BadValue,
    CannotMerge,
    Forbidden,
    LaterFacts,
    MissingVersion,
    NotFound,
    ParkmapError,
    StaleVersion,
)
from parkmap.services.merging import Merge, merge
from parkmap.services.noting import Annotation, annotate
from parkmap.services.outcome import Outcome
from parkmap.services.record import Record
from parkmap.services.undoing import undo
from tests.small import LEADER, OFFICER, count, marked
from tests.structures import PARCEL, area_dm2, cut_up, is_coverage, outlines, seen, totals

CHILDREN = [f"{PARCEL}-1", f"{PARCEL}-2", f"{PARCEL}-3"]


def joined(record: Record, *ids: str, **changed: Any) -> Outcome:
    return merge(record, OFFICER, wanted(record, *ids, **changed))


def wanted(record: Record, *ids: str, **changed: Any) -> Merge:
    seen_now = {one: seen(record, one).version for one in ids}
    versions, keep = changed.get("versions", seen_now), changed.get("keep", ids[0])
    return Merge(versions, keep, changed.get("effective_on", record.today()), "合并用地",
                 fields=changed.get("fields", {}))  # fmt: skip


@pytest.fixture
def thirds(changzhi: Record) -> Record:
    """The demonstration with one parcel cut into three strips, from west to east."""
    cut_up(changzhi)
    return changzhi


def test_recorded_areas_add_up_to_the_cent(thirds: Record) -> None:
    whole = sum(area_dm2(thirds, one) for one in CHILDREN)
    done = joined(thirds, *CHILDREN)
    assert done.before_dm2 == done.after_dm2 == whole == area_dm2(thirds, done.pieces[0].id)
    assert done.proof is not None and done.proof.holds


def test_children_merge_back_into_the_land_of_their_parent(thirds: Record) -> None:
    parent = shapely.from_geojson(seen_shape(thirds, PARCEL))
    done = joined(thirds, *CHILDREN)
    again = shapely.from_geojson(done.pieces[0].geojson)
    assert shapely.symmetric_difference(parent, again).area < 1e-11
    assert is_coverage(thirds)


def seen_shape(record: Record, parcel_id: str) -> str:
    return str(seen(record, parcel_id).geometry)


def test_the_id_is_the_lowest_parents_with_m(thirds: Record) -> None:
    done = joined(thirds, CHILDREN[2], CHILDREN[1])
    assert [one.id for one in done.pieces] == [f"{CHILDREN[1]}-M1"]
    assert done.retired == (CHILDREN[1], CHILDREN[2])


def test_an_id_is_not_used_again_after_an_undo(thirds: Record) -> None:
    receipt = joined(thirds, *CHILDREN[:2]).receipt
    assert receipt is not None
    undo(thirds, OFFICER, receipt.seq, "录入有误")
    assert joined(thirds, *CHILDREN[:2]).pieces[0].id == f"{CHILDREN[0]}-M2"


def test_lineage_leads_both_ways(thirds: Record) -> None:
    new = joined(thirds, *CHILDREN[:2]).pieces[0].id
    state = seen(thirds, new).state
    assert (state["lineage_from"], state["lineage_depth"]) == (CHILDREN[:2], 2)
    assert [seen(thirds, one).state["lineage_to"] for one in CHILDREN[:2]] == [[new], [new]]


def test_no_sum_jumps(thirds: Record) -> None:
    days = (thirds.today() - timedelta(1), thirds.today())
    before = [totals(thirds, day) for day in days]
    joined(thirds, *CHILDREN)
    assert [totals(thirds, day) for day in days] == before


def beside(record: Record, parcel_id: str, field: str) -> str:
    """A parcel that shares an edge with one and differs from it in a field."""
    shapes = outlines(record)
    mine, own = shapes[parcel_id], seen(record, parcel_id).state.get(field)
    for one, shape in shapes.items():
        shares = shapely.intersection(mine, shape).length > 1e-5
        if one != parcel_id and shares and seen(record, one).state.get(field) != own:
            return one
    raise AssertionError(f"no neighbour of {parcel_id} differs in {field}")


def test_parcels_of_two_holders_are_refused_and_both_are_named(changzhi: Record) -> None:
    other = beside(changzhi, PARCEL, "holder")
    with pytest.raises(CannotMerge) as caught:
        joined(changzhi, PARCEL, other)
    for one in (PARCEL, other):
        assert f"{one}: {seen(changzhi, one).state['holder']}" in str(caught.value)


def test_the_fields_of_the_one_that_is_kept_go_on(record: Record) -> None:
    cut_up(record, "T-001", cut={"parts": 2, "from": "west"}, effective_on=date(2025, 3, 1))
    marked(record, "revitalized", "2025-06-01", "T-001-1", "T-001-2")
    done = joined(record, "T-001-1", "T-001-2", keep="T-001-2")
    state = seen(record, done.pieces[0].id).state
    assert (state["name_zh"], state["status"]) == ("地块1", "revitalized")
    assert state["status_since"] == "2025-06-01"


def test_a_merge_across_statuses_is_refused_since_a_sum_would_move(record: Record) -> None:
    cut_up(record, "T-001", cut={"parts": 2, "from": "west"}, effective_on=date(2025, 3, 1))
    marked(record, "revitalized", "2025-06-01", "T-001-1")
    with pytest.raises(CannotMerge, match="statuses differ"):
        joined(record, "T-001-1", "T-001-2")


@pytest.mark.parametrize(
    ("changed", "error", "said"),
    [
        ({"versions": {"T-001": 1}}, BadValue, "2 to 100"),
        ({"keep": "T-004"}, BadValue, "'T-004' is not among"),
        ({"versions": {"T-001": 1, "X-9": 1}}, NotFound, "X-9"),
        ({"versions": {"T-001": 1, "T-002": None}}, MissingVersion, "T-002"),
        ({"versions": {"T-001": 1, "T-002": 7}}, StaleVersion, "T-002"),
        ({"effective_on": date(2024, 1, 1)}, LaterFacts, "T-001"),
        ({}, BadGeometry, "edge"),
    ],
)
def test_a_refusal_says_what_and_writes_nothing(
    record: Record, changed: dict[str, Any], error: type[ParkmapError], said: str
) -> None:
    with pytest.raises(error, match=said):
        joined(record, "T-001", "T-002", **changed)
    assert count(record, "entry") == 1


def test_only_who_may_merges(record: Record) -> None:
    with pytest.raises(Forbidden):
        merge(record, LEADER, wanted(record, "T-001", "T-002"))


def test_a_preview_writes_nothing(thirds: Record) -> None:
    entries = count(thirds, "entry")
    shown = merge(thirds, OFFICER, wanted(thirds, *CHILDREN), dry_run=True)
    assert shown.receipt is None and shown.pieces[0].id == f"{CHILDREN[0]}-M1"
    assert count(thirds, "entry") == entries


def test_the_same_key_merges_once(thirds: Record) -> None:
    asked = wanted(thirds, *CHILDREN)
    first, again = (merge(thirds, OFFICER, asked, "key-1") for _ in range(2))
    assert first.receipt is not None and again.receipt is not None
    assert again.receipt.seq == first.receipt.seq
    assert (again.pieces, again.retired, again.before_dm2) == (
        first.pieces, first.retired, first.before_dm2,
    )  # fmt: skip


def test_a_field_goes_on_from_the_parcel_that_was_chosen_for_it(thirds: Record) -> None:
    first, second = CHILDREN[:2]
    for one, far in ((first, 1.2), (second, 2.0)):
        fields = {"far": far, "location": f"{one}以东"}
        annotate(thirds, OFFICER, Annotation({one: seen(thirds, one).version}, fields,
                                             thirds.today(), "规划条件"))  # fmt: skip
    done = joined(thirds, first, second, fields={"far": second})
    state = seen(thirds, done.pieces[0].id).state
    assert (state["far"], state["location"]) == (2.0, f"{first}以东")


@pytest.mark.parametrize("fields", [{"cadastral_code": CHILDREN[1]}, {"far": "CZ-9999"}])
def test_a_field_that_does_not_go_on_or_a_stranger_is_refused(
    thirds: Record, fields: dict[str, str]
) -> None:
    with pytest.raises(BadValue):
        joined(thirds, *CHILDREN[:2], fields=fields)
