"""Signing in and out: sessions, redirects, and the brake on guessing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from parkmap.services.accounts import set_active, set_password
from parkmap.web.language import own_path
from tests.web.conftest import (
    PASSWORD,
    form_token,
    headers,
    make_app,
    record_of,
    sign_in,
    write_workspace,
)

EVIL = [
    "//evil", "/\\evil", "https:evil", "%2f%2fevil", "/%2fevil", "/%5cevil", "https://evil",
    "javascript:alert(1)", "\\\\evil", "/\t/evil", "///evil", "",
]  # fmt: skip


WRONG = "wrong password"


def attempt(client: FlaskClient, name: str, password: str = WRONG, **more: str) -> Any:
    sent = {"name": name, "password": password, "csrf_token": form_token(client)} | more
    return client.post("/login", data=sent)


def cookie(client: FlaskClient) -> str:
    found = client.get_cookie("parkmap")
    return found.value if found else ""


def test_the_session_is_a_new_one_after_signing_in(client: FlaskClient) -> None:
    token = form_token(client)
    before = cookie(client)
    client.post("/login", data={"name": "officer", "password": PASSWORD, "csrf_token": token})
    assert before and cookie(client) != before
    assert client.post("/api/marks", json={}, headers={"X-CSRFToken": token}).status_code == 400


def test_cookies_are_out_of_reach_of_scripts(client: FlaskClient) -> None:
    sent = client.get("/login").headers["Set-Cookie"]
    assert "HttpOnly" in sent and "SameSite=Lax" in sent and "Secure" not in sent


def test_cookies_are_secure_under_https(tmp_path: Any) -> None:
    app = make_app(write_workspace(tmp_path / "zone", ["甲"]), https=True)
    assert "Secure" in app.test_client().get("/login").headers["Set-Cookie"]
    record_of(app).store.close()


def test_a_copied_cookie_is_worth_nothing_after_signing_out(app: Flask) -> None:
    client = sign_in(app.test_client(), "officer")
    copied = cookie(client)
    client.post("/logout", headers=headers(client))
    thief = app.test_client()
    thief.set_cookie("parkmap", copied)
    assert thief.get("/desk").status_code == 303


def test_a_new_password_ends_every_session(app: Flask, officer: FlaskClient) -> None:
    assert officer.get("/desk").status_code == 200
    set_password(record_of(app), "officer", "another password")
    assert officer.get("/desk").status_code == 303


def test_somebody_switched_off_is_out(app: Flask, officer: FlaskClient) -> None:
    set_active(record_of(app), "officer", active=False)
    assert officer.get("/desk").status_code == 303
    assert attempt(app.test_client(), "officer", PASSWORD).status_code == 401


def test_the_sixth_attempt_within_a_minute_waits(client: FlaskClient) -> None:
    codes = [attempt(client, "officer").status_code for _ in range(6)]
    assert codes == [401] * 5 + [429]
    again = attempt(client, "officer", PASSWORD)
    assert again.status_code == 429 and 0 < int(again.headers["Retry-After"]) <= 61


def test_an_address_has_twenty_attempts_a_minute(client: FlaskClient) -> None:
    codes = [attempt(client, f"nobody{n}").status_code for n in range(21)]
    assert codes == [401] * 20 + [429]


def test_a_line_of_ipv6_has_no_more_than_an_address(client: FlaskClient) -> None:
    codes = []
    for n in range(21):
        client.environ_base["REMOTE_ADDR"] = f"2001:db8:1:2::{n:x}"
        codes.append(attempt(client, f"nobody{n}").status_code)
    assert codes == [401] * 20 + [429]


def test_attempts_are_counted_for_all_processes(app: Flask) -> None:
    for _ in range(5):
        attempt(app.test_client(), "officer")
    assert attempt(app.test_client(), "Officer ").status_code == 429


def test_an_unknown_name_gets_the_same_answer(client: FlaskClient) -> None:
    known, unknown = attempt(client, "officer").text, attempt(client, "nobody").text
    strip: Callable[[str], str] = lambda text: text.split('role="alert"')[1].split("</p>")[0]  # noqa: E731
    assert strip(known) == strip(unknown)


@pytest.mark.parametrize("target", EVIL)
def test_signing_in_leads_to_no_other_host(app: Flask, target: str) -> None:
    answer = attempt(app.test_client(), "officer", PASSWORD, next=target)
    assert answer.headers["Location"] == "/desk"


@pytest.mark.parametrize("target", EVIL)
def test_the_language_switch_leads_to_no_other_host(client: FlaskClient, target: str) -> None:
    answer = client.get("/lang/en", query_string={"next": target})
    assert answer.headers["Location"] == "/"


def test_own_paths_are_kept() -> None:
    assert own_path("/explore?q=%E5%9C%B0&park=P1") == "/explore?q=%E5%9C%B0&park=P1"


def test_signing_in_goes_back_to_where_one_was(client: FlaskClient) -> None:
    answer = attempt(client, "leader", PASSWORD, next="/progress?on=2025-06-01")
    assert answer.headers["Location"] == "/progress?on=2025-06-01"


def test_there_is_no_page_to_register_or_recover(client: FlaskClient) -> None:
    assert {client.get(path).status_code for path in ("/register", "/reset", "/verify")} == {404}
