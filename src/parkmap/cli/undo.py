"""`parkmap undo`: an entry is annulled."""

from __future__ import annotations

from pathlib import Path

import click

from parkmap.cli.common import FOLDER, opened, operator
from parkmap.cli.entry import REASON
from parkmap.cli.words import counted
from parkmap.errors import NotFound
from parkmap.services import mirror
from parkmap.services.undoing import last_entry, undo


@click.command("undo")
@click.argument("folder", type=FOLDER)
@click.option("--entry", type=int, help="Which entry; the last that can be undone by default.")
@REASON
def command(folder: Path, entry: int | None, reason: str) -> None:
    """Undo an entry of the workspace FOLDER; what was known before stays readable."""
    with opened(folder) as record:
        actor = operator()
        last = last_entry(record, actor) if entry is None else None
        if entry is None and last is None:
            raise NotFound("there is no entry to undo")
        seq = entry if last is None else last.seq
        done = undo(record, actor, seq or 0, reason)
        mirror.follow(record, done.seq)
        touched = counted(len(done.changed) + len(done.gone), "parcel")
        click.echo(f"entry {done.seq} undoes entry {seq}: {touched}")
