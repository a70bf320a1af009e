"""The boundary files follow the record, whole, and never over somebody's edit."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from filelock import FileLock
from sqlalchemy import select

from parkmap import paths
from parkmap.errors import Busy, LedgerMissing, WorkspaceError
from parkmap.services import mirror, working
from parkmap.services.record import Record
from parkmap.store import ledger
from parkmap.store.schema import mirror as mirror_table
from parkmap.workspace import DATABASE, open_folder
from tests.small import EPOCH, marked, write_land

FILE = "parcels.geojson"


@pytest.fixture
def mirrored(record: Record) -> Record:
    mirror.write(record)
    return record


def states(record: Record) -> list[str]:
    return [one.state for one in mirror.states(record)]


def status_on_disk(record: Record, parcel_id: str) -> str:
    features = json.loads((record.folder / FILE).read_text(encoding="utf-8"))["features"]
    return str({one["id"]: one["properties"]["status"] for one in features}[parcel_id])


@pytest.mark.parametrize(("kind", "file"), list(mirror.FILES.items()))
def test_a_replayed_ledger_gives_the_committed_file(demo: Record, kind: str, file: str) -> None:
    with demo.store.read() as connection:
        top = ledger.read_head(connection, demo.zone_id)
        text = "".join(mirror.text_of(connection, demo, kind, top))
    assert text.encode() == (paths.DEMO_WORKSPACE / file).read_bytes()
    assert states(demo) == ["current", "current"]


def test_the_file_says_what_was_marked(mirrored: Record) -> None:
    marked(mirrored, "in_use", "2025-06-01", "T-001")
    assert states(mirrored) == ["behind", "behind"]
    mirror.write(mirrored)
    assert (status_on_disk(mirrored, "T-001"), states(mirrored)) == ("in_use", ["current"] * 2)


def test_the_file_names_its_ledger(mirrored: Record) -> None:
    named = mirror.named_ledger(mirrored.folder / FILE)
    assert named is not None and (named["ledger"], named["seq"]) == (EPOCH, 1)


def test_the_worker_brings_it_up(mirrored: Record) -> None:
    marked(mirrored, "in_use", "2025-06-01", "T-001")
    while working.once(mirrored):
        pass
    assert status_on_disk(mirrored, "T-001") == "in_use"


def test_an_edit_by_hand_is_left_as_it_is(mirrored: Record) -> None:
    edited = (mirrored.folder / FILE).read_text(encoding="utf-8").replace("地块1", "我的地块")
    (mirrored.folder / FILE).write_text(edited, encoding="utf-8")
    marked(mirrored, "in_use", "2025-06-01", "T-001")
    mirror.write(mirrored)
    assert (mirrored.folder / FILE).read_text(encoding="utf-8") == edited
    assert states(mirrored) == ["current", "edited"]


def test_a_file_that_is_gone_is_written_anew(mirrored: Record) -> None:
    before = (mirrored.folder / FILE).read_bytes()
    (mirrored.folder / FILE).unlink()
    assert states(mirrored) == ["current", "missing"]
    mirror.write(mirrored)
    assert (mirrored.folder / FILE).read_bytes() == before


def noted(record: Record) -> tuple[int, str]:
    with record.store.read() as connection:
        row = connection.execute(select(mirror_table).where(mirror_table.c.file == FILE)).one()
    return row.seq, row.sha256


def test_a_crash_before_the_last_note_is_not_taken_for_an_edit(mirrored: Record) -> None:
    seq, sha256 = noted(mirrored)
    marked(mirrored, "in_use", "2025-06-01", "T-001")
    mirror.write(mirrored)
    with mirrored.store.write() as connection:  # as it stood when the file had just been replaced
        after = {"seq": seq, "sha256": sha256, "writing": noted(mirrored)[1]}
        connection.execute(mirror_table.update().where(mirror_table.c.file == FILE).values(after))
    assert states(mirrored) == ["current", "behind"]
    mirror.write(mirrored)
    assert states(mirrored) == ["current", "current"]


def test_nothing_is_left_beside_the_files(mirrored: Record) -> None:
    assert list(mirrored.folder.glob("*.new")) + list(mirrored.folder.glob(".*.new")) == []


@pytest.fixture
def copy_of_demo(tmp_path: Path) -> Path:
    return Path(shutil.copytree(paths.DEMO_WORKSPACE, tmp_path / "land"))


def test_files_without_their_ledger_refuse_the_start(copy_of_demo: Path) -> None:
    (copy_of_demo / "ledger.jsonl").unlink()
    with pytest.raises(LedgerMissing, match=r"names ledger .* put the database back"):
        open_folder(copy_of_demo)
    assert not (copy_of_demo / DATABASE).exists()


def test_a_ledger_of_another_moment_refuses_the_start(copy_of_demo: Path) -> None:
    lines = (copy_of_demo / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    (copy_of_demo / "ledger.jsonl").write_bytes(b"".join(lines[:2]))
    with pytest.raises(LedgerMissing, match="take both files from the same moment"):
        open_folder(copy_of_demo)
    assert list(copy_of_demo.glob("*.db*")) + list(copy_of_demo.glob(".*.new")) == []


def test_boundary_files_alone_begin_a_ledger_with_their_statuses(tmp_path: Path) -> None:
    land = write_land(tmp_path / "zone", ({}, {"status": "under_construction"}))
    record = open_folder(land)
    with closing(record.store):
        mirror.write(record)
        assert [status_on_disk(record, one) for one in ("T-001", "T-002")] == [
            "idle", "under_construction",
        ]  # fmt: skip


@pytest.mark.parametrize(("number", "words"), [(errno.ENOSPC, "no room"), (errno.EACCES, "rights")])
def test_an_entry_whose_files_cannot_be_written_is_said_to_stand(
    mirrored: Record, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    seq = marked(mirrored, "in_use", "2025-06-01", "T-001").seq
    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", Mock(side_effect=OSError(number, "no")))
        with pytest.raises(WorkspaceError, match=f"^entry {seq} is recorded.*{words}"):
            mirror.follow(mirrored, seq)
    assert list(mirrored.folder.glob(".*.new")) == []
    mirror.follow(mirrored, seq)
    assert (status_on_disk(mirrored, "T-001"), states(mirrored)) == ("in_use", ["current"] * 2)


def test_an_edit_while_the_file_is_written_is_left_as_it_is(
    mirrored: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked(mirrored, "in_use", "2025-06-01", "T-001")
    whole, edited = mirror.text_of, (mirrored.folder / FILE).read_text("utf-8") + " "

    def slowly(*given: Any) -> Iterator[str]:
        yield from whole(*given)
        (mirrored.folder / FILE).write_text(edited, "utf-8")

    monkeypatch.setattr(mirror, "text_of", slowly)
    mirror.write(mirrored)
    assert (mirrored.folder / FILE).read_text("utf-8") == edited
    assert states(mirrored)[1] == "edited" and list(mirrored.folder.glob(".*.new")) == []


def test_who_waits_for_the_files_too_long_is_told(mirrored: Record) -> None:
    with (
        FileLock(mirrored.folder / mirror.LOCK, thread_local=False),
        pytest.raises(Busy, match="another process is writing"),
        mirror.alone(mirrored, patience_s=0.05),
    ):
        pass
