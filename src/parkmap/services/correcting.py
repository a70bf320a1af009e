"""What the record said of the past was wrong: values for past days, visible as a correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection

from parkmap.errors import BadValue
from parkmap.land.fold import Assertion, fold
from parkmap.land.ledger import Delta, Subject
from parkmap.services.asking import checked_day, checked_reason, fetch, state_on
from parkmap.services.asserting import checked_fields
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.writing import Request, Statement, write
from parkmap.store import ledger
from parkmap.store.present import Stored

MAX_VALUES = 200


@dataclass(frozen=True, slots=True)
class Correction:
    """What is corrected: a field of a parcel, the value from each of several days on, why."""

    parcel_id: str
    version: int | None
    field: str
    values: tuple[tuple[date, Any], ...]
    reason: str


def correct(record: Record, actor: Actor, asked: Correction, key: str | None = None) -> Receipt:
    """Set a field for past days, as one entry of the action "correction".

    A value holds from its day until the next day for which something is recorded, by this entry
    or by another. A retired parcel may be corrected for days before it was retired.

    Raises
    ------
    BadValue
        No value, two for one day, a value that does not fit, a day in the future, before the
        parcel was recorded, or from its retirement on.
    MissingVersion, StaleVersion, NotFound
        As for a mark.
    """
    require(actor, "edit")
    reason = checked_reason(asked.reason)
    pairs = _pairs(record, asked)
    told = [[day.isoformat(), value] for day, value in pairs]
    whole = ["correct", asked.parcel_id, asked.field, told, reason]

    def work_out(connection: Connection) -> Statement:
        checked = [
            (day, checked_fields(connection, record, "parcel", {asked.field: value})[asked.field])
            for day, value in pairs
        ]
        seen = {asked.parcel_id: asked.version}
        stored = fetch(connection, record, seen, mine={asked.field: told}, retired_too=True)[0]
        one = Subject("parcel", stored.id)
        held = ledger.live(connection, record.zone_id, [one], geometry=False)[one]
        deltas = _deltas(one, held, asked.field, checked, stored)
        return Statement(deltas[0].effective_on if deltas else pairs[0][0], deltas)

    request = Request("correction", reason, whole, key, [asked.parcel_id])
    return write(record, actor, request, work_out)


def _pairs(record: Record, asked: Correction) -> list[tuple[date, Any]]:
    if not asked.values:
        raise BadValue("no value was given; say from which day on which value holds")
    if len(asked.values) > MAX_VALUES:
        raise BadValue(
            "%(count)s values are too many for one correction; send at most %(most)s",
            count=len(asked.values),
            most=MAX_VALUES,
        )
    pairs = sorted(asked.values, key=lambda pair: pair[0])
    for (day, _), (after, _) in pairwise(pairs):
        if day == after:
            raise BadValue("two values are given for %(day)s; give one", day=day.isoformat())
    checked_day(record, pairs[-1][0])
    return pairs


def _deltas(
    one: Subject, held: Sequence[Assertion], field: str, pairs: Sequence[tuple[date, Any]],
    stored: Stored,
) -> list[Delta]:  # fmt: skip
    retired = stored.state.get("retired_on")
    now = list(held)
    found: list[Delta] = []
    for day, value in pairs:
        if retired and day.isoformat() >= retired:
            raise BadValue(
                "%(id)s was retired on %(retired)s; %(day)s is not before that",
                id=one.id,
                retired=retired,
                day=day.isoformat(),
            )
        before = state_on(held, day, one).get(field)
        # What this entry said for earlier days holds on this one too, if nothing is said here.
        if fold(one.kind, now, day.isoformat()).state.get(field) == value:
            continue
        found.append(Delta(one.kind, one.id, field, before, value, day))
        now.append(Assertion(field, day.isoformat(), stored.version + 1, len(found), value))
    return found


__all__ = ["Correction", "correct"]
