"""CSV that opens in a spreadsheet: Chinese intact, and no cell that runs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import Any, Final, TextIO

from parkmap.land.ledger import canonical

BOM: Final = "\ufeff"
"""Without it Excel reads the file in the code page of the office."""

RUNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that starts so is a formula for a spreadsheet; the wide forms too, in East Asia."""


def write_csv(
    stream: TextIO,
    rows: Iterable[tuple[str, Mapping[str, Any]]],
    fields: Mapping[str, str],
    *,
    id_header: str = "id",
) -> int:
    """Write rows as CSV, UTF-8 with a byte order mark, and say how many.

    Parameters
    ----------
    stream
        Opened as text in UTF-8 with ``newline=""``.
    rows
        Id and values of each row; a missing value or None becomes an empty cell.
    fields
        Field name -> header, in the order of the columns.
    id_header
        Header of the first column.

    Examples
    --------
    >>> from io import StringIO
    >>> out = StringIO()
    >>> write_csv(out, [("CZ-1", {"name": "=1+1", "mu": -1.5})], {"name": "名称", "mu": "亩"})
    1
    >>> out.getvalue().splitlines()[1]
    "CZ-1,'=1+1,-1.5"
    """
    stream.write(BOM)
    writer = csv.writer(stream)
    writer.writerow([cell(one) for one in (id_header, *fields.values())])
    count = 0
    for row_id, values in rows:
        writer.writerow([cell(row_id), *(cell(values.get(name)) for name in fields)])
        count += 1
    return count


def cell(value: Any) -> Any:
    """A value as a cell: numbers as they are, text never as a formula, lists as JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return canonical(value)
    if isinstance(value, str) and value.startswith(RUNS):
        return f"'{value}"
    return "" if value is None else value
