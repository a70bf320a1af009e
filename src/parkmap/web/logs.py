"""The log: one JSON object a line, on standard error.

Control characters of what people send cannot break a line: JSON escapes them.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from datetime import UTC, datetime

from flask import Flask, Response, g, request

LOGGER = logging.getLogger("parkmap")


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
        return json.dumps(line, ensure_ascii=True, default=str)


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


def _path() -> str:
    """The path that was asked for; of a link that is its own key, only what kind it is."""
    if "token" in (request.view_args or {}):
        return str(request.url_rule)
    return request.path[:300]


def _fields(response: Response) -> dict[str, object]:
    began = g.get("parkmap_began", time.perf_counter())
    actor = g.get("parkmap_actor")
    return {
        "method": request.method,
        "path": _path(),
        "status": response.status_code,
        "ms": round((time.perf_counter() - began) * 1000, 1),
        "actor": actor.id if actor is not None else "public",
        "address": request.remote_addr,
    }
