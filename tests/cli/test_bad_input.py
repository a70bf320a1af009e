"""Every refusal is a sentence on stderr, an exit code, and nothing half-written."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from parkmap.errors import StaleVersion
from parkmap.services.marking import Mark, mark
from parkmap.workspace import open_folder
from tests.cli.conftest import Run, Said, plain_environment, process
from tests.shapes import SQUARE_1HA, collection, feature
from tests.small import OFFICER, count, write_land

TOMORROW = str(date.today() + timedelta(2))  # noqa: DTZ011  two days: beyond today in every zone
GOOD = {"--status": "in_use", "--on": "2025-06-01", "--reason": "核实"}


def entries(folder: Path) -> int:
    record = open_folder(folder)
    number = count(record, "entry")
    record.store.close()
    return number


def left(folder: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def key_of(folder: Path) -> bytes:
    """A server's key is made before its port is looked at, and kept for the next start."""
    return (folder / "secret.key").read_bytes()


def assert_one_sentence(said: Said, code: int, *parts: str) -> None:
    assert said.code == code, said
    assert said.err.startswith("parkmap: ") and said.err.count("\n") == 1, said.err
    assert [part for part in parts if part not in said.err] == []


@pytest.mark.parametrize(
    ("parcel", "changed", "code", "parts"),
    [
        ("X-9", {}, 3, ("no parcel X-9", "check the id")),
        ("T-001", {"--status": "sold"}, 2, ("'sold'", "use one of idle")),
        ("T-001", {"--on": TOMORROW}, 2, (TOMORROW, "future", "give the day")),
        ("T-001", {"--on": "2025-02-30"}, 2, ("2025-02-30", "write")),
        ("T-001", {"--on": "2024-12-31"}, 2, ("T-001", "2025-01-01", "before")),
        ("T-001", {"--reason": " "}, 2, ("reason", "say in a few words")),
        ("T-001", {"--route": "magic"}, 2, ("'magic'", "use one of")),
    ],
)  # fmt: skip
def test_a_bad_mark_is_refused(
    run: Run, zone: Path, parcel: str, changed: dict[str, str], code: int, parts: tuple[str, ...]
) -> None:
    words = [word for pair in (GOOD | changed).items() for word in pair]
    before = (zone / "parcels.geojson").read_bytes()
    assert_one_sentence(run("mark", zone, parcel, *words), code, *parts)
    assert entries(zone) == 1
    assert (zone / "parcels.geojson").read_bytes() == before


COMMANDS = (
    ("serve",), ("mark", "T-001", "--status", "idle", "--reason", "x"), ("verify",),
    ("export", "--format", "csv"), ("undo", "--reason", "x"), ("work", "--once"), ("staged",),
    ("users", "list"),
)  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
@pytest.mark.parametrize("there", [True, False])
def test_a_folder_that_is_no_workspace(
    run: Run, tmp_path: Path, words: tuple[str, ...], there: bool
) -> None:
    folder = tmp_path / "photos"
    if there:
        folder.mkdir()
    place = 2 if words[0] == "users" else 1
    said = run(*words[:place], folder, *words[place:])
    assert_one_sentence(said, 6, str(folder), "no workspace", "parkmap init")
    assert folder.is_dir() == there and not list(tmp_path.rglob("*.*"))


@pytest.mark.parametrize(
    "text", ["[zone\n", "[zone]\ncode = 7\n", "", "[zone]\ncode='a'\n", "\xff"]
)
def test_a_toml_that_cannot_be_read(run: Run, zone: Path, text: str) -> None:
    (zone / "parkmap.toml").write_bytes(text.encode("latin-1"))
    said = run("verify", zone)
    assert said.code in {2, 6} and "parkmap.toml" in said.err


