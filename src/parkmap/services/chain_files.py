"""招商图谱 as files: the table of directions as CSV; with who is there and sums as a workbook."""

from __future__ import annotations

from parkmap.formats.out.tables import table_csv, write_book
from parkmap.land.codes import Word
from parkmap.services.chain_suiting import Suiting
from parkmap.services.chain_tables import (
    about_table,
    direction_table,
    people_table,
    said,
    sum_table,
)
from parkmap.services.chains import chains
from parkmap.services.record import Actor, Record

TITLE = Word("招商图谱", "Chains")


def workbook(record: Record, actor: Actor, lang: str) -> tuple[str, bytes]:
    """File name and bytes of the workbook, as of today; for staff.

    Raises
    ------
    SignInNeeded, Forbidden
        Who does not read internal facts.
    """
    found = chains(record, actor)
    tables = (direction_table(found, Suiting(record, actor), lang), people_table(found, lang),
              sum_table(found, lang))  # fmt: skip
    title = said(TITLE, lang)
    data = write_book(title, found.on, tables, about_table(record, found, lang))
    return f"{title}-{found.on.isoformat()}.xlsx", data


def csv_file(record: Record, actor: Actor, lang: str) -> tuple[str, bytes]:
    """File name and bytes of the table of directions; refusals as for the workbook."""
    found = chains(record, actor)
    table = direction_table(found, Suiting(record, actor), lang)
    return f"{said(TITLE, lang)}-{found.on.isoformat()}.csv", table_csv(table)


__all__ = ["csv_file", "workbook"]
