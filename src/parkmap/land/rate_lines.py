"""The lines behind each rate: what is counted, the rest of the denominator, what is not known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from parkmap.land.figured import COUNTED, MISSING, MISSING_OF, REST, Lines, joined_lines
from parkmap.land.looks import Look
from parkmap.land.status import IDLE, IN_USE
from parkmap.land.stock_lines import LINES, disposed, ready, supplied
from parkmap.land.timelines import NOT_KNOWN, RESERVED, STATES, SUPPLIED, UNSUPPLIED


def disposal(look: Look) -> Lines:
    """Of the land due: what was disposed of; the rest is idle still, or went another way."""
    side, idle = look.status, STATES[IDLE]
    used = side.turned({idle}, {STATES[IN_USE]})
    return joined_lines(
        disposed(look), *(_as(REST, one) for one in (side.stock(idle), used, side.left(idle)))
    )


def idle_of_supplied(look: Look) -> Lines:
    """Of supplied land: what is idle; missing where it is not known whether it was supplied."""
    lines = supplied(look, SUPPLIED)
    idle = look.account.courses.words["status"].are({IDLE})[lines.line.row[lines.at]]
    other = np.where(idle, COUNTED, REST)
    return lines._replace(part=np.where(lines.part == MISSING, MISSING, other))


def idle_of_all(look: Look) -> Lines:
    """Of all land: what is idle."""
    lines = look.status.stock()
    idle = lines.line.state[lines.at] == STATES[IDLE]
    return lines._replace(part=np.where(idle, COUNTED, REST))


def supplied_of_ready(look: Look) -> Lines:
    """Of land ready for supply: what is supplied; missing where either is not known."""
    lines = ready(look)
    state = lines.line.state[lines.at]
    missing = (state == NOT_KNOWN) | (lines.part == MISSING)
    known = np.where(state == SUPPLIED, COUNTED, REST)
    return lines._replace(part=np.where(missing, MISSING, known))


def digestion(look: Look) -> Lines:
    """Of approved land due: what was supplied; missing what lost its kind of stock otherwise."""
    side = look.supply
    rest = (side.stock(UNSUPPLIED), side.turned({UNSUPPLIED}, {RESERVED}), side.left(UNSUPPLIED))
    lost = side.turned({UNSUPPLIED}, {NOT_KNOWN})
    return joined_lines(
        LINES["digested"](look), *(_as(REST, one) for one in rest), _as(MISSING_OF, lost)
    )


def _as(part: int, lines: Lines) -> Lines:
    return lines._replace(part=np.full(len(lines.at), part))


RATE_LINES: Final[dict[str, Callable[[Look], Lines]]] = {
    "disposal_rate": disposal,
    "idle_rate": idle_of_supplied,
    "idle_share": idle_of_all,
    "supply_rate": supplied_of_ready,
    "digestion_rate": digestion,
}
"""Rate -> its lines."""

__all__ = ["RATE_LINES"]
