"""The lines behind each measure of stock and flow, by its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from parkmap.land.courses import UNKNOWN
from parkmap.land.figured import COUNTED, MISSING, Lines, chosen_lines
from parkmap.land.idle_clock import years_after
from parkmap.land.looks import Look
from parkmap.land.status import IDLE, IN_USE, REVITALIZED, UNDER_CONSTRUCTION
from parkmap.land.timelines import (
    NOT_KNOWN,
    SERVICED,
    STATES,
    SUPPLIED,
    UNSUPPLIED,
)

_IDLE, _BUILT = STATES[IDLE], STATES[UNDER_CONSTRUCTION]
_BACK, _USED = STATES[REVITALIZED], STATES[IN_USE]


def aged(look: Look, least: int, below: int | None) -> Lines:
    """Idle land whose status holds since `least` years, and not yet since `below`."""
    lines = look.status.stock(_IDLE)
    old = lines.day <= years_after(look.on, -least).toordinal()
    if below is not None:
        old &= lines.day > years_after(look.on, -below).toordinal()
    unknown = lines.day == UNKNOWN
    lines = lines._replace(part=np.where(unknown, MISSING, COUNTED))
    return chosen_lines(lines, old | unknown)


def supplied(look: Look, *states: int) -> Lines:
    """Land of some states of supply; what is not known about is missing."""
    lines = look.supply.stock(*states, NOT_KNOWN)
    state = lines.line.state[lines.at]
    return lines._replace(part=np.where(state == NOT_KNOWN, MISSING, COUNTED))


def ready(look: Look) -> Lines:
    """Land that is ready for supply: supplied, or serviced; what is not known about is missing."""
    lines = look.supply.stock()
    state, rows = lines.line.state[lines.at], lines.line.row[lines.at]
    words = look.account.courses.words["servicing"]
    counted = (state == SUPPLIED) | words.are(SERVICED)[rows]
    missing = ~counted & (words.are({""})[rows] | (state == NOT_KNOWN))
    lines = lines._replace(part=np.where(missing, MISSING, COUNTED))
    return chosen_lines(lines, counted | missing)


def disposed(look: Look) -> Lines:
    """Idle land that turned to construction or came back."""
    return look.status.turned({_IDLE}, {_BUILT, _BACK})


LINES: Final[dict[str, Callable[[Look], Lines]]] = {
    "land": lambda look: look.status.stock(),
    "idle": lambda look: look.status.stock(_IDLE),
    "under_construction": lambda look: look.status.stock(_BUILT),
    "revitalized": lambda look: look.status.stock(_BACK),
    "in_use": lambda look: look.status.stock(_USED),
    "idle_under_1": lambda look: aged(look, 0, 1),
    "idle_1_to_2": lambda look: aged(look, 1, 2),
    "idle_over_2": lambda look: aged(look, 2, None),
    "supplied": lambda look: supplied(look, SUPPLIED),
    "ready": ready,
    "unsupplied": lambda look: supplied(look, UNSUPPLIED),
    "land_before": lambda look: look.status.before(),
    "idle_before": lambda look: look.status.before(_IDLE),
    "unsupplied_before": lambda look: look.supply.before(UNSUPPLIED),
    "became_idle": lambda look: look.status.turned((), {_IDLE}),
    "idle_entered": lambda look: look.status.entered(_IDLE),
    "started": lambda look: look.status.turned({_IDLE}, {_BUILT}),
    "idle_came_back": lambda look: look.status.turned({_IDLE}, {_BACK}),
    "idle_to_use": lambda look: look.status.turned({_IDLE}, {_USED}),
    "idle_left": lambda look: look.status.left(_IDLE),
    "idle_corrected": lambda look: look.status.corrected(_IDLE),
    "came_back": lambda look: look.status.turned((), {_BACK}),
    "disposed": disposed,
    "digested": lambda look: look.supply.turned({UNSUPPLIED}, {SUPPLIED}),
    "entered": lambda look: look.status.entered(),
    "left": lambda look: look.status.left(),
    "corrected": lambda look: look.status.corrected(),
}
"""Measure of stock or flow -> its lines."""

WITH_MISSING: Final = frozenset({
    "idle_under_1", "idle_1_to_2", "idle_over_2", "supplied", "ready", "unsupplied",
})  # fmt: skip
"""Stocks that rest on data which a parcel may lack."""

__all__ = ["LINES", "WITH_MISSING", "disposed", "ready", "supplied"]
