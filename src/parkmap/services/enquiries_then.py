"""Enquiries of days that are over, as they stood at the end of the last: they change no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from parkmap.land.enquiries import KINDS
from parkmap.land.ledger import stamp
from parkmap.services.enquiry_sums import Span, days_to_answer, listed
from parkmap.services.record import Actor, Record
from parkmap.store.enquiry_counts import Counted


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

    For staff. Once the last day is over these numbers stay as they are: a report is made again
    with them.
    """
    midnight = datetime.combine(until + timedelta(days=1), time(), ZoneInfo(record.zone.time_zone))
    rows = listed(record, actor, Span(since, until)).rows
    kinds = {kind: [one for one in rows if one.kind == kind] for kind in KINDS}
    return {kind: _answered(some, stamp(midnight), until.isoformat())
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


__all__ = ["Answered", "counted_until"]
