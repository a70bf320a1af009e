"""Facts of several parcels, each its own, written into the record as one entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from parkmap.errors import BadValue
from parkmap.land.availability import refuse_unready
from parkmap.land.ledger import Delta, Subject
from parkmap.services.asking import checked_day, checked_ids, checked_reason, fetch
from parkmap.services.asserting import checked_fields, deltas_from
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.writing import Request, Statement, write


@dataclass(frozen=True, slots=True)
class Notes:
    """What is noted: id -> version seen, id -> field -> value (None empties it), day, reason."""

    versions: dict[str, int | None]
    fields: Mapping[str, dict[str, Any]]
    effective_on: date
    reason: str


def annotate_each(record: Record, actor: Actor, asked: Notes, key: str | None = None) -> Receipt:
    """Give each parcel its own values from a day on, all in one entry or none.

    Raises
    ------
    BadValue, MissingVersion, StaleVersion, NotFound, Conflict
        As for `noting.annotate`; a refused value names its ``parcel`` and ``field``, a
        conflict tells what stands in every field that was sent.
    """
    require(actor, "edit")
    reason = checked_reason(asked.reason)
    checked_day(record, asked.effective_on)
    checked_ids(asked.versions)
    day, named = asked.effective_on, sorted(asked.versions)
    told = [[one, asked.fields.get(one, {})] for one in named]
    whole = ["annotate_each", told, day.isoformat(), reason]
    mine = dict.fromkeys(name for one in named for name in asked.fields.get(one, {}))

    def work_out(connection: Connection) -> Statement:
        checked = {
            one: _checked(connection, record, one, asked.fields.get(one, {})) for one in named
        }
        for one in fetch(connection, record, asked.versions, mine=mine):
            refuse_unready(one.id, one.state, checked[one.id])
        deltas: list[Delta] = []
        for fields, ids in _alike(checked):
            subjects = [Subject("parcel", one) for one in ids]
            deltas += deltas_from(connection, record, subjects, fields, day)
        return Statement(day, deltas)

    return write(record, actor, Request("annotate", reason, whole, key, named), work_out)


def _checked(
    connection: Connection, record: Record, parcel_id: str, fields: Mapping[str, Any]
) -> dict[str, Any]:
    """As `checked_fields`; a refusal names the parcel beside the field."""
    try:
        return checked_fields(connection, record, "parcel", fields)
    except BadValue as cause:
        raise BadValue(cause.template, **cause.values | {"parcel": parcel_id}) from cause


def _alike(checked: Mapping[str, dict[str, Any]]) -> list[tuple[dict[str, Any], list[str]]]:
    """Parcels that get the same values together, so that they are read in one go."""
    groups: list[tuple[dict[str, Any], list[str]]] = []
    by_text: dict[str, int] = {}
    for one, fields in checked.items():
        text = repr(sorted(fields.items()))
        if text not in by_text:
            by_text[text] = len(groups)
            groups.append((fields, []))
        groups[by_text[text]][1].append(one)
    return groups


__all__ = ["Notes", "annotate_each"]
