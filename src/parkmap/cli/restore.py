"""`parkmap restore`: a workspace from a backup."""

from __future__ import annotations

from pathlib import Path

import click

from parkmap.cli.common import FILE, FOLDER, bar
from parkmap.services.restoring import restore


@click.command("restore")
@click.argument("file", type=FILE)
@click.argument("folder", type=FOLDER)
def command(file: Path, folder: Path) -> None:
    """Make the workspace FOLDER, which is not there yet, from the backup FILE.

    Every file is compared with its hash and the ledger is verified before the folder appears.
    Sessions end: the backup has no key that signs them.
    """
    with bar("files") as step:
        done = restore(file, folder, step)
    click.echo(f"{done.path}: {done.files:,} files, verified")
    click.echo(f"ledger {done.epoch}, entry {done.seq:,}, head {done.head}")
