"""`parkmap work`: the worker beside a server."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

import click

from parkmap.cli.common import FOLDER, opened
from parkmap.errors import DiskFull, ReadOnly, WorkspaceError
from parkmap.services import working
from parkmap.services.record import Record
from parkmap.settings import Settings
from parkmap.store.jobs import Kinds

PAUSE_SECONDS: Final = 0.15
LINE_PAUSE_SECONDS: Final = 0.5
NICE: Final = 5


@click.command("work")
@click.argument("folder", type=FOLDER)
@click.option("--once", is_flag=True, help="Do what is due, then end.")
def command(folder: Path, once: bool) -> None:
    """Bring the files of FOLDER up to the record and run what is queued, until stopped."""
    parent = os.getppid()
    if hasattr(os, "nice"):
        os.nice(NICE)  # people's requests come first
    with opened(folder) as plain:
        record = replace(plain, outward=Settings.from_environment(folder).reach)
        working.begin(record)
        if once:
            while _tried(partial(working.once, record)):
                pass
        else:
            _until_stopped(record, parent)


def _until_stopped(record: Record, parent: int) -> None:
    """Work until the parent is gone; what waits for servers of others has lines of its own."""
    lines = [_line(record, kind) for kind in working.OUTWARD]
    while os.getppid() == parent:
        if not all(one.is_alive() for one in lines):
            raise WorkspaceError("a line of the worker broke; what it wrote last says why")
        if not _tried(partial(working.once, record, working.AT_HOME)):
            time.sleep(PAUSE_SECONDS)


def _line(record: Record, kind: str) -> threading.Thread:
    """A line that runs what is due of one kind; it ends with the process."""

    def run() -> None:
        while True:
            if not _tried(partial(working.run_next, record, Kinds((kind,), others=False))):
                time.sleep(LINE_PAUSE_SECONDS)

    thread = threading.Thread(target=run, name=kind, daemon=True)
    thread.start()
    return thread


def _tried(work: Callable[[], bool]) -> bool:
    """Do some work; whether there was any. Where nothing can be written, wait and try again."""
    while True:
        try:
            return work()
        except (DiskFull, ReadOnly) as refused:
            click.echo(f"parkmap work: {refused}", err=True)
            time.sleep(5)
