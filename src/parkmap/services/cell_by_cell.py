"""Workbooks that come back: rows matched with the record, differences cell by cell, one entry.

Nothing is kept between looking and confirming: what was chosen is sent with the versions that
were seen, and is checked again as it is written.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from sqlalchemy import Connection

from parkmap.errors import BadFile, BadValue, TooLarge
from parkmap.formats.tables.book import Sheet, read_book
from parkmap.land.fitting import is_blank, plain_text, same
from parkmap.land.ledger import Delta, Subject
from parkmap.said import Said, say
from parkmap.services.asking import MAX_PARCELS, checked_day, checked_reason, fetch
from parkmap.services.asserting import deltas_from
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.writing import Request, Statement, write
from parkmap.store.present import Stored

HEAD_ROWS: Final = 12
"""How far down a workbook its row of headers may stand, below titles and notes."""
FEWEST: Final = 2
"""So many known headers make a row of headers."""
LONGEST_NAME: Final = 120


class Cell(NamedTuple):
    """A cell that differs from the record, or does not fit its column (`fault` says why)."""

    field: str
    header: str
    old: Any
    new: Any
    fault: str = ""


class Line(NamedTuple):
    """A row of the workbook: the subject that it is about, what differs, or why it is left out."""

    line: int
    id: str
    version: int
    name: str
    cells: tuple[Cell, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A workbook beside the record: the rows that differ or have a fault, and what was equal."""

    sheet: str
    lines: tuple[Line, ...]
    equal: int
    ignored: tuple[str, ...]


class Plan(NamedTuple):
    """How a workbook is read: header -> column, whom a row is about, what a cell says.

    `find` gives the subject or the reason why there is none; `fit` gives the value of a column or
    raises BadValue; `taken` are the columns that may change the record, `old` tells what a column
    has now.
    """

    headers: Mapping[str, str]
    find: Callable[[Mapping[str, Any]], Stored | Said]
    fit: Callable[[str, Any], Any]
    taken: frozenset[str]
    old: Callable[[Stored, str], Any]


class Change(NamedTuple):
    """What was chosen of one row: subject, version seen, field -> value."""

    id: str
    version: int | None
    fields: Mapping[str, Any]


def received(stream: IO[bytes], name: str, most_mb: int) -> list[Sheet]:
    """The sheets of an uploaded workbook; the file is gone afterwards.

    Raises
    ------
    TooLarge
        Over the limit of the workspace.
    BadFile, UnsupportedFile
        As for `read_book`.
    """
    shown = Path(name).name[:LONGEST_NAME] or "upload"
    with tempfile.TemporaryDirectory(prefix="parkmap-book-") as folder:
        path = Path(folder) / "upload"
        data = stream.read(most_mb * 1024 * 1024 + 1)
        if len(data) > most_mb * 1024 * 1024:
            raise TooLarge(
                "%(file)s has more than %(limit)s MB; send less, or raise upload_mb",
                file=shown, limit=most_mb,
            )  # fmt: skip
        path.write_bytes(data)
        return read_book(path, shown)


def beside(
    sheets: Sequence[Sheet], plan: Plan, *, blanks: bool = False, own: Collection[str] = ()
) -> Incoming:
    """A workbook beside the record, row by row and cell by cell.

    Parameters
    ----------
    blanks
        Whether an empty cell empties the field; else it leaves it alone.
    own
        Headers that are written beside the fields, and not worth a word when they come back.

    Raises
    ------
    BadFile
        No sheet has a row of known headers.
    """
    name, at, places = _head(sheets, plan.headers)
    rows = next(records for sheet, records in sheets if sheet == name)
    ignored = [plain_text(cell).strip() for place, cell in enumerate(rows[at].cells)
               if place not in places and not is_blank(cell)
               and plain_text(cell).strip() not in own]  # fmt: skip
    titles = {column: plain_text(rows[at].cells[place]).strip() for place, column in places.items()}
    lines: list[Line] = []
    equal = 0
    seen: dict[str, int] = {}
    for row in rows[at + 1 :]:
        values = {places[n]: cell for n, cell in enumerate(row.cells) if n in places}
        if all(map(is_blank, values.values())):
            continue
        line = _line(row.line, values, plan, titles, seen, blanks=blanks)
        if line.cells or line.fault:
            lines.append(line)
        else:
            equal += 1
    return Incoming(name, tuple(lines), equal, tuple(ignored))


