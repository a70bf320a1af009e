"""What an import would do is known before it does: row by row, nothing is stored."""

from __future__ import annotations

from datetime import date

import pytest

from parkmap.services.record import Record
from tests.small import count, marked
from tests.taking import codes, lot, rows, sent, verdicts


def test_the_same_land_with_the_same_words_is_unchanged(record: Record) -> None:
    view = sent(record, lot(0, "T-001", name_zh="地块1", status="idle"))
    assert verdicts(record, view) == ["unchanged"]
    assert view.counts["taken"] == 0


def test_a_field_that_differs_is_shown_with_old_and_new(record: Record) -> None:
    view = sent(record, lot(0, "T-001", holder="甲公司", name_zh="地块1"))
    assert verdicts(record, view) == ["changed"]
    assert rows(record, view)[1].compared["changes"] == {"holder": [None, "甲公司"]}


def test_an_empty_cell_leaves_the_record_as_it_is(record: Record) -> None:
    view = sent(record, lot(0, "T-001", name_zh="  ", status=None))
    assert verdicts(record, view) == ["unchanged"]


def test_an_unknown_id_is_new_and_gets_the_park_around_it(record: Record) -> None:
    view = sent(record, lot(0, "N-1", north=0.01))
    assert verdicts(record, view) == ["new"]
    assert view.counts == {"new": 1, "changed": 0, "unchanged": 0, "matched": 0, "held": 0,
                           "bad": 0, "gone": 0, "taken": 1}  # fmt: skip


def test_a_boundary_that_moved_less_than_the_tolerance_is_the_same(record: Record) -> None:
    view = sent(record, lot(0.0002, "T-001"))
    assert verdicts(record, view) == ["unchanged"]
    assert verdicts(record, sent(record, lot(0.0002, "T-001"), tolerance_m=0.01)) == ["changed"]


def test_how_far_a_boundary_moved_is_told_in_metres(record: Record) -> None:
    view = sent(record, lot(0, "T-001", wide=0.0011))
    assert rows(record, view)[1].compared["moved_m"] == pytest.approx(9.0, abs=0.1)


def test_a_row_without_an_id_is_recognised_by_its_outline(record: Record) -> None:
    view = sent(record, lot(1.02), lot(0, "T-001"))
    row = rows(record, view)[1]
    assert (row.verdict, row.subject_id) == ("matched", "T-002")
    assert row.compared["share"] == pytest.approx(0.92, abs=0.01) and not row.compared["included"]


def test_two_rows_with_the_same_best_match_wait(record: Record) -> None:
    view = sent(record, lot(1.01), lot(0.99))
    assert verdicts(record, view) == ["held", "held"]


def test_a_row_without_id_and_match_waits(record: Record) -> None:
    view = sent(record, lot(20))
    assert verdicts(record, view) == ["held"]
    assert codes(rows(record, view)[1]) == {"no_id"}


def test_rows_that_share_an_id_wait(record: Record) -> None:
    view = sent(record, lot(0, "A", north=0.01), lot(1, "A", north=0.01))
    assert verdicts(record, view) == ["held", "held"]


def test_what_lies_between_the_rows_and_is_not_among_them_is_gone(record: Record) -> None:
    view = sent(record, lot(0, "T-001"), lot(2, "T-003"))
    assert list(view.gone) == ["T-002"]


def test_the_whole_record_can_be_the_scope(record: Record) -> None:
    view = sent(record, lot(0, "T-001"), scope="all")
    assert list(view.gone) == ["T-002", "T-003", "T-004"]


def test_a_row_that_covers_a_parcel_is_kept_out(record: Record) -> None:
    view = sent(record, lot(0.25, "N-1"))
    row = rows(record, view)[1]
    assert row.verdict == "new" and not row.compared["included"]
    (finding,) = row.compared["findings"]
    assert finding["code"] == "overlap" and finding["parcel_ids"] == ["N-1", "T-001"]
    assert finding["area_m2"] == pytest.approx(4985, rel=0.01)


