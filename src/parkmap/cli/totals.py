"""`parkmap totals`: how much land there is on a day, by park and status."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any, Final

import click
import orjson

from parkmap.cli.common import FOLDER, day, opened, operator
from parkmap.cli.words import counted
from parkmap.land.courses import Sum
from parkmap.services.record import PUBLIC_ACTOR
from parkmap.services.selecting import moment_of
from parkmap.services.statistics import Totals, totals
from parkmap.units import dm2_to_m2

GROUPS: Final = ("park", "status")
FORMATS: Final = ("table", "csv", "json")
FIGURES: Final = ("count", "mu", "area_m2")


@click.command("totals")
@click.argument("folder", type=FOLDER)
@click.option("--on", help="The day, by effective date (today by default).")
@click.option("--known-at", help="As the record stood at a moment (2026-11-23T09:00).")
@click.option("--by", type=click.Choice(GROUPS), help="Only by park, or only by status.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--public", is_flag=True, help="Only what the public may see.")
def command(
    folder: Path, on: str | None, known_at: str | None, by: str | None, form: str, public: bool
) -> None:
    """Count the parcels of FOLDER and add up their recorded area, by park and status."""
    with opened(folder) as record:
        moment = None if known_at is None else moment_of(record, known_at)
        actor = PUBLIC_ACTOR if public else operator()
        found = totals(record, actor, day(on, record.today()), moment)
    names = GROUPS if by is None else (by,)
    rows = [dict(zip(names, key, strict=True)) | _figures(one) for key, one in _rows(found, by)]
    if form == "json":
        told = {"on": found.on.isoformat(), "known_at": moment.isoformat() if moment else None,
                "rows": rows}  # fmt: skip
        click.echo(orjson.dumps(told, option=orjson.OPT_INDENT_2))
    elif form == "csv":
        out = csv.DictWriter(sys.stdout, [*names, *FIGURES], lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
    else:
        _table(found, names, rows)


def _rows(found: Totals, by: str | None) -> Iterator[tuple[tuple[str, ...], Sum]]:
    if by is None:
        yield from (((row.park, row.drawn_as), row.sum) for row in found.rows)
    else:
        grouped = found.by_park() if by == "park" else found.by_style()
        yield from (((key,), one) for key, one in sorted(grouped.items()))


def _figures(one: Sum) -> dict[str, Any]:
    return {"count": one.count, "mu": one.mu, "area_m2": dm2_to_m2(one.area_dm2)}


def _table(found: Totals, names: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    for row in rows:
        group = "".join(f"{row[name] or '–':<20}" for name in names)
        click.echo(f"{group}{row['count']:>8,}{row['mu']:>16,.2f} mu")
    every = reduce(Sum.plus, (row.sum for row in found.rows), Sum())
    click.echo(f"{found.on}: {counted(every.count, 'parcel')}, {every.mu:,.2f} mu")
