"""`parkmap redo`: an entry that was undone comes back."""

from __future__ import annotations

from pathlib import Path

import click

from parkmap.cli.common import FOLDER, opened, operator
from parkmap.services import mirror
from parkmap.services.undoing import restore


@click.command("redo")
@click.argument("folder", type=FOLDER)
@click.option("--entry", type=int, required=True, help="The entry that was undone.")
@click.option("--reason", required=True, help="Why, in a few words.")
def command(folder: Path, entry: int, reason: str) -> None:
    """Bring an undone entry of FOLDER back: a new entry says the same, from the same days."""
    with opened(folder) as record:
        done = restore(record, operator(), entry, reason)
        mirror.write(record)
        touched = len(done.changed) + len(done.gone)
        click.echo(f"entry {done.seq} restores entry {entry}: {touched} parcels")
