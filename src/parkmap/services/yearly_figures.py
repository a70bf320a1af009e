"""Yearly figures of enterprises from the workbooks of the tax and statistics offices."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import IO, Any, Final

from sqlalchemy import Connection

from parkmap.errors import BadValue
from parkmap.land.enterprises import ENTERPRISE, FIGURES, figure_field
from parkmap.land.fitting import is_blank, number_of, plain_text
from parkmap.land.items import checked
from parkmap.said import Said, say
from parkmap.services import subjects
from parkmap.services.cell_by_cell import (
    Change,
    Incoming,
    Plan,
    beside,
    confirm,
    received,
)
from parkmap.services.enterprises import checked_year
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.subjects import EDIT
from parkmap.store.present import Stored

KEYS: Final = {
    "code": ("统一社会信用代码", "信用代码", "code"),
    "name": ("企业名称", "单位名称", "name"),
}
"""How a row is matched, in this order, and under which headers."""


def compare_figures(
    record: Record, actor: Actor, year: int, stream: IO[bytes], source: str, *,
    blanks: bool = False,
) -> Incoming:  # fmt: skip
    """A workbook of a year's figures beside the record, cell by cell; nothing is written.

    Raises
    ------
    BadValue
        The year.
    BadFile, UnsupportedFile, TooLarge
        It cannot be read, or no row names an enterprise and a figure.
    """
    require(actor, EDIT)
    checked_year(record, year)
    sheets = received(stream, source, record.zone.upload_mb)
    every = subjects.every(record, actor, ENTERPRISE)
    headers = {text: name for name, texts in KEYS.items() for text in texts}
    for one in FIGURES.values():
        headers |= dict.fromkeys((one.zh, one.en, one.name, f"{one.zh}（{one.unit}）"), one.name)
    plan = Plan(
        headers, _finder(every), _fit, frozenset(FIGURES),
        lambda stored, name: stored.state.get(figure_field(name, year)),
    )  # fmt: skip
    return beside(sheets, plan, blanks=blanks)


def take_figures(
    record: Record, actor: Actor, year: int, changes: Sequence[Change], on: date, reason: str,
    key: str | None = None,
) -> Receipt:  # fmt: skip
    """Write the chosen rows of a year as one entry; refusals as for `cell_by_cell.confirm`."""
    require(actor, EDIT)
    checked_year(record, year)

    def check(_connection: Connection, fields: Mapping[str, Any]) -> dict[str, Any]:
        kept = checked(FIGURES, fields, whole=False)
        return {figure_field(name, year): value for name, value in kept.items()}

    return confirm(record, actor, ENTERPRISE, changes, on, reason, check, key)


def _finder(every: Sequence[Stored]) -> Callable[[Mapping[str, Any]], Stored | Said]:
    known = {key: {_folded(one.state[key]): one for one in every if one.state.get(key)}
             for key in KEYS}  # fmt: skip

    def find(values: Mapping[str, Any]) -> Stored | Said:
        for key, held in known.items():
            if not is_blank(values.get(key)) and (found := held.get(_folded(values[key]))):
                return found
        return say("no enterprise has this code or name; enter it first")

    return find


def _folded(value: Any) -> str:
    return unicodedata.normalize("NFKC", plain_text(value)).strip().upper()


def _fit(name: str, raw: Any) -> float | int:
    value = number_of(raw)
    if value is None:
        raise BadValue("'%(value)s' is not a number", field=name, value=plain_text(raw)[:60])
    return value


__all__ = ["compare_figures", "take_figures"]
