"""`parkmap import`: a file is read, compared, and taken in once it is confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from parkmap.cli.common import FOLDER, SOURCE_FILE, bar, busy, day, opened, operator
from parkmap.cli.staging import choices_of, choosing, report, taken_line
from parkmap.crs import accepted_epsg
from parkmap.errors import BadValue
from parkmap.land.mapping import ID, checked
from parkmap.land.status import IN_USE, STATUSES, checked_status
from parkmap.services import imports, mirror, profiles
from parkmap.services.asking import checked_day
from parkmap.services.confirming import confirm
from parkmap.services.lines import TOLERANCE_M, Options
from parkmap.services.receiving import read_in


@click.command("import")
@click.argument("folder", type=FOLDER)
@click.argument("file", type=SOURCE_FILE)
@click.option("--id-field", help="Attribute that holds the parcel id.")
@click.option("--status-field", help="Attribute that holds the status.")
@click.option("--map", "maps", multiple=True, metavar="COLUMN=FIELD",
              help="What a column is: a field, id, effective_on, keep or skip.")  # fmt: skip
@click.option("--profile", help="Begin with the mapping that was saved under this name.")
@click.option("--save-profile", help="Save the mapping under this name.")
@click.option("--parks", is_flag=True, help="The file holds parks, not parcels.")
@click.option("--crs", help="Coordinate system where the file does not say it, as EPSG:4547.")
@click.option("--layer", help="Layer of a file that has several.")
@click.option("--status", default=IN_USE, show_default=True,
              help=f"Status of new parcels that say none: {', '.join(STATUSES)}.")  # fmt: skip
@click.option("--on", "on", help="From which day on the rows hold (YYYY-MM-DD); today by default.")
@click.option("--tolerance", type=click.FloatRange(0, 100), default=TOLERANCE_M, show_default=True,
              help="Boundaries that moved less, in metres, stay as they are.")  # fmt: skip
@click.option("--whole", is_flag=True, help="The file holds all parcels: what it lacks is gone.")
@click.option("--confirm", "confirmed", is_flag=True, help="Take it in, as one entry.")
@choosing
def command(
    folder: Path, file: Path, id_field: str | None, status_field: str | None,
    maps: tuple[str, ...], profile: str | None, save_profile: str | None, parks: bool,
    crs: str | None, layer: str | None, status: str, on: str | None, tolerance: float,
    whole: bool, confirmed: bool, reason: str | None, take: tuple[str, ...],
    leave: tuple[str, ...], retire_gone: bool, retire: tuple[str, ...],
) -> None:  # fmt: skip
    """Compare FILE with the record of FOLDER; it stays staged until it is confirmed."""
    given = mapping_of(id_field, status_field, maps)
    checked("park" if parks else "parcel", given)
    choices = choices_of(reason, take, leave, retire_gone, retire) if confirmed else None
    with opened(folder) as record:
        options = Options(
            on=day(on, record.today()), kind="park" if parks else "parcel",
            epsg=accepted_epsg(crs) if crs else None, layer=layer, status=checked_status(status),
            tolerance_m=tolerance, scope="all" if whole else "near", given=given, profile=profile,
        )  # fmt: skip
        checked_day(record, options.on)
        actor = operator()
        with bar("reading") as step:
            import_id = read_in(record, actor, file, options, step)
        view = imports.show(record, actor, import_id)
        report(record, view)
        if save_profile is not None:
            with record.store.write() as connection:
                profiles.save_profile(connection, record, save_profile, view.mapping)
        if choices is None:
            click.echo(f"staged: 'parkmap imports confirm {folder} {import_id} --reason TEXT' "
                       f"takes it in, 'parkmap imports drop {folder} {import_id}' throws it away"
                       )  # fmt: skip
            return
        with busy("taking in"):
            done = confirm(record, actor, import_id, choices)
        mirror.follow(record, done.seq)
        click.echo(taken_line(done))


def mapping_of(
    id_field: str | None, status_field: str | None, maps: Sequence[str]
) -> dict[str, str]:
    """Column -> target, as the command line says it."""
    given: dict[str, str] = {}
    if id_field:
        given[id_field] = ID
    if status_field:
        given[status_field] = "status"
    for text in maps:
        column, equals, target = text.rpartition("=")
        if not equals or not column:
            raise BadValue("'%(value)s' maps nothing; write COLUMN=FIELD", value=text[:60])
        given[column] = target
    return given
