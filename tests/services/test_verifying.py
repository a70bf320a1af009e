"""Whatever is changed in the database behind parkmap's back, verify names it."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from parkmap import paths
from parkmap.services import mirror
from parkmap.services.record import Record
from parkmap.services.undoing import undo
from parkmap.services.verifying import verify
from parkmap.store.sqlite import guards
from tests.small import OFFICER, marked

Damage = Callable[[str], str]


@pytest.fixture
def damage(record: Record) -> Damage:
    """Run a statement past the triggers, put them back, and tell the first difference."""
    marked(record, "in_use", "2025-06-01", "T-001")
    undo(record, OFFICER, marked(record, "in_use", "2025-06-01", "T-002").seq, "误录")
    mirror.write(record)

    def run(statement: str) -> str:
        assert verify(record).clean
        record.store.close()
        with closing(sqlite3.connect(record.store.path)) as plain, plain:
            for name in guards():
                plain.execute(f"DROP TRIGGER {name}")
            plain.execute(statement)
            for ddl in guards().values():
                plain.execute(ddl)
        return verify(record).differences[0]

    return run


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE delta SET body = replace(body, 'in_use', 'idlexx') WHERE seq = 2", "delta 2/0"),
        ("UPDATE delta SET sha256 = replace(sha256, substr(sha256, 1, 1), 'z') WHERE seq = 2",
         "delta 2/0"),
        ("UPDATE delta SET effective_on = '2025-06-02' WHERE seq = 2", "delta 2/0"),
        ("UPDATE delta SET subject_id = 'T-003' WHERE seq = 2", "delta 2/0"),
        ("DELETE FROM delta WHERE seq = 2", "entry 2"),
        ("UPDATE entry SET header = replace(header, 'officer-1', 'officer-2') WHERE seq = 2",
         "entry 2"),
        (("UPDATE entry SET entry_hash = replace(entry_hash, substr(entry_hash, 1, 1), 'z') "
         "WHERE seq = 2"), "entry 2"),
        ("UPDATE entry SET actor = 'officer-2' WHERE seq = 2", "entry 2"),
        ("UPDATE entry SET undoes = 2 WHERE seq = 4", "entry 4"),
        ("DELETE FROM entry WHERE seq = 2", "entry 2"),
        ("DELETE FROM entry WHERE seq = 4", "the head names entry 4"),
        ("UPDATE head SET seq = 3", "the head names entry 3"),
        ("INSERT OR IGNORE INTO annulment VALUES (1, 2, 4)", "entry 2"),
        ("DELETE FROM annulment", "entry 3"),
    ],
)  # fmt: skip
def test_a_change_in_the_ledger_is_named(damage: Damage, statement: str, named: str) -> None:
    assert damage(statement).startswith(named)


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE subject SET state = replace(state, 'in_use', 'idle') WHERE subject_id = 'T-001'",
         "parcel T-001: the present"),
        ("DELETE FROM subject WHERE subject_id = 'T-002'", "parcel T-002: the present"),
        (("UPDATE geometry SET geojson = replace(geojson, '113.001', '113.0015') "
         "WHERE subject_id = 'T-001'"), "parcel T-001: the geometry"),
        ("UPDATE geometry SET east = east + 1 WHERE subject_id = 'P1'", "park P1: the geometry"),
        ("UPDATE span SET status = 'idle' WHERE parcel_id = 'T-001'", "parcel T-001: its spans"),
        ("DELETE FROM span WHERE parcel_id = 'T-003'", "parcel T-003: its spans"),
        ("UPDATE parcel SET area_dm2 = area_dm2 + 1 WHERE parcel_id = 'T-004'",
         "parcel T-004: its row"),
        ("UPDATE parcel SET park = 'P2' WHERE parcel_id = 'T-004'", "parcel T-004: its row"),
        ("UPDATE parcel SET offer = 'open' WHERE parcel_id = 'T-004'", "parcel T-004: its row"),
        ("INSERT OR IGNORE INTO parcel VALUES (1, 'X', 'P1', 'idle', 'none', 1, 'x', '')",
         "parcel X: counted"),
        (("INSERT INTO span (zone_id, parcel_id, from_on, until_on, status, offer, park, area_dm2) "
         "VALUES (1, 'X', '2025-01-01', '9999-12-31', 'idle', 'none', 'P1', 1)"),
         "parcel X: counted"),
        ("INSERT OR IGNORE INTO subject VALUES (1, 'parcel', 'X', 1, '{}')", "parcel X: present"),
        ("UPDATE subject SET version = 9 WHERE subject_id = 'T-001'", "parcel T-001: the present"),
        ("UPDATE parcel SET retired_on = '2025-01-01' WHERE parcel_id = 'T-004'",
         "parcel T-004: its row"),
        ("UPDATE flow SET d_count = 9 WHERE grain = 10", "sums of 2025-01-01, P1"),
        ("DELETE FROM flow WHERE grain = 7 AND status = 'in_use'", "sums of 2025-06, P1, in_use"),
        ("INSERT INTO flow VALUES (1, 4, '2024', 'P1', 'idle', 'none', 1, 1)", "sums of 2024, P1"),
        ("DELETE FROM geometry_box WHERE rid = 5", "park P1: the spatial index"),
        ("UPDATE geometry_box SET east = east + 0.001 WHERE rid = 3", "parcel T-003: the spatial"),
        ("INSERT INTO geometry_box VALUES (99, 1, 2, 1, 2)", "row 99: the spatial index"),
    ],
)  # fmt: skip
def test_a_changed_derived_row_is_named(damage: Damage, statement: str, named: str) -> None:
    assert damage(statement).startswith(named)


def test_one_byte_of_the_file_is_found(record: Record) -> None:
    marked(record, "revitalized", "2025-06-01", "T-001")
    record.store.close()
    raw = record.store.path.read_bytes()
    place = raw.index(b'"new":"revitalized"') + len(b'"new":"')
    record.store.path.write_bytes(raw[:place] + b"x" + raw[place + 1 :])
    assert verify(record).differences[0].startswith("delta 2/0: its bytes")


def test_an_edited_file_is_a_difference_one_behind_is_not(record: Record) -> None:
    mirror.write(record)
    marked(record, "in_use", "2025-06-01", "T-001")
    assert verify(record).clean
    (record.folder / "parcels.geojson").write_text("{}", encoding="utf-8")
    (said,) = verify(record).differences
    assert said.startswith("parcels.geojson is edited") and "'parkmap sync'" in said


def test_a_file_that_says_something_else_is_found_though_its_hash_was_noted(
    record: Record,
) -> None:
    mirror.write(record)
    path = record.folder / "parcels.geojson"
    path.write_bytes(path.read_bytes().replace(b"T-001", b"T-009"))
    forged = hashlib.sha256(path.read_bytes()).hexdigest()
    with record.store.write() as connection:
        connection.exec_driver_sql("UPDATE mirror SET sha256 = ? WHERE file = ?",
                                   (forged, path.name))  # fmt: skip
    assert verify(record).differences == ("parcels.geojson differs from the record at entry 1",)


def test_the_demonstration_is_clean(demo: Record) -> None:
    report = verify(demo)
    written = (paths.DEMO_WORKSPACE / "ledger.jsonl").read_bytes().count(b"\n") - 1
    assert report.differences == () and report.entries == written
