"""`parkmap export`: the land as a file."""

from __future__ import annotations

from pathlib import Path

import click

from parkmap.cli.common import FILE, FOLDER, bar, day, opened, operator
from parkmap.services.exporting import FORMATS, export
from parkmap.services.record import PUBLIC_ACTOR


@click.command("export")
@click.argument("folder", type=FOLDER)
@click.option("--format", "form", type=click.Choice(FORMATS), required=True)
@click.option("-o", "--out", type=FILE, help="File to write; named after the zone by default.")
@click.option("--as-of", help="The land as it stood on a day (YYYY-MM-DD).")
@click.option("--public", is_flag=True, help="Only what the public may see.")
def command(folder: Path, form: str, out: Path | None, as_of: str | None, public: bool) -> None:
    """Write the parcels of FOLDER as GeoJSON, GeoPackage or CSV, or the ledger as text."""
    with opened(folder) as record, bar("parcels") as step:
        actor = PUBLIC_ACTOR if public else operator()
        target = out or Path(f"{record.zone.code}.{'jsonl' if form == 'ledger' else form}")
        count = export(record, actor, form, target, day(as_of, record.today()), step)
        click.echo(f"{target}: {count:,} {'entries' if form == 'ledger' else 'parcels'}")