def _head(sheets: Sequence[Sheet], headers: Mapping[str, str]) -> tuple[str, int, dict[int, str]]:
    best: tuple[str, int, dict[int, str]] = ("", 0, {})
    for name, records in sheets:
        for at, row in enumerate(records[:HEAD_ROWS]):
            places: dict[int, str] = {}
            for place, cell in enumerate(row.cells):
                column = headers.get(plain_text(cell).strip()) if not is_blank(cell) else None
                if column is not None and column not in places.values():
                    places[place] = column
            if len(places) > len(best[2]):
                best = (name, at, places)
    if len(best[2]) < FEWEST:
        raise BadFile(
            "no sheet has a row with the headers of this form (%(headers)s); check the headers, or "
            "set them on the page", headers=", ".join(list(headers)[:8]),
        )  # fmt: skip
    return best


def _line(
    number: int, values: Mapping[str, Any], plan: Plan, titles: Mapping[str, str],
    seen: dict[str, int], *, blanks: bool,
) -> Line:  # fmt: skip
    found = plan.find(values)
    if isinstance(found, str):
        shown = next((plain_text(one) for one in values.values() if not is_blank(one)), "")
        return Line(number, "", 0, shown[:LONGEST_NAME], (), found)
    name = str(found.state.get("name_zh") or found.state.get("name") or found.id)
    if found.id and found.id in seen:
        again = say("row %(line)s is about the same one; leave one of them out",
                    line=seen[found.id])  # fmt: skip
        return Line(number, found.id, found.version, name, (), again)
    if found.id:  # a subject that is not there yet has none
        seen[found.id] = number
    cells = [_cell(column, titles[column], raw, found, plan) for column, raw in values.items()
             if column in plan.taken and (blanks or not is_blank(raw))]  # fmt: skip
    differing = tuple(one for one in cells if one.fault or not same(one.old, one.new))
    return Line(number, found.id, found.version, name, differing)


def _cell(column: str, header: str, raw: Any, found: Stored, plan: Plan) -> Cell:
    old = plan.old(found, column)
    try:
        new = None if is_blank(raw) else plan.fit(column, raw)
    except BadValue as refused:
        text = plain_text(raw)[:LONGEST_NAME]
        said = say(refused.template, **(refused.values | {"field": header}))
        return Cell(column, header, old, text, said)
    return Cell(column, header, old, new)


def confirm(
    record: Record, actor: Actor, kind: str, changes: Sequence[Change], on: date, reason: str,
    check: Callable[[Connection, Mapping[str, Any]], dict[str, Any]], key: str | None = None,
) -> Receipt:  # fmt: skip
    """Write what was chosen as one entry, all or nothing.

    Parameters
    ----------
    check
        Checks the fields of one row and gives them as they are kept.

    Raises
    ------
    BadValue
        Nothing chosen, a subject twice, too many, a value that does not fit.
    MissingVersion, StaleVersion, NotFound
        As for every write.
    """
    require(actor, "edit")
    said = checked_reason(reason)
    checked_day(record, on)
    _check_chosen(changes)
    versions = {one.id: one.version for one in changes}
    whole = ["cells", kind, [[one.id, dict(one.fields)] for one in changes], on.isoformat(), said]

    def work_out(connection: Connection) -> Statement:
        wanted = {one.id: check(connection, one.fields) for one in changes}
        fetch(connection, record, versions, kind=kind)
        deltas: list[Delta] = []
        for one, fields in wanted.items():
            deltas += deltas_from(connection, record, [Subject(kind, one)], fields, on)
        return Statement(on, deltas)

    return write(record, actor, Request("annotate", said, whole, key, list(versions)), work_out)


def _check_chosen(changes: Sequence[Change]) -> None:
    if not changes:
        raise BadValue("no row was chosen; choose at least one")
    if len(changes) > MAX_PARCELS:
        raise BadValue(
            "%(count)s parcels are too many for one entry; send at most %(most)s at a time",
            count=len(changes), most=MAX_PARCELS,
        )  # fmt: skip
    if len({one.id for one in changes}) < len(changes):
        raise BadValue("a row was sent twice; send each once")


__all__ = [
    "Cell", "Change", "Incoming", "Line", "Plan", "beside", "confirm", "received",
]  # fmt: skip
