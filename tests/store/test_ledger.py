"""Entries are durable, whole and in order of commit."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date

import pytest

from parkmap.land.ledger import Delta, Subject
from parkmap.services.record import Record
from parkmap.store import derived, ledger
from tests.small import NOW, count, marked

WRITERS, EACH = 8, 20
PRAGMAS = {"synchronous": 2, "journal_mode": "wal", "foreign_keys": 1, "recursive_triggers": 1}


def appended(record: Record, value: str) -> int:
    with record.store.write() as connection:
        top = ledger.read_head(connection, record.zone_id)
        header = ledger.next_header(top, NOW, "writer", "mark", value, NOW.date())
        change = Delta("parcel", "T-001", "location", None, value, date(2025, 6, 1))
        return ledger.append(connection, top, header, [change]).seq


@pytest.mark.parametrize("pragma", PRAGMAS)
def test_every_connection_is_durable_and_guarded(record: Record, pragma: str) -> None:
    with ExitStack() as stack:
        open_now = [stack.enter_context(record.store.engine.connect()) for _ in range(4)]
        found = [one.exec_driver_sql(f"PRAGMA {pragma}").scalar() for one in open_now]
    assert found == [PRAGMAS[pragma]] * 4


def test_sequence_is_commit_order_without_a_gap(record: Record) -> None:
    def writer(number: int) -> list[int]:
        return [appended(record, f"{number}-{turn}") for turn in range(EACH)]

    with ThreadPoolExecutor(WRITERS) as pool:
        seqs = [seq for mine in pool.map(writer, range(WRITERS)) for seq in mine]
    assert sorted(seqs) == list(range(2, 2 + WRITERS * EACH))
    assert count(record, "entry") == 1 + WRITERS * EACH


def looked(record: Record) -> tuple[int, int, int]:
    """The head, how many entries there are, and the last of them, as one reader sees them."""
    with record.store.read() as connection:
        seq = ledger.read_head(connection, record.zone_id).seq
        number, last = connection.exec_driver_sql("SELECT count(*), max(seq) FROM entry").one()
        return seq, number, last


def test_a_reader_never_sees_an_entry_before_the_one_that_precedes_it(record: Record) -> None:
    with ThreadPoolExecutor(3) as pool:
        writing = [pool.submit(appended, record, str(turn)) for turn in range(EACH)]
        seen = list(pool.map(looked, [record] * 60))
    assert all(one.result() for one in writing)
    assert all(seq == number == last for seq, number, last in seen)


def fail_while_writing(record: Record) -> None:
    with record.store.write() as connection:
        top = ledger.read_head(connection, record.zone_id)
        header = ledger.next_header(top, NOW, "writer", "mark", "never", NOW.date())
        ledger.append(connection, top, header, [])
        derived.refresh(connection, record.zone_id, [Subject("parcel", "T-001")], 2)
        raise RuntimeError("pulled out")


def test_nothing_is_half_written_when_the_write_fails(record: Record) -> None:
    before = [count(record, table) for table in ("entry", "delta", "subject", "span")]
    with pytest.raises(RuntimeError):
        fail_while_writing(record)
    assert [count(record, table) for table in ("entry", "delta", "subject", "span")] == before
    assert marked(record, "in_use", "2025-06-01", "T-001").seq == 2


def test_an_annulled_entry_asserts_nothing(record: Record) -> None:
    appended(record, "annulled")
    with record.store.write() as connection:
        top = ledger.read_head(connection, record.zone_id)
        header = ledger.next_header(top, NOW, "writer", "undo", "误录", NOW.date(), undoes=2)
        ledger.append(connection, top, header, [])
        found = ledger.live(connection, record.zone_id, [Subject("parcel", "T-001")])
    fields = {one.field for one in found[Subject("parcel", "T-001")]}
    assert "status" in fields and "location" not in fields


def test_what_an_undo_touches_counts_as_touched(record: Record) -> None:
    appended(record, "first")
    with record.store.write() as connection:
        top = ledger.read_head(connection, record.zone_id)
        header = ledger.next_header(top, NOW, "writer", "undo", "误录", NOW.date(), undoes=2)
        ledger.append(connection, top, header, [])
        assert ledger.touched_since(connection, record.zone_id, "parcel", 2) == {"T-001"}
        assert ledger.touched_since(connection, record.zone_id, "parcel", 3) == set()
