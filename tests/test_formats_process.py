"""The child that reads foreign formats ends with whoever asked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ASKS = """\
import sys
from parkmap.formats.limits import Limits
from parkmap.formats.process import run_child
order = {"file": sys.argv[1], "out": sys.argv[2], "max_vertices": 1, "max_features": 1}
run_child("dxf", order | {"layers": None, "layer": None}, Limits())
"""


def until(what: Callable[[], object]) -> bool:
    """Whether it comes true within ten seconds."""
    end = time.monotonic() + 10
    while not what() and time.monotonic() < end:
        time.sleep(0.02)
    return bool(what())


def children(of: int) -> list[int]:
    """Processes that run and that this one started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(parent) == of and state != "Z":
            found.append(int(stat.parent.name))
    return found


def runs(process: int) -> bool:
    """Whether it runs, however nobody waits for its end."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_child_ends_when_its_caller_is_killed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "never.dxf")  # to open it is to wait for ever
    asks = [sys.executable, "-c", ASKS, str(tmp_path / "never.dxf"), str(tmp_path)]
    with subprocess.Popen(asks) as caller:
        assert until(lambda: children(caller.pid))
        (child,) = children(caller.pid)
        assert until(lambda: "dxf" in Path(f"/proc/{child}/cmdline").read_text())
        time.sleep(0.5)  # till it waits
        assert runs(child)
        os.kill(caller.pid, signal.SIGKILL)
    assert until(lambda: not runs(child))
