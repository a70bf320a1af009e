"""A split conserves: areas to the cent, the coverage, the sums; ids and lineage for good."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import shapely

from parkmap.errors import (
    Conflict,
)
from parkmap.services import mirror
from parkmap.services.reading import ParcelQuery, parcels
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.splitting import split
from parkmap.services.undoing import undo
from parkmap.services.verifying import verify
from tests.small import OFFICER, count, marked
from tests.structures import (
    PARCEL,
    area_dm2,
    asked,
    cut_up,
    is_coverage,
    middle_line,
    outlines,
    recorded,
    seen,
    totals,
)

CHILDREN = [f"{PARCEL}-1", f"{PARCEL}-2", f"{PARCEL}-3"]
SQUARE = "T-001"


@pytest.mark.parametrize(
    "cut",
    [
        {"parts": 3, "from": "west"},
        {"parts": 7, "bearing": 12.5},
        {"area": "3 mu", "from": "south"},
        {"areas": ["1 mu", "2000 m2"], "from": "north"},
    ],
)
def test_recorded_areas_add_up_to_the_cent(changzhi: Record, cut: dict[str, Any]) -> None:
    whole = area_dm2(changzhi, PARCEL)
    done = cut_up(changzhi, cut=cut)
    assert recorded(done) == done.before_dm2 == done.after_dm2 == whole
    assert sum(area_dm2(changzhi, one.id) for one in done.pieces) == whole


def test_a_line_cuts_too(changzhi: Record) -> None:
    whole = area_dm2(changzhi, PARCEL)
    done = cut_up(changzhi, cut={"line": middle_line(changzhi)})
    assert len(done.pieces) == 2 and recorded(done) == whole


def test_an_asked_area_is_recorded_as_asked(changzhi: Record) -> None:
    done = cut_up(changzhi, cut={"area": "2000 m2", "from": "south"})
    assert done.pieces[0].area_dm2 == 200_000


def test_equal_strips_differ_by_a_square_decimetre_at_most(changzhi: Record) -> None:
    areas = [one.area_dm2 for one in cut_up(changzhi, cut={"parts": 7, "from": "east"}).pieces]
    assert max(areas) - min(areas) <= 1


def test_the_proof_holds(changzhi: Record) -> None:
    shown = cut_up(changzhi).proof
    assert shown is not None and shown.holds and shown.coverage_valid
    assert abs(shown.difference_m2) <= shown.tolerance_m2 == 0.01


def test_the_coverage_stays_valid_since_neighbours_take_the_cut_points(changzhi: Record) -> None:
    assert is_coverage(changzhi)
    done = cut_up(changzhi)
    assert done.neighbours and is_coverage(changzhi)


def test_a_neighbour_keeps_its_recorded_area(changzhi: Record) -> None:
    before = {one.id: area_dm2(changzhi, one.id) for one in preview(changzhi).neighbours}
    cut_up(changzhi)
    assert before and {one: area_dm2(changzhi, one) for one in before} == before


def preview(record: Record) -> Any:
    return split(record, OFFICER, asked(record), dry_run=True)


def test_no_sum_jumps(changzhi: Record) -> None:
    today = changzhi.today()
    days = (today - timedelta(1), today)
    before = [totals(changzhi, day) for day in days]
    cut_up(changzhi)
    assert [totals(changzhi, day) for day in days] == before


def there(record: Record, day: date) -> list[str]:
    asked = ParcelQuery(ids=(PARCEL, *CHILDREN), as_of=day)
    return [one.id for one in parcels(record, OFFICER, asked).views]


def test_yesterday_has_the_parent_and_today_the_children(changzhi: Record) -> None:
    cut_up(changzhi)
    today = changzhi.today()
    assert there(changzhi, today - timedelta(1)) == [PARCEL]
    assert there(changzhi, today) == CHILDREN


def test_lineage_leads_both_ways(changzhi: Record) -> None:
    cut_up(changzhi)
    parent, child = seen(changzhi, PARCEL).state, seen(changzhi, CHILDREN[0]).state
    assert parent["lineage_to"] == CHILDREN
    assert parent["retired_on"] == changzhi.today().isoformat()
    assert (child["lineage_from"], child["lineage_depth"]) == ([PARCEL], 1)


def test_a_split_of_a_child_is_one_generation_deeper(changzhi: Record) -> None:
    cut_up(changzhi)
    done = cut_up(changzhi, CHILDREN[1], cut={"parts": 2, "from": "south"})
    assert [one.id for one in done.pieces] == [f"{CHILDREN[1]}-1", f"{CHILDREN[1]}-2"]
    assert seen(changzhi, f"{CHILDREN[1]}-2").state["lineage_depth"] == 2
    assert is_coverage(changzhi)


def test_children_have_the_fields_of_the_land_and_none_of_the_registered_parcel(
    changzhi: Record,
) -> None:
    parent = seen(changzhi, PARCEL).state
    cut_up(changzhi)
    child = seen(changzhi, CHILDREN[2]).state
    kept = ("holder", "holder_code", "status", "park", "land_use_code", "term_ends_on", "offer")
    assert {name: child.get(name) for name in kept} == {name: parent.get(name) for name in kept}
    own = ("cadastral_code", "certificate_number", "certified_area_m2", "price_wan")
    assert parent.keys() & set(own) and not child.keys() & set(own)


def test_the_clock_of_the_status_does_not_start_anew(record: Record) -> None:
    marked(record, "under_construction", "2025-06-01", SQUARE)
    cut_up(record, SQUARE, effective_on=date(2026, 3, 1))
    assert seen(record, f"{SQUARE}-1").state["status_since"] == "2025-06-01"
    marked(record, "revitalized", "2026-03-01", f"{SQUARE}-1")
    assert seen(record, f"{SQUARE}-1").state["status_since"] == "2026-03-01"


def test_a_preview_writes_nothing(changzhi: Record) -> None:
    entries = count(changzhi, "entry")
    shown = preview(changzhi)
    assert shown.receipt is None and [one.id for one in shown.pieces] == CHILDREN
    assert shown.as_geojson()["features"][0]["properties"]["role"] == "piece"
    assert count(changzhi, "entry") == entries


def test_it_is_one_entry_with_a_receipt(changzhi: Record) -> None:
    entries = count(changzhi, "entry")
    receipt = cut_up(changzhi).receipt
    assert count(changzhi, "entry") == entries + 1
    assert receipt is not None and PARCEL in receipt.gone
    assert set(CHILDREN) <= {one.id for one in receipt.changed}


def test_ids_are_not_used_again_after_an_undo(changzhi: Record) -> None:
    receipt = cut_up(changzhi).receipt
    assert receipt is not None
    undo(changzhi, OFFICER, receipt.seq, "录入有误")
    again = cut_up(changzhi, cut={"parts": 2, "from": "west"})
    assert [one.id for one in again.pieces] == [f"{PARCEL}-4", f"{PARCEL}-5"]


def test_an_undo_puts_parcel_neighbours_and_sums_back(changzhi: Record) -> None:
    before = outlines(changzhi), totals(changzhi, changzhi.today())
    receipt = cut_up(changzhi).receipt
    assert receipt is not None
    undo(changzhi, OFFICER, receipt.seq, "录入有误")
    after = outlines(changzhi), totals(changzhi, changzhi.today())
    assert after[1] == before[1]
    assert {one: shapely.to_wkb(shape) for one, shape in after[0].items()} == {
        one: shapely.to_wkb(shape) for one, shape in before[0].items()
    }


def test_the_files_follow(changzhi: Record) -> None:
    cut_up(changzhi)
    mirror.write(changzhi)
    text = (changzhi.folder / "parcels.geojson").read_text("utf-8")
    assert f'"id":"{CHILDREN[0]}"' in text and f'"id":"{PARCEL}","' not in text


def test_verify_is_clean_after_it(changzhi: Record) -> None:
    cut_up(changzhi)
    mirror.write(changzhi)
    assert verify(changzhi).differences == ()


def test_the_same_key_splits_once_and_proves_it_again(record: Record) -> None:
    wanted = asked(record, SQUARE)
    first = split(record, OFFICER, wanted, "key-1")
    again = split(record, OFFICER, wanted, "key-1")
    assert count(record, "entry") == 2
    assert (again.pieces, again.before_dm2, again.after_dm2) == (
        first.pieces, first.before_dm2, first.after_dm2,
    )  # fmt: skip
    assert again.proof is not None and again.proof.holds


def test_a_key_is_good_for_one_request_only(record: Record) -> None:
    split(record, OFFICER, asked(record, SQUARE), "key-1")
    with pytest.raises(Conflict, match="Idempotency-Key"):
        split(record, OFFICER, asked(record, SQUARE, reason="另一事由"), "key-1")


def test_the_public_sees_the_children_without_reason(changzhi: Record) -> None:
    cut_up(changzhi)
    found = parcels(changzhi, PUBLIC_ACTOR, ParcelQuery(ids=(PARCEL, *CHILDREN)))
    assert [one.id for one in found.views] == CHILDREN
    assert "lineage_depth" not in found.views[0].state
