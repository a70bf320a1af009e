"""Output, tax and investment per mu: yearly figures of enterprises joined to the land they use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import numpy as np
from sqlalchemy import Connection

from parkmap.land.enterprises import ENTERPRISE, TENANCY, figure_field, years_of
from parkmap.land.figured import COUNTED, MISSING, Figure, Lines, joined_lines
from parkmap.land.fold import fold
from parkmap.land.looks import Look
from parkmap.land.movements import Mask, among
from parkmap.land.status import IN_USE, REVITALIZED
from parkmap.land.timelines import STATES
from parkmap.services.knowing import Then
from parkmap.services.record import Record
from parkmap.store import ledger, present
from parkmap.units import dm2_to_mu, m2_to_dm2

FIGURE_OF: Final = {
    "output_per_mu": "output_wan", "tax_per_mu": "tax_wan", "investment_per_mu": "investment_wan",
}  # fmt: skip
PRODUCING: Final = frozenset({STATES[IN_USE], STATES[REVITALIZED]})
"""Land of which a yield is asked, beside what enterprises use."""

State = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Yields:
    """What is known of a year: figures of enterprises, and which land each uses at its end.

    `year` is the latest full year with a figure; the last full year where there is none.
    """

    year: int
    enterprises: Mapping[str, State]
    uses: tuple[State, ...]

    @property
    def day(self) -> date:
        """The last day of the year."""
        return date(self.year, 12, 31)


def yields_of(connection: Connection, record: Record, on: date, then: Then | None) -> Yields:
    """Enterprises and uses for the yields that are known on a day."""
    firms = dict(_states(connection, record, ENTERPRISE, then))
    full = on.year if (on.month, on.day) == (12, 31) else on.year - 1
    years = {year for state in firms.values() for year in years_of(dict(state)) if year <= full}
    year = max(years, default=full)
    day = date(year, 12, 31).isoformat()
    uses = [state for _, state in _states(connection, record, TENANCY, then)
            if state["from_on"] <= day <= str(state.get("until_on") or day)]  # fmt: skip
    return Yields(year, firms, tuple(uses))


def _states(
    connection: Connection, record: Record, kind: str, then: Then | None
) -> Iterator[tuple[str, State]]:
    if then is None:
        found = present.every(connection, record.zone_id, kind)
        yield from ((one.id, one.state) for one in found if one.state)
        return
    for one, said in ledger.all_live(connection, record.zone_id, then.seq, kind=kind):
        if state := fold(kind, said).state:
            yield one.id, state


def yielded(name: str, look: Look, known: Yields) -> tuple[Figure, Lines]:
    """A yield and the land behind it: what is used by who told a figure, and what lacks one.

    A parcel counts once, however many use all of it. An enterprise that uses no land of the
    record at the end of the year has no part in it.
    """
    field = figure_field(FIGURE_OF[name], known.year)
    told = {one: float(state[field]) for one, state in known.enterprises.items()
            if isinstance(state.get(field), int | float)}  # fmt: skip
    there = look.over(known.day, known.day).status
    lines = there.stock()
    used: dict[int, int] = defaultdict(int)
    counted: set[str] = set()
    asked = among(lines.line.state[lines.at], PRODUCING)
    for use in known.uses:
        at = _place(look, lines, str(use["parcel"]))
        if at is None:
            continue
        asked[at] = True
        if use["enterprise"] in told:
            own, whole = use.get("area_m2"), int(lines.area_dm2[at])
            used[at] = min(whole, used[at] + (whole if own is None else m2_to_dm2(own)))
            counted.add(str(use["enterprise"]))
    area = np.zeros(len(lines.at), dtype=np.int64)
    area[list(used)] = list(used.values())
    found = _parted(lines, area, asked)
    missing = there.names(found, MISSING)
    total = sum(told[one] for one in counted)
    return _figure(name, total, found, missing), found


def _place(look: Look, lines: Lines, parcel: str) -> int | None:
    """Which of the lines, in order of parcels, is of a parcel; None where it did not stand."""
    number = look.account.numbers.get(parcel)
    if number is None:
        return None
    who = lines.line.who[lines.at]
    at = int(np.searchsorted(who, number))
    return at if at < len(who) and who[at] == number else None


def _parted(lines: Lines, used: Any, asked: Mask) -> Lines:
    parts = []
    for part, area in ((COUNTED, used), (MISSING, np.where(asked, lines.area_dm2 - used, 0))):
        whole = lines._replace(area_dm2=area, part=np.full(len(area), part))
        parts.append(Lines(lines.line, *(column[area > 0] for column in whole[1:])))
    return joined_lines(*parts)


def _figure(name: str, total: float, lines: Lines, missing: tuple[str, ...]) -> Figure:
    below, asked = lines.of_part(COUNTED), lines.of_part(COUNTED, MISSING)
    found = Figure(name, None, lines.number(COUNTED), None, 0.0 if asked else None, missing)
    if not below:
        return found
    mu = dm2_to_mu(below, 4)
    value = round(total / mu, 4) if mu else None
    return replace(found, value=value, of=dm2_to_mu(below), known=below / asked)


__all__ = ["FIGURE_OF", "Yields", "yielded", "yields_of"]
