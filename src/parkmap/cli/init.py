"""`parkmap init`: boundaries become a workspace, with a report of all that was found."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import numpy as np

from parkmap.cli.common import FOLDER, SOURCE_FILE, bar, day
from parkmap.cli.staging import listed
from parkmap.cli.words import counted
from parkmap.crs import accepted_epsg, gk_epsg, gk_zone
from parkmap.errors import BadFile, BadValue, DiskFull, NotAWorkspace, ReadOnly, WorkspaceError
from parkmap.formats.reading import Reading, read_boundaries
from parkmap.formats.staging import Staging, stage
from parkmap.geometry.measure import spans_reach, total_bounds
from parkmap.land.status import IN_USE, STATUSES, checked_status
from parkmap.said import system_said
from parkmap.services import mirror
from parkmap.services.importing import Imported, Terms, import_staged
from parkmap.services.record import Record, utc_now
from parkmap.store import Store, ledger
from parkmap.workspace import DATABASE, TOML, read_zone

TIME_ZONE = "Asia/Shanghai"

TEMPLATE = """# What these keys mean: docs/workspace.md

[zone]
code = "{code}"
name_zh = "{name}"
name_en = "{name}"
notice_zh = ""
notice_en = ""
time_zone = "{time_zone}"
languages = ["zh", "en"]
gk_zone = {zone}
approval_number = ""

[public]
parcels = "all"
wording = "status"
outline_tolerance_m = 0

[map]
basemaps = []

[limits]
upload_mb = 16
"""


@click.command("init")
@click.argument("folder", type=FOLDER)
@click.option("--parks", type=SOURCE_FILE, help="Park boundaries; without it one park around all.")
@click.option("--parcels", type=SOURCE_FILE, required=True,
              help="Parcel boundaries in any form that parkmap reads: GeoJSON, Shapefile, FileGDB, "
                   "GeoPackage, KML, KMZ, DXF, CSV, XLSX, boundary-point TXT.")  # fmt: skip
@click.option("--id-field", help="Attribute that holds the parcel id.")
@click.option("--status-field", help="Attribute that holds the status.")
@click.option("--status", default=IN_USE, show_default=True,
              help=f"Status where a row has none: {', '.join(STATUSES)}.")  # fmt: skip
@click.option("--area-field", help="Attribute that holds a declared area in m2.")
@click.option("--crs", help="Coordinate system where the file does not say it, as EPSG:4547.")
@click.option("--layer", help="Layer of a file that has several.")
@click.option("--name", help="Name of the zone; the folder's by default.")
@click.option("--on", "on", help="From which day on the rows hold (YYYY-MM-DD); today by default.")
def command(
    folder: Path, parks: Path | None, parcels: Path, id_field: str | None,
    status_field: str | None, status: str, area_field: str | None, crs: str | None,
    layer: str | None, name: str | None, on: str | None,
) -> None:  # fmt: skip
    """Make the workspace FOLDER from boundary files; nothing is left behind if it fails."""
    _refuse_taken(folder)
    checked_status(status)
    since = _since(on)
    epsg = accepted_epsg(crs) if crs else None
    with bar("reading") as step:
        reading = read_boundaries(parcels, epsg=epsg, layer=layer, progress=step)
        staging = stage(reading, id_field=id_field, status_field=status_field)
    park_rows = None
    if parks is not None:
        with bar("reading parks") as step:
            park_rows = stage(_parks(parks, epsg, step))
    fresh = _beside(folder)
    try:
        _write_toml(fresh, folder.name, name or folder.name, staging)
        terms = Terms(since, status, area_field, reason=f"init from {parcels.name}")
        done = _fill(fresh, park_rows, staging, terms)
        fresh.replace(folder)
    except OSError as cause:
        shutil.rmtree(fresh, ignore_errors=True)
        raise _not_written(folder, cause) from cause
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    _report(folder, park_rows, staging, done, terms)


def _parks(path: Path, epsg: int | None, step: Callable[[int, int], None]) -> Reading:
    """Parks in the system that their file tells; in the one of `--crs` where it tells none."""
    try:
        return read_boundaries(path, progress=step)
    except BadFile as refused:
        if epsg is None or refused.values.get("asks") != "crs":
            raise
    return read_boundaries(path, epsg=epsg, progress=step)


def _beside(folder: Path) -> Path:
    """A new folder on the same disk, to be renamed once all is in it."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        fresh.chmod(0o755)
    except OSError as cause:
        raise _not_written(folder, cause) from cause
    return fresh


