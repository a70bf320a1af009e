"""XLSX of boundaries: the same columns as CSV, read in a child process."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NoReturn

import orjson

from parkmap.errors import BadFile
from parkmap.formats.process import Ended, run_child
from parkmap.formats.refusals import BETWEEN, over_memory, over_time, reader_stopped
from parkmap.formats.room import reading_room
from parkmap.formats.rows import Order, Reading
from parkmap.formats.tables.columns import Layout
from parkmap.formats.tables.parcels import (
    MAX_CELLS,
    Record,
    table_layout,
    table_reading,
    too_many_cells,
)

NO_MEMORY: Final = -6
"""SIGABRT: how the library ends where it gets no more memory."""

Sheet = tuple[str, list[Record]]


def read_xlsx(path: Path, order: Order) -> Reading:
    """Parcels of a workbook: a column of WKT, or a boundary point a row; see `table_reading`.

    Parameters
    ----------
    path
        The archive was checked before (sizes, ratio, names).
    order
        `layer` is the name of a sheet; needed where several have boundaries.

    Returns
    -------
    Reading
        Formulas as the values that were last worked out, days as ISO 8601. Merged cells hold for
        the rows that they cover.

    Raises
    ------
    BadFile
        Damaged, protected by a password, no sheet or several with boundaries, over a limit.
    """
    sheets = sheets_of(path, order)
    known = [(name, records, layout) for name, records in sheets
             if (layout := table_layout(records)) is not None]  # fmt: skip
    if len(known) > 1:
        raise BadFile(
            "%(file)s has several sheets with boundaries; choose one as the layer: %(layers)s",
            file=order.name,
            layers=", ".join(name for name, _, _ in known),
            asks="layer",
            choices=[name for name, _, _ in known],
        )
    _, records, layout = _chosen(known, sheets, order)
    return table_reading(order, records, layout)


def _chosen(
    known: list[tuple[str, list[Record], Layout]], sheets: list[Sheet], order: Order
) -> tuple[str, list[Record], Layout | None]:
    if known:
        return known[0]
    if not sheets:
        raise BadFile("%(file)s has no sheet that can be seen", file=order.name)
    return (*sheets[0], None)


def sheets_of(path: Path, order: Order) -> list[Sheet]:
    """The sheets that can be seen, or the one that `order.layer` names; refusals as for reading."""
    with reading_room() as folder:
        ended = run_child(
            "xlsx",
            {
                "file": str(path.resolve()),
                "out": folder,
                "layer": order.layer,
                "max_cells": MAX_CELLS,
            },
            order.limits,
            progress=order.progress,
        )
        if ended.code != 0:
            _refuse(ended, order)
        data: list[dict[str, Any]] = orjson.loads(Path(folder, "sheets.json").read_bytes())
    return [(one["name"], [Record(*pair) for pair in enumerate(one["rows"], 1)]) for one in data]


def _refuse(ended: Ended, order: Order) -> NoReturn:
    if ended.code is None:
        raise over_time(order.name, order.limits)
    if ended.refused == "memory" or ended.code == NO_MEMORY:
        raise over_memory(order.name, order.limits)
    if ended.refused == "cells":
        raise too_many_cells(order.name)
    if ended.refused == "no_layer":
        raise BadFile(
            "%(file)s has no such sheet; it has %(layers)s",
            file=order.name,
            layers=ended.detail or "none",
            asks="layer",
            choices=ended.detail.split(BETWEEN) if ended.detail else [],
        )
    raise reader_stopped(order.name, "XLSX")
