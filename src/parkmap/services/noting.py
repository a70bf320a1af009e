"""An officer writes into the record what is known of parcels: any field but outline and area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from parkmap.land.availability import refuse_unready
from parkmap.land.ledger import Subject
from parkmap.services.asking import checked_day, checked_ids, checked_reason, fetch
from parkmap.services.asserting import checked_fields, deltas_from
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.writing import Request, Statement, write


@dataclass(frozen=True, slots=True)
class Annotation:
    """What is noted: id -> version seen, field -> value (None empties it), day, reason, papers."""

    versions: dict[str, int | None]
    fields: dict[str, Any]
    effective_on: date
    reason: str
    kind: str = "parcel"
    papers: tuple[str, ...] = ()


def annotate(record: Record, actor: Actor, asked: Annotation, key: str | None = None) -> Receipt:
    """Give fields of parcels (or parks) values from a day on, as one entry.

    A subject that has the values on that day already is left alone and named in ``unchanged``.

    Raises
    ------
    BadValue
        An unknown field, one that follows from splitting or importing (outline, area, lineage),
        a value that does not fit its field, an offer that is opened without what it needs, a day
        in the future or before the subject was recorded, an empty reason.
    MissingVersion, StaleVersion, NotFound, Conflict
        As for a mark.
    """
    require(actor, "edit")
    reason = checked_reason(asked.reason)
    checked_day(record, asked.effective_on)
    checked_ids(asked.versions)
    named, day = list(asked.versions), asked.effective_on
    whole = ["annotate", asked.kind, sorted(named), asked.fields, day.isoformat(), reason]

    def work_out(connection: Connection) -> Statement:
        wanted = checked_fields(connection, record, asked.kind, asked.fields)
        stored = fetch(connection, record, asked.versions, mine=wanted, kind=asked.kind)
        for one in stored:
            refuse_unready(one.id, one.state, wanted)
        subjects = [Subject(asked.kind, one.id) for one in stored]
        return Statement(day, deltas_from(connection, record, subjects, wanted, day))

    request = Request("annotate", reason, whole, key, named, asked.papers)
    return write(record, actor, request, work_out)


__all__ = ["Annotation", "annotate"]
