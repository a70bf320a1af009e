"""`parkmap correct`: what the record said of the past was wrong."""

from __future__ import annotations

from pathlib import Path

import click

from parkmap.cli.common import FOLDER, day, opened, operator
from parkmap.cli.entry import REASON
from parkmap.errors import BadValue
from parkmap.land.values import read_value
from parkmap.services import mirror
from parkmap.services.correcting import Correction, correct
from parkmap.services.reading import one_or_refuse


@click.command("correct")
@click.argument("folder", type=FOLDER)
@click.argument("parcel_id", metavar="ID")
@click.option("--field", required=True, help="Which field, such as status.")
@click.option(
    "--value",
    "pairs",
    multiple=True,
    required=True,
    help="DAY=value: what held from that day on. May be repeated.",
)
@REASON
def command(
    folder: Path, parcel_id: str, field: str, pairs: tuple[str, ...], reason: str
) -> None:  # fmt: skip
    """Correct a field of parcel ID of FOLDER for past days, as one entry that says so."""
    values = []
    for text in pairs:
        on, equals, value = text.partition("=")
        if not equals:
            raise BadValue("'%(value)s' is no value; write 2025-06-01=idle", value=text[:60])
        values.append((on.strip(), read_value("parcel", field, value)))
    with opened(folder) as record:
        actor = operator()
        version = one_or_refuse(record, actor, "parcel", parcel_id).version
        said = tuple((day(on, record.today()), value) for on, value in values)
        done = correct(record, actor, Correction(parcel_id, version, field, said, reason))
        mirror.follow(record, done.seq)
        if done.unchanged:
            click.echo(f"nothing to correct: the record says so of {parcel_id} already")
        else:
            click.echo(f"entry {done.seq} corrects {field} of {parcel_id}")
