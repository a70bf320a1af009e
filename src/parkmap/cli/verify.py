"""`parkmap verify`: prove the record."""

from __future__ import annotations

from pathlib import Path

import click

from parkmap.cli.common import FOLDER, bar, opened
from parkmap.errors import Tampered
from parkmap.services.verifying import verify


@click.command("verify")
@click.argument("folder", type=FOLDER)
def command(folder: Path) -> None:
    """Hash the ledger of FOLDER, fold it anew, compare tables and files; exit 7 on a difference."""
    with opened(folder) as record:
        with bar("deltas") as step:
            report = verify(record, step)
        if not report.clean:
            for difference in report.differences[1:20]:
                click.echo(f"also: {difference}", err=True)
            raise Tampered(
                "%(first)s (%(count)s differences in all); keep the folder as it is and restore "
                "a backup beside it",
                first=report.differences[0],
                count=len(report.differences),
            )
        click.echo(
            f"clean: {report.entries:,} entries, {report.deltas:,} deltas, head {report.head[:16]}"
        )
