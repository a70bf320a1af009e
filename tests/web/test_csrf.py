"""No write without the token, on any route."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.web.conftest import headers, mark_body, version_of

ARGUMENTS = {"seq": 1, "import_id": 1, "plan_id": "X", "item_id": "T-001", "parcel_id": "T-001",
             "name": "idle", "case_id": "X", "step": "closing",
             "subject_id": "X", "enterprise_id": "X", "year": 2024}  # fmt: skip


def writes(app: Flask) -> list[tuple[str, Rule]]:
    return [
        (method, rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}
    ]


def test_every_write_without_a_token_is_refused(app: Flask, officer: FlaskClient) -> None:
    assert len(writes(app)) >= 5
    for method, rule in writes(app):
        url = app.url_map.bind("localhost").build(
            rule.endpoint, {name: ARGUMENTS.get(name, 1) for name in rule.arguments}, method
        )
        assert officer.open(url, method=method, json={}).status_code == 400, (method, url)


def test_the_refusal_is_a_problem_that_says_what_to_do(officer: FlaskClient) -> None:
    answer = officer.post("/api/marks", json=mark_body())
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["code"] == "bad_csrf_token"


def test_a_token_of_another_session_is_refused(app: Flask, officer: FlaskClient) -> None:
    page = app.test_client().get("/login").text
    foreign = page.split('name="csrf_token" value="')[1].split('"')[0]
    answer = officer.post("/api/marks", json=mark_body(), headers={"X-CSRFToken": foreign})
    assert answer.status_code == 400
    assert version_of(officer) == 1


def test_with_the_token_it_is_taken(officer: FlaskClient) -> None:
    assert officer.post("/api/marks", json=mark_body(), headers=headers(officer)).status_code == 200
