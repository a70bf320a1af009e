"""`parkmap staged`: rows of an import that wait for a choice."""

from __future__ import annotations

from pathlib import Path

import click

from parkmap.cli.common import FOLDER, opened, operator
from parkmap.cli.words import counted
from parkmap.services import mirror
from parkmap.services.importing import staged
from parkmap.services.staging import take


@click.command("staged")
@click.argument("folder", type=FOLDER)
@click.option("--source", help="File name of the import, where several wait.")
@click.option("--take", "row", type=int, help="Take the row with this number in.")
@click.option("--as", "parcel_id", help="Under this id; the row's own by default.")
def command(folder: Path, source: str | None, row: int | None, parcel_id: str | None) -> None:
    """List the rows that FOLDER holds back, or take one in."""
    with opened(folder) as record:
        if row is not None:
            done = take(record, operator(), row, parcel_id, source)
            mirror.follow(record, done.seq)
            click.echo(f"entry {done.seq}: row {row} is parcel {done.changed[0].id}")
            return
        rows = staged(record)
        for one in rows:
            said = one["sentence"] or f"id {one['parcel_id'] or 'missing'}"
            click.echo(f"{one['source']} row {one['row']}: {one['why']}: {said}; {one['remedy']}")
        refused = sum(one["sentence"] != "" for one in rows)
        waiting = counted(len(rows) - refused, "row", "waits", "wait")
        click.echo(f"{waiting} for a choice, {counted(refused, 'row', 'is', 'are')} refused")
