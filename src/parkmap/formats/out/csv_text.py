"""CSV that opens in a spreadsheet: Chinese intact, and no cell that runs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, TextIO

from parkmap.formats.out.wkt_text import wkt_texts
from parkmap.formats.sheet import ID_HEADER, MU_HEADER, Sheet, SheetRow
from parkmap.land.ledger import canonical
from parkmap.said import Said
from parkmap.units import m2_to_mu

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
    bom: bool = True,
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
    bom
        False where the stream is in GB18030, which Excel knows by the code page.

    Examples
    --------
    >>> from io import StringIO
    >>> out = StringIO()
    >>> write_csv(out, [("CZ-1", {"name": "=1+1", "mu": -1.5})], {"name": "名称", "mu": "亩"})
    1
    >>> out.getvalue().splitlines()[1]
    "CZ-1,'=1+1,-1.5"
    """
    if bom:
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


def write_csv_sheet(path: Path, sheet: Sheet, *, encoding: str = "utf-8") -> tuple[Said, ...]:
    """Write a sheet as CSV: codes as stored, mu beside m², the boundary as WKT in the last column.

    Parameters
    ----------
    path
        Where the file goes.
    sheet
        The rows.
    encoding
        "utf-8" (with a byte order mark) or "gb18030".
    """
    fields = {column.name: column.header for column in sheet.columns}
    fields |= {"area_mu": MU_HEADER, "wkt": "WKT"}
    rows = (
        (row.id, {**row.values, "area_mu": mu_of(row), "wkt": wkt})
        for row, wkt in zip(sheet.rows, wkt_texts(sheet.shapes()), strict=True)
    )
    with path.open("w", encoding=encoding, newline="") as out:
        write_csv(out, rows, fields, id_header=ID_HEADER, bom=encoding == "utf-8")
    return ()


def mu_of(row: SheetRow) -> float | None:
    """The recorded area in mu, two decimals; None where there is none."""
    area = row.values.get("area_m2")
    return None if area is None else m2_to_mu(area)
