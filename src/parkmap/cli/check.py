"""`parkmap check`: what is wrong with boundaries, neighbours, parks and areas."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Final

import click
import orjson

from parkmap.cli.common import FILE, FOLDER, bar, opened, operator
from parkmap.land.checks import SEVERITIES, Checked
from parkmap.land.finding import Finding
from parkmap.services.checking import check, finding_facts, finding_features

LISTED: Final = 50


@click.command("check")
@click.argument("folder", type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="All findings as JSON on stdout.")
@click.option("--geojson", type=FILE, help="Write all findings with their shapes to a file.")
@click.option("--all", "every", is_flag=True, help=f"List all findings, not the first {LISTED}.")
def command(folder: Path, as_json: bool, geojson: Path | None, every: bool) -> None:
    """Check the parcels of FOLDER: boundaries, neighbours, parks, areas.

    Ends with exit code 1 where there are errors; warnings and remarks alone leave it 0.
    """
    with opened(folder) as record, bar("checking") as step:
        checked = check(record, operator(), progress=step)
    if geojson is not None:
        geojson.write_bytes(finding_features(checked.findings))
    if as_json:
        click.echo(_json(checked))
    else:
        _tell(checked, None if every else LISTED)
        if geojson is not None:
            click.echo(f"written: {geojson}")
    if not checked.holds:
        sys.exit(1)


def _json(checked: Checked) -> str:
    body = {
        "parcels": checked.parcels,
        "counts": checked.counts,
        "unmatched": list(checked.unmatched),
        "findings": [finding_facts(one) for one in checked.findings],
    }
    return orjson.dumps(body, option=orjson.OPT_INDENT_2).decode()


def _tell(checked: Checked, most: int | None) -> None:
    for one in checked.findings[:most]:
        click.echo(f"{one.severity:<8} {_place(one)}{one.sentence}; {one.remedy}")
    left = len(checked.findings) - len(checked.findings[:most])
    if left:
        click.echo(f"and {left:,} more: --all lists them, --json and --geojson have them all")
    for code, count in Counter(one.code for one in checked.findings).most_common():
        click.echo(f"{count:>8,} {code}")
    errors, warnings, remarks = (checked.counts[one] for one in SEVERITIES)
    click.echo(
        f"{checked.parcels:,} parcels checked: "
        f"{errors:,} errors, {warnings:,} warnings, {remarks:,} remarks"
    )


def _place(finding: Finding) -> str:
    return "" if finding.place is None else f"{finding.place[0]:.6f},{finding.place[1]:.6f} "
