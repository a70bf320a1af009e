"""Who exported or erased personal data, when and of which enquiries; never the data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import orjson
from sqlalchemy import Connection, func, insert, select

from parkmap.store.schema_enquiries import personal_note


class PersonalNote(NamedTuple):
    """One export or erasure: by whom, when, and of which numbers."""

    number: int
    at: str
    actor: str
    action: str
    enquiries: Sequence[int]
    alerts: Sequence[int]
    subscriptions: Sequence[int] = ()


def add(connection: Connection, zone_id: int, one: PersonalNote) -> None:
    """Write down an export or erasure."""
    top = select(func.coalesce(func.max(personal_note.c.number), 0)).where(
        personal_note.c.zone_id == zone_id
    )
    connection.execute(
        insert(personal_note).values(
            zone_id=zone_id,
            number=int(connection.execute(top).scalar_one()) + 1,
            at=one.at,
            actor=one.actor,
            action=one.action,
            enquiries=orjson.dumps(list(one.enquiries)).decode(),
            alerts=orjson.dumps(list(one.alerts)).decode(),
            subscriptions=orjson.dumps(list(one.subscriptions)).decode(),
        )
    )


def latest(connection: Connection, zone_id: int, limit: int) -> list[PersonalNote]:
    """The last ones, newest first."""
    query = (
        select(*(personal_note.c[name] for name in PersonalNote._fields))
        .where(personal_note.c.zone_id == zone_id)
        .order_by(personal_note.c.number.desc())
        .limit(limit)
    )
    return [
        PersonalNote(*row)._replace(
            enquiries=orjson.loads(row.enquiries),
            alerts=orjson.loads(row.alerts),
            subscriptions=orjson.loads(row.subscriptions),
        )
        for row in connection.execute(query)
    ]


__all__ = ["PersonalNote", "add", "latest"]
