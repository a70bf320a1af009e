"""What a report says, before it is put on paper: one content for the four forms.

Texts are in the language of the report, figures are numbers; a writer formats and lays out, and
computes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, Literal, NamedTuple

from parkmap.land.report_period import Period

Kind = Literal["text", "mu", "count", "%", "days", "wan_per_mu", "yi", "plain"]
Cell = str | float | int | None
DECIMALS: Final[Mapping[str, int]] = {
    "mu": 2, "count": 0, "%": 1, "days": 0, "wan_per_mu": 2, "yi": 2, "plain": 1,
}  # fmt: skip
"""Kind of a figure -> decimals on paper."""
NOTHING: Final = "—"


class Column(NamedTuple):
    """A column of a table: its head, what its cells are, its share of the width."""

    title: str
    kind: Kind = "text"
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a title; `note` says where it was cut or what it is taken from.

    `key` is the name of its sheet in a workbook; `empty` is said where there are no rows. On paper
    at most `shown` rows are printed, and what is left out is said.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str
    note: str = ""
    shown: int = 60


class Point(NamedTuple):
    """A month of a course."""

    label: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A measure of the period, with the period before and the same days a year ago.

    `known` is the share (0 to 1) of the land for which there are data, `missing` the number of
    parcels without; `of` is the denominator in mu.
    """

    name: str
    title: str
    unit: str
    kind: Kind
    sort: str
    value: float | None
    before: float | None
    year_ago: float | None
    count: int | None
    of: float | None
    known: float | None
    missing: int
    meaning: str
    denominator: str
    low: float | None = None
    high: float | None = None
    course: tuple[Point, ...] = ()

    @property
    def change(self) -> float | None:
        """More or less than in the period before."""
        return less(self.value, self.before)

    @property
    def year_change(self) -> float | None:
        """More or less than a year ago."""
        return less(self.value, self.year_ago)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: sentences, then tables."""

    key: str
    title: str
    sentences: tuple[str, ...]
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A map: its drawing in millimetres, its legend, what is said below."""

    title: str
    drawing: Mapping[str, Any]
    legend: tuple[Mapping[str, str], ...]
    note: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says.

    Attributes
    ----------
    answer
        The first sentence: in time or not, what is missing, where it is stuck, who is responsible.
    seq, head, moment
        The entry at which everything is known: its number, its hash, when it was written.
    until
        The last day of which enquiries count.
    """

    lang: str
    zone: str
    title: str
    period: Period
    before: Period
    year_ago: Period
    seq: int
    head: str
    moment: datetime
    local: str
    notice: tuple[str, ...]
    until: date
    answer: str
    summary: tuple[str, ...]
    lines: tuple[Line, ...]
    chapters: tuple[Chapter, ...]
    appendix: tuple[Table, ...]
    pictures: tuple[Picture, ...] = ()
    definitions: tuple[tuple[str, ...], ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def on(self) -> date:
        """The day of the figures."""
        return self.period.on

    @property
    def proof(self) -> str:
        """What stands on every page: entry and hash."""
        return f"{self.words['ledger'] % {'seq': f'{self.seq:,}'}} · {self.head}"

    def named(self, *names: str) -> list[Line]:
        """Some of the measures, in this order."""
        held = {one.name: one for one in self.lines}
        return [held[name] for name in names if name in held]


def less(one: float | None, other: float | None) -> float | None:
    """The difference of two figures; None where one of them is not known."""
    return None if one is None or other is None else round(one - other, 4)


def shown(value: Cell, kind: Kind) -> str:
    """A cell as it is printed.

    Examples
    --------
    >>> shown(1234.5, "mu"), shown(None, "%"), shown("CZ-0001", "text"), shown(12, "count")
    ('1,234.50', '—', 'CZ-0001', '12')
    """
    if value is None or value == "":
        return NOTHING
    if isinstance(value, str):
        return value
    return f"{value:,.{DECIMALS.get(kind, 0)}f}"


def signed(value: float | None, kind: Kind) -> str:
    """A change as it is printed, with its sign.

    Examples
    --------
    >>> signed(-2.0, "mu"), signed(0.0, "mu"), signed(3, "count")
    ('-2.00', '0.00', '+3')
    """
    if value is None:
        return NOTHING
    text = f"{value:,.{DECIMALS.get(kind, 0)}f}"
    if not any(one in "123456789" for one in text):
        return text.lstrip("-")
    return text if value < 0 else f"+{text}"


__all__ = [
    "DECIMALS", "NOTHING", "Cell", "Chapter", "Column", "Kind", "Line", "Picture", "Point",
    "Report", "Table", "less", "shown", "signed",
]  # fmt: skip
