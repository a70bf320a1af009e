"""Parks in the order of what they did about idle land in a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from parkmap.land.courses import Sum
from parkmap.land.figured import COUNTED, REST, Lines
from parkmap.land.looks import Look
from parkmap.land.movements import among
from parkmap.land.rate_lines import RATE_LINES
from parkmap.land.stock_lines import LINES
from parkmap.services.figuring import look_at
from parkmap.services.record import Actor, Record


@dataclass(frozen=True, slots=True)
class ParkRow:
    """One park: idle on the day, became idle and was disposed of in the period, land due."""

    park: str
    idle: Sum
    became_idle: Sum
    disposed: Sum
    came_back: Sum
    due: Sum

    @property
    def disposal_rate(self) -> float | None:
        """Disposed land as percent of the land due; None where none was due."""
        return 100 * self.disposed.area_dm2 / self.due.area_dm2 if self.due.area_dm2 else None


def ranking(
    record: Record, actor: Actor, on: date | None = None, since: date | None = None,
    known_at: datetime | None = None,
) -> list[ParkRow]:  # fmt: skip
    """Every park that has or had idle land, most disposed land first; for staff."""
    return ranks_of(look_at(record, actor, on, since, known_at).look)


def ranks_of(look: Look) -> list[ParkRow]:
    """The same, from a look that was taken."""
    disposal = RATE_LINES["disposal_rate"](look)
    parts = {name: _by_park(look, LINES[name](look))
             for name in ("idle", "became_idle", "disposed", "came_back")}  # fmt: skip
    parts["due"] = _by_park(look, disposal, COUNTED, REST)
    nothing = Sum()
    rows = [ParkRow(park, **{name: held.get(park, nothing) for name, held in parts.items()})
            for park in sorted({one for held in parts.values() for one in held})]  # fmt: skip
    return sorted(rows, key=lambda one: (-one.disposed.area_dm2, -one.due.area_dm2, one.park))


def _by_park(look: Look, lines: Lines, *parts: int) -> dict[str, Sum]:
    column = look.account.courses.words["park"]
    some = among(lines.part, parts or (COUNTED,))
    codes, areas = column.at[lines.line.row[lines.at[some]]], lines.area_dm2[some]
    found: dict[str, Sum] = {}
    for code in np.unique(codes).tolist():
        here = codes == code
        found[column.words[code]] = Sum(int(here.sum()), int(areas[here].sum()))
    return found


__all__ = ["ParkRow", "ranking", "ranks_of"]
