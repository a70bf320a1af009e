"""Enquiries in numbers, without names: what waits, what is late, how soon the first answer came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Final
from zoneinfo import ZoneInfo

from parkmap.errors import BadValue
from parkmap.land.enquiries import ANSWERED, CLOSED, KINDS, OPEN, OUTCOMES
from parkmap.land.ledger import stamp
from parkmap.services.record import Actor, Record, require
from parkmap.store import enquiries
from parkmap.store.enquiries import Counted

READ: Final = "read_internal"
LATE: Final = "overdue"
TOLD: Final = "told"
CHOICES: Final = (OPEN, LATE, ANSWERED, CLOSED, TOLD)
"""How a list is narrowed: a state, those that are late, those that had a first answer."""
ALL: Final = ("0001", "9999")


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
class Answered:
    """Enquiries of some days as they stood at the end of the last: later answers change nothing."""

    asked: int
    answered: int
    waiting: int
    overdue: int
    median_days: float | None


def counted_until(record: Record, actor: Actor, since: date, until: date) -> dict[str, Answered]:
    """Kind -> what came in on some days, both included, as it stood at their end; "" is all.

    Once the last day is over these numbers stay as they are: a report is made again with them.
    """
    end = _begin(record, until + timedelta(days=1))
    rows = _counted(record, actor, Span(since, until))
    kinds = {kind: [one for one in rows if one.kind == kind] for kind in KINDS}
    return {kind: _answered(some, end, until.isoformat())
            for kind, some in {"": rows, **kinds}.items()}  # fmt: skip


def _answered(rows: Sequence[Counted], end: str, day: str) -> Answered:
    told = [one for one in rows if one.answered_at and one.answered_at < end]
    done = {one.number for one in told}
    done |= {one.number for one in rows if one.closed_at and one.closed_at < end}
    took = [days for one in told if (days := days_to_answer(one)) is not None]
    waiting = [one for one in rows if one.number not in done]
    return Answered(
        len(rows), len(told), len(waiting), sum(one.due_on < day for one in waiting),
        round(median(took), 1) if took else None,
    )  # fmt: skip


def summary(record: Record, actor: Actor, span: Span = Span()) -> Summary:
    """The numbers of a span, for staff."""
    rows, today = _counted(record, actor, span), record.today()
    day = today.isoformat()
    kinds = {kind: _line([one for one in rows if one.kind == kind], day) for kind in KINDS}
    ended = {code: sum(one.outcome == code for one in rows) for code in OUTCOMES}
    return Summary(today, _line(rows, day), kinds, ended)


def listed(
    record: Record, actor: Actor, span: Span, state: str = "", kind: str = "", outcome: str = ""
) -> list[Counted]:
    """What stands behind a number, newest first; nothing of a person.

    Raises
    ------
    BadValue
        A state, kind or outcome that is none.
    """
    for name, value, allowed in (
        ("state", state, CHOICES), ("kind", kind, KINDS), ("outcome", outcome, OUTCOMES),
    ):  # fmt: skip
        if value and value not in allowed:
            raise BadValue("'%(value)s' is not allowed for %(field)s; use one of %(allowed)s",
                           value=value[:40], field=name, allowed=", ".join(allowed))  # fmt: skip
    day = record.today().isoformat()
    return [
        one
        for one in _counted(record, actor, span)
        if (not kind or one.kind == kind)
        and (not outcome or one.outcome == outcome)
        and (not state or _is(one, state, day))
    ]


def days_to_answer(one: Counted) -> float | None:
    """Days from asking to the first answer; None where there was none yet."""
    if not one.answered_at:
        return None
    took = datetime.fromisoformat(one.answered_at) - datetime.fromisoformat(one.made_at)
    return round(took / timedelta(days=1), 1)


def _counted(record: Record, actor: Actor, span: Span) -> Sequence[Counted]:
    require(actor, READ)
    since = _begin(record, span.since) if span.since else ALL[0]
    before = _begin(record, span.until + timedelta(days=1)) if span.until else ALL[1]
    with record.store.read() as connection:
        return enquiries.counted(connection, record.zone_id, since, before)


def _begin(record: Record, day: date) -> str:
    return stamp(datetime.combine(day, time(), ZoneInfo(record.zone.time_zone)))


def _is(one: Counted, state: str, day: str) -> bool:
    if state == LATE:
        return one.state == OPEN and one.due_on < day
    return bool(one.answered_at) if state == TOLD else one.state == state


def _line(rows: Iterable[Counted], day: str) -> Line:
    held = list(rows)
    took = [days for one in held if (days := days_to_answer(one)) is not None]
    count = {state: sum(_is(one, state, day) for one in held) for state in CHOICES}
    return Line(
        len(held), count[OPEN], count[LATE], count[ANSWERED], count[CLOSED], count[TOLD],
        round(median(took), 1) if took else None,
    )  # fmt: skip


__all__ = [
    "CHOICES", "Answered", "Line", "Span", "Summary", "counted_until", "days_to_answer", "listed",
    "summary",
]  # fmt: skip
