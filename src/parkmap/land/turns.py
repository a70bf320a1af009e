"""Every turn to a status, looked up by parcel and day: since when the land was idle before."""

from __future__ import annotations

from typing import Final

import numpy as np

from parkmap.land.movements import TURNED, Column, Movements, Timeline

NEVER: Final = -1
"""Land that did not come from the status asked about."""
ELSEWHERE: Final = -2
"""A turn that is not of this parcel."""
WIDE: Final = 4_000_000
"""More than any day's ordinal."""


class Turns:
    """The turns to one status, with the day since which another held before."""

    def __init__(
        self, line: Timeline, moves: Movements, before_on: Column, to: int, before: int
    ) -> None:
        steps = np.flatnonzero((moves.how == TURNED) & (moves.to == to))
        key = line.who[moves.at[steps]] * WIDE + moves.day[steps]
        order = np.argsort(key, kind="stable")
        self._key, steps = key[order], steps[order]
        began = before_on[line.row[moves.at[steps]]]
        self._since = np.where(moves.source[steps] == before, began, NEVER)

    def idle_since(self, who: Column, day: Column) -> Column:
        """Since when each was so before it turned on a day; ELSEWHERE where it did not turn."""
        if not len(self._key):
            return np.full(len(who), ELSEWHERE)
        key = who * WIDE + day
        at = np.minimum(np.searchsorted(self._key, key), len(self._key) - 1)
        return np.where(self._key[at] == key, self._since[at], ELSEWHERE)


__all__ = ["ELSEWHERE", "NEVER", "Turns"]
