"""What moved land from one state to another, so that stocks and flows add up to the dm2.

A timeline tells the state of each parcel in spans of days; its movements are every step that
changes the area of a state: a turn to another state, land that enters the record or leaves it, a
correction of area, and what a split or merge hands on. Stock at the end is stock at the start and
every movement between.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from parkmap.land.courses import Rows

Column = NDArray[np.int64]
Mask = NDArray[np.bool_]

OUTSIDE: Final = -1
"""The state of land that is not in the record, or no longer."""
TURNED, ENTERED, LEFT, CORRECTED, HANDED = 0, 1, 2, 3, 4
"""How land moved; HANDED is a parent's end and a successor's begin, by a split or a merge."""


def among(column: Column, values: Collection[int]) -> Mask:
    """Which of a column are one of a few values; quicker for so few than a set of numpy."""
    found = np.zeros(len(column), dtype=bool)
    for value in values:
        found |= column == value
    return found


@dataclass(frozen=True, slots=True)
class Timeline:
    """Spans of one state each, in order of parcel and day.

    `who` is the parcel by number, `row` the place in the courses that the span is of. `carried`
    is the state with which a successor took its land over.
    """

    who: Column
    row: Column
    start: Column
    end: Column
    area_dm2: Column
    state: Column
    carried: Column

    def standing(self, day: date, *states: int) -> Rows:
        """Places of the spans that hold on a day; of some states, or of all in the record."""
        at = day.toordinal()
        here = (self.start <= at) & (self.end > at)
        here &= among(self.state, states) if states else self.state != OUTSIDE
        return np.flatnonzero(here)


@dataclass(frozen=True, slots=True)
class Movements:
    """Every step in order of days: the day, how, from and to which state, area, place of the span.

    The area is added to `to` and taken off `source`; it is never below zero.
    """

    day: Column
    how: Column
    source: Column
    to: Column
    area_dm2: Column
    at: Column

    def between(self, first: date, last: date) -> Rows:
        """Places of the steps between two days, both included."""
        ends = (first.toordinal(), last.toordinal() + 1)
        begin, end = np.searchsorted(self.day, ends, side="left").tolist()
        return np.arange(begin, max(begin, end))


def movements_of(line: Timeline, made: Mask, became: Mask) -> Movements:
    """The movements of a timeline.

    Parameters
    ----------
    made, became
        Parcel by number: whether it came out of a split or merge, and whether it went into one.
    """
    here = np.arange(len(line.who))
    before = here - 1
    first = np.ones(len(here), dtype=bool)
    first[1:] = line.who[1:] != line.who[:-1]
    was = np.where(first, OUTSIDE, line.state[before])
    had = np.where(first, 0, line.area_dm2[before])
    now, area = line.state, line.area_dm2
    born, died = (was == OUTSIDE) & (now != OUTSIDE), (was != OUTSIDE) & (now == OUTSIDE)
    stays = (was != OUTSIDE) & (now != OUTSIDE)
    handed = born & made[line.who]
    begins = np.where(handed, line.carried, now)
    turned = (stays & (was != now)) | (handed & (begins != now))
    gained, lost = stays & (area > had), stays & (area < had)
    out = np.full(len(here), OUTSIDE)
    return _joined(line, [
        (handed, HANDED, out, begins, area, here),
        (born & ~handed, ENTERED, out, now, area, here),
        (gained, CORRECTED, out, was, area - had, here),
        (lost, CORRECTED, was, out, had - area, here),
        (turned, TURNED, np.where(handed, begins, was), now, area, here),
        (died & became[line.who], HANDED, was, out, had, before),
        (died & ~became[line.who], LEFT, was, out, had, before),
    ])  # fmt: skip


def _joined(
    line: Timeline, parts: list[tuple[Mask, int, Column, Column, Column, Column]]
) -> Movements:
    columns: list[list[Column]] = [[], [], [], [], [], []]
    for some, how, source, to, area, at in parts:
        told = (line.start[some], np.full(int(some.sum()), how), source[some], to[some],
                area[some], at[some])  # fmt: skip
        for column, values in zip(columns, told, strict=True):
            column.append(values)
    day, hows, source, to, area, at = (np.concatenate(column) for column in columns)
    order = np.lexsort((at, day))
    return Movements(*(column[order] for column in (day, hows, source, to, area, at)))


__all__ = [
    "CORRECTED", "ENTERED", "HANDED", "LEFT", "OUTSIDE", "TURNED", "Movements", "Timeline",
    "among", "movements_of",
]  # fmt: skip