def test_rows_that_cover_each_other_are_both_kept_out(record: Record) -> None:
    view = sent(record, lot(0, "A", north=0.01), lot(0.25, "B", north=0.01))
    assert [row.compared["included"] for row in rows(record, view).values()] == [False, False]


def test_a_row_that_needs_one_that_is_kept_out_is_kept_out_too(record: Record) -> None:
    # T-002 moves into T-003's place, T-003 moves onto T-004: refused, so T-002 has no room.
    view = sent(record, lot(2, "T-002"), lot(3, "T-003"))
    assert [row.compared["included"] for row in rows(record, view).values()] == [False, False]


def test_an_overlap_that_was_there_before_is_only_a_warning(record: Record) -> None:
    from tests.taking import take

    take(record, sent(record, lot(0.25, "N-1")), ("parcel", 1))
    view = sent(record, lot(0.26, "N-1"))
    assert [one["severity"] for one in rows(record, view)[1].compared["findings"]] == ["warning"]


def test_land_outside_every_park_is_a_warning(record: Record) -> None:
    row = rows(record, sent(record, lot(0, "N-1", north=0.1)))[1]
    assert codes(row) == {"outside_park"} and row.compared["included"]


def test_a_park_is_known_by_its_name(record: Record) -> None:
    view = sent(record, lot(0, "T-001", 园区="园2"), lot(1, "T-002", 园区="无此园"))
    assert rows(record, view)[1].compared["changes"] == {"park": ["P1", "P2"]}
    assert codes(rows(record, view)[2]) == {"unknown_park"}


def test_rows_hold_from_their_own_day(record: Record) -> None:
    view = sent(record, lot(0, "N-1", north=0.01, 生效日期="2025年3月1日"), lot(1, "T-002"))
    assert [row.compared["day"] for row in rows(record, view).values()] == [
        "2025-03-01", "2026-06-30"]  # fmt: skip


def test_a_day_in_the_future_or_before_the_record_is_refused(record: Record) -> None:
    view = sent(record, lot(0, "T-001", effective_on="2027-01-01"),
                lot(1, "T-002", effective_on="2024-01-01"))  # fmt: skip
    assert [codes(row) for row in rows(record, view).values()] == [{"future_day"},
                                                                    {"before_record"}]  # fmt: skip


def test_rows_are_compared_with_the_land_on_their_day(record: Record) -> None:
    marked(record, "in_use", "2026-01-01", "T-001")
    view = sent(record, lot(0, "T-001", status="under_construction"), on=date(2025, 6, 1))
    row = rows(record, view)[1]
    assert row.compared["changes"] == {"status": ["idle", "under_construction"]}
    assert codes(row) == {"later_fact"}


def test_an_invalid_boundary_keeps_its_place_and_reason(record: Record) -> None:
    from tests.shapes import BOW_TIE, feature

    view = sent(record, feature(BOW_TIE, "X-1"), lot(0, "T-001"))
    row = rows(record, view)[1]
    assert (row.verdict, row.subject_id, codes(row)) == ("bad", None, {"invalid_boundary"})


def test_comparing_stores_nothing_in_the_record(record: Record) -> None:
    before = count(record, "entry"), count(record, "delta")
    sent(record, lot(0, "N-1", north=0.01))
    assert (count(record, "entry"), count(record, "delta")) == before


def test_unknown_columns_are_kept_beside(record: Record) -> None:
    view = sent(record, lot(0, "T-001", 备注="西侧有沟"))
    changes = rows(record, view)[1].compared["changes"]
    assert changes == {"source_attributes": [None, {"备注": "西侧有沟"}]}


def test_a_boundary_is_judged_against_the_area_on_its_paper(record: Record) -> None:
    view = sent(record, lot(0, "N-1", north=0.01, 证载面积="20亩"), lot(1, "N-2", 0.01, 0.000001))
    assert [codes(row) for row in rows(record, view).values()] == [
        {"certified_area"}, {"narrow_parcel"}]  # fmt: skip
    assert view.counts["taken"] == 2
