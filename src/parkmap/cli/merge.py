"""`parkmap merge`: touching parcels become one."""

from __future__ import annotations

from pathlib import Path

import click

from parkmap.cli.common import FOLDER, day, opened, operator
from parkmap.cli.structural import changing, tell, versions
from parkmap.errors import BadValue
from parkmap.services.merging import Merge, merge


@click.command("merge")
@click.argument("folder", type=FOLDER)
@click.argument("ids", nargs=-1, required=True)
@click.option("--keep", required=True, help="The parcel whose fields go on.")
@click.option("--take", "taken", multiple=True, metavar="FIELD=ID",
              help="A field that another of the parcels gives.")  # fmt: skip
@changing
def command(
    folder: Path, ids: tuple[str, ...], keep: str, taken: tuple[str, ...], on: str | None,
    reason: str, dry_run: bool,
) -> None:  # fmt: skip
    """Merge parcels IDS of the workspace FOLDER; rights, use, status and park have to agree."""
    with opened(folder) as record:
        actor = operator()
        seen = versions(record, actor, tuple(dict.fromkeys(ids)))
        asked = Merge(seen, keep, day(on, record.today()), reason, fields=_given(taken))
        done = merge(record, actor, asked, dry_run=dry_run)
        tell(record, done, f"{', '.join(done.retired)} became")


def _given(taken: tuple[str, ...]) -> dict[str, str]:
    """Field -> the parcel that gives it."""
    pairs = [text.partition("=") for text in taken]
    wrong = next((text for text, pair in zip(taken, pairs, strict=True) if not pair[2]), None)
    if wrong is not None:
        raise BadValue("'%(value)s' takes nothing; write FIELD=ID", value=wrong[:60])
    return {name: one for name, _, one in pairs}
