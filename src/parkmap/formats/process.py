"""Starts a child with a bare environment, hears how far it is, ends it when its time is up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from signal import SIGABRT
from threading import Event, Timer
from typing import Any, Final, Literal, NamedTuple

from parkmap.formats.limits import Limits
from parkmap.formats.rows import Progress

Task = Literal["layer", "zip", "kml", "dxf", "xlsx", "picture", "repair"]

CHILD: Final = Path(__file__).with_name("child") / "__main__.py"
KEPT_VARIABLES: Final = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
BARE: Final = {
    "GDAL_DRIVER_PATH": "disable",
    "GDAL_HTTP_MAX_RETRY": "0",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "PROJ_NETWORK": "OFF",
}
"""Nothing from the network, no plug-ins, one thread (threads reserve address space)."""

WRITE_FACTOR: Final = 4
"""What a child writes (WKB, JSON) may be so many times as large as the largest file to read."""


class Ended(NamedTuple):
    """How the child ended; `code` is None where it was killed for its time.

    `refused` is the word it gave for a refusal, "" where it gave none.
    """

    code: int | None
    refused: str = ""
    detail: str = ""

    @property
    def starved(self) -> bool:
        """Whether it met its limit of memory; a library in C++ may abort there without a word."""
        return self.refused == "memory" or self.code == -SIGABRT


def run_child(
    task: Task,
    order: Mapping[str, Any],
    limits: Limits,
    *,
    seconds: float | None = None,
    progress: Progress | None = None,
) -> Ended:
    """Have one task done in a process of its own.

    Parameters
    ----------
    task
        What to do.
    order
        What to do it with; each task has its own keys.
    limits
        Of memory and time.
    seconds
        Another time limit than `limits.read_seconds`.
    progress
        Called as the child says how far it is. What it raises ends the child.
    """
    allowed = limits.read_seconds if seconds is None else seconds
    bounds = {
        "caller": os.getpid(),
        "memory_mb": limits.memory_mb,
        "seconds": allowed,
        "write_mb": WRITE_FACTOR * limits.max_mb,
    }
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    late = Event()
    with subprocess.Popen(
        [sys.executable, "-I", str(CHILD), task, json.dumps({**order, **bounds})],
        env=kept | BARE,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        timer = Timer(allowed, _end, (process, late))
        timer.start()
        try:
            refused, detail = _heard(process.stdout or (), progress)
            code = process.wait()
        finally:
            timer.cancel()
            process.kill()
    return Ended(None) if late.is_set() else Ended(code, refused, detail)


def _end(process: subprocess.Popen[bytes], late: Event) -> None:
    late.set()
    process.kill()


def _heard(lines: Iterable[bytes], progress: Progress | None) -> tuple[str, str]:
    """What the child said, up to its end: the reason of a refusal, if there was one."""
    refused = detail = ""
    for line in lines:
        try:
            said = json.loads(line)
        except ValueError:  # cut short by the end of the child
            continue
        if "refused" in said:
            refused, detail = said["refused"], said["detail"]
        elif progress is not None:
            progress(said["done"], said["total"])
    return refused, detail
