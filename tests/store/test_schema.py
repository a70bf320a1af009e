"""The revisions make exactly the tables that the release reads and writes."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData

from parkmap.services.record import Record
from parkmap.store.accounts import AccountBase
from parkmap.store.schema import RECORD

OURS = {*RECORD.tables, *AccountBase.metadata.tables}


def test_a_migrated_store_has_the_tables_of_the_release(record: Record) -> None:
    whole = MetaData()
    for metadata in (RECORD, AccountBase.metadata):
        for table in metadata.tables.values():
            table.to_metadata(whole)
    with record.store.read() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, kind, _: kind != "table" or name in OURS}
        )
        assert compare_metadata(context, whole) == []
