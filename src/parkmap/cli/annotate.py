"""`parkmap annotate`: fields of parcels get values from a day on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from parkmap.cli.common import FOLDER, day, opened, operator
from parkmap.cli.entry import dated
from parkmap.cli.words import counted
from parkmap.errors import BadValue
from parkmap.land.values import read_value
from parkmap.services import mirror
from parkmap.services.noting import Annotation, annotate
from parkmap.services.reading import one_or_refuse


@click.command("annotate")
@click.argument("folder", type=FOLDER)
@click.argument("ids", nargs=-1, required=True)
@click.option(
    "--set",
    "pairs",
    multiple=True,
    required=True,
    help="field=value, such as holder=光电公司; field= empties it. May be repeated.",
)
@dated
@click.option("--parks", is_flag=True, help="IDS are parks.")
def command(
    folder: Path, ids: tuple[str, ...], pairs: tuple[str, ...], on: str | None, reason: str,
    parks: bool,
) -> None:  # fmt: skip
    """Write into the record what is known of parcels IDS of FOLDER, as one entry."""
    kind = "park" if parks else "parcel"
    fields = dict(_pair(kind, text) for text in pairs)
    with opened(folder) as record:
        actor = operator()
        seen: dict[str, int | None] = {
            one: one_or_refuse(record, actor, kind, one).version for one in dict.fromkeys(ids)
        }
        asked = Annotation(seen, fields, day(on, record.today()), reason, kind)
        done = annotate(record, actor, asked)
        mirror.follow(record, done.seq)
        left = len(done.unchanged)
        if left == len(seen):
            same = counted(left, kind, "has", "have")
            click.echo(f"nothing to change: {same} these values already")
            return
        same = f"; {left} had these values already" if left else ""
        now = counted(len(seen) - left, kind, "has", "have")
        click.echo(f"entry {done.seq}: {now} {', '.join(fields)}{same}")


def _pair(kind: str, text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals:
        raise BadValue("'%(value)s' sets nothing; write field=value", value=text[:60])
    return name.strip(), read_value(kind, name.strip(), value)
