"""Any earlier state of a parcel comes back as a new entry; a boundary only where it fits."""

from __future__ import annotations

from datetime import date

import pytest

from parkmap.errors import BadValue, Conflict, Forbidden, NotFound, StaleVersion
from parkmap.services.noting import Annotation, annotate
from parkmap.services.record import Record
from parkmap.services.reshaping import Reshape, reshape
from parkmap.services.undoing import undo
from parkmap.services.versions import Return, bring_back, redrawing, redrawn_in, version
from tests.small import LEADER, OFFICER, marked
from tests.structures import cut_up, is_coverage, moved_east, outlines, seen

DAY = date(2025, 6, 1)


def back(record: Record, parcel_id: str, seq: int, **changed: int | None) -> Return:
    seen_version = changed.get("version", seen(record, parcel_id).version)
    return Return(parcel_id, seen_version, seq, record.today(), "恢复原内容")


def noted(record: Record, **fields: object) -> int:
    versions: dict[str, int | None] = {"T-001": seen(record, "T-001").version}
    return annotate(record, OFFICER, Annotation(versions, dict(fields), DAY, "核实")).seq


def moved(record: Record) -> int:
    """T-001 in two halves; the western one takes land from the eastern one."""
    cut_up(record, "T-001", cut={"parts": 2, "from": "west"}, effective_on=date(2025, 3, 1))
    shape = moved_east(record, "T-001-1", 0.0002)
    versions: dict[str, int | None] = {"T-001-1": seen(record, "T-001-1").version}
    asked = Reshape("T-001-1", versions, shape, date(2025, 4, 1), "界址调整")
    done = reshape(record, OFFICER, asked).receipt
    assert done is not None
    return done.seq


def test_fields_come_back_as_a_new_entry(record: Record) -> None:
    first = noted(record, holder="光电公司", far=1.2)
    noted(record, holder="精密公司", location="环路 8 号")
    receipt = bring_back(record, OFFICER, back(record, "T-001", first))
    state = receipt.changed[0].state
    assert state["holder"] == "光电公司" and "location" not in state
    undo(record, OFFICER, receipt.seq, "误操作")
    assert seen(record, "T-001").state["holder"] == "精密公司"


def test_a_status_comes_back_and_what_differs_is_told_first(record: Record) -> None:
    marked(record, "under_construction", "2025-06-01", "T-001")
    told = version(record, OFFICER, "T-001", 1)
    assert told.differs == {"status": ("idle", "under_construction")}
    assert not told.outline_differs
    bring_back(record, OFFICER, back(record, "T-001", 1))
    assert seen(record, "T-001").state["status"] == "idle"


def test_a_boundary_comes_back_with_its_neighbour(record: Record) -> None:
    changed = moved(record)
    now = outlines(record)["T-001-2"]
    receipt = bring_back(record, OFFICER, back(record, "T-001-1", changed - 1))
    assert {one.id for one in receipt.changed} == {"T-001-1", "T-001-2"}
    assert is_coverage(record)
    assert outlines(record)["T-001-2"].area > now.area


def test_a_state_that_is_the_present_one_is_refused(record: Record) -> None:
    with pytest.raises(BadValue, match="nothing to restore"):
        bring_back(record, OFFICER, back(record, "T-001", 1))


def test_a_state_from_before_the_parcel_is_refused(record: Record) -> None:
    moved(record)
    with pytest.raises(BadValue, match="choose a later one"):
        bring_back(record, OFFICER, back(record, "T-001-1", 1))


def test_a_retired_parcel_does_not_come_back_so(record: Record) -> None:
    moved(record)
    with pytest.raises(Conflict, match="became"):
        bring_back(record, OFFICER, back(record, "T-001", 1))


def test_versions_and_rights_are_asked_as_for_every_write(record: Record) -> None:
    noted(record, holder="光电公司")
    with pytest.raises(StaleVersion):
        bring_back(record, OFFICER, back(record, "T-001", 1, version=1))
    with pytest.raises(Forbidden):
        bring_back(record, LEADER, back(record, "T-001", 1))
    with pytest.raises(NotFound):
        version(record, LEADER, "T-999", 1)


def test_an_entry_shows_its_outlines_before_and_after(record: Record) -> None:
    changed = moved(record)
    shown = redrawing(record, OFFICER, changed, "T-001-1")
    assert set(shown.before) == set(shown.after) == {"T-001-1", "T-001-2"}
    split = redrawing(record, OFFICER, changed - 1, "T-001-1")
    assert set(split.before) == {"T-001"} and set(split.after) == {"T-001-1", "T-001-2"}
    told = redrawn_in(record, OFFICER, ["T-001", "T-001-1"])
    assert told == {("T-001", 1), ("T-001-1", changed - 1), ("T-001-1", changed)}


def test_an_undo_shows_its_outlines_the_other_way_round(record: Record) -> None:
    changed = moved(record)
    first = redrawing(record, OFFICER, changed, "T-001-1")
    seq = undo(record, OFFICER, changed, "误操作").seq
    back_again = redrawing(record, OFFICER, seq, "T-001-1")
    assert back_again.before == first.after and back_again.after == first.before
