"""`parkmap sync`: boundary files that were edited by hand are taken in, or set aside."""

from __future__ import annotations

from pathlib import Path

import click

from parkmap.cli.common import FOLDER, busy, day, opened, operator
from parkmap.cli.staging import choices_of, choosing, report, taken_line
from parkmap.services import imports
from parkmap.services.asking import checked_day
from parkmap.services.lines import TOLERANCE_M, Options
from parkmap.services.syncing import discard, edited_files, stage_edits, take_edits, write_anew


@click.command("sync")
@click.argument("folder", type=FOLDER)
@click.option("--on", "on", help="From which day on the edits hold; today by default.")
@click.option("--tolerance", type=click.FloatRange(0, 100), default=TOLERANCE_M, show_default=True,
              help="Boundaries that moved less, in metres, were not edited.")  # fmt: skip
@click.option("--confirm", "confirmed", is_flag=True, help="Take the edits in, as one entry.")
@click.option("--discard", "discarded", is_flag=True, help="Put the edited files aside instead.")
@choosing
def command(
    folder: Path, on: str | None, tolerance: float, confirmed: bool, discarded: bool,
    reason: str | None, take: tuple[str, ...], leave: tuple[str, ...], retire_gone: bool,
    retire: tuple[str, ...],
) -> None:  # fmt: skip
    """Show what was edited in parks.geojson and parcels.geojson of FOLDER since parkmap wrote them.

    The record obeys an edit only with --confirm.
    """
    if confirmed and discarded:
        raise click.UsageError("--confirm takes the edits in, --discard puts them aside: name one")
    choices = choices_of(reason, take, leave, retire_gone, retire) if confirmed else None
    with opened(folder) as record:
        actor = operator()
        if discarded:
            for path in discard(record, actor):
                click.echo(f"the edited file is {path} now; the record is written anew")
            return
        if not edited_files(record):
            click.echo("the boundary files are as parkmap wrote them")
            return
        options = Options(on=day(on, record.today()), tolerance_m=tolerance)
        checked_day(record, options.on)
        view = stage_edits(record, actor, options)
        report(record, view)
        differ = sum(count for name, count in view.counts.items() if name != "unchanged")
        if not differ:
            write_anew(record, view.id)
            imports.drop(record, actor, view.id)
            click.echo("the files say what the record says; they are written anew")
        elif choices is None:
            imports.drop(record, actor, view.id)
            click.echo(
                "nothing was taken in: --confirm --reason TEXT does, --discard puts it aside"
            )
        else:
            with busy("taking in"):
                done = take_edits(record, actor, view.id, choices)
            click.echo(taken_line(done))
