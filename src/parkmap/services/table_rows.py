"""Every parcel as a row: found, ordered by any field, a stretch at a time; for staff."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from parkmap.errors import BadValue
from parkmap.land.codes import CODE_LISTS
from parkmap.land.fields import PARCEL_FIELDS
from parkmap.services.reading import ParcelQuery, filter_of
from parkmap.services.record import Actor, Record, require
from parkmap.services.views import View, view_of
from parkmap.store import lists, present

ID: Final = "id"
SHOWN: Final = tuple(
    name for name, field in PARCEL_FIELDS.items() if field.kind not in {"geometry", "object"}
)
"""Fields that may be columns, in the order of forms."""
COMPARED: Final = re.compile(r"(<=|>=|<|>|=)\s*(.+)")
COMPARISONS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "<": lambda value, given: value < given,
    "<=": lambda value, given: value <= given,
    ">": lambda value, given: value > given,
    ">=": lambda value, given: value >= given,
    "=": lambda value, given: value == given,
}


@dataclass(frozen=True, slots=True)
class Order:
    """Which rows in which order: the list's filter, one field that has to fit, one to sort by.

    `field` and `fits` go together: a part of the text, a word of a code, or a comparison such as
    ``>= 10`` or ``< 2026-01-01``; ``=`` alone finds empty ones.
    """

    query: ParcelQuery
    sort: str = ID
    descending: bool = False
    field: str = ""
    fits: str = ""


@dataclass(frozen=True, slots=True)
class Ordered:
    """The ids of all rows in order, and the sum of their recorded areas in dm2."""

    ids: tuple[str, ...]
    area_dm2: int


def ordered(record: Record, actor: Actor, asked: Order) -> Ordered:
    """Every row that fits, in order; empty values come last, ids decide between equal ones.

    Raises
    ------
    BadValue
        A field that is no column.
    SignInNeeded, Forbidden
        The table is for staff.
    """
    require(actor, "read_internal")
    for name in (asked.sort, asked.field or ID):
        if name != ID and name not in SHOWN:
            raise BadValue("'%(field)s' is no column; use one of %(allowed)s", field=name[:60],
                           allowed=", ".join((ID, *SHOWN)))  # fmt: skip
    chosen = filter_of(record, actor, asked.query)
    with record.store.read() as connection:
        ids = lists.ids(connection, record.zone_id, chosen)
        if asked.sort == ID and not asked.field:
            area = lists.count(connection, record.zone_id, chosen)[1]
            return Ordered(tuple(reversed(ids) if asked.descending else ids), area)
        wanted = set(ids)
        rows = {one.id: one.state for one in present.every(connection, record.zone_id, "parcel")
                if one.id in wanted}  # fmt: skip
    kept = [one for one in ids if _fits(asked, one, rows[one])]
    area = sum(round((rows[one].get("area_m2") or 0) * 100) for one in kept)
    return Ordered(tuple(_sorted(kept, rows, asked)), area)


def rows(record: Record, actor: Actor, ids: Iterable[str]) -> list[View]:
    """These parcels as staff read them, in the order of the ids; what is gone is left out."""
    require(actor, "read_internal")
    wanted = list(ids)
    with record.store.read() as connection:
        found = present.some(connection, record.zone_id, "parcel", wanted, with_geometry=False)
    views = {one.id: view_of(record, actor, one) for one in found}
    return [view for one in wanted if (view := views.get(one)) is not None]


def _sorted(ids: list[str], rows: Mapping[str, Mapping[str, Any]], asked: Order) -> list[str]:
    if asked.sort == ID:
        return ids[::-1] if asked.descending else ids
    codes = list(CODE_LISTS.get(asked.sort, ()))

    def key(one: str) -> tuple[int, Any]:
        value = rows[one][asked.sort]
        if isinstance(value, list):
            return (0, [codes.index(code) if code in codes else len(codes) for code in value])
        if codes:
            return (codes.index(value) if value in codes else len(codes), str(value))
        return (0, value) if isinstance(value, int | float) else (1, str(value))

    filled = [one for one in ids if rows[one].get(asked.sort) is not None]
    empty = [one for one in ids if rows[one].get(asked.sort) is None]
    return sorted(filled, key=key, reverse=asked.descending) + empty


def _fits(asked: Order, parcel_id: str, state: Mapping[str, Any]) -> bool:
    if not asked.field:
        return True
    value = parcel_id if asked.field == ID else state.get(asked.field)
    text = asked.fits.strip()
    if text in {"", "="}:
        return (value is None) if text else True
    if value is None:
        return False
    compared = COMPARED.fullmatch(text)
    if compared is not None:
        return _compared(value, *compared.groups())
    return any(text.lower() in word.lower() for word in _words(asked.field, value))


def _words(field: str, value: Any) -> Iterable[str]:
    """What a value may be looked for by: itself, and the words of its codes."""
    for one in value if isinstance(value, list) else [value]:
        yield str(one)
        named = CODE_LISTS.get(field, {}).get(one) if isinstance(one, str) else None
        yield from named or ()


def _compared(value: Any, sign: str, given: str) -> bool:
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return COMPARISONS[sign](value, float(given))
        except ValueError:
            return False
    return COMPARISONS[sign](str(value), given.strip())


__all__ = ["ID", "SHOWN", "Order", "Ordered", "ordered", "rows"]
