"""`parkmap reshape`: a parcel gets another shape, shared boundaries move together."""

from __future__ import annotations

from pathlib import Path

import click
import orjson
import shapely

from parkmap.cli.common import FILE, FOLDER, day, opened, operator
from parkmap.cli.structural import changing, tell, versions
from parkmap.errors import BadFile
from parkmap.formats.reading import read_boundaries
from parkmap.services.reshaping import Reshape, reshape


@click.command("reshape")
@click.argument("folder", type=FOLDER)
@click.argument("parcel_id", metavar="ID")
@click.option("--shape", type=FILE, required=True, help="A file with the one new boundary.")
@changing
def command(
    folder: Path, parcel_id: str, shape: Path, on: str | None, reason: str, dry_run: bool
) -> None:
    """Give parcel ID of the workspace FOLDER the boundary in a file; neighbours follow."""
    with opened(folder) as record:
        actor = operator()
        read = read_boundaries(shape, gk_zone=record.zone.gk_zone)
        shapes = [row.geometry for row in read.rows if row.geometry is not None]
        if len(shapes) != 1:
            raise BadFile(
                "%(path)s holds %(count)s boundaries; a new shape is one",
                path=shape,
                count=len(shapes),
            )
        drawn = orjson.loads(shapely.to_geojson(shapes[0]))
        seen = versions(record, actor, [parcel_id])
        asked = Reshape(parcel_id, seen, drawn, day(on, record.today()), reason)
        tell(record, reshape(record, actor, asked, dry_run=dry_run), "new boundary of")