WHOLE = collection(feature(SQUARE_1HA, "A-1", note="地块" * 40))
BAD_FILES = {
    "cut in half": ("land.geojson", WHOLE[: len(WHOLE) // 2]),
    "empty": ("land.geojson", b""),
    "a picture": ("land.geojson", b"\x89PNG\r\n\x1a\n" + b"\0" * 200),
    "a page": ("land.geojson", b"<html><body>not found</body></html>"),
    "a VRT": ("land.geojson", b"<OGRVRTDataSource><OGRVRTLayer/></OGRVRTDataSource>"),
    "text as gpkg": ("land.gpkg", b"land and sea\n"),
    "a broken gpkg": ("land.gpkg", b"SQLite format 3\0" + b"x" * 2000),
    "nothing in it": ("land.geojson", collection()),
    "another ending": ("land.doc", WHOLE[:10]),
}


@pytest.mark.parametrize(("name", "content"), list(BAD_FILES.values()), ids=BAD_FILES)
def test_a_file_that_is_not_what_it_says(
    run: Run, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    said = run("init", tmp_path / "new", "--parcels", tmp_path / name)
    assert_one_sentence(said, 2, name)
    assert left(tmp_path) == {str(tmp_path / name): content}


def test_a_name_that_lies_is_told_and_the_land_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "land.gpkg").write_bytes(WHOLE)
    said = run("init", tmp_path / "new", "--parcels", tmp_path / "land.gpkg")
    assert said.code == 0, said
    assert "its name ends in .gpkg, but it holds GeoJSON" in said.out
    assert entries(tmp_path / "new") == 1


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    said = run("init", tmp_path / "new", "--parcels", tmp_path / "nowhere.geojson")
    assert said.code != 0 and "nowhere.geojson" in said.err
    assert not list(tmp_path.iterdir())


def test_a_first_start_from_half_a_file_leaves_it_as_it_was(run: Run, tmp_path: Path) -> None:
    land = write_land(tmp_path / "zone")
    text = (land / "parcels.geojson").read_bytes()
    (land / "parcels.geojson").write_bytes(text[: len(text) // 2])
    before = left(land)
    assert_one_sentence(run("verify", land), 2, "parcels.geojson")
    assert left(land) == before


def test_a_port_in_use(run: Run, zone: Path) -> None:
    before = left(zone)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = run("serve", zone, "--port", port)
    assert_one_sentence(said, 8, f"port {port} of 127.0.0.1 is in use", "--port")
    assert left(zone).items() - before.items() <= {(str(zone / "secret.key"), key_of(zone))}


@pytest.mark.parametrize("port", ["0", "70000", "http", "²"])
def test_a_port_that_is_none(zone: Path, port: str) -> None:
    said = process("serve", zone, env=plain_environment() | {"PORT": port})
    assert_one_sentence(said, 2, "PORT", port, "whole number")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Three megabytes of their own where this machine lets us mount, else a plain folder."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = mount("-t", "tmpfs", "-o", "size=3m", "none", folder)
    yield folder
    if mounted:
        subprocess.run(["umount", str(folder)], check=True)


def mount(*words: object) -> bool:
    done = subprocess.run(["mount", *map(str, words)], capture_output=True, check=False)
    return done.returncode == 0


def fill(folder: Path) -> dict[str, Any]:
    """Leave no room in a folder of its own; elsewhere a process may write files of 8 KB only."""
    if not folder.is_mount():
        return {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))}
    with contextlib.suppress(OSError), (folder / "filler").open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
    return {}


def close_to_writing(folder: Path) -> dict[str, Any]:
    """Make a folder read-only: its own file system, else its rights (root goes on as nobody)."""
    if folder.is_mount():
        assert mount("-o", "remount,ro", folder)
        return {}
    for one in [folder, *folder.rglob("*")]:
        one.chmod(0o555 if one.is_dir() else 0o444)
    return {"user": 65534, "group": 65534} if os.getuid() == 0 else {}


LIMIT_512: dict[str, Any] = {
    "preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512))
}
WORDS = [word for pair in GOOD.items() for word in pair]


def test_a_full_disk_refuses_a_mark_and_keeps_the_record(zone: Path, small_disk: Path) -> None:
    land = Path(shutil.copytree(zone, small_disk / "zone"))
    limits = fill(small_disk)
    assert_one_sentence(
        process("mark", land, "T-001", *WORDS, **limits), 6, str(land), "no room", "free"
    )
    (small_disk / "filler").unlink(missing_ok=True)
    assert entries(land) == 1
    assert process("verify", land).code == 0


def test_a_full_disk_refuses_an_import_and_leaves_nothing(zone: Path, small_disk: Path) -> None:
    limits = fill(small_disk)
    words = ("init", small_disk / "new", "--parcels", zone / "parcels.geojson")
    said = process(*words, **limits)
    assert said.code == 6 and str(small_disk) in said.err and said.err.count("\n") == 1
    assert {one.name for one in small_disk.iterdir()} <= {"filler"}


@pytest.mark.parametrize("form", ["geojson", "gpkg", "csv"])
def test_a_full_disk_keeps_the_file_that_was_there(zone: Path, small_disk: Path, form: str) -> None:
    (small_disk / "out").write_text("before")
    limits = fill(small_disk) if small_disk.is_mount() else LIMIT_512
    said = process("export", zone, "--format", form, "-o", small_disk / "out", **limits)
    assert_one_sentence(said, 6, str(small_disk / "out"))
    assert (small_disk / "out").read_text() == "before"
    assert {one.name for one in small_disk.iterdir()} <= {"filler", "out"}


@pytest.mark.parametrize(
    "words", [("mark", "T-001", *WORDS), ("serve", "--port", "8168"), ("verify",)],
    ids=lambda words: words[0],
)  # fmt: skip
@pytest.mark.parametrize("began", [True, False])
def test_a_read_only_folder(
    zone: Path, small_disk: Path, words: tuple[str, ...], began: bool
) -> None:
    land = small_disk / "zone"
    shutil.copytree(zone, land) if began else write_land(land)
    before = left(land)
    said = process(words[0], land, *words[1:], **close_to_writing(small_disk))
    assert_one_sentence(said, 6, str(land), "cannot be written", "rights of the folder")
    assert left(land) == before


def test_a_read_only_folder_takes_no_new_workspace(zone: Path, small_disk: Path) -> None:
    limits = close_to_writing(small_disk)
    words = ("init", small_disk / "new", "--parcels", zone / "parcels.geojson")
    assert_one_sentence(process(*words, **limits), 6, str(small_disk), "can be written")


def test_a_stale_version_is_refused_between_two_programs(zone: Path) -> None:
    first, second = open_folder(zone), open_folder(zone)
    asked = Mark({"T-001": 1}, "in_use", date(2025, 6, 1), "核实")
    mark(first, OFFICER, asked)
    with pytest.raises(StaleVersion, match="T-001 since you read it"):
        mark(second, OFFICER, replace(asked, status="revitalized"))
    first.store.close()
    second.store.close()
    assert entries(zone) == 2
