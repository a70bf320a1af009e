"""What the commands that change parcels share: versions, positions, and what they print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click
import orjson

from parkmap.cli.entry import Command, dated
from parkmap.errors import BadFile, BadValue
from parkmap.services import mirror
from parkmap.services.outcome import Outcome
from parkmap.services.pieces import Piece
from parkmap.services.reading import parcel
from parkmap.services.record import Actor, Record
from parkmap.units import dm2_to_m2, dm2_to_mu

DRY_RUN: Final = click.option(
    "--dry-run", is_flag=True, help="Print the result as GeoJSON, write nothing."
)


def changing(command: Command) -> Command:
    """The options of every command that changes boundaries: day, reason, preview."""
    return dated(DRY_RUN(command))


def versions(record: Record, actor: Actor, ids: Sequence[str]) -> dict[str, int | None]:
    """The versions that parcels have now: whoever sits at the machine sees what stands there."""
    return {one: parcel(record, actor, one).version for one in ids}


def line(text: str) -> Any:
    """A line: ``"lng,lat lng,lat"``, or the file with a GeoJSON LineString.

    Raises
    ------
    BadValue
        Neither positions nor a file.
    BadFile
        The file holds no line, or several.
    """
    if re.fullmatch(r"[-+0-9.,\s]+", text):
        pairs = [part.split(",") for part in text.split()]
        if all(len(pair) == 2 for pair in pairs):
            return [(_number(lng), _number(lat)) for lng, lat in pairs]
    path = Path(text)
    if not path.is_file():
        raise BadValue(
            "'%(value)s' is neither a line 'lng,lat lng,lat' nor a file with one", value=text[:80]
        )
    try:
        parsed = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as cause:
        raise BadFile("%(path)s is no GeoJSON; draw the line again", path=path) from cause
    found = _lines(parsed)
    if len(found) != 1:
        raise BadFile(
            "%(path)s holds %(count)s lines; a cut is one LineString", path=path, count=len(found)
        )
    return found[0]


def tell(record: Record, outcome: Outcome, what: str) -> None:
    """Write the files and say what was done; of a preview the GeoJSON, and the rest on stderr."""
    preview = outcome.receipt is None
    if outcome.receipt is None:
        number = "preview"
        click.echo(orjson.dumps(outcome.as_geojson()).decode())
    else:
        number = f"entry {outcome.receipt.seq}"
        mirror.follow(record, outcome.receipt.seq)
    click.echo(f"{number}: {what} {', '.join(map(_sized, outcome.pieces))}", err=preview)
    for one in outcome.neighbours:
        click.echo(f"  beside it: {_sized(one)}", err=preview)
    shown = outcome.proof
    if shown is not None:
        click.echo(
            f"  recorded {dm2_to_m2(outcome.before_dm2):,.2f} m2 before, "
            f"{dm2_to_m2(outcome.after_dm2):,.2f} m2 after; measured difference "
            f"{shown.difference_m2:.4f} m2, at most {shown.tolerance_m2:.2f} m2 may be",
            err=preview,
        )


def _sized(piece: Piece) -> str:
    area = piece.area_dm2
    return f"{piece.id} ({dm2_to_m2(area):,.2f} m2, {dm2_to_mu(area):,.2f} mu)"


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError as cause:
        raise BadValue("'%(value)s' is no number; write degrees", value=text[:40]) from cause


def _lines(parsed: Any) -> list[Any]:
    if not isinstance(parsed, dict):
        return []
    if parsed.get("type") == "LineString":
        return [parsed]
    if parsed.get("type") == "Feature":
        return _lines(parsed.get("geometry"))
    features = parsed.get("features")
    return [one for each in features for one in _lines(each)] if isinstance(features, list) else []
