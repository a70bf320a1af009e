"""Starts `child.py` with a bare environment, and ends it when its time is up."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

CHILD: Final = Path(__file__).with_name("child.py")
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


class Ended(NamedTuple):
    """How the child ended; `code` is None where it was killed for its time."""

    code: int | None
    said: str


def run_child(arguments: Sequence[str], seconds: float) -> Ended:
    """Run `child.py` and wait for at most so many seconds."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(CHILD), *arguments],
            env=kept | BARE,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Ended(None, "")
    return Ended(done.returncode, done.stdout.decode(errors="replace"))
