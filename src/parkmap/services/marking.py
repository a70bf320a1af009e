"""An officer marks parcels: one entry, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from parkmap.errors import BadValue
from parkmap.land.codes import ROUTE
from parkmap.land.ledger import Subject
from parkmap.land.status import checked_status
from parkmap.services.asking import checked_day, checked_ids, checked_reason, fetch
from parkmap.services.asserting import deltas_from
from parkmap.services.previewing import asked_about, require_confirmed, statuses_on
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.writing import Request, Statement, write


@dataclass(frozen=True, slots=True)
class Mark:
    """What an officer asks for: parcel id -> version seen, status, day, reason, route.

    `confirmed` are the codes of `land.status.QUESTIONS` that were answered with yes; None where
    nobody was there to be asked (a command, a script), and then nothing is asked. `papers` are the
    SHA-256 of papers that show it.
    """

    versions: dict[str, int | None]
    status: str
    effective_on: date
    reason: str
    route: str | None = None
    confirmed: frozenset[str] | None = None
    papers: tuple[str, ...] = ()


def mark(record: Record, actor: Actor, asked: Mark, idempotency_key: str | None = None) -> Receipt:
    """Mark parcels with a status from a day on, as one entry.

    A parcel that has the status (and route) on that day already is left alone and named in
    ``unchanged``. The same idempotency key gives the first answer again.

    Raises
    ------
    BadValue
        Unknown status or route, empty or overlong reason, a day in the future, or a day before
        the parcel was recorded.
    MissingVersion, StaleVersion
        A version is not named, or somebody changed the parcel since.
    NotFound
        An id that is not in the record.
    Conflict
        A parcel is retired.
    Unconfirmed
        The change is unusual, and who asks was to confirm it.
    """
    require(actor, "mark")
    reason = _checked(record, asked)
    whole = [sorted(asked.versions), asked.status, asked.effective_on.isoformat(), asked.reason,
             asked.route]  # fmt: skip
    wanted: dict[str, Any] = {"status": asked.status}
    if asked.route:
        wanted["route"] = asked.route

    def work_out(connection: Connection) -> Statement:
        mine = {"status": asked.status, "route": asked.route}
        stored = fetch(connection, record, asked.versions, mine=mine)
        subjects = [Subject("parcel", one.id) for one in stored]
        day = asked.effective_on
        if asked.confirmed is not None:
            before = statuses_on(connection, record, list(asked.versions), day.isoformat())
            questions = asked_about(connection, record, before, asked.status, day.isoformat())
            require_confirmed(questions, asked.confirmed)
        return Statement(day, deltas_from(connection, record, subjects, wanted, day))

    request = Request("mark", reason, whole, idempotency_key, tuple(asked.versions), asked.papers)
    return write(record, actor, request, work_out)


def _checked(record: Record, asked: Mark) -> str:
    checked_status(asked.status)
    if asked.route is not None and asked.route not in ROUTE:
        raise BadValue(
            "'%(value)s' is not a route; use one of %(allowed)s",
            value=asked.route[:60],
            allowed=", ".join(ROUTE),
            field="route",
        )
    reason = checked_reason(asked.reason)
    checked_day(record, asked.effective_on)
    checked_ids(asked.versions)
    return reason


__all__ = ["Mark", "mark"]
