"""CSV of boundaries, as spreadsheets, QGIS and survey programs write it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from parkmap.errors import BadFile
from parkmap.formats.out.csv_text import RUNS
from parkmap.formats.rows import Order, Reading
from parkmap.formats.tables.columns import HEADER_ROWS, Layout
from parkmap.formats.tables.parcels import (
    MAX_CELLS,
    Record,
    table_layout,
    table_reading,
    too_many_cells,
)
from parkmap.formats.text_encoding import decoded, lines_of
from parkmap.formats.txt.lines import PointLine, line_of
from parkmap.formats.txt.reader import read_boundary_txt

DELIMITERS: Final = (",", ";", "\t")
SAID_DELIMITER: Final = re.compile(r"sep=(.)\r?\n")
"""A first line that Excel understands."""

MAX_CELL: Final = 4_000_000
"""Characters; the csv module's own 131,072 are fewer than a boundary of 5,000 points has."""


ROW_COSTS: Final = 5
"""A row takes as much memory as five cells, however few it has."""


def read_csv(path: Path, order: Order) -> Reading:
    """Parcels of a CSV: a column of WKT, or a boundary point a row; see `table_reading`.

    Parameters
    ----------
    path
        UTF-8, UTF-16 or GB18030; separated by commas, semicolons or tabs. Coordinates alone,
        without names of columns, are read as boundary-point TXT.
    order
        `epsg` is taken for all rows.

    Raises
    ------
    BadFile
        No text, no column of boundaries, a quotation mark without its partner, over a limit.
    """
    text = decoded(path.read_bytes(), order.name)
    said = SAID_DELIMITER.match(text)
    start = said.end() if said else 0
    delimiter, layout = _delimiter(text[start:], said[1] if said else "", order.name)
    if layout is None and _begins_with_points(text):
        return read_boundary_txt(path, order)
    records = list(_records(text[start:], delimiter, order.name)) if layout is not None else []
    return table_reading(order, records, layout)


def _delimiter(text: str, said: str, name: str) -> tuple[str, Layout | None]:
    """The delimiter with which the columns say boundaries."""
    for delimiter in dict.fromkeys([said, *DELIMITERS] if said else DELIMITERS):
        records = _first_records(text, delimiter, name)
        layout = table_layout(records)
        if layout is not None:
            return delimiter, layout
    return DELIMITERS[0], None


def _begins_with_points(text: str) -> bool:
    """Whether the first line is a boundary point, so that the columns have no names."""
    first = next((raw for raw in lines_of(text) if raw and not raw.isspace()), "")
    return isinstance(line_of(first, 1), PointLine)


def _first_records(text: str, delimiter: str, name: str) -> list[Record]:
    found = []
    for record in _records(text, delimiter, name):
        found.append(record)
        if len(found) == HEADER_ROWS:
            break
    return found


def _records(text: str, delimiter: str, name: str) -> Iterator[Record]:
    csv.field_size_limit(max(csv.field_size_limit(), MAX_CELL))
    rows = csv.reader(lines_of(text, ends=True), delimiter=delimiter)
    line, left = 1, MAX_CELLS
    try:
        for cells in rows:
            left -= max(len(cells), ROW_COSTS)
            if left < 0:
                raise too_many_cells(name)
            if cells:
                yield Record(line, [_plain(cell) for cell in cells])
            line = rows.line_num + 1
    except csv.Error as cause:
        raise BadFile(
            "%(file)s cannot be read from line %(line)s on: a quotation mark has no partner, or a "
            "cell is too large; export it again",
            file=name,
            line=line,
        ) from cause


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from running it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(RUNS) else cell
