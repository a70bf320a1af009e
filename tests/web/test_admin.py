"""`/admin`: personal data by plain forms; erasing asks first; what is sought is in no address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from parkmap.web.logs import JsonLines
from tests.asking import ask
from tests.web.conftest import form_token, record_of, sign_in


@pytest.fixture
def admin(app: Flask, signed_in: Callable[[str], FlaskClient]) -> FlaskClient:
    ask(record_of(app), name="<b>王工</b>")
    return signed_in("admin")


def post(client: FlaskClient, path: str, **sent: str) -> TestResponse:
    data = sent | {"csrf_token": form_token(client, "/admin")}
    return client.post(path, data=data, headers={"Accept": "text/html"})


def test_a_person_is_found_and_shown_as_text(admin: FlaskClient) -> None:
    page = post(admin, "/admin/personal", text="王工")
    assert "&lt;b&gt;王工&lt;/b&gt;" in page.text and "<b>王工" not in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_an_export_is_a_file(admin: FlaskClient) -> None:
    answer = post(admin, "/admin/personal/export", enquiry="1")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.get_json()["enquiries"][0]["phone"] == "0355-1234567"
    assert "导出" in admin.get("/admin").text


def test_erasing_asks_first_and_says_what_stays(admin: FlaskClient) -> None:
    asks = post(admin, "/admin/personal/erase", enquiry="1")
    assert "立即清除" in asks.text and "不可恢复" in asks.text
    assert "王工" in post(admin, "/admin/personal", text="王工").text
    done = post(admin, "/admin/personal/erase", enquiry="1", confirm="1")
    assert "已清除" in done.text
    assert "&lt;b&gt;王工" not in post(admin, "/admin/personal", text="王工").text


@pytest.mark.parametrize("path", ["/admin/personal/erase", "/admin/personal/export"])
def test_nothing_ticked_is_told(admin: FlaskClient, path: str) -> None:
    answer = post(admin, path)
    assert answer.status_code == 400 and 'role="alert"' in answer.text


def test_what_was_sought_and_found_is_in_no_log(
    admin: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.setFormatter(JsonLines())
    post(admin, "/admin/personal", text="0355-1234567")
    post(admin, "/admin/personal/export", enquiry="1")
    assert "/admin/personal/export" in caplog.text
    assert not any(word in caplog.text for word in ("1234567", "wang", "\\u738b"))


def test_leaders_read_numbers_on_the_board_and_the_public_none(
    app: Flask, admin: FlaskClient, signed_in: Callable[[str], FlaskClient], client: FlaskClient
) -> None:
    leader = signed_in("leader")
    assert "/enquiries?state=overdue" in leader.get("/progress").text
    page = leader.get("/enquiries?state=open&kind=enquiry").text
    assert "T-001" in page and "王工" not in page
    assert "/enquiries?state" not in client.get("/progress").text


@pytest.mark.parametrize(("year", "told"), [(2026, False), (2049, True)])
def test_days_counted_without_their_holidays_are_told(
    app: Flask, client: FlaskClient, year: int, told: bool
) -> None:
    record, clock = record_of(app), record_of(app).clock
    object.__setattr__(record, "clock", lambda: datetime(year, 6, 30, 4, tzinfo=UTC))
    try:
        page = sign_in(client, "leader").get("/enquiries").text
    finally:
        object.__setattr__(record, "clock", clock)
    assert (f"{year} 年放假安排尚未收录" in page) is told
