"""The log: one JSON object a line, on standard error.

Control characters of what people send cannot break a line: JSON escapes them. The secret of a
link that is its own key stands in no line: not of a wrong method, a slash too many, nor of a fault.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from datetime import UTC, datetime
from typing import Final

from flask import Flask, Response, g, request

LOGGER = logging.getLogger("parkmap")
OWN_KEY: Final = re.compile(
    r"(/+(?:enquiries|alerts|subscriptions)/+t/+)[^/\s?#\"'\\]+", re.IGNORECASE
)
"""A path whose next part opens it to whoever has it; a log tells only of what kind it is."""


def without_keys(text: str) -> str:
    """A text without the secrets of links.

    Examples
    --------
    >>> without_keys("GET //alerts/t/abc_1-2/end?x=1")
    'GET //alerts/t/<token>/end?x=1'
    """
    return OWN_KEY.sub(r"\1<token>", text)


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; everything outside printable ASCII is escaped."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return without_keys(json.dumps(line, ensure_ascii=True, default=str))


def init_logs(app: Flask, level: str = "info") -> None:
    """Write a line for each request but pictures of the machine's own health."""
    if not LOGGER.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines())
        LOGGER.addHandler(handler)
        LOGGER.propagate = False
    LOGGER.setLevel(level.upper())
    app.logger = LOGGER

    @app.before_request
    def start() -> None:
        g.parkmap_began = time.perf_counter()

    @app.after_request
    def write(response: Response) -> Response:
        quiet = request.path.startswith(("/static/", "/tiles/", "/healthz", "/readyz"))
        if not quiet or response.status_code >= 500:
            LOGGER.info("request", extra={"fields": _fields(response)})
        return response


def _fields(response: Response) -> dict[str, object]:
    began = g.get("parkmap_began", time.perf_counter())
    actor = g.get("parkmap_actor")
    return {
        "method": request.method,
        "path": request.path[:300],
        "status": response.status_code,
        "ms": round((time.perf_counter() - began) * 1000, 1),
        "actor": actor.id if actor is not None else "public",
        "address": request.remote_addr,
    }