def _since(on: str | None) -> date:
    """The day from which rows hold; "today" is that of the time zone of a new workspace."""
    today = utc_now().astimezone(ZoneInfo(TIME_ZONE)).date()
    since = day(on, today)
    if since > today:
        raise BadValue(
            "%(day)s lies in the future (today is %(today)s); give the day from which rows hold",
            day=since, today=today,
        )  # fmt: skip
    return since


def _not_written(folder: Path, cause: OSError) -> WorkspaceError:
    if cause.errno in mirror.NO_SPACE:
        return DiskFull(
            "no room left to make %(path)s; nothing is left behind: free some space and try again",
            path=folder,
        )
    return ReadOnly(
        "%(path)s cannot be made (%(said)s); choose a folder that can be written",
        path=folder,
        said=system_said(cause),
    )


def _refuse_taken(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotAWorkspace(
            "%(path)s is there already and not empty; name a new folder", path=folder
        )


def _write_toml(fresh: Path, folder_name: str, name: str, staging: Staging) -> None:
    box = _extent(staging)
    middle = 114.0 if box is None else (box[0] + box[2]) / 2
    code = "".join(one if one.isascii() and one.isalnum() else "-" for one in folder_name.lower())
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    text = TEMPLATE.format(code=code.strip("-") or "zone", name=escaped, zone=gk_zone(middle),
                           time_zone=TIME_ZONE)  # fmt: skip
    (fresh / TOML).write_text(text, encoding="utf-8")


def _fill(fresh: Path, parks: Staging | None, staging: Staging, terms: Terms) -> Imported:
    zone = read_zone(fresh)
    store = Store.create(fresh / DATABASE)
    record = Record(store, zone, fresh, utc_now)
    try:
        with bar("recording") as step, store.write() as connection:
            ledger.begin(connection, zone.zone_id, zone.code, secrets.token_hex(8))
            done = import_staged(connection, record, parks, staging, terms, step)
        mirror.write(record)
    finally:
        store.close()
    return done


def _report(
    folder: Path, parks: Staging | None, staging: Staging, done: Imported, terms: Terms
) -> None:
    if parks is not None:
        for line in listed([*parks.bad, *parks.findings], parks.source):
            click.echo(f"parks: {line}")
    for line in listed([*staging.bad, *staging.findings, *done.told], staging.source):
        click.echo(line)
    if parks is None:
        click.echo("no parks were given: one park was drawn around all parcels (--parks)")
    bare = sum(1 for row in staging.good if row.status is None)
    if bare:
        said = counted(bare, "parcel", "says", "say")
        click.echo(f"{said} no status: recorded as {terms.status} (--status)")
    if done.held:
        click.echo(f"'parkmap staged {folder}' lists the rows that wait, and takes one in")
    click.echo(
        f"{folder}: {counted(done.parcels, 'parcel')} in {counted(done.parks, 'park')} "
        f"(entry {done.seq}); {counted(done.held, 'row', 'waits', 'wait')} for a choice, "
        f"{counted(done.bad, 'row', 'is', 'are')} refused"
    )
    click.echo(_measured(read_zone(folder).gk_zone, staging))
    click.echo(
        "the public sees all parcels and their status; [public] in parkmap.toml changes that"
    )


def _extent(staging: Staging) -> tuple[float, float, float, float] | None:
    return total_bounds(np.array([row.geometry for row in staging.good], dtype=object))


def _measured(zone: int, staging: Staging) -> str:
    """How areas are recorded, which nobody said in so many words."""
    box = _extent(staging)
    if box is not None and not spans_reach(box[0], box[2], zone):
        return "the land lies outside the zones of CGCS2000: its areas are those on the ellipsoid"
    return (
        f"areas are measured in CGCS2000 3-degree zone {zone} (EPSG:{gk_epsg(zone)}); "
        "gk_zone in parkmap.toml changes that"
    )
