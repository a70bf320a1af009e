"""The store: an engine, transactions, and the schema it insists on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text

from parkmap.errors import ReadOnly, SchemaMismatch
from parkmap.store import sqlite

SCHEMA: Final = "0013"
"""The Alembic revision that this release reads and writes."""


class Store:
    """The land record of one database.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     store = Store.create(Path(folder) / "parkmap.db")
    ...     with store.read() as connection:
    ...         connection.execute(text("SELECT count(*) FROM entry")).scalar()
    ...     store.close()
    0
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        self.engine = engine
        self.path = path

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open a file that is there, and check that it is ours and guarded.

        Raises
        ------
        SchemaMismatch
            The file was written by a newer release.
        Tampered
            A trigger of the ledger is missing.
        ReadOnly
            The file or its folder cannot be written.
        """
        if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
            raise ReadOnly(
                "%(path)s cannot be written; parkmap needs to write beside it: "
                "check the rights of the folder",
                path=path,
            )
        store = cls(sqlite.make_engine(path), path)
        store._match_schema()
        with store.read() as connection:
            sqlite.check_guards(connection)
        return store

    @classmethod
    def create(cls, path: Path) -> Store:
        """Make the tables, the triggers and the spatial index in a new file."""
        from parkmap.store.migrate import upgrade  # Alembic costs a third of a second

        store = cls(sqlite.make_engine(path), path)
        with sqlite.plain_errors(path):
            upgrade(store.engine)
        return store

    def _match_schema(self) -> None:
        with self.read() as connection:
            known = inspect(connection).has_table("alembic_version")
            found = (
                connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
                if known
                else None
            )
        if found == SCHEMA:
            return
        if found is None or str(found) > SCHEMA:
            raise SchemaMismatch(
                "%(path)s has schema %(found)s, this parkmap knows %(known)s; "
                "open it with the release that wrote it, or upgrade parkmap",
                path=self.path,
                found=found or "none",
                known=SCHEMA,
            )
        from parkmap.store.migrate import upgrade  # only an old file pays for Alembic

        upgrade(self.engine)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one moment of the record."""
        with (
            sqlite.plain_errors(self.path),
            self.engine.connect() as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction alone on the head row: all of it is kept, or nothing."""
        with sqlite.plain_errors(self.path), self.engine.connect() as plain:
            connection = plain.execution_options(**{sqlite.WRITES: True})
            with connection.begin():
                yield connection

    def tidy(self) -> None:
        """Move the write-ahead log into the file; the worker does it, so that no answer waits."""
        with sqlite.plain_errors(self.path), self.engine.connect() as connection:
            sqlite.checkpoint(connection.execution_options(isolation_level="AUTOCOMMIT"))

    def forget_former(self) -> bool:
        """Cut the log, so that nothing erased stands in any file; whether nobody read meanwhile."""
        with sqlite.plain_errors(self.path), self.engine.connect() as connection:
            return sqlite.cut_log(connection.execution_options(isolation_level="AUTOCOMMIT"))

    def close(self) -> None:
        """Let go of every connection; a fork must not take one along."""
        self.engine.dispose()
