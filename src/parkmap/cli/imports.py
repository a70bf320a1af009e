"""`parkmap imports`: what was staged, to look at, to confirm or to drop."""

from __future__ import annotations

from pathlib import Path

import click

from parkmap.cli.common import FOLDER, busy, opened, operator
from parkmap.cli.staging import choices_of, choosing, report, taken_line
from parkmap.services import imports, mirror
from parkmap.services.confirming import confirm


@click.group("imports")
def command() -> None:
    """List imports, look at one, confirm it or drop it."""


@command.command("list")
@click.argument("folder", type=FOLDER)
def list_(folder: Path) -> None:
    """List the imports of FOLDER, newest first."""
    with opened(folder) as record:
        for one in imports.every(record, operator()):
            counts = ", ".join(f"{count:,} {name}" for name, count in one.counts.items() if count)
            entry = f"entry {one.seq}" if one.seq is not None else counts
            click.echo(f"{one.id}\t{one.state}\t{one.source}\t{entry}")


@command.command("show")
@click.argument("folder", type=FOLDER)
@click.argument("number", type=int)
@click.option("--all", "whole", is_flag=True, help="Every row and finding, not the first of each.")
def show(folder: Path, number: int, *, whole: bool) -> None:
    """Show what import NUMBER of FOLDER would do."""
    with opened(folder) as record:
        report(record, imports.show(record, operator(), number), whole=whole)


@command.command("confirm")
@click.argument("folder", type=FOLDER)
@click.argument("number", type=int)
@choosing
def confirm_(
    folder: Path, number: int, reason: str | None, take: tuple[str, ...], leave: tuple[str, ...],
    retire_gone: bool, retire: tuple[str, ...],
) -> None:  # fmt: skip
    """Take import NUMBER into the record of FOLDER, as one entry."""
    choices = choices_of(reason, take, leave, retire_gone, retire)
    with opened(folder) as record:
        with busy("taking in"):
            done = confirm(record, operator(), number, choices)
        mirror.follow(record, done.seq)
        click.echo(taken_line(done))


@command.command("drop")
@click.argument("folder", type=FOLDER)
@click.argument("number", type=int)
def drop(folder: Path, number: int) -> None:
    """Throw import NUMBER of FOLDER away, with its file."""
    with opened(folder) as record:
        imports.drop(record, operator(), number)
        click.echo(f"import {number} is dropped")
