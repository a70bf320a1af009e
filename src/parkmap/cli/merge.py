"""`parkmap merge`: touching parcels become one."""

from __future__ import annotations

from pathlib import Path

import click

from parkmap.cli.common import FOLDER, day, opened, operator
from parkmap.cli.structural import changing, tell, versions
from parkmap.services.merging import Merge, merge


@click.command("merge")
@click.argument("folder", type=FOLDER)
@click.argument("ids", nargs=-1, required=True)
@click.option("--keep", required=True, help="The parcel whose fields go on.")
@changing
def command(
    folder: Path, ids: tuple[str, ...], keep: str, on: str | None, reason: str, dry_run: bool
) -> None:
    """Merge parcels IDS of the workspace FOLDER; rights, use, status and park have to agree."""
    with opened(folder) as record:
        actor = operator()
        seen = versions(record, actor, tuple(dict.fromkeys(ids)))
        asked = Merge(seen, keep, day(on, record.today()), reason)
        done = merge(record, actor, asked, dry_run=dry_run)
        tell(record, done, f"{', '.join(done.retired)} became")
