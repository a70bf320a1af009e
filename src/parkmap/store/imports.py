"""Imports in the database: the import itself, its rows, the mappings that were saved by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import orjson
from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from parkmap.land.ledger import canonical, stamp
from parkmap.store.schema import import_, import_profile, import_row

RECEIVED = "received"
READY = "ready"
PROPOSED = "proposed"
CONFIRMED = "confirmed"
DROPPED = "dropped"
REFUSED = "refused"
"""What became of an import; the job tells how far the reading is."""


class StoredImport(NamedTuple):
    """An import as kept; `report` is what reading and comparing found, None before."""

    import_id: int
    source: str
    sha256: str
    actor: str
    created_at: str
    state: str
    job_id: str | None
    options: dict[str, Any]
    mapping: dict[str, str] | None
    report: dict[str, Any] | None
    compared_seq: int | None
    seq: int | None


class StoredRow(NamedTuple):
    """A row as kept: as read, and what comparing it gave (None before)."""

    kind: str
    row: int
    feature_id: Any
    geojson: str | None
    attributes: dict[str, Any]
    fault: dict[str, Any] | None
    verdict: str | None
    subject_id: str | None
    compared: dict[str, Any] | None


def add(
    connection: Connection, zone_id: int, *, source: str, sha256: str, actor: str,
    created_at: datetime, options: dict[str, Any],
) -> int:  # fmt: skip
    """A new import; its number, one higher than any before."""
    most = select(func.max(import_.c.import_id)).where(import_.c.zone_id == zone_id)
    import_id = int(connection.execute(most).scalar() or 0) + 1
    connection.execute(
        insert(import_).values(
            zone_id=zone_id,
            import_id=import_id,
            source=source,
            sha256=sha256,
            actor=actor,
            created_at=stamp(created_at),
            state=RECEIVED,
            options=canonical(options),
        )
    )
    return import_id


def one(connection: Connection, zone_id: int, import_id: int) -> StoredImport | None:
    """An import, or None."""
    row = connection.execute(select(import_).where(*_this(zone_id, import_id))).first()
    return None if row is None else _import_of(row)


def every(connection: Connection, zone_id: int, latest: int = 100) -> list[StoredImport]:
    """The imports of a zone, newest first."""
    query = (
        select(import_)
        .where(import_.c.zone_id == zone_id)
        .order_by(import_.c.import_id.desc())
        .limit(latest)
    )
    return [_import_of(row) for row in connection.execute(query)]


def change(
    connection: Connection, zone_id: int, import_id: int, *, was: str | None = None, **values: Any
) -> bool:
    """Set columns of an import, only if its state still is `was`; whether it was."""
    kept = {
        name: canonical(value) if name in {"options", "mapping", "report"} else value
        for name, value in values.items()
    }
    which = _this(zone_id, import_id)
    if was is not None:
        which = [*which, import_.c.state == was]
    return connection.execute(update(import_).where(*which).values(**kept)).rowcount == 1


def add_rows(connection: Connection, zone_id: int, import_id: int, rows: Sequence[StoredRow]
             ) -> None:  # fmt: skip
    """Keep rows as they were read."""
    if rows:
        connection.execute(
            insert(import_row),
            [
                {
                    "zone_id": zone_id,
                    "import_id": import_id,
                    "kind": row.kind,
                    "row": row.row,
                    "feature_id": None if row.feature_id is None else canonical(row.feature_id),
                    "geojson": row.geojson,
                    # In the order of the file's columns, which people know it by.
                    "attributes": orjson.dumps(row.attributes).decode(),
                    "fault": None if row.fault is None else canonical(row.fault),
                }
                for row in rows
            ],
        )


def drop_rows(connection: Connection, zone_id: int, import_id: int) -> None:
    """Forget the rows of an import."""
    connection.execute(
        delete(import_row).where(
            import_row.c.zone_id == zone_id, import_row.c.import_id == import_id
        )
    )


def rows(
    connection: Connection, zone_id: int, import_id: int, *, verdict: str | None = None,
    severity: str | None = None, after: tuple[str, int] | None = None, limit: int | None = None,
) -> Iterator[StoredRow]:  # fmt: skip
    """The rows of an import by kind and place, streamed; `severity`: with such a finding."""
    query = (
        select(import_row)
        .where(import_row.c.zone_id == zone_id, import_row.c.import_id == import_id)
        .order_by(import_row.c.kind, import_row.c.row)
    )
    if verdict is not None:
        query = query.where(import_row.c.verdict == verdict)
    if severity is not None:
        # Canonical JSON: no spaces, and a quotation mark inside of a text is escaped.
        told = f'"severity":"{severity}"'
        query = query.where(import_row.c.compared.contains(told, autoescape=True))
    if after is not None:
        kind, row = after
        later: ColumnElement[bool] = (import_row.c.kind > kind) | and_(
            import_row.c.kind == kind, import_row.c.row > row
        )
        query = query.where(later)
    if limit is not None:
        query = query.limit(limit)
    return map(_row_of, connection.execute(query))


def set_compared(
    connection: Connection, zone_id: int, import_id: int,
    compared: Iterable[tuple[str, int, str, str | None, dict[str, Any]]],
) -> None:  # fmt: skip
    """Keep what comparing gave: kind, row, verdict, id, the rest."""
    values = [
        {"k": kind, "r": row, "v": verdict, "s": subject_id, "c": canonical(rest)}
        for kind, row, verdict, subject_id, rest in compared
    ]
    if not values:
        return
    connection.execute(
        update(import_row)
        .where(
            import_row.c.zone_id == zone_id,
            import_row.c.import_id == import_id,
            import_row.c.kind == bindparam("k"),
            import_row.c.row == bindparam("r"),
        )
        .values(verdict=bindparam("v"), subject_id=bindparam("s"), compared=bindparam("c")),
        values,
    )


def save_profile(
    connection: Connection, zone_id: int, name: str, mapping: dict[str, str], now: datetime
) -> None:
    """Keep a mapping under a name, in place of an older one."""
    connection.execute(
        delete(import_profile).where(
            import_profile.c.zone_id == zone_id, import_profile.c.name == name
        )
    )
    connection.execute(
        insert(import_profile).values(
            zone_id=zone_id, name=name, mapping=orjson.dumps(mapping).decode(),
            updated_at=stamp(now),
        )
    )  # fmt: skip


def profiles(connection: Connection, zone_id: int) -> dict[str, dict[str, str]]:
    """The saved mappings, by name."""
    query = (
        select(import_profile.c.name, import_profile.c.mapping)
        .where(import_profile.c.zone_id == zone_id)
        .order_by(import_profile.c.name)
    )
    return {name: orjson.loads(text) for name, text in connection.execute(query)}


def _this(zone_id: int, import_id: int) -> list[ColumnElement[bool]]:
    return [import_.c.zone_id == zone_id, import_.c.import_id == import_id]


def _import_of(row: Any) -> StoredImport:
    kept = dict(row._mapping)
    del kept["zone_id"]
    for name in ("options", "mapping", "report"):
        kept[name] = None if kept[name] is None else orjson.loads(kept[name])
    return StoredImport(**kept)


def _row_of(row: Any) -> StoredRow:
    kept = dict(row._mapping)
    del kept["zone_id"], kept["import_id"]
    for name in ("feature_id", "attributes", "fault", "compared"):
        kept[name] = None if kept[name] is None else orjson.loads(kept[name])
    return StoredRow(**kept)
