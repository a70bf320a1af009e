"""The registers 台账 of a land office: which parcels each lists, with which columns.

A register is a view of the record, not a table of its own: a parcel is in it on a day by what the
record says of its stock kind and route on that day. 供而未用 parcels stand in none until they are
suspected idle: they are supplied and their clock still runs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from parkmap.errors import NotFound
from parkmap.land.fields import PARCEL_FIELDS
from parkmap.land.unit_words import unit_word
from parkmap.land.values import NOT_WRITTEN

ID: Final = "id"
AREA_MU: Final = "area_mu"
MARKS: Final = frozenset({"stock_kind", "route"})
"""The fields that decide which register a parcel stands in."""

COMMON: Final = (
    "route", "disposal_plan", "responsible_leader", "responsible_unit", "responsible_post",
    "due_on", "progress", "closed_on",
)  # fmt: skip
HEADERS: Final = {ID: "地块编号", AREA_MU: "面积（亩）", "idle_cause": "成因", "route": "处置方式"}
"""Words that a register has for a column beside those of the fields."""
HEADERS_EN: Final = {ID: "Parcel", AREA_MU: "Area (mu)", "idle_cause": "Cause", "route": "Disposal"}


class Register(NamedTuple):
    """One register: its words, the stock kinds and routes that put a parcel in it, its columns."""

    name: str
    zh: str
    en: str
    kinds: frozenset[str]
    columns: tuple[str, ...]
    routes: frozenset[str] = frozenset()

    def holds(self, state: Mapping[str, Any]) -> bool:
        """Whether a parcel with these fields stands in it.

        Examples
        --------
        >>> REGISTERS["idle"].holds({"stock_kind": "determined_idle"})
        True
        """
        return state.get("stock_kind") in self.kinds or state.get("route") in self.routes

    @property
    def written(self) -> tuple[str, ...]:
        """The columns that are fields which an officer may write, in order."""
        return tuple(one for one in self.columns if one in PARCEL_FIELDS and one not in NOT_WRITTEN)

    def title(self, language: str) -> str:
        """Its word in the language of the page."""
        return self.zh if language.startswith("zh") else self.en


REGISTERS: Final = {
    one.name: one
    for one in (
        Register(
            "unsupplied", "批而未供", "Approved, not supplied", frozenset({"approved_unsupplied"}),
            (ID, "name_zh", "park", "location", AREA_MU, "supply_batch", "approval_number",
             "approved_on", "idle_cause", *COMMON),
        ),
        Register(
            "idle", "闲置土地", "Idle land", frozenset({"suspected_idle", "determined_idle"}),
            (ID, "name_zh", "park", "location", AREA_MU, "stock_kind", "holder", "contract_number",
             "agreed_start_on", "developed_share", "invested_share", "idle_cause", *COMMON),
        ),
        Register(
            "inefficient", "低效用地", "Inefficient land",
            frozenset({"inefficient", "partly_used", "stopped"}),
            (ID, "name_zh", "park", "location", AREA_MU, "stock_kind", "holder", "far",
             "tax_wan_per_mu", "idle_cause", *COMMON),
        ),
        Register(
            "reserve", "储备土地", "Land reserve", frozenset({"reserved"}),
            (ID, "name_zh", "park", "location", AREA_MU, "land_use_code", "servicing", "offer",
             "available_from", "idle_cause", *COMMON),
            frozenset({"reserve"}),
        ),
    )
}  # fmt: skip
"""Name in addresses -> register, in the order of the tabs."""


def register_of(name: str) -> Register:
    """The register of a name.

    Raises
    ------
    NotFound
        There is none.
    """
    found = REGISTERS.get(name)
    if found is None:
        raise NotFound(
            "there is no register '%(name)s'; use one of %(all)s",
            name=name[:40],
            all=", ".join(REGISTERS),
        )
    return found


def header(column: str, language: str) -> str:
    """What a column is called where nobody gave it another word.

    Examples
    --------
    >>> header("route", "zh"), header("due_on", "zh"), header("invested_share", "en")
    ('处置方式', '完成时限', 'Invested share (%)')
    """
    chinese = language.startswith("zh")
    own = (HEADERS if chinese else HEADERS_EN).get(column)
    if own is not None:
        return own
    field = PARCEL_FIELDS[column]
    text = field.zh if chinese else field.en
    if not field.unit:
        return text
    return f"{text}（{field.unit}）" if chinese else f"{text} ({unit_word(field.unit, language)})"


def month_end(on: date) -> date:
    """The last day of the month before a day.

    Examples
    --------
    >>> month_end(date(2026, 3, 15))
    datetime.date(2026, 2, 28)
    """
    return on.replace(day=1) - timedelta(days=1)


class Compared(NamedTuple):
    """A row against the same a month before: `new`, `closed`, `changed`, `left` or `same`.

    `before` has the old values of the columns that changed.
    """

    change: str
    before: dict[str, Any]


def compare(
    columns: Sequence[str], old: Mapping[str, Any] | None, now: Mapping[str, Any] | None
) -> Compared:
    """What became of a row since; None where it was not, or is no longer, in the register.

    Examples
    --------
    >>> compare(["due_on"], {"due_on": "2026-03-31"}, {"due_on": "2026-06-30"})
    Compared(change='changed', before={'due_on': '2026-03-31'})
    """
    if now is None:
        return Compared("left", {})
    if old is None:
        return Compared("new", {})
    before = {one: old.get(one) for one in columns if old.get(one) != now.get(one)}
    if now.get("closed_on") and not old.get("closed_on"):
        return Compared("closed", before)
    return Compared("changed" if before else "same", before)


__all__ = [
    "AREA_MU", "COMMON", "ID", "MARKS", "REGISTERS", "Compared", "Register", "compare", "header",
    "month_end", "register_of",
]  # fmt: skip
