"""`parkmap measures`: every measure of leaders on a day and over a period."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click
import orjson

from parkmap.cli.common import FOLDER, day, opened, operator
from parkmap.land.figured import Figure
from parkmap.land.measures import MEASURES
from parkmap.services.measures import Figures, figures
from parkmap.services.selecting import moment_of

FORMATS: Final = ("table", "json")


@click.command("measures")
@click.argument("folder", type=FOLDER)
@click.option("--on", help="The day, by effective date (today by default).")
@click.option("--since", help="First day of the period (1 January of that year by default).")
@click.option("--known", help="As the record stood at a moment (2026-11-23T09:00).")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
def command(folder: Path, on: str | None, since: str | None, known: str | None, form: str) -> None:
    """Tell every measure of FOLDER, as docs/measures.md defines them."""
    with opened(folder) as record:
        moment = None if known is None else moment_of(record, known)
        last = day(on, record.today())
        first = None if since is None else day(since, last)
        found = figures(record, operator(), last, first, moment)
    if form == "json":
        known_at = moment.isoformat() if moment else None
        click.echo(orjson.dumps(_body(found) | {"known_at": known_at}, option=orjson.OPT_INDENT_2))
        return
    for one in found.by_name.values():
        click.echo(_line(one))
    click.echo(f"{found.since} to {found.on}, ledger #{found.seq} {found.head}")


def _body(found: Figures) -> dict[str, Any]:
    rows = [
        {"name": one.name, "unit": MEASURES[one.name].unit, "value": one.value,
         "count": one.count, "of": one.of, "known": one.known, "missing": list(one.missing),
         "low": one.low, "high": one.high}
        for one in found.by_name.values()
    ]  # fmt: skip
    return {"on": found.on.isoformat(), "since": found.since.isoformat(), "seq": found.seq,
            "head": found.head, "year": found.year, "measures": rows}  # fmt: skip


def _line(one: Figure) -> str:
    measure = MEASURES[one.name]
    value = "–" if one.value is None else f"{one.value:,.2f}"
    told = [
        f"{one.count:,} counted" if one.count is not None else "",
        f"of {one.of:,.2f} mu" if one.of is not None else "",
        f"{one.low:,.2f} to {one.high:,.2f}" if one.low is not None else "",
        f"known for {100 * one.known:.0f} %" if one.known is not None and one.missing else "",
    ]
    return f"{one.name:<30}{value:>14} {measure.unit:<12}{', '.join(filter(None, told))}".rstrip()
