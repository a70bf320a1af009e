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
    for name in LIBRARIES:
        yield True, f"{name} {importlib.metadata.version(name)}"
    yield sqlite3.sqlite_version_info >= (3, 35), f"SQLite {sqlite3.sqlite_version}"
    manifest = paths.DIST / "manifest.json"
    yield manifest.is_file(), f"assets {'built' if manifest.is_file() else 'missing: install anew'}"
    yield paths.TEMPLATES.is_dir(), f"templates {paths.TEMPLATES}"


def _workspace(folder: Path) -> Iterator[tuple[bool, str]]:
    try:
        with opened(folder) as record:
            yield True, f"workspace {folder}: zone {record.zone.code}"
            for one in mirror.states(record):
                yield one.state in {"current", "behind"}, f"{one.file} is {one.state}"
            free = shutil.disk_usage(folder).free
            yield free > 200 * 1024 * 1024, f"{free // 1024**2:,} MB free"
    except ParkmapError as refused:
        yield False, str(refused)
