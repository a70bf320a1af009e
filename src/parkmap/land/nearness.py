"""Which land could count next for a campaign, in order of how near it is, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from parkmap.land.cases import STEPS
from parkmap.land.status import IDLE

DUE: Final = ("due_on", "agreed_completion_on")
"""Fields with a day by which what is being built is due; the earlier one counts."""
STARTS: Final = ("due_on", "agreed_start_on")
OFFERS: Final = ("held", "open", "preparing")
"""Offers in order of how near the land is to somebody who takes it."""

Key = tuple[int, float, float]


class Near(NamedTuple):
    """Why a parcel is as near as it is: a code of `REASONS`, what goes into it, its rank."""

    code: str
    values: Mapping[str, Any]
    key: Key


REASONS: Final = (
    "lacks", "due", "overdue", "due_later", "building", "case", "offer", "start_due", "idle",
)  # fmt: skip
"""Codes in order: lacks a field only; being built; idle, by its case, its offer, its days."""


def nearness(
    state: Mapping[str, Any], status: str, lacks: tuple[str, ...], case: Mapping[str, Any] | None,
    on: date, deadline: date,
) -> Near:  # fmt: skip
    """How near a parcel is to counting.

    Parameters
    ----------
    state, status
        Its fields and its status on the day `on`.
    lacks
        Fields that it needs where its status counts already.
    case
        Its open case of idle land with its `id`, if any.

    Examples
    --------
    >>> on, end = date(2026, 11, 20), date(2026, 12, 31)
    >>> due = {"due_on": "2026-12-15"}
    >>> nearness(due, "under_construction", (), None, on, end).code
    'due'
    >>> nearness({"offer": "open"}, "idle", (), None, on, end).code
    'offer'
    """
    if lacks:
        return _near("lacks", {"fields": list(lacks)})
    if status != IDLE:
        return _building(state, on, deadline)
    return _idle(state, case, on)


def _building(state: Mapping[str, Any], on: date, deadline: date) -> Near:
    field, due = _earliest(state, DUE)
    if due is None:
        share = float(state.get("developed_share") or 0)
        return _near("building", {"share": state.get("developed_share")}, -share)
    code = "overdue" if due < on else "due" if due <= deadline else "due_later"
    days = (due - on).days
    return _near(code, {"day": due, "field": field, "days": abs(days)}, abs(days))


def _idle(state: Mapping[str, Any], case: Mapping[str, Any] | None, on: date) -> Near:
    offer = str(state.get("offer") or "none")
    rank = OFFERS.index(offer) if offer in OFFERS else len(OFFERS)
    if case is not None:
        taken = [n for n, one in enumerate(STEPS.values()) if case.get(one.field)]
        step = list(STEPS)[max(taken)] if taken else ""
        return _near("case", {"case": case["id"], "step": step}, -max(taken, default=-1), rank)
    if offer in OFFERS:
        return _near("offer", {"offer": offer}, rank)
    field, due = _earliest(state, STARTS)
    if due is not None:
        days = (due - on).days
        return _near("start_due", {"day": due, "field": field, "days": abs(days),
                                   "late": days < 0}, abs(days))  # fmt: skip
    return _near("idle", {})


def _near(code: str, values: Mapping[str, Any], first: float = 0.0, then: float = 0.0) -> Near:
    return Near(code, values, (REASONS.index(code), first, then))


def _earliest(state: Mapping[str, Any], fields: tuple[str, ...]) -> tuple[str, date | None]:
    told = [(date.fromisoformat(state[name]), name) for name in fields if state.get(name)]
    if not told:
        return "", None
    day, field = min(told)
    return field, day


__all__ = ["REASONS", "Near", "nearness"]
