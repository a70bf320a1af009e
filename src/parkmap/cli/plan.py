"""`parkmap plan`: planned splits (拟分割), listed, registered or dropped."""

from __future__ import annotations

from pathlib import Path

import click

from parkmap.cli.common import FOLDER, day, opened, operator
from parkmap.cli.entry import dated
from parkmap.cli.structural import changing, tell
from parkmap.errors import NotFound
from parkmap.services import mirror
from parkmap.services.planning import Step, drop, plans, register
from parkmap.services.record import Record
from parkmap.units import dm2_to_mu


@click.group("plan")
def command() -> None:
    """Planned splits: `parkmap split --plan` makes one."""


@command.command("list")
@click.argument("folder", type=FOLDER)
@click.option("--parcel", help="Only the plans of this parcel.")
def listed(folder: Path, parcel: str | None) -> None:
    """List the plans of FOLDER: id, parcel, stage, day, areas in mu, reason."""
    with opened(folder) as record:
        for one in plans(record, operator(), parcel):
            areas = " + ".join(f"{dm2_to_mu(piece.area_dm2):,.2f}" for piece in one.pieces)
            words = (one.id, one.parcel_id, one.stage, one.planned_on, f"{areas} mu", one.reason)
            click.echo("\t".join(words))


@command.command("register")
@click.argument("folder", type=FOLDER)
@click.argument("plan_id", metavar="PLAN")
@changing
def registered(folder: Path, plan_id: str, on: str | None, reason: str, dry_run: bool) -> None:
    """Perform PLAN: the parcel is split as planned."""
    with opened(folder) as record:
        asked = Step(plan_id, _version(record, plan_id), day(on, record.today()), reason)
        done = register(record, operator(), asked, dry_run=dry_run)
        tell(record, done, f"{', '.join(done.retired)} became")


@command.command("drop")
@click.argument("folder", type=FOLDER)
@click.argument("plan_id", metavar="PLAN")
@dated
def dropped(folder: Path, plan_id: str, on: str | None, reason: str) -> None:
    """Give PLAN up; it stays readable."""
    with opened(folder) as record:
        asked = Step(plan_id, _version(record, plan_id), day(on, record.today()), reason)
        done = drop(record, operator(), asked)
        if done.receipt is not None:
            mirror.follow(record, done.receipt.seq)
            click.echo(f"entry {done.receipt.seq}: plan {plan_id} is dropped")


def _version(record: Record, plan_id: str) -> int:
    found = [one.version for one in plans(record, operator()) if one.id == plan_id]
    if not found:
        raise NotFound("there is no plan %(id)s; list the plans", id=plan_id[:80])
    return found[0]
