"""What commands share: exit codes, opening a workspace, the acting person, progress."""

from __future__ import annotations

import getpass
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final

import click

from parkmap.errors import (
    BadInput,
    BadValue,
    Conflict,
    Forbidden,
    NotFound,
    ParkmapError,
    PortInUse,
    SignInNeeded,
    Tampered,
    WorkspaceError,
)
from parkmap.services.record import Actor, Record
from parkmap.workspace import open_folder

EXIT_CODES: Final[dict[type[ParkmapError], int]] = {
    BadInput: 2,
    NotFound: 3,
    Conflict: 4,
    SignInNeeded: 5,
    Forbidden: 5,
    Tampered: 7,
    PortInUse: 8,
    WorkspaceError: 6,
    ParkmapError: 1,
}
"""Error -> exit code; the nearest class in the tree counts."""

REDRAW_SECONDS: Final = 0.1
BAR_CELLS: Final = 20
FOLDER: Final = click.Path(path_type=Path, file_okay=False)
FILE: Final = click.Path(path_type=Path, dir_okay=False)
SOURCE_FILE: Final = click.Path(path_type=Path)
"""A file to read; a FileGDB is a folder."""


def exit_code(error: ParkmapError) -> int:
    """The exit code of an error.

    Examples
    --------
    >>> exit_code(Tampered("x")), exit_code(BadValue("x"))
    (7, 2)
    """
    return next(EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES)


@contextmanager
def opened(folder: Path) -> Iterator[Record]:
    """The record of a folder, with a bar while its first start builds the ledger."""
    with bar("building the ledger") as step:
        record = open_folder(folder, progress=step)
    try:
        yield record
    finally:
        record.store.close()


def operator() -> Actor:
    """Who sits at the machine: whoever can write the folder may mark."""
    return Actor(f"cli:{getpass.getuser()}", frozenset({"admin"}))


def day(text: str | None, default: date) -> date:
    """A day as YYYY-MM-DD.

    Raises
    ------
    BadValue
        It is not one.
    """
    if text is None:
        return default
    try:
        return date.fromisoformat(text)
    except ValueError as cause:
        raise BadValue("'%(value)s' is no day; write 2026-11-23", value=text[:40]) from cause


@contextmanager
def bar(label: str) -> Iterator[Callable[..., None]]:
    """A progress bar on stderr for work that takes a while; silent where nobody watches.

    The callable takes a number of rows that were done, or (done, total); without a total the rows
    are counted. Drawn at most ten times a second.
    """
    shown = sys.stderr.isatty()
    counted, drawn = 0, 0.0

    def step(done: int, total: int | None = None) -> None:
        nonlocal counted, drawn
        counted = done if total is not None else counted + done
        now = time.monotonic()
        if shown and (now - drawn > REDRAW_SECONDS or counted == total):
            drawn = now
            click.echo(f"\r{label}: {_drawn(counted, total)}", err=True, nl=False)

    yield step
    if shown and counted:
        click.echo(err=True)


@contextmanager
def busy(label: str) -> Iterator[None]:
    """Says on stderr how long a work of one piece has taken so far; silent where nobody watches."""
    if not sys.stderr.isatty():
        yield
        return
    over = threading.Event()

    def tell() -> None:
        began = time.monotonic()
        while not over.wait(1):
            click.echo(f"\r{label}: {time.monotonic() - began:.0f} s", err=True, nl=False)

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()
        click.echo(f"\r{' ' * (len(label) + 12)}\r", err=True, nl=False)


def _drawn(counted: int, total: int | None) -> str:
    """The bar itself.

    Examples
    --------
    >>> _drawn(1500, 3000)
    '[##########----------]  50% of 3,000'
    >>> _drawn(1500, None)
    '1,500'
    """
    if not total:
        return f"{counted:,}"
    share = min(counted / total, 1.0)
    full = round(share * BAR_CELLS)
    return f"[{'#' * full}{'-' * (BAR_CELLS - full)}] {share:4.0%} of {total:,}"
