"""Workspaces and servers for a run: started as a user would, and always stopped."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Final
from urllib.error import URLError
from urllib.request import urlopen

OFFICER: Final = "officer"
PASSWORD: Final = "a benchmark marks parcels"  # noqa: S105  of a workspace that is thrown away
READY_SECONDS: Final = 60
FIRST_PORT: Final = int(os.environ.get("PARKMAP_BENCH_PORT", "8150"))
PORTS: Final = 10


def parkmap(*arguments: str | Path) -> None:
    """Run a command of parkmap; what it says is shown only if it fails."""
    command = [sys.executable, "-m", "parkmap", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}:\n{done.stdout}{done.stderr}")


def add_officer(workspace: Path) -> None:
    """Somebody who may mark."""
    parkmap("users", "add", workspace, OFFICER, "--role", "officer", "--password", PASSWORD)


@contextmanager
def served(workspace: Path) -> Iterator[int]:
    """`parkmap serve` on a free port, once the worker has nothing left to do."""
    port = _free_port()
    command = [sys.executable, "-m", "parkmap", "serve", str(workspace), "--port", str(port)]
    with _running(command, port, "/readyz"):
        await_quiet(workspace)
        yield port


@contextmanager
def plain_folium(parcels: Path) -> Iterator[int]:
    """The page that parkmap is compared with, under gunicorn as parkmap is (see that module)."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "--preload", "--workers", "2", "--worker-class",
               "gthread", "--threads", "4", "--bind", f"127.0.0.1:{port}", "--log-level",
               "warning", f"bench.plain_folium:create_app({str(parcels)!r})"]  # fmt: skip
    with _running(command, port, "/shell"):
        yield port


def await_quiet(workspace: Path, seconds: float = 120) -> float:
    """Wait until the mirror has caught up and no job waits; how long that took, in seconds."""
    began = time.monotonic()
    with closing(sqlite3.connect(f"{(workspace / 'parkmap.db').as_uri()}?mode=ro", uri=True)) as db:
        while time.monotonic() - began < seconds:
            if not _behind(db):
                return time.monotonic() - began
            time.sleep(0.02)
    raise RuntimeError(f"the worker of {workspace} was not done after {seconds} s")


def _behind(db: sqlite3.Connection) -> bool:
    jobs = "SELECT count(*) FROM job WHERE state IN ('waiting', 'running')"
    files = "SELECT count(*) FROM mirror WHERE seq < (SELECT max(seq) FROM head)"
    return any(db.execute(query).fetchone()[0] for query in (jobs, files))


@contextmanager
def _running(command: list[str], port: int, path: str) -> Iterator[None]:
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            _await_ready(process, f"http://127.0.0.1:{port}{path}", log)
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _await_ready(process: subprocess.Popen[bytes], url: str, log: IO[bytes]) -> None:
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(url, timeout=10):  # noqa: S310  our own server
                return
        except (URLError, OSError):
            time.sleep(0.1)
    log.seek(0)
    raise RuntimeError(f"{url} did not answer:\n{log.read().decode(errors='replace')[-2000:]}")


def _free_port() -> int:
    for port in range(FIRST_PORT, FIRST_PORT + PORTS):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError(f"ports {FIRST_PORT} and the {PORTS} after it are in use: "
                       "set PARKMAP_BENCH_PORT")  # fmt: skip
