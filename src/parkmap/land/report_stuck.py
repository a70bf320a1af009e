"""At which parcel it is stuck, and who is responsible for it: from what the record says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from parkmap.land.nearness import DUE, STARTS
from parkmap.land.status import IDLE
from parkmap.units import m2_to_dm2

State = Mapping[str, Any]


class Stuck(NamedTuple):
    """The parcel at which it is stuck.

    `due` is the earliest day that it passed, `field` what that day is, `late_days` by how much;
    without one, `since` is the day from which it has its status.
    """

    parcel: str
    area_dm2: int
    state: State
    due: date | None
    field: str
    late_days: int
    since: date | None


def stuck_at(parcels: Iterable[tuple[str, State]], on: date) -> Stuck | None:
    """The parcel most days over its time; where none is, the one longest in its status.

    Of equals the larger one, then the lower number. None without parcels.

    Examples
    --------
    >>> held = [("A", {"status": "idle", "area_m2": 9.0, "status_since": "2024-01-01"}),
    ...         ("B", {"status": "idle", "area_m2": 5.0, "due_on": "2025-12-01"})]
    >>> stuck_at(held, date(2025, 12, 31)).parcel, stuck_at(held[:1], date(2025, 12, 31)).late_days
    ('B', 0)
    """
    found = [_told(parcel, state, on) for parcel, state in parcels]
    return min(found, key=_rank, default=None)


def responsible_of(state: State, *others: State) -> str:
    """Who is responsible by the record: leader, unit and post of the first that tells them."""
    for one in (state, *others):
        told = [one.get("responsible_leader"), one.get("responsible_unit"),
                one.get("responsible_post")]  # fmt: skip
        if any(told):
            return " · ".join(str(each) for each in told if each)
    return ""


def _told(parcel: str, state: State, on: date) -> Stuck:
    fields = STARTS if state.get("status") == IDLE else DUE
    days = [(date.fromisoformat(state[name]), name) for name in fields if state.get(name)]
    passed, field = min((one for one in days if one[0] < on), default=(None, ""))
    late = (on - passed).days if passed else 0
    since = date.fromisoformat(state["status_since"]) if state.get("status_since") else None
    return Stuck(parcel, m2_to_dm2(state.get("area_m2") or 0.0), state, passed, field, late, since)


def _rank(one: Stuck) -> tuple[Any, ...]:
    return -one.late_days, one.since or date.max, -one.area_dm2, one.parcel


__all__ = ["Stuck", "responsible_of", "stuck_at"]
