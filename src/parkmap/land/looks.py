"""A look at all land on a day and over a period: the lines behind stocks and flows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from parkmap.land.courses import Rows
from parkmap.land.figured import Lines, chosen_lines, moved_lines, standing_lines
from parkmap.land.handing import Handed, moved_families
from parkmap.land.movements import (
    CORRECTED,
    ENTERED,
    HANDED,
    LEFT,
    OUTSIDE,
    TURNED,
    Column,
    Mask,
    Movements,
    Timeline,
    among,
)
from parkmap.land.timelines import Account

States = Collection[int]


@dataclass(frozen=True)
class Side:
    """One timeline of an account, and its movements, on a day and over a period."""

    account: Account
    line: Timeline
    moves: Movements
    on: date
    since: date

    @cached_property
    def _standing(self) -> Rows:
        return self.line.standing(self.on)

    @cached_property
    def _before(self) -> Rows:
        return self.line.standing(self.since - timedelta(1))

    @cached_property
    def steps(self) -> Rows:
        """The steps within the period."""
        return self.moves.between(self.since, self.on)

    def stock(self, *states: int) -> Lines:
        """Land of some states on the day, all of the record where none is named."""
        return self._lines(self._standing, states)

    def before(self, *states: int) -> Lines:
        """The same on the eve of the period."""
        return self._lines(self._before, states)

    def _lines(self, at: Rows, states: States) -> Lines:
        some = at[among(self.line.state[at], states)] if states else at
        return standing_lines(self.line, some, self._day_of(some))

    def _day_of(self, at: Rows) -> Column:
        """Since when a status holds; of supply, since when the span does."""
        if self.line is self.account.status:
            return self.account.courses.since[self.line.row[at]]
        return self.line.start[at]

    def turned(self, sources: States = (), to: States = ()) -> Lines:
        """Turns from some states to others (any where empty)."""
        return self._moved(TURNED, sources, to)

    def entered(self, *states: int) -> Lines:
        """Land that entered the record; in some states, or in any."""
        return self._moved(ENTERED, (), states)

    def left(self, *states: int) -> Lines:
        """Land that left the record without a successor; from some states, or from any."""
        return self._moved(LEFT, states, ())

    def _moved(self, how: int, sources: States, to: States) -> Lines:
        here: Mask = self.moves.how[self.steps] == how
        for column, states in ((self.moves.source, sources), (self.moves.to, to)):
            if states:
                here &= among(column[self.steps], states)
        return moved_lines(self.line, self.moves, self.steps[here])

    def corrected(self, state: int | None = None) -> Lines:
        """Area that a state (or the record) gained or lost without a turn, signed.

        Splits and merges that moved nothing are left out.
        """
        moves = self.moves
        steps = self.steps[among(moves.how[self.steps], (CORRECTED, HANDED))]
        come, go = moves.to[steps] != OUTSIDE, moves.source[steps] != OUTSIDE
        if state is not None:
            come, go = moves.to[steps] == state, moves.source[steps] == state
        sign = come.astype(np.int64) - go.astype(np.int64)
        lines = moved_lines(self.line, moves, steps[sign != 0], sign[sign != 0])
        return chosen_lines(lines, self._told(lines, moves.how[steps[sign != 0]] == HANDED))

    def _told(self, lines: Lines, handed: Mask) -> Mask:
        who = self.line.who[lines.at[handed]].tolist()
        days, areas = lines.day[handed].tolist(), lines.area_dm2[handed].tolist()
        names = self.account.names
        found = [
            Handed(names[one], day, area, area > 0)
            for one, day, area in zip(who, days, areas, strict=True)
        ]
        told = ~handed
        told[handed] = moved_families(found, self.account.lineage.made_from)
        return told

    def names(self, lines: Lines, *parts: int) -> tuple[str, ...]:
        """The parcels of some parts, by id."""
        some = among(lines.part, parts)
        return self.account.named(self.line.who[lines.at[some]]) if some.any() else ()


@dataclass(frozen=True)
class Look:
    """All land on a day `on`, and over the days from `since` up to it."""

    account: Account
    on: date
    since: date

    @cached_property
    def status(self) -> Side:
        """By status."""
        account = self.account
        return Side(account, account.status, account.moves, self.on, self.since)

    @cached_property
    def supply(self) -> Side:
        """By whether it was supplied."""
        account = self.account
        return Side(account, account.supply, account.supply_moves, self.on, self.since)

    @cached_property
    def _others(self) -> dict[tuple[date, date], Look]:
        return {}

    def over(self, since: date, on: date) -> Look:
        """The same land over another period; several figures ask for the same one."""
        if (since, on) not in self._others:
            self._others[since, on] = Look(self.account, on, since)
        return self._others[since, on]


__all__ = ["Look", "Side"]
