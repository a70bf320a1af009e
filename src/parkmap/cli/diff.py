"""`parkmap diff`: what changed between two days."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from parkmap.cli.common import FILE, FOLDER, busy, day, opened, operator
from parkmap.cli.words import change, counted
from parkmap.services.differing import CHANGED, counts, kind_of, write_differences
from parkmap.services.histories import Difference, differences
from parkmap.services.record import PUBLIC_ACTOR


@click.command("diff")
@click.argument("folder", type=FOLDER)
@click.argument("from_on", metavar="DATE")
@click.argument("to_on", metavar="DATE")
@click.option("--geojson", type=FILE, help="Write what differs to this .geojson file.")
@click.option("--csv", type=FILE, help="Write a row for each field that differs to this .csv file.")
@click.option("--public", is_flag=True, help="Only what the public may see.")
def command(
    folder: Path, from_on: str, to_on: str, geojson: Path | None, csv: Path | None, public: bool
) -> None:
    """Tell which parcels and parks of FOLDER changed between two days (YYYY-MM-DD)."""
    with opened(folder) as record:
        first, second = day(from_on, record.today()), day(to_on, record.today())
        with busy("comparing"):
            found = differences(record, PUBLIC_ACTOR if public else operator(), first, second)
    for one in found:
        for text in _lines(one):
            click.echo(text)
    click.echo(f"{first} to {second}: {_number(counts(found))}")
    parks = [one for one in found if one.kind == "park"]
    if parks:
        click.echo(f"parks: {_number(counts(parks, 'park'))}")
    for target in (geojson, csv):
        if target is not None:
            write_differences(target, found, first, second)
            told = counted(len(found) - len(parks), "parcel")
            click.echo(f"{target}: {told}" + (f", {counted(len(parks), 'park')}" if parks else ""))


def _number(found: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {kind}" for kind, count in found.items())


def _lines(one: Difference) -> Iterator[str]:
    kind = kind_of(one)
    if kind != CHANGED:
        yield f"{one.id}\t{one.name_zh}\t{kind}"
        return
    if one.outline_changed:
        yield f"{one.id}\t{one.name_zh}\tBoundary changed"
    for each in one.changes:
        yield f"{one.id}\t{one.name_zh}\t{change(one.kind, each.field, each.old, each.new)}"
