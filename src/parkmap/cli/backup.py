"""`parkmap backup`: a workspace in one file."""

from __future__ import annotations

from pathlib import Path

import click

from parkmap.cli.common import FOLDER, bar, opened
from parkmap.services.backing_up import backup


@click.command("backup")
@click.argument("folder", type=FOLDER)
@click.argument("out", type=click.Path(path_type=Path))
def command(folder: Path, out: Path) -> None:
    """Save the workspace FOLDER into the file OUT, or into a folder under a name with its moment.

    Others may go on working. The name of the ledger's head that is printed proves the backup later.
    """
    with opened(folder) as record, bar("files") as step:
        done = backup(record, out, step)
        click.echo(f"{done.path}: {done.files:,} files, {done.path.stat().st_size / 1e6:,.1f} MB")
        click.echo(f"ledger {done.epoch}, entry {done.seq:,}, head {done.head}")
        for told in done.told:
            click.echo(f"note: {told}")
