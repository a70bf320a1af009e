"""`parkmap redo`: an entry that was undone comes back."""

from __future__ import annotations

from pathlib import Path

import click

from parkmap.cli.common import FOLDER, opened, operator
from parkmap.cli.entry import REASON
from parkmap.cli.words import counted
from parkmap.services import mirror
from parkmap.services.undoing import restore


@click.command("redo")
@click.argument("folder", type=FOLDER)
@click.option("--entry", type=int, required=True, help="The entry that was undone.")
@REASON
def command(folder: Path, entry: int, reason: str) -> None:
    """Bring an undone entry of FOLDER back: a new entry says the same, from the same days."""
    with opened(folder) as record:
        done = restore(record, operator(), entry, reason)
        mirror.follow(record, done.seq)
        touched = counted(len(done.changed) + len(done.gone), "parcel")
        click.echo(f"entry {done.seq} restores entry {entry}: {touched}")
