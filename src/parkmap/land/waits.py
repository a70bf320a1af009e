"""How long land waited: from idle to construction, from there and from idle to revitalized.

A turn knows since when the status before it held, across splits and merges. How long land was idle
before the construction that ended now is looked up at the turn to construction: of the parcel, or
of one that it was made from.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from parkmap.land.courses import UNKNOWN
from parkmap.land.figured import COUNTED, MISSING, Figure, Lines, chosen_lines, joined_lines
from parkmap.land.looks import Look
from parkmap.land.movements import Column
from parkmap.land.status import IDLE, REVITALIZED, UNDER_CONSTRUCTION
from parkmap.land.timelines import STATES, Account
from parkmap.land.turns import ELSEWHERE, NEVER

_IDLE, _BUILT, _BACK = STATES[IDLE], STATES[UNDER_CONSTRUCTION], STATES[REVITALIZED]


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
    told = account.turns.idle_since(line.who[lines.at], built_on)
    for place in np.flatnonzero(told == ELSEWHERE).tolist():
        who, day = int(line.who[lines.at[place]]), int(built_on[place])
        told[place] = _of_parents(account, who, day)
    return told


def _of_parents(account: Account, who: int, day: int) -> int:
    """The same of what a parcel was made from; the earliest where several turned on the day."""
    made_from, numbers = account.lineage.made_from, account.numbers
    generation, seen = [account.names[who]], {account.names[who]}
    while generation:
        parents = {each for one in generation for each in made_from.get(one, ())}
        if not parents:
            break
        generation = sorted((parents & numbers.keys()) - seen)
        seen |= parents
        known = np.array([numbers[one] for one in generation], dtype=np.int64)
        found = [one for one in account.turns.idle_since(known, np.full(len(known), day)).tolist()
                 if one != ELSEWHERE]  # fmt: skip
        if found:
            return min((one for one in found if one != NEVER), default=NEVER)
    return UNKNOWN


__all__ = ["WAITS", "waited"]
