"""A workbook as plain rows, for tables that have no boundary: registers, yearly figures."""

from __future__ import annotations

from pathlib import Path

from parkmap.errors import UnsupportedFile
from parkmap.formats.limits import DEFAULT_LIMITS, Limits
from parkmap.formats.rows import Order
from parkmap.formats.sniff import sniff
from parkmap.formats.tables.xlsx_table import Sheet, sheets_of
from parkmap.formats.zips import unpacked


def read_book(path: Path, name: str, limits: Limits = DEFAULT_LIMITS) -> list[Sheet]:
    """The sheets of a workbook that can be seen: name, and rows with their line numbers.

    Its archive is checked first; cells are read in a process of their own, formulas as the values
    that were last worked out.

    Raises
    ------
    UnsupportedFile
        It is no XLSX workbook.
    BadFile, TooLarge
        Damaged, locked with a password, or over a limit.
    """
    order = Order(name, None, None, limits)
    if sniff(path, name) != "zip":
        raise UnsupportedFile(
            "%(file)s is no Excel workbook; save it as .xlsx and send that", file=name
        )
    with unpacked(path, order) as archive:
        kind = archive.kind
    if kind != "xlsx":
        raise UnsupportedFile(
            "%(file)s is no Excel workbook; save it as .xlsx and send that", file=name
        )
    return sheets_of(path, order)


__all__ = ["Sheet", "read_book"]
