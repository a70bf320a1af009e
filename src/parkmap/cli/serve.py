"""`parkmap serve`: the web and a worker, both ended together."""

from __future__ import annotations

import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

import click

from parkmap.cli.common import FOLDER, opened
from parkmap.errors import PortInUse, WorkspaceError
from parkmap.settings import Settings

READY_SECONDS: Final = 60
STOP_SECONDS: Final = 12


@click.command("serve")
@click.argument("folder", type=FOLDER)
@click.option("--host", help="Address to listen on; PARKMAP_HOST, else 127.0.0.1.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port; PORT, else 8000.")
def command(folder: Path, host: str | None, port: int | None) -> None:
    """Serve the workspace FOLDER until stopped; a port in use is refused."""
    with opened(folder):
        pass  # a first start, a missing ledger or a read-only folder is said before anything runs
    settings = Settings.from_environment(folder)
    host, port = host or settings.host, port or settings.port
    if not is_free(host, port):
        raise PortInUse(
            "port %(port)s of %(host)s is in use; stop the program there or choose another "
            "with --port",
            host=host,
            port=port,
        )
    address = f"{settings.scheme}://{shown(host)}:{port}"
    run(folder, host, port, lambda: click.echo(f"parkmap: {address}"), scheme=settings.scheme)


def shown(host: str) -> str:
    """The host as it stands in an address that works from this machine."""
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104  # compared only


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def run(
    folder: Path,
    host: str,
    port: int,
    on_ready: Callable[[], None],
    *,
    meanwhile: Callable[[], None] | None = None,
    log: str | None = None,
    scheme: str = "http",
) -> None:
    """Run web and worker until one is told to stop; a worker that dies is started again.

    `meanwhile` is called while the web starts, `on_ready` once it answers.
    """
    environment = os.environ | {
        "PARKMAP_WORKSPACE": str(folder),
        "PARKMAP_HOST": host,
        "PORT": str(port),
        "PARKMAP_SUPERVISED": "1",
    }
    if log is not None:
        environment.setdefault("PARKMAP_LOG", log)
    web = subprocess.Popen([sys.executable, "-m", "parkmap.web"], env=environment)
    signal.signal(signal.SIGTERM, _interrupt)
    work = _worker(folder)
    try:
        if meanwhile is not None:
            meanwhile()
        _await_ready(web, f"{scheme}://{shown(host)}:{port}/readyz")
        on_ready()
        while web.poll() is None:
            if work.poll() is not None:
                work = _worker(folder)
            time.sleep(0.5)
    except KeyboardInterrupt:
        click.echo("stopping", err=True)
    finally:
        for child in (web, work):
            _stop(child)


def _worker(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "parkmap", "work", str(folder)])


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _await_ready(web: subprocess.Popen[bytes], address: str) -> None:
    unproven = ssl._create_unverified_context()  # noqa: S323  our own server, on this machine
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        if web.poll() is not None:
            raise WorkspaceError("the server ended before it was ready; see what it said above")
        try:
            with urlopen(address, timeout=2, context=unproven) as answer:  # noqa: S310  as above
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise WorkspaceError("the server was not ready after %(seconds)s s", seconds=READY_SECONDS)


def _stop(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
