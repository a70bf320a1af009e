"""Costly answers: one at a time over all processes; files that were made for one are gone after."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout
from flask import Response, send_file

from parkmap.errors import TooManyRequests
from parkmap.services.record import Record

WAIT_SECONDS: Final = 1.0
AGAIN_SECONDS: Final = 5


@contextmanager
def turn(record: Record, *places: str) -> Iterator[None]:
    """Hold the first of these places that is free.

    Raises
    ------
    TooManyRequests
        None is; it says when to come again.
    """
    for place in places:
        lock = FileLock(record.folder / f".{place}.lock")
        try:
            lock.acquire(timeout=WAIT_SECONDS if place == places[-1] else 0)
        except Timeout:
            continue
        try:
            yield
        finally:
            lock.release()
        return
    raise TooManyRequests(
        "parkmap does this for others just now; try again in %(seconds)s seconds",
        seconds=AGAIN_SECONDS,
    )


def room() -> tempfile.TemporaryDirectory[str]:
    """A folder in which a file is made for an answer."""
    # Where an open file cannot be removed (Windows), the system's own tidying has to do it.
    return tempfile.TemporaryDirectory(prefix="parkmap-answer-", ignore_cleanup_errors=True)


def sent(path: Path, media: str, name: str = "", *, shown: bool = False) -> Response:
    """A file as an answer, to be saved under a name; its own may go before the answer is sent.

    With `shown` a browser may show it in a page: only what parkmap made itself.
    """
    handle = _Unnamed(path)
    answer = send_file(
        handle, mimetype=media, as_attachment=not shown, download_name=name or path.name,
        etag=False,
    )  # fmt: skip
    answer.call_on_close(handle.close)
    return answer


class _Unnamed(io.FileIO):
    """A file that stays readable after its name is gone, until the answer is sent or dropped."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "rb")

    def __del__(self) -> None:
        self.close()


__all__ = ["room", "sent", "turn"]
