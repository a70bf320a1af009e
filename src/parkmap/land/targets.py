"""Targets of a year, and what the pace held would come to by its end.

Nothing is built in: a target is local policy with a document, written in `parkmap.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from parkmap.errors import BadValue
from parkmap.land.measures import TARGETED
from parkmap.units import dm2_to_mu

WINDOWS: Final = (90, 180, 365)
"""Days over which a pace is taken."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a year is to bring, in mu by measure, and the document that says so."""

    year: int
    source: str
    mu: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is done, and what the year would come to: lowest, middle and highest pace, in mu."""

    done_mu: float
    low_mu: float
    middle_mu: float
    high_mu: float


def targets_of(table: Mapping[str, Any]) -> dict[int, Target]:
    """Year -> target, from `[targets]`.

    Raises
    ------
    BadValue
        A year, a measure or a figure that is none, or a year without its document.

    Examples
    --------
    >>> targets_of({"2026": {"source": "示例", "came_back": 300}})[2026].mu
    {'came_back': 300.0}
    """
    return {one.year: one for one in (_target(year, said) for year, said in table.items())}


def _target(year: str, said: Any) -> Target:
    if not (str(year).isdecimal() and len(str(year)) == 4 and isinstance(said, Mapping)):
        raise BadValue(
            "parkmap.toml: targets.%(key)s is no year with its figures; write [targets.2026]",
            key=str(year)[:40],
        )
    source = said.get("source")
    if not isinstance(source, str) or not source.strip():
        raise BadValue(
            "parkmap.toml: targets.%(key)s has no source; name the document that sets it", key=year
        )
    mu = {name: _mu(year, name, value) for name, value in said.items() if name != "source"}
    return Target(int(year), source.strip(), mu)


def _mu(year: str, name: str, value: Any) -> float:
    if name not in TARGETED:
        raise BadValue(
            "parkmap.toml: targets.%(year)s.%(key)s is no target; use one of %(allowed)s",
            year=year, key=str(name)[:40], allowed=", ".join(TARGETED),
        )  # fmt: skip
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e9:
        raise BadValue(
            "parkmap.toml: targets.%(year)s.%(key)s is %(value)s; give mu above 0",
            year=year, key=name, value=str(value)[:40],
        )  # fmt: skip
    return float(value)


def forecast(on: date, first: date, moved_dm2: Callable[[date, date], int]) -> Forecast | None:
    """What the year of a day would come to if a pace held so far were held to its end.

    A pace is the area moved over the last 90, 180 and 365 days, or over so many as the record has;
    None where it has less than a day.

    Parameters
    ----------
    first
        The first day of the record.
    moved_dm2
        The area moved between two days, both included, in dm2.

    Examples
    --------
    >>> steady = lambda since, on: 66_667 * ((on - since).days + 1)  # one mu a day
    >>> forecast(date(2025, 9, 22), date(2020, 1, 1), steady).middle_mu
    365.0
    """
    if on <= first:
        return None
    done = moved_dm2(max(date(on.year, 1, 1), first), on)
    left = (date(on.year, 12, 31) - on).days
    paces = []
    for days in WINDOWS:
        since = max(on - timedelta(days - 1), first + timedelta(1))
        paces.append(moved_dm2(since, on) / ((on - since).days + 1))
    low, middle, high = (dm2_to_mu(round(done + left * pace)) for pace in sorted(paces))
    return Forecast(dm2_to_mu(done), low, middle, high)


__all__ = ["WINDOWS", "Forecast", "Target", "forecast", "targets_of"]
