"""A parcel ends without a successor: it is kept as history from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from parkmap.land.ledger import Subject
from parkmap.services.asking import (
    checked_day,
    checked_ids,
    checked_reason,
    fetch,
    refuse_later_facts,
)
from parkmap.services.asserting import deltas_from
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.writing import Request, Statement, write


@dataclass(frozen=True, slots=True)
class Retirement:
    """Which parcels end: id -> version seen, from which day on, why."""

    versions: dict[str, int | None]
    effective_on: date
    reason: str


def retire(record: Record, actor: Actor, asked: Retirement, key: str | None = None) -> Receipt:
    """Retire parcels from a day on, as one entry; nothing of them is deleted.

    A retired parcel is neither drawn nor counted from its day on and takes no more marks; its
    page, its history and its sums before that day stay.

    Raises
    ------
    LaterFacts
        Something is recorded of one for a later day; the facts are listed.
    Conflict
        One is retired already.
    BadValue, MissingVersion, StaleVersion, NotFound
        As for a mark.
    """
    require(actor, "edit")
    reason = checked_reason(asked.reason)
    checked_day(record, asked.effective_on)
    checked_ids(asked.versions)
    named, day = list(asked.versions), asked.effective_on
    whole = ["retire", sorted(named), day.isoformat(), reason]

    def work_out(connection: Connection) -> Statement:
        wanted = {"retired_on": day.isoformat()}
        stored = fetch(connection, record, asked.versions, mine=wanted)
        subjects = [Subject("parcel", one.id) for one in stored]
        deltas = deltas_from(connection, record, subjects, wanted, day)
        refuse_later_facts(connection, record, subjects, day)
        return Statement(day, deltas)

    return write(record, actor, Request("retire", reason, whole, key, named), work_out)


__all__ = ["Retirement", "retire"]
