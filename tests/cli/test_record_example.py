"""The worked example of docs/record.md: its Python and its commands print what the page says."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

import parkmap
from tests.cli.conftest import Run

BLOCK: Final = re.compile(r"```console\n(.*?)```", re.DOTALL)
CALL: Final = re.compile(r"^\$ parkmap (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A copy of the demonstration whose ledger was built once."""
    folder = tmp_path_factory.mktemp("record") / "zone"
    unmade = shutil.ignore_patterns("*.db*", "secret.key")
    shutil.copytree(root / "geodata" / "changzhi", folder, ignore=unmade)
    with closing(parkmap.open(folder)):
        return folder


@pytest.fixture
def page(started: Path, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The page, read beside a copy of its own of the demonstration."""
    shutil.copytree(started, tmp_path / "zone")
    monkeypatch.chdir(tmp_path)
    return root / "docs" / "record.md"


def calls(page: Path) -> Iterator[tuple[list[str], list[str]]]:
    """The words of every command on a page, and the lines that it prints there."""
    for block in BLOCK.findall(page.read_text("utf-8")):
        for words, printed in CALL.findall(block):
            yield shlex.split(words), printed.splitlines()


def as_printed(line: str) -> re.Pattern[str]:
    """A line of the page as a pattern; what differs from run to run is a … there."""
    return re.compile(".*".join(map(re.escape, line.split("…"))))


def test_the_python_of_the_page_prints_what_it_says(page: Path) -> None:
    done = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert done.attempted > 25
    assert not done.failed


def test_the_commands_of_the_page_print_what_it_says(page: Path, run: Run) -> None:
    asked = list(calls(page))
    assert len(asked) > 10
    for words, printed in asked:
        said = run(*words)
        lines = (said.out + said.err).splitlines()
        assert len(lines) == len(printed), lines
        assert all(
            as_printed(due).fullmatch(line) for due, line in zip(printed, lines, strict=True)
        )
