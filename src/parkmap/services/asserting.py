"""Fields get values from a day on: the deltas that say so, and nothing where it was so already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from parkmap.errors import BadValue
from parkmap.land.ledger import Delta, Subject
from parkmap.land.values import checked_value
from parkmap.services.asking import state_on
from parkmap.services.record import Record
from parkmap.store import ledger, present


def checked_fields(
    connection: Connection, record: Record, kind: str, fields: Mapping[str, Any]
) -> dict[str, Any]:
    """Values as their fields keep them; a park has to be in the record.

    Raises
    ------
    BadValue
        No field, one that is not written by hand, a value that does not fit, an unknown park.
    """
    if not fields:
        raise BadValue("no field was named; give at least one a value")
    checked = {name: checked_value(kind, name, value) for name, value in fields.items()}
    park = checked.get("park")
    if park is not None and present.one(connection, record.zone_id, "park", park) is None:
        raise BadValue(
            "there is no park '%(park)s'; give the id of one", park=park[:60], field="park"
        )
    return checked


def deltas_from(
    connection: Connection, record: Record, subjects: Sequence[Subject], wanted: Mapping[str, Any],
    day: date,
) -> list[Delta]:  # fmt: skip
    """What has to be written so that subjects have these values from a day on.

    Raises
    ------
    BadValue
        The day is before the record of a subject begins.
    """
    held = ledger.live(connection, record.zone_id, subjects, geometry=False)
    deltas: list[Delta] = []
    for one in subjects:
        before = state_on(held[one], day, one)
        deltas.extend(
            Delta(one.kind, one.id, name, before.get(name), value, day)
            for name, value in wanted.items()
            if before.get(name) != value
        )
    return deltas


__all__ = ["checked_fields", "deltas_from"]
