"""Timelines of all land: by status, and by whether it was supplied.

Whether a parcel is supplied is told by its own fields, in this order: land in the reserve is not,
whatever contract it had; a contract number says that it is; the kind of stock "approved, not
supplied" says that it is not; every other kind of stock is one of supplied land; without any of
these it is not known, and the parcel counts as one whose data are missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from parkmap.land.codes import SERVICING, STOCK_KIND
from parkmap.land.courses import Courses
from parkmap.land.movements import OUTSIDE, Column, Mask, Movements, Timeline, movements_of
from parkmap.land.status import IDLE, STATUSES, UNDER_CONSTRUCTION
from parkmap.land.turns import Turns

STATES: Final = {code: at for at, code in enumerate(STATUSES)}
"""Status -> its state in a timeline."""
NOT_KNOWN, UNSUPPLIED, RESERVED, SUPPLIED = 0, 1, 2, 3
SERVICED: Final = frozenset(SERVICING) - {"raw"}
"""From road, power, water and levelled ground on, land is ready for supply."""

Dated = Mapping[str, Sequence[tuple[int, bool]]]
"""Parcel -> (day as ordinal, whether a contract number is there from then on), by day."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Parcel -> those that it was made from; and the parcels that became others."""

    made_from: Mapping[str, Sequence[str]]
    became: frozenset[str]


@dataclass(frozen=True)
class Account:
    """What leaders' figures are taken from: the courses, their timelines and movements."""

    courses: Courses
    lineage: Lineage
    names: tuple[str, ...]
    status: Timeline
    moves: Movements
    supply: Timeline
    supply_moves: Movements

    @cached_property
    def turns(self) -> Turns:
        """Every turn to construction, with the day since which the land was idle before."""
        to, before = STATES[UNDER_CONSTRUCTION], STATES[IDLE]
        return Turns(self.status, self.moves, self.courses.before_on, to, before)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Parcel -> its number."""
        return {name: at for at, name in enumerate(self.names)}

    @cached_property
    def _named(self) -> NDArray[np.object_]:
        return np.array(self.names, dtype=object)

    def named(self, who: Column) -> tuple[str, ...]:
        """The parcels of some numbers, each once, by id."""
        there = np.zeros(len(self.names), dtype=bool)
        there[who] = True
        for before, names in self._told:  # several measures lack the data of the same parcels
            if np.array_equal(before, there):
                return names
        names = tuple(self._named[there].tolist())
        self._told[:] = [*self._told[-3:], (there, names)]
        return names

    @cached_property
    def _told(self) -> list[tuple[Mask, tuple[str, ...]]]:
        return []


def account_of(courses: Courses, lineage: Lineage, contracts: Dated) -> Account:
    """Timelines and movements of all land."""
    who, names = _numbered(courses)
    made = np.array([name in lineage.made_from for name in names], dtype=bool)
    became = np.array([name in lineage.became for name in names], dtype=bool)
    status = _by_status(courses, who)
    supply = _by_supply(courses, who, names, contracts)
    moves, supply_moves = (movements_of(line, made, became) for line in (status, supply))
    return Account(courses, lineage, names, status, moves, supply, supply_moves)


def _numbered(courses: Courses) -> tuple[Column, tuple[str, ...]]:
    column = courses.words["parcel"]
    if not len(courses):
        return np.zeros(0, dtype=np.int64), ()
    new = np.ones(len(courses), dtype=np.int64)
    new[1:] = column.at[1:] != column.at[:-1]
    names = tuple(column.words[at] for at in column.at[new == 1].tolist())
    return new.cumsum() - 1, names


def _by_status(courses: Courses, who: Column) -> Timeline:
    state, before = (_states(courses, name, STATES) for name in ("status", "before"))
    marked = (courses.since == courses.start) & (before != OUTSIDE)
    rows = np.arange(len(courses))
    carried = np.where(marked, before, state)
    return Timeline(who, rows, courses.start, courses.end, courses.area_dm2, state, carried)


def _states(courses: Courses, name: str, states: Mapping[str, int]) -> Column:
    column = courses.words[name]
    codes = [OUTSIDE if word == "" else states.get(word, len(states)) for word in column.words]
    return np.array(codes, dtype=np.int64)[column.at]


def _by_supply(courses: Courses, who: Column, names: Sequence[str], contracts: Dated) -> Timeline:
    fact_who, fact_day, fact_has = _facts(names, contracts)
    row, start = _cut_at(courses, who, fact_who, fact_day)
    last = np.ones(len(row), dtype=bool)
    last[:-1] = row[1:] != row[:-1]
    end = np.where(last, courses.end[row], np.append(start[1:], 0))
    has = np.zeros(len(row), dtype=bool)
    if len(fact_day):
        wide = int(max(fact_day.max(), courses.start.max())) + 2
        told = np.searchsorted(fact_who * wide + fact_day, who[row] * wide + start, "right") - 1
        has = (told >= 0) & (fact_who[told] == who[row]) & fact_has[told]
    state = _supplied(courses, row, has)
    return Timeline(who[row], row, start, end, courses.area_dm2[row], state, state)


def _facts(names: Sequence[str], contracts: Dated) -> tuple[Column, Column, Mask]:
    held = [(at, day, has) for at, name in enumerate(names) for day, has in contracts.get(name, ())]
    table = np.array(held, dtype=np.int64).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2].astype(bool)


def _cut_at(
    courses: Courses, who: Column, fact_who: Column, fact_day: Column
) -> tuple[Column, Column]:
    """The spans cut where a contract number came or went: the span of each, and its first day."""
    rows = np.arange(len(courses))
    if not len(fact_day) or not len(rows):
        return rows, courses.start
    wide = int(max(fact_day.max(), courses.start.max())) + 2
    at = np.searchsorted(who * wide + courses.start, fact_who * wide + fact_day, "right") - 1
    within = (at >= 0) & (who[at] == fact_who)
    within &= (courses.start[at] < fact_day) & (courses.end[at] > fact_day)
    row = np.concatenate([rows, at[within]])
    start = np.concatenate([courses.start, fact_day[within]])
    order = np.lexsort((start, row))
    return row[order], start[order]


def _supplied(courses: Courses, row: Column, has: Mask) -> Column:
    kinds = courses.words["stock_kind"]
    of_supplied = set(STOCK_KIND) - {"approved_unsupplied", "reserved"}
    state = np.full(len(row), NOT_KNOWN)
    for told, code in ((kinds.are(of_supplied)[row], SUPPLIED),
                       (kinds.are({"approved_unsupplied"})[row], UNSUPPLIED),
                       (has, SUPPLIED),
                       (kinds.are({"reserved"})[row], RESERVED),
                       (courses.words["status"].are({""})[row], OUTSIDE)):  # fmt: skip
        state[told] = code
    return state


__all__ = [
    "NOT_KNOWN", "RESERVED", "SERVICED", "STATES", "SUPPLIED", "UNSUPPLIED", "Account", "Dated",
    "Lineage", "account_of",
]  # fmt: skip
