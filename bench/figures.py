"""A measured figure beside its target, and the tables that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what was measured, the value, what was asked for, and whether it was met.

    `met` is None where nothing was asked: the figure is stated.
    """

    what: str
    value: str
    target: str = ""
    met: bool | None = None

    @property
    def verdict(self) -> str:
        return {True: "met", False: "**missed**", None: ""}[self.met]


@dataclass(slots=True)
class Section:
    """A heading, how it was measured, its rows, and what has to be said of them."""

    title: str
    how: str
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    failed: bool = False

    def add(self, what: str, value: str, target: str = "", met: bool | None = None) -> None:
        self.rows.append(Row(what, value, target, met))
        print(f"  {what}: {value} {f'({target}: {self.rows[-1].verdict})' if target else ''}")

    def at_most(self, what: str, value: float, limit: float, unit: str) -> None:
        """A row whose value has to stay at or under a limit of the same unit."""
        self.add(what, _number(value, unit), f"<= {_number(limit, unit)}", value <= limit)

    def under(self, what: str, value: float, limit: float, unit: str) -> None:
        """A row whose value has to stay under a limit of the same unit."""
        self.add(what, _number(value, unit), f"< {_number(limit, unit)}", value < limit)


def _number(value: float, unit: str) -> str:
    if unit == "x":
        return f"{value:.2f} times"
    digits = 0 if value >= 100 else 1 if value >= 10 or unit in {"s", "KB"} else 2
    return f"{value:,.{digits}f} {unit}"


def ms(values: Sequence[float]) -> str:
    """Median and 95th percentile of durations in ms, for a cell of a table."""
    return f"{_number(median(values), 'ms')} (p95 {_number(p95(values), 'ms')})"


def p95(values: Sequence[float]) -> float:
    """The 95th percentile; the largest where there are few."""
    return max(values) if len(values) < 20 else quantiles(values, n=20)[-1]


__all__ = ["Row", "Section", "median", "ms", "p95"]
