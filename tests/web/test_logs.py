"""A log line is one line, whatever people send."""

from __future__ import annotations

import json
import logging

import pytest

from parkmap.web.logs import JsonLines

LINES = JsonLines()


def line_of(**fields: object) -> str:
    record = logging.LogRecord("parkmap", logging.INFO, __file__, 1, "request", None, None)
    record.fields = fields
    return LINES.format(record)


@pytest.mark.parametrize("path", ['/a\r\n{"level": 1}', "/\u2028\u2029", "/\x1b[31m", "/地块"])
def test_what_was_sent_cannot_break_a_line(path: str) -> None:
    line = line_of(path=path)
    assert line.isascii() and line.isprintable()
    assert json.loads(line)["path"] == path


def test_an_error_keeps_its_trace_in_the_line() -> None:
    try:
        raise ValueError("a\nb")
    except ValueError as error:
        told = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("parkmap", logging.ERROR, __file__, 1, "failed", None, told)
    assert "ValueError" in json.loads(LINES.format(record))["trace"]
    assert "\n" not in LINES.format(record)
