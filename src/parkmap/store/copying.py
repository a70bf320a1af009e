"""A copy of the database while others write to it: one moment of it, whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import cast

from sqlalchemy.exc import DatabaseError

from parkmap.store import sqlite
from parkmap.store.store import Store


def copy_database(store: Store, target: Path) -> None:
    """Copy the database as it stands at this moment; writers are not held up.

    All pages are read in one step, in one read transaction: in the write-ahead mode of the store
    that is a snapshot, however long it takes. A copy in several steps begins anew whenever
    another process writes, and under load never ends.

    Parameters
    ----------
    target
        A file that is not there yet.

    Raises
    ------
    DiskFull, ReadOnly
        The copy cannot be written.
    """
    with sqlite.plain_errors(target), store.engine.connect() as connection:
        source = cast("sqlite3.Connection", connection.connection.driver_connection)
        try:
            with closing(sqlite3.connect(target)) as copy:
                source.backup(copy)
        except sqlite3.Error as cause:
            raise DatabaseError("backup", None, cause) from cause  # said like any other
