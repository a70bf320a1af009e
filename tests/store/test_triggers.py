"""The ledger is append-only in the database itself, and a store without its guards stays shut."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy.exc import IntegrityError

from parkmap.errors import Tampered
from parkmap.services.record import Record
from parkmap.services.undoing import undo
from parkmap.store import Store
from parkmap.store.sqlite import GUARDED, guards
from tests.small import OFFICER, marked

CHANGES = [
    statement.format(table=table)
    for table in GUARDED
    for statement in (
        "UPDATE {table} SET seq = seq + 100",
        "DELETE FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "REPLACE INTO {table} SELECT * FROM {table}",
    )
]


@pytest.mark.parametrize("statement", CHANGES)
def test_the_ledger_refuses(record: Record, statement: str) -> None:
    undo(record, OFFICER, marked(record, "in_use", "2025-06-01", "T-001").seq, "误录")
    with pytest.raises(IntegrityError, match="append-only"), record.store.write() as connection:
        connection.exec_driver_sql(statement)


def damaged(record: Record, statement: str) -> None:
    record.store.close()
    with closing(sqlite3.connect(record.store.path)) as plain, plain:
        plain.execute(statement)


@pytest.mark.parametrize("name", guards())
def test_a_missing_trigger_refuses_the_start(record: Record, name: str) -> None:
    damaged(record, f"DROP TRIGGER {name}")
    with pytest.raises(Tampered, match=name):
        Store.open(record.store.path)


def test_a_changed_trigger_refuses_the_start(record: Record) -> None:
    damaged(record, "DROP TRIGGER entry_update_refused")
    damaged(
        record, "CREATE TRIGGER entry_update_refused BEFORE UPDATE ON entry BEGIN SELECT 1; END"
    )
    with pytest.raises(Tampered, match="entry_update_refused"):
        Store.open(record.store.path)
