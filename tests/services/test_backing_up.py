"""A backup holds one moment, whole, whoever writes meanwhile; a restore proves it first."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

import pytest

from parkmap.errors import BadFile, BadValue, NotFound, ReadOnly, Tampered
from parkmap.services import mirror
from parkmap.services.backing_up import MANIFEST, ROOM, backup
from parkmap.services.record import Record
from parkmap.services.restoring import restore
from parkmap.services.verifying import verify
from parkmap.store import ledger
from parkmap.workspace import open_folder
from tests.small import count, marked

MARKS = """
import sys
from pathlib import Path
from parkmap.workspace import open_folder
from tests.small import marked
record = open_folder(Path(sys.argv[1]))
for turn in range(100_000):
    status = ("under_construction", "revitalized")[turn // 4 % 2]
    print(marked(record, status, "2025-06-01", f"T-00{turn % 4 + 1}").seq, flush=True)
"""


BACKUP = """
import sys
from pathlib import Path
from parkmap.services.backing_up import backup
from parkmap.workspace import open_folder
record = open_folder(Path(sys.argv[1]))
print("ready", flush=True)
backup(record, Path(sys.argv[2]))
"""


@pytest.fixture
def saved(record: Record, tmp_path: Path) -> Path:
    marked(record, "in_use", "2025-06-01", "T-001")
    mirror.write(record)
    (record.folder / "evidence").mkdir()
    (record.folder / "evidence" / "照片.jpg").write_bytes(b"\xff\xd8")
    (record.folder / "secret.key").write_text("k" * 40)
    return backup(record, tmp_path / "zone.zip").path


@contextmanager
def marking(folder: Path) -> Iterator[IO[str]]:
    """Another process that marks without end; the sequence of each acknowledged mark is a line."""
    with subprocess.Popen(
        [sys.executable, "-c", MARKS, folder], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout
        finally:
            process.kill()


def changed(source: Path, target: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """A copy of an archive whose files went through a function; None leaves one out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return target


def test_what_is_restored_verifies_and_goes_on(saved: Path, tmp_path: Path) -> None:
    done = restore(saved, tmp_path / "again")
    found = open_folder(tmp_path / "again")
    with closing(found.store):
        assert verify(found).clean and verify(found).head == done.head
        assert {one.state for one in mirror.states(found)} == {"current"}
        assert marked(found, "idle", "2025-07-01", "T-001").seq == done.seq + 1


def test_every_file_is_there_but_the_key(saved: Path, tmp_path: Path) -> None:
    restore(saved, tmp_path / "again")
    names = {one.name for one in (tmp_path / "again").rglob("*") if one.is_file()}
    assert names == {"parkmap.toml", "parkmap.db", "parks.geojson", "parcels.geojson", "照片.jpg"}


def test_a_backup_under_load_is_one_moment_of_the_record(record: Record, tmp_path: Path) -> None:
    with marking(record.folder) as acknowledged:
        before = [int(acknowledged.readline()) for _ in range(5)][-1]
        made = backup(record, tmp_path / "zone.zip")
        after = [int(acknowledged.readline()) for _ in range(20)][-1]
    done = restore(made.path, tmp_path / "again")
    assert before <= done.seq < after
    with record.store.read() as connection:
        (entry,) = ledger.entries(connection, record.zone_id, seqs=[done.seq])
    assert entry.entry_hash == done.head == made.head


@pytest.mark.parametrize("after_ms", [0, 4, 8, 16, 32])
def test_a_backup_that_is_killed_is_not_there_or_whole(
    record: Record, tmp_path: Path, after_ms: int
) -> None:
    target = tmp_path / "zone.zip"
    words = [sys.executable, "-c", BACKUP, str(record.folder), str(target)]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stdout.readline()
        time.sleep(after_ms / 1000)
        process.kill()
    assert not target.exists() or restore(target, tmp_path / "again").seq == 1


def test_what_a_killed_backup_left_is_removed_by_the_next(record: Record, tmp_path: Path) -> None:
    for name, age in (("killed", 3_600), ("young", 0)):
        room = tmp_path / f"{ROOM}{name}"
        room.mkdir()
        os.utime(room, (time.time() - age,) * 2)
    backup(record, tmp_path / "zone.zip")
    assert [one.name for one in tmp_path.glob(f"{ROOM}*")] == [f"{ROOM}young"]


def test_an_edit_by_hand_is_kept_and_told(saved: Path, record: Record, tmp_path: Path) -> None:
    (record.folder / "parcels.geojson").write_text("{}")
    made = backup(record, tmp_path / "edited.zip")
    assert "the edit is in the backup as parcels.edited.geojson" in made.told[0]
    restore(made.path, tmp_path / "again")
    assert (tmp_path / "again" / "parcels.edited.geojson").read_text() == "{}"


def test_links_are_left_out_and_told(record: Record, tmp_path: Path) -> None:
    (record.folder / "context").mkdir()
    (record.folder / "context" / "roads.geojson").symlink_to("/etc/hostname")
    made = backup(record, tmp_path / "zone.zip")
    assert "context/roads.geojson is a link" in made.told[0]
    with zipfile.ZipFile(made.path) as archive:
        assert "context/roads.geojson" not in archive.namelist()


def test_a_folder_gets_a_name_with_the_moment(record: Record, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    made = backup(record, tmp_path / "backups")
    assert made.path.name == "test-20260630-040000.parkmap.zip"


@pytest.mark.parametrize("name", ["parkmap.db", "evidence/照片.jpg", "parcels.geojson"])
def test_a_file_that_was_changed_is_named(saved: Path, tmp_path: Path, name: str) -> None:
    def flipped(one: str, data: bytes) -> bytes:
        return data[:-1] + bytes([data[-1] ^ 1]) if one == name else data

    bad = changed(saved, tmp_path / "bad.zip", flipped)
    with pytest.raises(Tampered, match=f"{name} in .* does not have the hash"):
        restore(bad, tmp_path / "again")
    assert not list(tmp_path.glob("*again*"))


def test_a_ledger_that_was_changed_with_its_hash_does_not_verify(
    saved: Path, tmp_path: Path
) -> None:
    def another(name: str, data: bytes) -> bytes:
        return data.replace(b'"seq":2', b'"seq":1') if name == MANIFEST else data

    with pytest.raises(Tampered, match="does not end at the head"):
        restore(changed(saved, tmp_path / "bad.zip", another), tmp_path / "again")


@pytest.mark.parametrize("name", ["../evil", "/abs", "C:/evil", "a\\b"])
def test_a_name_that_leads_elsewhere_is_refused(saved: Path, tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(saved) as archive:
        named = json.loads(archive.read(MANIFEST))
    named["files"] = {name: {"bytes": 1, "sha256": "0" * 64}}
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
        bad.writestr(name, "x")
        bad.writestr(MANIFEST, json.dumps(named))
    with pytest.raises(Tampered):
        restore(tmp_path / "bad.zip", tmp_path / "again")


def test_a_file_too_many_or_too_few_is_refused(saved: Path, tmp_path: Path) -> None:
    fewer = changed(saved, tmp_path / "few.zip", lambda name, data: (
        None if name == "parks.geojson" else data))  # fmt: skip
    with pytest.raises(Tampered, match="does not hold the files"):
        restore(fewer, tmp_path / "again")


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + bytes(18), b"not a zip"])
def test_what_is_no_backup_is_said(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "other.zip").write_bytes(data)
    with pytest.raises((BadFile, Tampered)):
        restore(tmp_path / "other.zip", tmp_path / "again")
    assert not list(tmp_path.glob("*again*"))


def test_a_backup_cut_short_is_said(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.zip").write_bytes(saved.read_bytes()[:-1000])
    with pytest.raises(Tampered, match="damaged"):
        restore(tmp_path / "cut.zip", tmp_path / "again")


def test_nothing_that_is_there_is_overwritten(saved: Path, record: Record, tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="is there already"):
        backup(record, saved)
    with pytest.raises(BadValue, match="is there already"):
        restore(saved, record.folder)
    with pytest.raises(NotFound):
        restore(tmp_path / "none.zip", tmp_path / "again")


def test_a_backup_does_not_go_into_what_it_saves(record: Record) -> None:
    with pytest.raises(BadValue, match="lost with it"):
        backup(record, record.folder / "zone.zip")
    assert count(record, "entry") == 1


def test_a_place_that_is_not_there_is_said(record: Record, tmp_path: Path) -> None:
    with pytest.raises(ReadOnly, match="nowhere"):
        backup(record, tmp_path / "nowhere" / "zone.zip")
