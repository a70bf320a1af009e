"""A worker that is killed while it hands a letter in: the next one sends it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from parkmap.services import mirror
from tests.asking import ask, reaching
from tests.mailbox import Mailbox, mail_server
from tests.small import copied, marked


def worker(folder: Path, port: int, *options: str) -> subprocess.Popen[bytes]:
    said = {"PUBLIC_URL": "https://land.example.cn", "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(port), "SMTP_SECURITY": "none", "MAIL_FROM": "land@example.cn",
            "SECRET_KEY": "k" * 40}  # fmt: skip
    environment = os.environ | {f"PARKMAP_{name}": value for name, value in said.items()}
    command = [sys.executable, "-m", "parkmap", "work", str(folder), *options]
    return subprocess.Popen(command, env=environment)


def test_a_letter_survives_the_death_of_its_worker(four_parcels: Path, tmp_path: Path) -> None:
    box = Mailbox(lets=threading.Event())
    with mail_server(box), copied(four_parcels, tmp_path / "land") as record:
        ask(reaching(record, box.port))
        first = worker(record.folder, box.port, "--once")
        assert box.reached.wait(30)
        first.kill()
        first.wait()
        assert box.letters == [] and box.lets is not None
        box.lets.set()
        assert worker(record.folder, box.port, "--once").wait(60) == 0
    assert [one["To"] for one in box.letters] == ["wang@example.com"]
    assert "/enquiries/t/" in box.texts[0]


def test_a_server_that_says_nothing_holds_up_no_boundary_file(
    four_parcels: Path, tmp_path: Path
) -> None:
    lets = threading.Event()
    box = Mailbox(lets=lets)
    with mail_server(box), copied(four_parcels, tmp_path / "land") as record:
        ask(reaching(record, box.port))
        working = worker(record.folder, box.port)
        try:
            assert box.reached.wait(30)
            marked(record, "under_construction", "2026-06-01", "T-001")
            while mirror.is_behind(record):
                time.sleep(0.02)
            with record.store.read() as connection:
                states = connection.exec_driver_sql("SELECT state FROM job WHERE kind = 'mail'")
                assert states.scalar() == "running"  # the letter is still being handed in
        finally:
            working.kill()
            working.wait()
            lets.set()
