"""`parkmap work`: the worker beside a server."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from parkmap.cli.common import FOLDER, opened
from parkmap.errors import DiskFull, ReadOnly
from parkmap.services import working
from parkmap.settings import Settings

PAUSE_SECONDS: Final = 0.15
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
        while os.getppid() == parent:
            try:
                busy = working.once(record)
            except (DiskFull, ReadOnly) as refused:
                click.echo(f"parkmap work: {refused}", err=True)
                time.sleep(5)
                continue
            if once and not busy:
                return
            if not busy:
                time.sleep(PAUSE_SECONDS)
