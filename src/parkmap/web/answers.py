"""JSON answers, written by orjson."""

from __future__ import annotations

from typing import Any

import orjson
from flask import Response

GEOJSON = "application/geo+json"


def json_answer(
    body: Any, status: int = 200, *, kind: str = "application/json", lasting: str = "no-store"
) -> Response:
    """A body as JSON. Answers differ by who asks, so no cache keeps them unless told."""
    answer = Response(orjson.dumps(body, default=str), status, mimetype=kind)
    answer.headers["Cache-Control"] = lasting
    answer.vary.add("Cookie")
    return answer
