"""`parkmap export`: the land as a file."""

from __future__ import annotations

from pathlib import Path

import click

from parkmap.cli.common import FILE, FOLDER, bar, day, opened, operator
from parkmap.errors import BadValue
from parkmap.formats.writing import ENCODINGS, FORMS
from parkmap.land.codes import OFFER
from parkmap.land.status import STATUSES, SUPPLY_WORDS
from parkmap.services.exporting import FORMATS, LEDGER, export
from parkmap.services.record import PUBLIC_ACTOR
from parkmap.services.selecting import EVERY, Choice, moment_of

WORDS = (*STATUSES, *(code for code in SUPPLY_WORDS if code not in STATUSES))


@click.command("export")
@click.argument("folder", type=FOLDER)
@click.option("--format", "form", type=click.Choice(FORMATS), required=True)
@click.option("-o", "--out", type=FILE, help="File to write; named after the zone by default.")
@click.option("--on", "--as-of", "on", help="The land as it stood on a day (YYYY-MM-DD).")
@click.option("--status", "statuses", multiple=True, type=click.Choice(WORDS))
@click.option("--park", help="Only parcels of this park.")
@click.option("--id", "ids", multiple=True, help="Only this parcel; may be repeated.")
@click.option("--offer", "offers", multiple=True, type=click.Choice(tuple(OFFER)))
@click.option("--bbox", help="Only parcels that meet west,south,east,north in degrees.")
@click.option("--known-at", help="As the record stood at a moment (2026-11-23T09:00).")
@click.option("--encoding", type=click.Choice(ENCODINGS), help="Of csv and txt; utf-8 by default.")
@click.option("--public", is_flag=True, help="Only what the public may see.")
def command(
    folder: Path, form: str, out: Path | None, on: str | None, statuses: tuple[str, ...],
    park: str | None, ids: tuple[str, ...], offers: tuple[str, ...], bbox: str | None,
    known_at: str | None, encoding: str | None, public: bool,
) -> None:  # fmt: skip
    """Write the parcels of FOLDER in a format of docs/formats.md, or the ledger as text."""
    with opened(folder) as record, bar("parcels") as step:
        then = None if known_at is None else moment_of(record, known_at)
        choice = Choice(statuses, park, ids, offers, _box(bbox), then)
        if form == LEDGER and choice != EVERY:
            raise BadValue("the ledger is written whole; leave the filters out")
        actor = PUBLIC_ACTOR if public else operator()
        target = out or Path(f"{record.zone.code}.{_suffix(form)}")
        done = export(
            record, actor, form, target, day(on, record.today()), step,
            choice=choice, encoding=encoding,
        )  # fmt: skip
        what = "entries" if form == LEDGER else "parcels"
        click.echo(f"{target}: {done.count:,} {what}")
        for told in done.told:
            click.echo(f"note: {told}")


def _suffix(form: str) -> str:
    return "jsonl" if form == LEDGER else FORMS[form].suffix


def _box(text: str | None) -> tuple[float, float, float, float] | None:
    if text is None:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as cause:
        raise BadValue(
            "'%(value)s' is no box; write west,south,east,north in degrees", value=text[:80]
        ) from cause
    return west, south, east, north
