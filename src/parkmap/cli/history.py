"""`parkmap history`: what happened to a parcel or a park, and where a parcel came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
import orjson

from parkmap.cli.common import FOLDER, opened, operator
from parkmap.cli.words import change
from parkmap.errors import NotFound
from parkmap.land.ledger import Delta
from parkmap.land.lineage import Step
from parkmap.services.histories import KINDS, HistoryLine, Lineage, history, lineage
from parkmap.services.reading import one_or_refuse
from parkmap.services.record import Actor, Record

BEGINNING = 3
"""A first entry with more fields than this is told as one sentence; --all tells them all."""


@click.command("history")
@click.argument("folder", type=FOLDER)
@click.argument("subject_id", metavar="ID")
@click.option("--park", "as_park", is_flag=True, help="ID is a park, where a parcel has it too.")
@click.option("--all", "everything", is_flag=True, help="Every field of the first entry too.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with every value.")
def command(folder: Path, subject_id: str, as_park: bool, everything: bool, as_json: bool) -> None:
    """Tell the entries about parcel or park ID of FOLDER, newest first, and its lineage."""
    with opened(folder) as record:
        actor = operator()
        kind, lines = _found(record, actor, subject_id, ("park",) if as_park else KINDS)
        name, found = _now(record, actor, kind, subject_id)
        if as_json:
            told = {"id": subject_id, "kind": kind, "name": name,
                    "lines": [_plain(one) for one in lines],
                    "made_from": [one._asdict() for one in found.made_from],
                    "became": [one._asdict() for one in found.became]}  # fmt: skip
            click.echo(orjson.dumps(told, option=orjson.OPT_INDENT_2))
            return
        click.echo(f"{subject_id} {name}".rstrip())
        for text in _lineage("made from", found.made_from):
            click.echo(text)
        for text in _lineage("became", found.became):
            click.echo(text)
        for line in lines:
            _tell(record, line, kind, everything=everything)


def _found(
    record: Record, actor: Actor, subject_id: str, kinds: Sequence[str]
) -> tuple[str, Sequence[HistoryLine]]:
    """The history of the first kind that has this id."""
    for kind in kinds[:-1]:
        with suppress(NotFound):
            return kind, history(record, actor, kind, subject_id)
    return kinds[-1], history(record, actor, kinds[-1], subject_id)


def _now(record: Record, actor: Actor, kind: str, subject_id: str) -> tuple[str, Lineage]:
    """Name and lineage; none of both where the entry that brought it in was undone."""
    none = Lineage(subject_id, (), ())
    try:
        name = one_or_refuse(record, actor, kind, subject_id).name("zh")
        return name, lineage(record, actor, subject_id) if kind == "parcel" else none
    except NotFound:
        return "", none


def _lineage(said: str, steps: Sequence[Step]) -> Iterator[str]:
    for generation in sorted({one.generation for one in steps}):
        ids = ", ".join(one.id for one in steps if one.generation == generation)
        yield f"{said}: {ids}" + (f" ({generation} steps away)" if generation > 1 else "")


def _tell(record: Record, line: HistoryLine, kind: str, *, everything: bool) -> None:
    at = line.recorded_at.astimezone(ZoneInfo(record.zone.time_zone))
    about = f", undoes #{line.undoes}" if line.undoes else ""
    about += f", restores #{line.restores}" if line.restores else ""
    about += f", undone by #{line.undone_by}" if line.undone_by else ""
    click.echo(f"\n#{line.seq} {line.action} from {line.effective_on}{about}")
    click.echo(f"  recorded {at:%Y-%m-%d %H:%M} by {line.actor}: {line.reason or '–'}")
    first = all(one.old is None for one in line.changes) and len(line.changes) > BEGINNING
    if first and not everything:
        click.echo(f"  taken into the record with {len(line.changes)} fields")
        return
    for one in line.changes:
        own = "" if one.effective_on == line.effective_on else f" (from {one.effective_on})"
        click.echo(f"  {change(kind, one.field, one.old, one.new)}{own}")


def _plain(line: HistoryLine) -> dict[str, Any]:
    changes = [_change(one) for one in line.changes]
    return {
        "seq": line.seq, "recorded_at": line.recorded_at.isoformat(),
        "effective_on": line.effective_on.isoformat(), "action": line.action,
        "reason": line.reason, "actor": line.actor, "undoes": line.undoes,
        "restores": line.restores, "undone_by": line.undone_by, "changes": changes,
    }  # fmt: skip


def _change(one: Delta) -> dict[str, Any]:
    return {"field": one.field, "old": one.old, "new": one.new,
            "effective_on": one.effective_on.isoformat()}  # fmt: skip
