"""The command line as people run it, and a small workspace for it to work on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from parkmap.cli import main
from tests.small import begin, write_land

SECONDS: Final = 60


class Said(NamedTuple):
    """What a command left: exit code, stdout, stderr."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process, with the exit code that a shell would see."""

    def command(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["parkmap", *map(str, words)])
        code: Any = 0
        try:
            main()
        except SystemExit as done:
            code = done.code
        out, err = capfd.readouterr()
        return Said(int(code or 0), out, err)

    return command


def process(*words: object, **options: Any) -> Said:
    """Run a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "parkmap", *map(str, words)],
        capture_output=True, text=True, timeout=SECONDS, check=False, **options,
    )  # fmt: skip
    return Said(done.returncode, done.stdout, done.stderr)


def plain_environment() -> dict[str, str]:
    """The environment without what would change a server's address."""
    return {name: value for name, value in os.environ.items() if name not in {"PORT"}}


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin(write_land(tmp_path_factory.mktemp("made") / "zone"))


@pytest.fixture
def zone(made: Path, tmp_path: Path, run: Run) -> Path:
    """A workspace with four idle parcels and files that follow its ledger."""
    folder = Path(shutil.copytree(made, tmp_path / "zone"))
    assert run("work", folder, "--once").code == 0
    return folder
