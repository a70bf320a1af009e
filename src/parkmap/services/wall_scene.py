"""What a scene of the wall is made of: a few large figures, and what stands beside them.

Texts are in the language asked for, or sentences that the rim can translate (`parkmap.said`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from parkmap.land.codes import Word
from parkmap.services.record import Actor, Record


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure: its label, the number as it is read, its unit, what it is out of.

    `tone` is a style code of land, or "red", "amber", "green", "warn"; "" for none.
    """

    label: str
    value: str
    unit: str = ""
    note: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a whole: its label, how far the bar goes (0 to 1), what it says."""

    label: str
    share: float
    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list; the first cell is the widest."""

    cells: tuple[str, ...]
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures over time: labels below, one value each (None for days to come), a line of aims."""

    title: str
    unit: str
    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    aims: tuple[float, ...] = ()
    kind: str = "columns"


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene on a day; `empty` says why there is nothing to show, `page` what is behind it."""

    on: date
    page: str
    heading: str = ""
    sentence: str = ""
    tiles: tuple[Tile, ...] = ()
    bars_title: str = ""
    bars: tuple[Bar, ...] = ()
    rows_title: str = ""
    rows: tuple[Row, ...] = ()
    chart: Chart | None = None
    land: dict[str, Any] | None = field(default=None)
    empty: str = ""


Maker = Callable[[Record, Actor, str], Scene]
"""Record, reader and language -> scene."""


def mu(value: float | None) -> str:
    """An area in mu as a wall shows it: one decimal, a dash where it is not known.

    Examples
    --------
    >>> mu(1277.04), mu(None)
    ('1,277.0', '—')
    """
    return "—" if value is None else f"{value:,.1f}"


def word(one: Word, lang: str) -> str:
    """A word in the language of the screen."""
    return one.zh if lang.startswith("zh") else one.en


__all__ = ["Bar", "Chart", "Maker", "Row", "Scene", "Tile", "mu", "word"]
