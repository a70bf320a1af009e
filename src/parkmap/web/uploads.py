"""Files that come with a request: each is closed when the request ends, however it ends."""

from __future__ import annotations

from typing import IO, Any

from flask import Request


class Uploading(Request):
    """A request that closes what it began to receive.

    Werkzeug closes the files of a form that it read to its end; of one cut short by the network it
    forgets the file, and a temporary file then lies open until Python happens to collect it.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._begun: list[IO[bytes]] = []

    def _get_file_stream(self, *args: Any, **options: Any) -> IO[bytes]:
        stream = super()._get_file_stream(*args, **options)
        self._begun.append(stream)
        return stream

    def close(self) -> None:
        """Close every file, finished or not."""
        super().close()
        for stream in self._begun:
            stream.close()
