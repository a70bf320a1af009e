"""How long land waited: from idle to construction, from there and from idle to revitalized.

A turn knows since when the status before it held, across splits and merges. How long land was idle
before the construction that ended now is looked up at the turn to construction: of the parcel, or
of one that it was made from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from parkmap.land.courses import UNKNOWN
from parkmap.land.figured import COUNTED, MISSING, Figure, Lines, chosen_lines, joined_lines
from parkmap.land.looks import Look
from parkmap.land.movements import TURNED, Column
from parkmap.land.status import IDLE, REVITALIZED, UNDER_CONSTRUCTION
from parkmap.land.timelines import STATES, Account

_IDLE, _BUILT, _BACK = STATES[IDLE], STATES[UNDER_CONSTRUCTION], STATES[REVITALIZED]
NEVER: Final = -1
"""Land that did not come from idle."""
ELSEWHERE: Final = -2
"""A turn that is not of this parcel."""
WIDE: Final = 4_000_000
"""More than any day's ordinal."""


def idle_to_construction(look: Look) -> Lines:
    """Turns from idle to construction, with the days since it was idle."""
    return _waited(look, look.status.turned({_IDLE}, {_BUILT}))


def construction_to_revitalized(look: Look) -> Lines:
    """Turns from construction to revitalized, with the days since it was under construction."""
    return _waited(look, look.status.turned({_BUILT}, {_BACK}))


def idle_to_revitalized(look: Look) -> Lines:
    """Turns to revitalized of land that was idle before, at once or by way of construction."""
    direct = _waited(look, look.status.turned({_IDLE}, {_BACK}))
    built = look.status.turned({_BUILT}, {_BACK})
    began = _idle_since(look.account, built)
    return joined_lines(direct, chosen_lines(_dated(built, began), began != NEVER))


WAITS: Final[dict[str, Callable[[Look], Lines]]] = {
    "idle_to_construction": idle_to_construction,
    "construction_to_revitalized": construction_to_revitalized,
    "idle_to_revitalized": idle_to_revitalized,
}
"""Time -> its lines."""


def waited(name: str, lines: Lines, missing: tuple[str, ...]) -> Figure:
    """Median and quartiles of the days, over turns of parcels; None where there is none."""
    days, number = lines.days[lines.part == COUNTED], lines.number(COUNTED)
    known = number / len(lines.at) if missing else None
    if not number:
        return Figure(name, None, 0, None, known, missing)
    low, middle, high = (float(one) for one in np.percentile(days, (25, 50, 75)))
    return Figure(name, middle, number, None, known, missing, low, high)


def _waited(look: Look, lines: Lines) -> Lines:
    return _dated(lines, look.account.courses.before_on[lines.line.row[lines.at]])


def _dated(lines: Lines, began: Column) -> Lines:
    missing = began <= UNKNOWN
    days = np.where(missing, 0, lines.day - began)
    return lines._replace(days=days, part=np.where(missing, MISSING, COUNTED))


def _idle_since(account: Account, lines: Lines) -> Column:
    """The day since which land under construction had been idle before; NEVER, or UNKNOWN."""
    courses, line = account.courses, account.status
    built_on = courses.before_on[line.row[lines.at]]
    turns = _Turns(account)
    told = turns.idle_since(line.who[lines.at], built_on)
    numbers = None
    for place in np.flatnonzero(told == ELSEWHERE).tolist():
        numbers = numbers or {name: at for at, name in enumerate(account.names)}
        who, day = int(line.who[lines.at[place]]), int(built_on[place])
        told[place] = _of_parents(account, turns, numbers, who, day)
    return told


class _Turns:
    """Every turn to construction, to be looked up by parcel and day."""

    def __init__(self, account: Account) -> None:
        moves, line = account.moves, account.status
        steps = np.flatnonzero((moves.how == TURNED) & (moves.to == _BUILT))
        key = line.who[moves.at[steps]] * WIDE + moves.day[steps]
        order = np.argsort(key, kind="stable")
        self._key, steps = key[order], steps[order]
        began = account.courses.before_on[line.row[moves.at[steps]]]
        self._idle_since = np.where(moves.source[steps] == _IDLE, began, NEVER)

    def idle_since(self, who: Column, day: Column) -> Column:
        """Since when each was idle before it turned on a day; ELSEWHERE where it did not turn."""
        if not len(self._key):
            return np.full(len(who), ELSEWHERE)
        key = who * WIDE + day
        at = np.minimum(np.searchsorted(self._key, key), len(self._key) - 1)
        return np.where(self._key[at] == key, self._idle_since[at], ELSEWHERE)


def _of_parents(
    account: Account, turns: _Turns, numbers: Mapping[str, int], who: int, day: int
) -> int:
    """The same of what a parcel was made from; the earliest where several turned on the day."""
    generation, seen = [account.names[who]], {account.names[who]}
    while generation:
        parents = {each for one in generation for each in account.lineage.made_from.get(one, ())}
        generation = sorted((parents & numbers.keys()) - seen)
        seen |= parents
        known = np.array([numbers[one] for one in generation], dtype=np.int64)
        found = [one for one in turns.idle_since(known, np.full(len(known), day)).tolist()
                 if one != ELSEWHERE]  # fmt: skip
        if found:
            return min((one for one in found if one != NEVER), default=NEVER)
    return UNKNOWN


__all__ = ["WAITS", "waited"]
