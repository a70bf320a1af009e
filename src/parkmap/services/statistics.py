"""Sums by status and park on a day; recorded areas are added as whole square decimetres."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from parkmap.land.courses import Sum
from parkmap.services.courses import courses
from parkmap.services.knowing import sums_on, then_of
from parkmap.services.record import Actor, Record, require
from parkmap.store import flow


class TotalRow(NamedTuple):
    """The sum of one park and style code."""

    park: str
    drawn_as: str
    sum: Sum


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums as they stood on a day (effective date), for one audience."""

    on: date
    rows: tuple[TotalRow, ...]

    def by_style(self) -> dict[str, Sum]:
        """Style code -> sum over all parks."""
        return _grouped((row.drawn_as, row.sum) for row in self.rows)

    def by_park(self) -> dict[str, Sum]:
        """Park id -> sum over all statuses."""
        return _grouped((row.park, row.sum) for row in self.rows)


def _grouped(pairs: Iterable[tuple[str, Sum]]) -> dict[str, Sum]:
    found: dict[str, Sum] = defaultdict(Sum)
    for key, one in pairs:
        found[key] = found[key].plus(one)
    return dict(found)


def totals(
    record: Record, actor: Actor, on: date | None = None, known_at: datetime | None = None
) -> Totals:
    """Count and recorded area by park and status on a day (today by default).

    Parameters
    ----------
    known_at
        As known at this moment; as known now where None. Now, the cost follows the number of
        parks and statuses, not that of entries; at a moment, also what was recorded since.

    Raises
    ------
    SignInNeeded
        `known_at` without a sign-in.
    """
    if known_at is not None:
        require(actor, "read_internal")
    day = on or record.today()
    policy = record.zone.policy
    found: dict[tuple[str, str], Sum] = defaultdict(Sum)
    with record.store.read() as connection:
        then = then_of(connection, record, known_at)
        for row in sums_on(connection, record, day.isoformat(), then):
            state = {"status": row.status, "offer": row.offer}
            if policy.sees(actor.audience, "parcel", state):
                key = (row.park, policy.drawn_as(actor.audience, state))
                found[key] = found[key].plus(Sum(row.count, row.area_dm2))
    rows = (TotalRow(park, style, one) for (park, style), one in sorted(found.items()))
    return Totals(day, tuple(rows))


def first_day(record: Record) -> date:
    """The first day of the record; today where it is empty."""
    with record.store.read() as connection:
        day = flow.first_day(connection, record.zone_id)
    return date.fromisoformat(day) if day else record.today()


def series(
    record: Record, actor: Actor, days: Sequence[date], known_at: datetime | None = None
) -> list[tuple[date, dict[str, Sum]]]:
    """Style code -> sum on each of some days, for the audience of an actor.

    Raises
    ------
    SignInNeeded
        `known_at` without a sign-in.
    """
    if known_at is not None:
        require(actor, "read_internal")
    land, policy = courses(record, known_at), record.zone.policy
    found = []
    for day in days:
        sums: dict[str, Sum] = defaultdict(Sum)
        for (status, offer), one in land.sums(land.standing(day), "status", "offer").items():
            state = {"status": status, "offer": offer}
            if policy.sees(actor.audience, "parcel", state):
                code = policy.drawn_as(actor.audience, state)
                sums[code] = sums[code].plus(one)
        found.append((day, dict(sums)))
    return found
