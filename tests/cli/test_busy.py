"""Work of one piece says how long it has taken, where somebody watches."""

from __future__ import annotations

import os
import pty
import time

import pytest

from parkmap.cli.common import busy


def test_the_seconds_are_told_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr("sys.stderr", terminal)
        with busy("comparing"):
            time.sleep(1.2)
        terminal.flush()
        assert b"comparing: 1 s" in os.read(ours, 1_000)
    os.close(ours)


def test_nothing_is_told_where_nobody_watches(capfd: pytest.CaptureFixture[str]) -> None:
    with busy("comparing"):
        time.sleep(1.1)
    assert capfd.readouterr().err == ""
