"""The cells of an XLSX workbook: their values; no formula is worked out, no macro looked at."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import orjson
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from parkmap.formats.child.answer import refuse, tell

EXACT = 2**53


def read_worksheets(order: dict[str, Any]) -> None:
    """Write the cells of the sheets that can be seen to `sheets.json`."""
    try:
        with CalamineWorkbook.from_path(order["file"]) as book:
            sheets = list(_sheets(book, order))
    except (CalamineError, ValueError):
        refuse("unreadable")
    Path(order["out"], "sheets.json").write_bytes(orjson.dumps(sheets))


def _sheets(book: CalamineWorkbook, order: dict[str, Any]) -> Any:
    shown = [
        one.name
        for one in book.sheets_metadata
        if one.typ == SheetTypeEnum.WorkSheet and one.visible == SheetVisibleEnum.Visible
    ]
    if order["layer"] is not None and order["layer"] not in shown:
        refuse("no_layer", ", ".join(shown))
    left = order["max_cells"]
    for at, name in enumerate(shown):
        if order["layer"] not in (None, name):
            continue
        sheet = book.get_sheet_by_name(name)
        left -= sheet.total_height * max(sheet.total_width, 1)
        if left < 0:
            refuse("cells", str(order["max_cells"]))
        rows = sheet.to_python(skip_empty_area=False)
        yield {"name": name, "rows": [[_plain(cell) for cell in row] for row in rows]}
        tell(at + 1, len(shown))


def _plain(cell: Any) -> Any:
    """A value that JSON has: whole numbers without point, days as ISO 8601."""
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < EXACT else cell
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, (datetime, date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return cell
