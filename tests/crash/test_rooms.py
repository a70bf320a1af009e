"""The folder of a reading goes with it, and that of a killed process with the next."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import pytest

from parkmap.formats import room
from parkmap.formats.room import PREFIX, reading_room


@pytest.fixture(autouse=True)
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left(temp: Path, age_s: float, name: str = "dead") -> Path:
    folder = temp / f"{PREFIX}{name}"
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "upload").write_text("机密")
    os.utime(folder, (time.time() - age_s,) * 2)
    return folder


def test_a_room_goes_when_its_reading_ends(temp: Path) -> None:
    with reading_room() as folder:
        Path(folder, "table.json").write_text("{}")
    assert list(temp.iterdir()) == []


def test_what_a_killed_process_left_goes_with_the_next_reading(temp: Path) -> None:
    left(temp, 3600)
    with reading_room() as folder:
        assert [one for one in temp.iterdir() if one != Path(folder).parent] == []


def test_a_room_in_use_stays_however_old_it_is(temp: Path) -> None:
    with reading_room() as folder:
        os.utime(Path(folder).parent, (0, 0))
        room.tidy()
        assert Path(folder).is_dir()


def test_a_young_room_stays_its_lock_may_be_on_its_way(temp: Path) -> None:
    assert left(temp, 1).is_dir()
    room.tidy()
    assert len(list(temp.iterdir())) == 1


def test_a_link_is_not_followed(temp: Path) -> None:
    (temp / "precious" / "files").mkdir(parents=True)
    link = temp / f"{PREFIX}evil"
    link.symlink_to(temp / "precious")
    os.utime(temp / "precious", (0, 0))
    room.tidy()
    assert [one.name for one in (temp / "precious").iterdir()] == ["files"]
