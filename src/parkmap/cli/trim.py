"""`parkmap trim`: a parcel gives way to the neighbours that it overlaps."""

from __future__ import annotations

from pathlib import Path

import click

from parkmap.cli.common import FOLDER, day, opened, operator
from parkmap.cli.structural import changing, tell, versions
from parkmap.services.reshaping import Trim, trim


@click.command("trim")
@click.argument("folder", type=FOLDER)
@click.argument("parcel_id", metavar="ID")
@changing
def command(folder: Path, parcel_id: str, on: str | None, reason: str, dry_run: bool) -> None:
    """Take from parcel ID of the workspace FOLDER what it overlaps of its neighbours."""
    with opened(folder) as record:
        actor = operator()
        seen = versions(record, actor, [parcel_id])
        asked = Trim(parcel_id, seen[parcel_id], day(on, record.today()), reason)
        tell(record, trim(record, actor, asked, dry_run=dry_run), "trimmed")
