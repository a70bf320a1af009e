"""`parkmap import`: a file is read, compared, and taken in once it is confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import click

from parkmap.cli.common import FILE, FOLDER, bar, day, opened, operator
from parkmap.cli.staging import choices_of, choosing, report, taken_line
from parkmap.crs import accepted_epsg
from parkmap.errors import BadFile, BadValue, ParkmapError
from parkmap.land.mapping import ID, checked
from parkmap.land.status import IN_USE, STATUSES, checked_status
from parkmap.services import imports, intake, mirror
from parkmap.services.asking import checked_day
from parkmap.services.confirming import confirm
from parkmap.services.lines import TOLERANCE_M, Options
from parkmap.services.receiving import receive
from parkmap.services.record import Actor, Record
from parkmap.services.watching import Told

PARTS: Final = (".shx", ".dbf", ".prj", ".cpg")
"""What belongs to a loose Shapefile."""


@click.command("import")
@click.argument("folder", type=FOLDER)
@click.argument("file", type=FILE)
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
                imports.save_profile(connection, record, save_profile, view.mapping)
        if choices is None:
            click.echo(f"staged: 'parkmap imports confirm {folder} {import_id} --reason TEXT' "
                       f"takes it in, 'parkmap imports drop {folder} {import_id}' throws it away"
                       )  # fmt: skip
            return
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


def read_in(record: Record, actor: Actor, file: Path, options: Options, step: Told) -> int:
    """Receive a file and read it here and now; stopped by hand, nothing of it stays."""
    beside: dict[str, Path] = {}
    if file.suffix.lower() == ".shp":
        near = {one.suffix.lower(): one for one in file.parent.glob(f"{file.stem}.*")}
        beside = {end: near[end] for end in PARTS if end in near}
    try:
        stream = file.open("rb")
    except OSError as cause:
        raise BadFile(
            "%(file)s cannot be read: %(cause)s", file=file.name, cause=cause.strerror or "unknown"
        ) from cause
    with stream:
        import_id, job = receive(record, actor, stream, file.name, options, beside=beside, now=True)
    try:
        intake.run_now(record, job, step)
    except (KeyboardInterrupt, ParkmapError):
        with suppress(ParkmapError):
            imports.drop(record, actor, import_id)
        raise
    return import_id
