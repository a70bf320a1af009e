"""A log line is one line, whatever people send."""

from __future__ import annotations

import json
import logging
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient

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


@pytest.mark.parametrize(
    "root", ["/enquiries/t/", "/alerts/t/", "/subscriptions/t/", "/alerts//t/", "/Alerts/T/"]
)
def test_the_secret_of_a_link_is_in_no_line_however_it_is_asked_for(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, root: str
) -> None:
    caplog.handler.setFormatter(JsonLines())
    for method, rest in product(("GET", "POST", "OPTIONS"), ("", "/", "/end", "/no/such", "?x=1")):
        answer = client.open(f"{root}SECRET-key_1{rest}", method=method)
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
    assert caplog.text.count("/<token>") == 15 and "SECRET" not in caplog.text


def test_a_fault_behind_a_link_is_logged_without_its_secret(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.setFormatter(JsonLines())
    app.logger.error("Exception on /enquiries/t/SECRET-key_1 [GET]")  # as Flask writes it
    assert "/enquiries/t/<token> [GET]" in caplog.text


def test_an_error_page_tells_no_other_page_where_it_was(client: FlaskClient) -> None:
    answer = client.get("/enquiries/t/SECRET", headers={"Accept": "text/html"})
    assert answer.status_code == 404 and answer.headers["Referrer-Policy"] == "no-referrer"
