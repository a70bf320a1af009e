"""`parkmap doctor`: whether everything is there that parkmap needs."""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from parkmap import __version__, paths
from parkmap.cli.common import FOLDER, opened
from parkmap.errors import ParkmapError, WorkspaceError
from parkmap.services import mirror
from parkmap.services.working_days import unknown_year

ANEW = "install parkmap again"
LEAST_FREE = 200 * 1024 * 1024
FOLLOWS = {"current", "behind"}
REMEDIES = {
    "current": "",
    "behind": ": a server or 'parkmap work' brings it up",
    "edited": " by hand: 'parkmap sync' shows the edits",
    "missing": ": a server or 'parkmap work' writes it anew",
}
COUNTED = (
    "due days of enquiries are counted Monday to Friday; enter the holidays in parkmap.toml "
    "under enquiries.days_off and enquiries.days_on once they are announced"
)
LIBRARIES = ("flask", "sqlalchemy", "shapely", "pyproj", "geopandas", "folium", "pyogrio")


@click.command("doctor")
@click.argument("folder", type=FOLDER, required=False)
def command(folder: Path | None) -> None:
    """Look over the installation, and the workspace FOLDER if one is named; exit 6 on a fault."""
    faults = 0
    for good, sentence in (*_installation(), *(_workspace(folder) if folder else ())):
        faults += not good
        click.echo(f"{'ok  ' if good else 'bad '} {sentence}")
    if faults:
        raise WorkspaceError("%(count)s faults; see the lines that begin with 'bad'", count=faults)


def _installation() -> Iterator[tuple[bool, str]]:
    yield True, f"parkmap {__version__} on Python {platform.python_version()} ({sys.platform})"
    yield from map(_library, LIBRARIES)
    good = sqlite3.sqlite_version_info >= (3, 35)
    remedy = "" if good else " is too old: parkmap needs 3.35; take a newer Python"
    yield good, f"SQLite {sqlite3.sqlite_version}{remedy}"
    for what, path in (("assets", paths.DIST / "manifest.json"), ("templates", paths.TEMPLATES)):
        yield path.exists(), f"{what} {path}" + ("" if path.exists() else f" missing: {ANEW}")


def _library(name: str) -> tuple[bool, str]:
    try:
        return True, f"{name} {importlib.metadata.version(name)}"
    except importlib.metadata.PackageNotFoundError:
        return False, f"{name} missing: {ANEW}"


def _workspace(folder: Path) -> Iterator[tuple[bool, str]]:
    try:
        with opened(folder) as record:
            yield True, f"workspace {folder}: zone {record.zone.code}"
            for one in mirror.states(record):
                yield one.state in FOLLOWS, f"{one.file} is {one.state}{REMEDIES[one.state]}"
            year = unknown_year(record.zone.enquiries, record.today())
            if record.zone.enquiries.open and year:
                yield True, f"holidays of {year} are not known: {COUNTED}"
            free = shutil.disk_usage(folder).free
            room = free > LEAST_FREE
            yield room, f"{free // 1024**2:,} MB free" + ("" if room else ": make room")
    except ParkmapError as refused:
        yield False, str(refused)
