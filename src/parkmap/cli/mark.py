"""`parkmap mark`: parcels get a status from a day on."""

from __future__ import annotations

from pathlib import Path

import click

from parkmap.cli.common import FOLDER, day, opened, operator
from parkmap.cli.entry import dated
from parkmap.cli.words import counted
from parkmap.errors import NotFound
from parkmap.land.status import STATUSES
from parkmap.services import mirror
from parkmap.services.marking import Mark, mark
from parkmap.services.reading import ParcelQuery, parcels


@click.command("mark")
@click.argument("folder", type=FOLDER)
@click.argument("ids", nargs=-1, required=True)
@click.option("--status", required=True, help=f"One of {', '.join(STATUSES)}.")
@dated
@click.option("--route", help="盘活方式, for example new_project.")
def command(
    folder: Path, ids: tuple[str, ...], status: str, on: str | None, reason: str, route: str | None
) -> None:
    """Mark parcels IDS of the workspace FOLDER as one entry."""
    with opened(folder) as record:
        actor = operator()
        wanted = tuple(dict.fromkeys(ids))
        found = parcels(record, actor, ParcelQuery(ids=wanted, limit=len(wanted), retired=True))
        versions: dict[str, int | None] = {view.id: view.version for view in found.views}
        missing = [one for one in wanted if one not in versions]
        if missing:
            raise NotFound(
                "there is no parcel %(ids)s in the record; check the id",
                ids=", ".join(missing[:10]),
            )
        asked = Mark(versions, status, day(on, record.today()), reason, route)
        done = mark(record, actor, asked)
        mirror.follow(record, done.seq)
        left, now = len(done.unchanged), counted(len(done.changed), "parcel", "is", "are")
        if done.changed:
            same = f"; {left} already {'was' if left == 1 else 'were'}" if left else ""
            click.echo(f"entry {done.seq}: {now} {status}{same}")
        else:
            same = counted(left, "parcel", "already is", "already are")
            click.echo(f"nothing to change: {same} {status}")
