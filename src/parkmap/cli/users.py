"""`parkmap users`: who may sign in."""

from __future__ import annotations

from pathlib import Path

import click

from parkmap.cli.common import FOLDER, opened
from parkmap.services.accounts import ROLES, add_user, list_users, set_password


@click.group("users")
def command() -> None:
    """Add people, list them, give a new password."""


@command.command("add")
@click.argument("folder", type=FOLDER)
@click.argument("username")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice(ROLES))
@click.option("--name", default="", help="The name shown on pages.")
@click.option("--password", envvar="PARKMAP_PASSWORD", help="Asked for where it is not given.")
def add(
    folder: Path, username: str, roles: tuple[str, ...], name: str, password: str | None
) -> None:
    """Add USERNAME to the workspace FOLDER."""
    with opened(folder) as record:
        made = add_user(record, username, password or _asked(), roles, name=name)
        click.echo(f"{made.username} may sign in as {', '.join(roles)}")


@command.command("list")
@click.argument("folder", type=FOLDER)
def list_(folder: Path) -> None:
    """List who may sign in to FOLDER."""
    with opened(folder) as record:
        for one in list_users(record):
            click.echo(f"{one.username}\t{', '.join(sorted(one.roles))}\t{one.name}")


@command.command("passwd")
@click.argument("folder", type=FOLDER)
@click.argument("username")
@click.option("--password", envvar="PARKMAP_PASSWORD", help="Asked for where it is not given.")
def passwd(folder: Path, username: str, password: str | None) -> None:
    """Give USERNAME a new password; their open sessions end."""
    with opened(folder) as record:
        set_password(record, username, password or _asked())
        click.echo(f"{username} has a new password")


def _asked() -> str:
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
