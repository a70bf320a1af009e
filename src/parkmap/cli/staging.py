"""What commands about imports share: the report of what would happen, and what was chosen."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeVar

import click

from parkmap.errors import BadFile, BadValue
from parkmap.land.finding import Finding
from parkmap.services import findings
from parkmap.services.confirming import Choices, Taken
from parkmap.services.imports import View, rows_of
from parkmap.services.lines import Key
from parkmap.services.record import Record
from parkmap.store.imports import StoredRow

SHOWN: Final = 20
Command = TypeVar("Command", bound=Callable[..., Any])

OPTIONS: Final = (
    click.option("--reason", help="Why, in a few words; needed to confirm."),
    click.option("--take", multiple=True, metavar="ROW[=ID]",
                 help="Take this row too, under this id; or 'matched', or 'overlapping'."),
    click.option("--leave", multiple=True, metavar="ROW", help="Leave this row out."),
    click.option("--retire-gone", is_flag=True, help="Retire parcels that the file lacks."),
    click.option("--retire", multiple=True, metavar="ID", help="Retire only this one of them."),
)  # fmt: skip


def choosing(command: Command) -> Command:
    """The options by which rows are chosen."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def choices_of(
    reason: str | None, take: Sequence[str], leave: Sequence[str], retire_gone: bool,
    retire: Sequence[str],
) -> Choices:  # fmt: skip
    """What was chosen on the command line.

    Raises
    ------
    BadValue
        No reason, or a row that is no number.
    """
    if not reason:
        raise BadValue("the entry needs a reason; name it with --reason")
    taken: list[Key | str] = []
    ids: dict[Key, str] = {}
    for text in take:
        row, given, parcel_id = text.partition("=")
        if given:
            ids[_key(row)] = parcel_id
        else:
            taken.append(text if text.isalpha() else _key(row))
    return Choices(
        reason, taken, [_key(one) for one in leave], ids, True if retire_gone else list(retire)
    )


def _key(text: str) -> Key:
    kind, _, number = text.rpartition(":")
    if not number.isdecimal():
        raise BadValue("'%(value)s' is no row; give its number, as 12", value=text[:40])
    return kind or "parcel", int(number)


def report(record: Record, view: View, *, whole: bool = False) -> None:
    """Print an import: its columns, counts, findings and differences; the first of many, or all.

    Raises
    ------
    BadFile
        The file cannot be taken.
    """
    if view.refusal is not None:
        raise BadFile("%(why)s", why=view.refusal)
    click.echo(f"import {view.id}: {view.source} ({view.state})")
    for column in view.columns:
        sample = column["samples"][0] if column["samples"] else ""
        click.echo(f"  column {column['name']} ({sample}) -> {column['target']}")
    if not view.counts:
        return
    said = ", ".join(f"{count:,} {verdict}" for verdict, count in view.counts.items() if count)
    click.echo(said or "no rows")
    rows = list(rows_of(record, view.id))
    most = sys.maxsize if whole else SHOWN
    for line in _differences(rows, most):
        click.echo(line)
    told = [findings.told(one) for row in rows for one in (row.compared or {})["findings"]]
    for line in listed([*view.findings, *told], view.source, most):
        click.echo(line)
    if view.gone:
        ids = ", ".join(list(view.gone)[:most])
        more = f" and {len(view.gone) - most} more" if len(view.gone) > most else ""
        click.echo(f"gone, in the record but not in the file: {ids}{more}")
    if not whole and max(len(rows), len(told), len(view.gone)) > SHOWN:
        click.echo(f"parkmap imports show {record.folder} {view.id} --all lists every one")


def listed(told: Sequence[Finding], source: str, most: int = SHOWN) -> Iterator[str]:
    """Findings as lines by code, of each code the first ones."""
    for code, count in Counter(one.code for one in told).most_common():
        same = [one for one in told if one.code == code]
        for one in same[:most]:
            where = f"row {one.row}" if one.row else source
            place = f" at {one.place[0]:.6f}, {one.place[1]:.6f}" if one.place else ""
            who = f" ({one.parcel_id})" if one.parcel_id else ""
            yield f"{one.severity}: {where}{who}{place}: {one.sentence}; {one.remedy}"
        if count > most:
            yield f"{code}: {count - most:,} more"


def _differences(rows: Sequence[StoredRow], most: int) -> Iterator[str]:
    changed = [row for row in rows if row.verdict in {"changed", "matched"}]
    for row in changed[:most]:
        compared = row.compared or {}
        parts = [f"{name} {_short(old)} -> {_short(new)}"
                 for name, (old, new) in sorted(compared["changes"].items())]  # fmt: skip
        if compared["moved_m"] is not None:
            parts.append(f"boundary moved {compared['moved_m']:,.2f} m")
        out = "" if compared["included"] else " (waits to be taken)"
        yield f"row {row.row} ({row.subject_id}) {row.verdict}{out}: {'; '.join(parts) or 'same'}"
    if len(changed) > most:
        yield f"changed: {len(changed) - most:,} more"


def _short(value: Any) -> str:
    return "nothing" if value is None else str(value)[:40]


def taken_line(done: Taken) -> str:
    """What a confirmation did, in a line."""
    left = f", {done.left:,} left out" if done.left else ""
    return (
        f"entry {done.seq}: {len(done.new):,} new, {len(done.changed):,} changed, "
        f"{len(done.retired):,} retired{left}"
    )


__all__ = ["choices_of", "choosing", "listed", "report", "taken_line"]
