"""`parkmap demo`: a fresh copy of the demonstration, served, with a sign-in for each role."""

from __future__ import annotations

import hashlib
import secrets
import shutil
from pathlib import Path
from typing import Final

import click

from parkmap import paths
from parkmap.cli import serve
from parkmap.cli.common import opened
from parkmap.errors import WorkspaceError
from parkmap.services.accounts import ROLES, add_user
from parkmap.settings import Settings
from parkmap.store.store import SCHEMA
from parkmap.workspace import DATABASE, LEDGER_TEXT

MARKER: Final = ".parkmap-demo"
TRIES: Final = 50


@click.command("demo")
@click.option(
    "--dir", "folder", type=click.Path(path_type=Path), default=Path(".parkmap-demo"),
    show_default=True, help="Where the copy goes; replaced at every start.",
)  # fmt: skip
@click.option("--port", type=click.IntRange(1, 65535), help="Port; PORT, else 8000.")
def command(folder: Path, port: int | None) -> None:
    """Serve a fresh copy of the made-up zone and print the addresses and sign-ins."""
    land = fresh_copy(folder)
    settings = Settings.from_environment(land)
    wanted = port or settings.port
    chosen = _next_free(settings.host, wanted)
    if chosen != wanted:
        click.echo(f"port {wanted} is in use, so {chosen} it is")
    passwords: dict[str, str] = {}

    def tell() -> None:
        root = f"http://{serve.shown(settings.host)}:{chosen}"
        click.echo(f"\n  map for everyone     {root}/explore")
        click.echo(f"  front door           {root}/")
        click.echo(f"  officers             {root}/desk")
        click.echo(f"  leaders              {root}/progress\n")
        for role, password in passwords.items():
            click.echo(f"  sign in as {role:<9} user {role:<9} password {password}")
        click.echo("\n  made-up data; Ctrl+C stops")

    serve.run(land, settings.host, chosen, tell,
              meanwhile=lambda: passwords.update(_people(land)), log="warning")  # fmt: skip


def fresh_copy(folder: Path) -> Path:
    """Copy the demonstration to `folder`/land, over an older copy but over nothing else.

    The database is built from the ledger once and kept, so that the next start is fast.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise WorkspaceError(
            "%(path)s holds something that is not a demonstration; choose another with --dir",
            path=folder,
        )
    land = folder / "land"
    shutil.rmtree(land, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARKER).touch()
    skipped = shutil.ignore_patterns("*.db", "*.db-*", ".*", "secret.key")
    shutil.copytree(paths.DEMO_WORKSPACE, land, ignore=skipped)
    kept = _kept_database(folder)
    if kept.is_file():
        shutil.copyfile(kept, land / DATABASE)
        return land
    with opened(land):
        pass
    kept.parent.mkdir(exist_ok=True)
    shutil.copyfile(land / DATABASE, kept)
    return land


def _kept_database(folder: Path) -> Path:
    ledger = (paths.DEMO_WORKSPACE / LEDGER_TEXT).read_bytes()
    return folder / "kept" / f"{hashlib.sha256(ledger).hexdigest()[:16]}-{SCHEMA}.db"


def _people(land: Path) -> dict[str, str]:
    passwords = {role: secrets.token_urlsafe(9) for role in ROLES}
    with opened(land) as record:
        for role, password in passwords.items():
            add_user(record, role, password, (role,), name=role)
    return passwords


def _next_free(host: str, wanted: int) -> int:
    for port in range(wanted, min(wanted + TRIES, 65_536)):
        if serve.is_free(host, port):
            return port
    raise WorkspaceError("ports %(first)s and the %(tries)s after it are all in use; set PORT",
                         first=wanted, tries=TRIES - 1)  # fmt: skip
