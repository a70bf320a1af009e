"""`parkmap retire`: parcels become history."""

from __future__ import annotations

from pathlib import Path

import click

from parkmap.cli.common import FOLDER, day, opened, operator
from parkmap.cli.entry import dated
from parkmap.services import mirror
from parkmap.services.reading import one_or_refuse
from parkmap.services.retiring import Retirement, retire


@click.command("retire")
@click.argument("folder", type=FOLDER)
@click.argument("ids", nargs=-1, required=True)
@dated
def command(folder: Path, ids: tuple[str, ...], on: str | None, reason: str) -> None:
    """Retire parcels IDS of FOLDER: kept as history, no longer drawn or counted from the day on."""
    with opened(folder) as record:
        actor = operator()
        seen: dict[str, int | None] = {
            one: one_or_refuse(record, actor, "parcel", one).version for one in dict.fromkeys(ids)
        }
        done = retire(record, actor, Retirement(seen, day(on, record.today()), reason))
        mirror.follow(record, done.seq)
        click.echo(f"entry {done.seq} retires {', '.join(done.gone)}")
