"""The virus scanner that the workspace names: a command that is given each file first."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final

from parkmap.errors import Busy, UnsafeFile, WorkspaceError
from parkmap.land.paper import PaperRules

LONGEST_SENTENCE: Final = 200


def scan(path: Path, name: str, rules: PaperRules) -> None:
    """Have a file looked at; nothing where no scanner is set.

    Raises
    ------
    UnsafeFile
        The scanner ended with another code than 0; its last line is told.
    Busy
        It took longer than it may.
    WorkspaceError
        It cannot be started. What was not scanned is not kept.
    """
    if not rules.scanner:
        return
    try:
        done = subprocess.run(
            [*rules.scanner, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=rules.scanner_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as cause:
        raise Busy(
            "the virus scanner did not answer within %(seconds)s seconds, so %(file)s was not "
            "kept; try again",
            seconds=rules.scanner_seconds,
            file=name,
        ) from cause
    except OSError as cause:
        raise WorkspaceError(
            "the virus scanner %(program)s cannot be started (%(said)s), so no paper is kept; "
            "check papers.scanner in parkmap.toml",
            program=rules.scanner[0],
            said=cause.strerror,
        ) from cause
    if done.returncode:
        raise UnsafeFile(
            "the virus scanner refuses %(file)s: %(said)s",
            file=name,
            said=_sentence(done.stdout, path, name),
        )


def _sentence(output: bytes, path: Path, name: str) -> str:
    """What the scanner said last, without the place where the file lies."""
    lines = output.decode("utf-8", "replace").replace(str(path), name).split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "–")
    return last[:LONGEST_SENTENCE]


__all__ = ["scan"]
