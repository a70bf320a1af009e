"""What leaders were told of: conditions that began, and when they were over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import Connection, func, insert, select, update

from parkmap.store.assertions import CHUNK
from parkmap.store.schema_subscriptions import lookout, reminder


class StoredReminder(NamedTuple):
    """A condition that began; `quiet` ones were known before, and no letter tells of them."""

    number: int
    kind: str
    about: str
    detail: str
    since: str
    told: Mapping[str, Any]
    begun_at: str
    over_at: str = ""
    quiet: bool = False


COLUMNS: Final = [reminder.c[name] for name in StoredReminder._fields]


def add(connection: Connection, zone_id: int, fresh: Iterable[StoredReminder]) -> None:
    """Keep new ones under the next numbers, in order."""
    first = newest(connection, zone_id) + 1
    rows = [
        one._replace(number=number, told=orjson.dumps(one.told).decode())._asdict()  # type: ignore[arg-type]  # packed
        | {"zone_id": zone_id}
        for number, one in enumerate(fresh, first)
    ]
    if rows:
        connection.execute(insert(reminder), rows)


def newest(connection: Connection, zone_id: int) -> int:
    """The greatest number; 0 where there is none."""
    top = select(func.coalesce(func.max(reminder.c.number), 0)).where(reminder.c.zone_id == zone_id)
    return int(connection.execute(top).scalar_one())


def standing(connection: Connection, zone_id: int) -> list[StoredReminder]:
    """Those that are not over, by number."""
    return _some(connection, zone_id, reminder.c.over_at == "")


def of_subjects(
    connection: Connection, zone_id: int, kind: str, about: Sequence[str]
) -> list[StoredReminder]:
    """All of a kind about some subjects, over or not."""
    found: list[StoredReminder] = []
    for start in range(0, len(about), CHUNK):
        part = reminder.c.about.in_(about[start : start + CHUNK])
        found += _some(connection, zone_id, reminder.c.kind == kind, part)
    return found


def after(connection: Connection, zone_id: int, number: int) -> list[StoredReminder]:
    """What is to be told and came after a number."""
    return _some(connection, zone_id, reminder.c.number > number, reminder.c.quiet.is_(False))


def latest(connection: Connection, zone_id: int, limit: int, skip: int = 0) -> list[StoredReminder]:
    """What was told last, newest first."""
    query = (
        select(*COLUMNS)
        .where(reminder.c.zone_id == zone_id, reminder.c.quiet.is_(False))
        .order_by(reminder.c.number.desc()).limit(limit).offset(skip)
    )  # fmt: skip
    return [_read(row) for row in connection.execute(query)]


def count_told(connection: Connection, zone_id: int) -> int:
    """How many were told in all."""
    query = select(func.count()).where(reminder.c.zone_id == zone_id, reminder.c.quiet.is_(False))
    return int(connection.execute(query).scalar_one())


def end(connection: Connection, zone_id: int, numbers: Sequence[int], moment: str) -> None:
    """These are over."""
    for start in range(0, len(numbers), CHUNK):
        here = reminder.c.number.in_(numbers[start : start + CHUNK])
        connection.execute(
            update(reminder).where(reminder.c.zone_id == zone_id, here).values(over_at=moment)
        )


def looked_at(connection: Connection, zone_id: int) -> str:
    """When it was last looked at all; "" before the first time."""
    query = select(lookout.c.looked_at).where(lookout.c.zone_id == zone_id)
    return str(connection.execute(query).scalar() or "")


def note_look(connection: Connection, zone_id: int, moment: str) -> None:
    """Write down that it was looked at all."""
    if looked_at(connection, zone_id):
        connection.execute(
            update(lookout).where(lookout.c.zone_id == zone_id).values(looked_at=moment)
        )
    else:
        connection.execute(insert(lookout).values(zone_id=zone_id, looked_at=moment))


def _some(connection: Connection, zone_id: int, *conditions: Any) -> list[StoredReminder]:
    query = select(*COLUMNS).where(reminder.c.zone_id == zone_id, *conditions)
    return [_read(row) for row in connection.execute(query.order_by(reminder.c.number))]


def _read(row: Any) -> StoredReminder:
    return StoredReminder(*row)._replace(told=orjson.loads(row.told), quiet=bool(row.quiet))


__all__ = [
    "StoredReminder", "add", "after", "count_told", "end", "latest", "looked_at", "newest",
    "note_look", "of_subjects", "standing",
]  # fmt: skip
