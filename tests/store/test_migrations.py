"""A store opens what this release wrote, and refuses the rest with a sentence."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import inspect

from parkmap.errors import SchemaMismatch, Tampered
from parkmap.services.noting import Annotation, annotate
from parkmap.services.reading import parcel
from parkmap.services.record import Record
from parkmap.services.verifying import verify
from parkmap.store import Store
from parkmap.store.accounts import AccountBase
from parkmap.store.migrate import upgrade
from parkmap.store.schema import RECORD
from parkmap.store.sqlite import make_engine
from parkmap.store.store import SCHEMA
from tests.many import OFFERED
from tests.small import OFFICER, TODAY, count, marked

FIRST_TABLES = (
    "head", "entry", "delta", "annulment", "subject", "parcel", "geometry", "span", "geometry_box",
)  # fmt: skip


def of_first_release(record: Record, path: Path) -> None:
    """The rows of a record in a database as the first release made it."""
    engine = make_engine(path)
    upgrade(engine, "0001")
    engine.dispose()
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("ATTACH ? AS new", (str(record.store.path),))
        for table in FIRST_TABLES:
            names = ", ".join(row[1] for row in plain.execute(f"PRAGMA main.table_info({table})"))
            plain.execute(f"INSERT INTO main.{table} SELECT {names} FROM new.{table}")


def stamped(record: Record, revision: str) -> None:
    record.store.close()
    with closing(sqlite3.connect(record.store.path)) as plain, plain:
        plain.execute("UPDATE alembic_version SET version_num = ?", (revision,))


def test_the_migrations_make_every_table_of_the_schema(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "new.db")
    made = set(inspect(store.engine).get_table_names())
    store.close()
    assert made >= {*RECORD.tables, *AccountBase.metadata.tables}


def test_a_record_of_the_first_release_is_brought_up_to_date(
    record: Record, tmp_path: Path
) -> None:
    marked(record, "in_use", "2025-06-01", "T-001")
    before = count(record, "flow")
    of_first_release(record, tmp_path / "old.db")
    again = replace(record, store=Store.open(tmp_path / "old.db"))
    assert (before > 0, count(again, "flow")) == (True, before)
    assert [line for line in verify(again).differences if "geojson" not in line] == []
    again.store.close()


def test_an_offer_that_was_held_before_is_counted_apart_after(record: Record) -> None:
    version = parcel(record, OFFICER, "T-001").version
    fields = OFFERED | {"seized": True}
    annotate(record, OFFICER, Annotation({"T-001": version}, fields, TODAY, "查封"))
    stamped(record, "0009")
    with closing(sqlite3.connect(record.store.path)) as plain, plain:
        for table in ("parcel", "span"):
            plain.execute(f"UPDATE {table} SET offer = 'open' WHERE offer = 'open_held'")
    again = replace(record, store=Store.open(record.store.path))
    with again.store.read() as connection:
        held = connection.exec_driver_sql("SELECT offer FROM parcel WHERE parcel_id = 'T-001'")
        assert held.scalar() == "open_held"
    assert [line for line in verify(again).differences if "geojson" not in line] == []
    again.store.close()


def test_every_key_begins_with_the_zone() -> None:
    keys = {table.name: next(iter(table.primary_key)).name for table in RECORD.sorted_tables}
    assert set(keys.values()) == {"zone_id"}, keys


def test_a_newer_schema_is_refused(record: Record) -> None:
    stamped(record, "9999")
    with pytest.raises(SchemaMismatch, match=f"9999.*{SCHEMA}.*upgrade parkmap"):
        Store.open(record.store.path)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as plain, plain:
        plain.execute("CREATE TABLE other (id)")
    with pytest.raises(SchemaMismatch, match=r"other\.db"):
        Store.open(tmp_path / "other.db")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "parkmap.db").write_bytes(b"not a database, but long enough to look at" * 50)
    with pytest.raises(Tampered, match="not a database"):
        Store.open(tmp_path / "parkmap.db")


def test_days_to_an_answer_are_known_of_what_was_asked_before(tmp_path: Path) -> None:
    engine = make_engine(tmp_path / "old.db")
    upgrade(engine, "0008")
    ask = (
        "INSERT INTO enquiry (zone_id, number, token_hash, kind, parcels, name, organisation, "
        "phone, mail, text, consent, address_key, made_at, due_on, state) VALUES "
        "(1, {0}, '{0}', 'enquiry', '[]', '', '', '', '', '', '1', '', 't0', 't9', 'open')"
    )
    say = "INSERT INTO enquiry_event VALUES (1, {}, {}, '{}', 'u', '{}', '{}')"
    with engine.begin() as connection:
        for number in (1, 2, 3):
            connection.exec_driver_sql(ask.format(number))
        for event in ((1, 1, "t1", "note", "x"), (1, 2, "t2", "answer", "x"),
                      (1, 3, "t3", "answer", "x"), (2, 1, "t4", "closed", "")):  # fmt: skip
            connection.exec_driver_sql(say.format(*event))
    upgrade(engine, "0009")
    with engine.begin() as connection:
        rows = connection.exec_driver_sql("SELECT answered_at FROM enquiry ORDER BY number").all()
    engine.dispose()
    assert [moment for (moment,) in rows] == ["t2", "", ""]
