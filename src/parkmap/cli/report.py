"""`parkmap report`: the report of a period in one of four forms."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from parkmap.cli.common import FILE, FOLDER, bar, day, opened, operator
from parkmap.errors import BadValue
from parkmap.land.report_period import Period, period_of
from parkmap.land.report_words import LANGUAGES
from parkmap.services.report_files import FORMS, make, name_of
from parkmap.services.reporting import Asked


@click.command("report")
@click.argument("folder", type=FOLDER)
@click.option("--month", help="A month, such as 2025-12.")
@click.option("--quarter", help="A quarter, such as 2025-Q4.")
@click.option("--year", help="A year, such as 2025.")
@click.option("--since", help="First day of any period (YYYY-MM-DD); with --until.")
@click.option("--until", help="Last day of the period (YYYY-MM-DD).")
@click.option("--format", "form", type=click.Choice(tuple(FORMS)), default="pdf",
              show_default=True)  # fmt: skip
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True)
@click.option(
    "--entry", type=int, help="As known at this entry of the ledger; the last by default."
)
@click.option("--enquiries-until", help="Last day of enquiries; yesterday at most, by default.")
@click.option("-o", "--out", type=FILE, help="File to write; named after zone and period.")
def command(
    folder: Path, month: str | None, quarter: str | None, year: str | None, since: str | None,
    until: str | None, form: str, lang: str, entry: int | None, enquiries_until: str | None,
    out: Path | None,
) -> None:  # fmt: skip
    """Write the report of a period of FOLDER; the same question gives the same bytes again."""
    period = _period(month or quarter or year, since, until)
    with opened(folder) as record, bar("report") as step:
        last = day(enquiries_until, record.today()) if enquiries_until else None
        asked = Asked(period, lang, entry, last)
        made = make(record, operator(), asked, form, step)
        target = out or Path(name_of(record, asked, made.report.seq, form))
        target.write_bytes(made.content)
        click.echo(
            f"{target}: {period.since} to {period.on}, ledger #{made.report.seq}, "
            f"enquiries until {made.report.until}"
        )


def _period(text: str | None, since: str | None, until: str | None) -> Period:
    if text and not (since or until):
        return period_of(text)
    if since and until and not text:
        return Period(day(since, date.max), day(until, date.max))
    raise BadValue(
        "give a period: --month 2025-12, --quarter 2025-Q4, --year 2025, or --since and --until"
    )
