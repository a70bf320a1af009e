"""What is SQLite's own: durability, locking, triggers that keep the ledger append-only, R*Tree."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError

from parkmap.errors import Busy, DiskFull, ReadOnly, Tampered, WorkspaceError

BUSY_MS: Final = 20_000
CUT_MS: Final = 500
"""How long cutting the log waits for readers, and writers for it."""
WRITES: Final = "parkmap_writes"
GUARDED: Final = ("entry", "delta", "annulment")

BOX_TABLE: Final = "CREATE VIRTUAL TABLE geometry_box USING rtree(rid, west, east, south, north)"


def guards() -> dict[str, str]:
    """Name -> DDL of the triggers that refuse to change or delete what is written.

    REPLACE fires delete triggers because `recursive_triggers` is on for every connection.
    """
    return {
        f"{table}_{verb.lower()}_refused": (
            f"CREATE TRIGGER {table}_{verb.lower()}_refused BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        )
        for table in GUARDED
        for verb in ("UPDATE", "DELETE")
    }


def make_engine(path: Path) -> Engine:
    """An engine on a file: WAL, `synchronous=FULL`, writers queue on BEGIN IMMEDIATE."""
    engine = create_engine(
        f"sqlite:///{path}", connect_args={"timeout": BUSY_MS / 1000, "check_same_thread": False}
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy says BEGIN, see _on_begin
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "recursive_triggers=ON",
        f"busy_timeout={BUSY_MS}",
        "cache_size=-32000",
        # What is erased is overwritten: free pages of the file keep nothing of a person.
        "secure_delete=ON",
        # The worker moves the log into the file, so that no answer waits for it.
        "wal_autocheckpoint=20000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def check_guards(connection: Connection) -> None:
    """Refuse to go on where a trigger of the ledger is missing or was changed.

    Raises
    ------
    Tampered
        Names the trigger.
    """
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    found = {str(name): str(ddl) for name, ddl in rows}
    for name, ddl in guards().items():
        if found.get(name) != ddl:
            raise Tampered(
                "the trigger %(name)s that protects the ledger is missing or changed; "
                "restore the workspace from a backup",
                name=name,
            )


@contextmanager
def plain_errors(where: Path) -> Iterator[None]:
    """Turn the driver's errors into sentences that say what to do."""
    try:
        yield
    except DatabaseError as cause:
        raise _domain_error(cause, where) from cause


def _domain_error(cause: DatabaseError, where: Path) -> Exception:
    said = str(cause.orig)
    if "readonly" in said or "unable to open" in said:
        return ReadOnly(
            "%(path)s cannot be written (%(said)s); nothing was changed: "
            "check the rights of the folder",
            path=where,
            said=said,
        )
    if "full" in said or "disk I/O" in said:
        return DiskFull(
            "no room left for %(path)s (%(said)s); nothing was half-written: "
            "free some space and try again",
            path=where,
            said=said,
        )
    if "locked" in said or "busy" in said:
        return Busy(
            "another process writes to %(path)s for longer than %(seconds)s s; "
            "nothing was changed: try again",
            path=where,
            seconds=BUSY_MS // 1000,
        )
    if "malformed" in said or "not a database" in said:
        return Tampered(
            "%(path)s is damaged (%(said)s); restore the workspace from a backup",
            path=where,
            said=said,
        )
    if isinstance(cause, OperationalError):
        return WorkspaceError("%(path)s: %(said)s", path=where, said=said)
    return cause


def checkpoint(connection: Connection) -> None:
    """Move what readers no longer need from the log into the file; waits for nobody."""
    connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")


def cut_log(connection: Connection) -> bool:
    """Move the whole log into the file and cut it to nothing; whether nobody was in the way.

    Pages as they were before an erasure stand in the log until then.
    """
    connection.exec_driver_sql(f"PRAGMA busy_timeout={CUT_MS}")
    try:
        in_the_way = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_MS}")
    return not in_the_way
