"""The ledger as a table for people, a row a change: written as it is read, no cell runs."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from parkmap.formats.out.csv_text import BOM, cell
from parkmap.formats.out.xlsx import CELL_LETTERS, OPTIONS
from parkmap.land.fields import FIELDS
from parkmap.land.ledger import Delta, canonical
from parkmap.services.ledger_lines import LedgerQuery, every
from parkmap.services.record import Actor, Record
from parkmap.store.ledger import StoredEntry

HEADERS: Final = (
    "台账号", "录入时间", "生效日期", "经办人", "操作", "事由", "撤销台账号", "被撤销于", "对象",
    "字段", "原内容", "现内容",
)  # fmt: skip
MOST_ROWS: Final = 1_048_575
"""Rows of a worksheet below its header (ECMA-376)."""
SHEET: Final = "变更台账"


def write_csv(path: Path, rows: Iterator[tuple[Any, ...]]) -> int:
    """Write rows as CSV, UTF-8 with a byte order mark; how many."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(BOM)
        writer = csv.writer(out)
        writer.writerow(HEADERS)
        for row in rows:
            writer.writerow([cell(value) for value in row])
            count += 1
    return count


def write_xlsx(path: Path, rows: Iterator[tuple[Any, ...]]) -> int:
    """Write rows as a workbook, a row at a time; goes on in a further sheet where one is full."""
    import xlsxwriter

    count = 0
    with xlsxwriter.Workbook(path, OPTIONS) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        page: Any = _page(book, SHEET, bold)
        for count, row in enumerate(rows, 1):
            at = (count - 1) % MOST_ROWS + 1
            if at == 1 and count > 1:
                page = _page(book, f"{SHEET}{(count - 1) // MOST_ROWS + 1}", bold)
            for place, value in enumerate(row):
                if isinstance(value, int | float) and not isinstance(value, bool):
                    page.write_number(at, place, value)
                elif value is not None and value != "":
                    page.write_string(at, place, _text(value)[:CELL_LETTERS])
    return count


WRITERS: Final[Mapping[str, Callable[[Path, Iterator[tuple[Any, ...]]], int]]] = {
    "csv": write_csv, "xlsx": write_xlsx,
}  # fmt: skip


def rows(
    record: Record, actor: Actor, asked: LedgerQuery, names: Mapping[str, str],
    actions: Mapping[str, str],
) -> Iterator[tuple[Any, ...]]:  # fmt: skip
    """A row for each change of each entry that matches, newest first; read as it is asked for.

    Parameters
    ----------
    names, actions
        What people and actions are called, by the id and the code that the ledger keeps.
    """
    for entry, said in every(record, actor, asked):
        head = _head(entry, names, actions)
        for one in said:
            yield (*head, *_change(one))
        if not said:
            yield (*head, "", "", "", "")


def _head(
    entry: StoredEntry, names: Mapping[str, str], actions: Mapping[str, str]
) -> tuple[Any, ...]:
    header = entry.header
    return (
        header.seq, header.recorded_at.isoformat(timespec="seconds"),
        header.effective_on.isoformat(), names.get(header.actor, header.actor),
        actions.get(header.action, header.action), header.reason, header.undoes,
        entry.undone_by,
    )  # fmt: skip


def _change(one: Delta) -> tuple[Any, ...]:
    field = FIELDS.get(one.kind, {}).get(one.field)
    name = field.zh if field else one.field
    if one.field == "geometry":
        return one.subject_id, name, "", ""  # outlines go out by the collection
    return one.subject_id, name, _plain(one.old), _plain(one.new)


def _page(book: Any, name: str, bold: Any) -> Any:
    page = book.add_worksheet(name)
    page.freeze_panes(1, 0)
    for place, header in enumerate(HEADERS):
        page.write_string(0, place, header, bold)
    return page


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _plain(value: Any) -> Any:
    return canonical(value) if isinstance(value, dict | list) else value


__all__ = ["HEADERS", "WRITERS", "rows", "write_csv", "write_xlsx"]
