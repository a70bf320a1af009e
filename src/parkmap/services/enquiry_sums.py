"""Enquiries in numbers, without names: what waits, what is late, how soon the first answer came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from parkmap.errors import BadValue
from parkmap.land.enquiries import ANSWERED, CLOSED, KINDS, OPEN, OUTCOMES, STATES
from parkmap.land.ledger import stamp
from parkmap.services.record import Actor, Record, require
from parkmap.store import enquiry_counts
from parkmap.store.enquiry_counts import Cell, Chosen, Counted

READ: Final = "read_internal"
LATE: Final = "overdue"
TOLD: Final = "told"
CHOICES: Final = (OPEN, LATE, ANSWERED, CLOSED, TOLD)
"""How a list is narrowed: a state, those that are late, those that had a first answer."""
ALL: Final = ("0001", "9999")
MOMENT: Final = len("2026-11-23T02:42:00.000")


@dataclass(frozen=True, slots=True)
class Span:
    """The days, both included, on which what is counted came in; None leaves an end open."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Numbers of some enquiries; the median is of `told`, which had a first answer."""

    asked: int
    open: int
    overdue: int
    answered: int
    closed: int
    told: int
    median_days: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """All of a span, by kind, and how many ended in which way, as of a day."""

    on: date
    whole: Line
    by_kind: dict[str, Line]
    by_outcome: dict[str, int]


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the enquiries behind a number, newest first, of how many."""

    rows: tuple[Counted, ...]
    matched: int


def summary(record: Record, actor: Actor, span: Span = Span()) -> Summary:
    """The numbers of a span, for staff."""
    require(actor, READ)
    chosen, today, zone = _chosen(record, span), record.today(), record.zone_id
    with record.store.read() as connection:
        cells = enquiry_counts.cells(connection, zone, chosen, today.isoformat())
        answered = enquiry_counts.answered(connection, zone, chosen)
    kinds = np.array([kind for kind, *_ in answered], dtype=str)
    took = _days([made for _, made, _ in answered], [told for *_, told in answered])
    by_kind = {
        kind: _line([one for one in cells if one.kind == kind], took[kinds == kind])
        for kind in KINDS
    }
    ended = {code: sum(one.many for one in cells if one.outcome == code) for code in OUTCOMES}
    return Summary(today, _line(cells, took), by_kind, ended)


def listed(
    record: Record, actor: Actor, span: Span, state: str = "", kind: str = "", outcome: str = "",
    *, skip: int = 0, most: int | None = None,
) -> Listed:  # fmt: skip
    """What stands behind a number, newest first; nothing of a person.

    Raises
    ------
    BadValue
        A state, kind or outcome that is none.
    """
    require(actor, READ)
    for name, value, allowed in (
        ("state", state, CHOICES), ("kind", kind, KINDS), ("outcome", outcome, OUTCOMES),
    ):  # fmt: skip
        if value and value not in allowed:
            raise BadValue("'%(value)s' is not allowed for %(field)s; use one of %(allowed)s",
                           value=value[:40], field=name, allowed=", ".join(allowed))  # fmt: skip
    chosen = _chosen(record, span)._replace(
        state="" if state in {LATE, TOLD} else state, kind=kind, outcome=outcome,
        late_on=record.today().isoformat() if state == LATE else "", told=state == TOLD,
    )  # fmt: skip
    with record.store.read() as connection:
        rows = enquiry_counts.counted(connection, record.zone_id, chosen, skip, most)
        return Listed(tuple(rows), enquiry_counts.matched(connection, record.zone_id, chosen))


def days_to_answer(one: Counted) -> float | None:
    """Days from asking to the first answer; None where there was none yet."""
    if not one.answered_at:
        return None
    return round(float(_days([one.made_at], [one.answered_at])[0]), 1)


def _chosen(record: Record, span: Span) -> Chosen:
    since = _begin(record, span.since) if span.since else ALL[0]
    before = _begin(record, span.until + timedelta(days=1)) if span.until else ALL[1]
    return Chosen(since, before)


def _begin(record: Record, day: date) -> str:
    return stamp(datetime.combine(day, time(), ZoneInfo(record.zone.time_zone)))


def _days(made: Sequence[str], told: Sequence[str]) -> NDArray[np.float64]:
    """Days from one moment to the other; both as the record writes them, in UTC."""
    begun, ended = (np.array([one[:MOMENT] for one in column], dtype="datetime64[ms]")
                    for column in (made, told))  # fmt: skip
    took: NDArray[np.float64] = (ended - begun) / np.timedelta64(1, "D")
    return took


def _line(cells: Iterable[Cell], took: NDArray[np.float64]) -> Line:
    held = list(cells)
    states = {state: sum(one.many for one in held if one.state == state) for state in STATES}
    return Line(
        sum(one.many for one in held), states[OPEN], sum(one.many for one in held if one.late),
        states[ANSWERED], states[CLOSED], sum(one.many for one in held if one.told),
        round(float(np.median(took)), 1) if len(took) else None,
    )  # fmt: skip


__all__ = ["CHOICES", "Line", "Listed", "Span", "Summary", "days_to_answer", "listed", "summary"]
