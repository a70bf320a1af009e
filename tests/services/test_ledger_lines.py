"""The ledger as a list: every filter, page by page, with what each entry says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parkmap.errors import NotFound, SignInNeeded
from parkmap.services.ledger_lines import LedgerQuery, actions, deltas, entries, every
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.undoing import undo
from tests.small import LEADER, OFFICER, marked


def seqs(record: Record, **asked: object) -> list[int]:
    page = entries(record, LEADER, LedgerQuery(**asked))  # type: ignore[arg-type]  # by name
    return [line.header.seq for line in page.lines]


def written(record: Record) -> None:
    """Entries 2 to 4: two marks, and the second one undone."""
    marked(record, "under_construction", "2025-06-01", "T-001", reason="桩基已开工")
    marked(record, "in_use", "2025-06-01", "T-002", "T-003", reason='投产 "一期" 100%')
    undo(record, OFFICER, 3, "选错地块")


def test_a_page_goes_on_where_the_last_one_ended(record: Record) -> None:
    written(record)
    first = entries(record, LEADER, LedgerQuery(limit=3))
    assert [line.header.seq for line in first.lines] == [4, 3, 2] and first.before == 2
    rest = entries(record, LEADER, LedgerQuery(limit=3, before=first.before))
    assert [line.header.seq for line in rest.lines] == [1] and rest.before is None


def test_entries_are_found_by_what_they_are(record: Record) -> None:
    written(record)
    assert seqs(record, actions=("mark",)) == [3, 2]
    assert seqs(record, actors=(OFFICER.id,)) == [4, 3, 2]
    assert seqs(record, text="桩基") == [2]
    assert seqs(record, text='"一期" 100%') == [3]
    assert seqs(record, text="mark") == []


def test_entries_are_found_by_their_land_undos_too(record: Record) -> None:
    written(record)
    assert seqs(record, parcel="T-002") == [4, 3, 1]
    assert seqs(record, park="P1") == [4, 3, 2, 1]
    assert seqs(record, park="P2") == [1]


def test_days_are_those_of_the_zone(record: Record) -> None:
    written(record)
    today = record.today()
    assert seqs(record, from_on=today, to_on=today) == [4, 3, 2, 1]
    assert seqs(record, to_on=today - timedelta(days=1)) == []


def test_a_line_names_what_it_touches(record: Record) -> None:
    written(record)
    line = entries(record, LEADER, LedgerQuery(limit=2)).lines[0]
    assert [one for _, one in line.extent.ids] == ["T-002", "T-003"]
    assert entries(record, LEADER, LedgerQuery(before=4)).lines[0].undone_by == 4


def test_an_undo_tells_what_it_takes_back(record: Record) -> None:
    written(record)
    assert [(one.old, one.new) for one in deltas(record, LEADER, 4)] == [("in_use", "idle")] * 2
    assert [one.header.seq for one, _ in every(record, LEADER, LedgerQuery())] == [4, 3, 2, 1]
    assert "undo" in actions(record, LEADER)


def test_the_ledger_is_for_staff(record: Record) -> None:
    with pytest.raises(SignInNeeded):
        entries(record, PUBLIC_ACTOR, LedgerQuery())
    with pytest.raises(NotFound):
        deltas(record, LEADER, 99)
