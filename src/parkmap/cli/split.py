"""`parkmap split`: a parcel becomes several, or is planned to."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import click

from parkmap.cli.common import FOLDER, day, opened, operator
from parkmap.cli.structural import changing, line, tell, versions
from parkmap.land.cuts import Cut, cut_of
from parkmap.services.planning import plan
from parkmap.services.splitting import Split, split

SEPARATOR: Final = re.compile(r"[;；+]|,\s+")
"""Between areas; a comma inside a number is none."""
SIDE: Final = "Where the cut begins: south, west, north or east."


@click.command("split")
@click.argument("folder", type=FOLDER)
@click.argument("parcel_id", metavar="ID")
@click.option("--line", "along", help="Along a line: a GeoJSON file, or 'lng,lat lng,lat'.")
@click.option("--area", help="One piece of exactly this area, as '30 mu' or '20000 m2'.")
@click.option("--areas", help="Pieces of exactly these areas: '10 mu; 12 mu'.")
@click.option("--parts", type=int, help="So many strips of the same area.")
@click.option("--from", "side", help=SIDE)
@click.option("--bearing", type=float, help="Or the grid bearing in which it advances, degrees.")
@changing
@click.option("--plan", "planned", is_flag=True, help="拟分割: plan it, the parcel stays whole.")
def command(
    folder: Path, parcel_id: str, on: str | None, reason: str, dry_run: bool, planned: bool,
    **how: Any,
) -> None:  # fmt: skip
    """Split parcel ID of the workspace FOLDER along a line, by area, or into equal strips."""
    cut = _cut(**how)
    with opened(folder) as record:
        actor = operator()
        seen = versions(record, actor, [parcel_id])
        asked = Split(parcel_id, seen[parcel_id], cut, day(on, record.today()), reason)
        if planned:
            done = plan(record, actor, asked, dry_run=dry_run)
            tell(record, done, f"plan {done.plan_id} for {parcel_id}, pieces")
        else:
            done = split(record, actor, asked, dry_run=dry_run)
            tell(record, done, f"{parcel_id} became")


def _cut(
    along: str | None, area: str | None, areas: str | None, parts: int | None, side: str | None,
    bearing: float | None,
) -> Cut:  # fmt: skip
    return cut_of(
        {
            "line": None if along is None else line(along),
            "area": area,
            "areas": None if areas is None else SEPARATOR.split(areas),
            "parts": parts,
            "from": side,
            "bearing": bearing,
        }
    )
