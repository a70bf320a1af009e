"""A worker that is killed while it hands a letter in: the next one sends it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

from tests.asking import ask, reaching
from tests.mailbox import Mailbox, mail_server
from tests.small import copied


def worker(folder: Path, port: int) -> subprocess.Popen[bytes]:
    said = {"PUBLIC_URL": "https://land.example.cn", "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(port), "SMTP_SECURITY": "none", "MAIL_FROM": "land@example.cn",
            "SECRET_KEY": "k" * 40}  # fmt: skip
    environment = os.environ | {f"PARKMAP_{name}": value for name, value in said.items()}
    command = [sys.executable, "-m", "parkmap", "work", str(folder), "--once"]
    return subprocess.Popen(command, env=environment)


def test_a_letter_survives_the_death_of_its_worker(four_parcels: Path, tmp_path: Path) -> None:
    box = Mailbox(lets=threading.Event())
    with mail_server(box), copied(four_parcels, tmp_path / "land") as record:
        ask(reaching(record, box.port))
        first = worker(record.folder, box.port)
        assert box.reached.wait(30)
        first.kill()
        first.wait()
        assert box.letters == [] and box.lets is not None
        box.lets.set()
        assert worker(record.folder, box.port).wait(60) == 0
    assert [one["To"] for one in box.letters] == ["wang@example.com"]
    assert "/enquiries/t/" in box.texts[0]
