"""`/api/annotations`, corrections, retirements and what comes back: taken, refused and how."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import DAY, headers, mark_body

NOTE = {"parcels": {"T-001": 1}, "fields": {"holder": "光电公司"}, "effective_on": DAY,
        "reason": "登记"}  # fmt: skip
CORRECTION = {"parcel": "T-001", "version": 1, "field": "status", "reason": "更正",
              "values": [{"on": DAY, "value": "in_use"}]}  # fmt: skip
RETIREMENT = {"parcels": {"T-001": 1}, "effective_on": DAY, "reason": "收回"}


def post(client: FlaskClient, path: str, body: dict[str, Any], **more: str) -> Any:
    return client.post(f"/api/{path}", json=body, headers=headers(client, **more))


@pytest.mark.parametrize(
    ("path", "body"),
    [("annotations", NOTE), ("corrections", CORRECTION), ("retirements", RETIREMENT)],
)
def test_a_write_answers_with_a_receipt_once_for_a_key(
    officer: FlaskClient, path: str, body: dict[str, Any]
) -> None:
    answers = [post(officer, path, body, Idempotency_Key="key-1") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    first, again = (answer.get_json() for answer in answers)
    assert first["seq"] == again["seq"] == 2
    assert [one["id"] for one in first["changed"]] + first["gone"] == ["T-001"]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("annotations", NOTE | {"parcels": {"T-001": None}}, 428),
        ("annotations", NOTE | {"parcels": {"T-001": 9}}, 412),
        ("annotations", NOTE | {"parcels": {"X-1": 1}}, 404),
        ("annotations", NOTE | {"fields": ["holder"]}, 400),
        ("annotations", NOTE | {"fields": {"area_m2": 1}}, 400),
        ("corrections", CORRECTION | {"values": {}}, 400),
        ("corrections", CORRECTION | {"values": [1]}, 400),
        ("corrections", CORRECTION | {"values": [{"on": "x", "value": 1}]}, 400),
        ("corrections", CORRECTION | {"version": None}, 428),
        ("corrections", CORRECTION | {"version": "1"}, 400),
        ("retirements", RETIREMENT | {"reason": ""}, 400),
        ("retirements", RETIREMENT | {"effective_on": "2099-01-01"}, 400),
        ("entries/1/restore", {"reason": "误"}, 409),
        ("entries/99/restore", {"reason": "误"}, 404),
        ("entries/1/restore", {}, 400),
    ],
)
def test_a_refusal_has_its_status_and_writes_nothing(
    officer: FlaskClient, path: str, body: dict[str, Any], status: int
) -> None:
    answer = post(officer, path, body)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert officer.get("/api/changes").get_json()["token"].endswith("-1")


def test_later_facts_are_listed(officer: FlaskClient) -> None:
    post(officer, "marks", mark_body(effective_on="2025-08-01"))
    answer = post(officer, "retirements", RETIREMENT | {"parcels": {"T-001": 2}})
    body = answer.get_json()
    assert (answer.status_code, body["code"]) == (409, "later_facts")
    assert [fact["seq"] for fact in body["facts"]] == [2]


def test_what_was_undone_comes_back(officer: FlaskClient) -> None:
    post(officer, "retirements", RETIREMENT)
    undone = post(officer, "entries/2/undo", {"reason": "误"}, Idempotency_Key="key-2").get_json()
    assert [one["id"] for one in undone["changed"]] == ["T-001"]
    assert post(officer, "entries/2/restore", {"reason": "无误"}).get_json()["gone"] == ["T-001"]


def test_a_retired_parcel_is_out_of_lists_and_has_its_page(officer: FlaskClient) -> None:
    post(officer, "retirements", RETIREMENT)
    items = officer.get("/api/collections/parcels/items").get_json(force=True)
    assert items["numberMatched"] == 4
    assert officer.get("/parcels/T-001").status_code == 200
    past = officer.get("/api/collections/parcels/items?datetime=2025-05-31").get_json(force=True)
    assert past["numberMatched"] == 5


def test_without_the_token_of_the_page_nothing_is_written(officer: FlaskClient) -> None:
    assert officer.post("/api/annotations", json=NOTE).status_code == 400
