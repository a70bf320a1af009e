"""A figure and the lines behind it: both are taken from the same spans and steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from parkmap.land.courses import Rows
from parkmap.land.movements import OUTSIDE, Column, Mask, Movements, Timeline, among
from parkmap.units import dm2_to_mu

COUNTED, REST, MISSING, MISSING_OF = 0, 1, 2, 3
"""Part of a line: in the figure; in the denominator alone; without data; without data, yet in
the denominator."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What one measure comes to.

    Parameters
    ----------
    value
        In the unit of its measure; None where nothing stands below the line, or nothing is known.
    count
        How many parcels, or steps of parcels, are in it.
    of
        The denominator, in mu; None for measures without one.
    known
        Share (0 to 1) of the land asked about for which there are data; None where all is known.
    missing
        The parcels without data, by id.
    low, high
        Lower and upper quartile of times, the range of forecasts.
    """

    name: str
    value: float | None
    count: int | None = None
    of: float | None = None
    known: float | None = None
    missing: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


class Lines(NamedTuple):
    """Lines behind a figure, in columns: span, day, area (signed), states, part, days waited."""

    line: Timeline
    at: Rows
    day: Column
    area_dm2: Column
    source: Column
    part: Column
    days: Column

    def of_part(self, *parts: int) -> int:
        """Area of some parts, in dm2."""
        return int(self.area_dm2[among(self.part, parts)].sum())

    def number(self, part: int) -> int:
        """How many lines of a part."""
        return int((self.part == part).sum())


def standing_lines(line: Timeline, at: Rows, day: Column, part: Column | int = COUNTED) -> Lines:
    """Lines of spans that hold on a day; `day` since when."""
    wide = np.zeros(len(at), dtype=np.int64)
    return Lines(line, at, day, line.area_dm2[at], wide + OUTSIDE, wide + part, wide)


def moved_lines(
    line: Timeline, moves: Movements, steps: Rows, sign: Column | int = 1, part: int = COUNTED
) -> Lines:
    """Lines of steps; `sign` is -1 for what is taken off."""
    wide = np.zeros(len(steps), dtype=np.int64)
    area = moves.area_dm2[steps] * sign
    return Lines(line, moves.at[steps], moves.day[steps], area, moves.source[steps],
                 wide + part, wide)  # fmt: skip


def joined_lines(*parts: Lines) -> Lines:
    """Lines one behind the other; all of one timeline."""
    columns = zip(*(one[1:] for one in parts), strict=True)
    return Lines(parts[0].line, *(np.concatenate(column) for column in columns))


def chosen_lines(lines: Lines, some: Mask | Rows) -> Lines:
    """Some of the lines, by mask or place."""
    return Lines(lines.line, *(column[some] for column in lines[1:]))


def summed(name: str, lines: Lines, missing: tuple[str, ...] = (), whole_dm2: int = 0) -> Figure:
    """The figure of a stock or a flow; where data can be missing, of so much land in all."""
    known = None
    if whole_dm2:
        known = 1 - lines.of_part(MISSING) / whole_dm2
    value = dm2_to_mu(lines.of_part(COUNTED))
    return Figure(name, value, lines.number(COUNTED), None, known, missing)


def shared(name: str, lines: Lines, missing: tuple[str, ...] = ()) -> Figure:
    """The figure of a rate: what is counted as percent of the denominator."""
    counted, below = lines.of_part(COUNTED), lines.of_part(COUNTED, REST, MISSING_OF)
    unknown = lines.of_part(MISSING, MISSING_OF)
    whole = below + lines.of_part(MISSING)
    value = round(100 * counted / below, 4) if below else None
    known = 1 - unknown / whole if whole else None
    return Figure(name, value, lines.number(COUNTED), dm2_to_mu(below), known, missing)


__all__ = [
    "COUNTED", "MISSING", "MISSING_OF", "REST", "Figure", "Lines", "chosen_lines", "joined_lines",
    "moved_lines", "shared", "standing_lines", "summed",
]  # fmt: skip
