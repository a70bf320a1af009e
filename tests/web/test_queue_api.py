"""`/api/queue` as the desk reads it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import headers, make_app, sign_in, write_workspace

LONG_AGO = "2024-01-05"
KEY = "/api/queue/confirm:T-001"


@pytest.fixture
def desk(tmp_path: Path) -> FlaskClient:
    fields = {"confirmed_on": LONG_AGO, "agreed_start_on": "2024-06-01", "invested_share": 18}
    app = make_app(write_workspace(tmp_path / "zone", ["甲", "乙"], **fields))
    return sign_in(app.test_client(), "officer")


def group(desk: FlaskClient, kind: str, query: str = "") -> dict[str, Any]:
    body = desk.get(f"/api/queue?lang=zh{query}").get_json()
    return next(one for one in body["groups"] if one["kind"] == kind)


def test_rows_tell_words_inputs_rule_and_source(desk: FlaskClient) -> None:
    row = group(desk, "clock")["rows"][0]
    assert row["title"].startswith("疑似闲置满 2 年：超期未动工")
    told = {one["label"]: one["value"] for one in row["inputs"]}
    assert (told["约定动工"], told["实际动工"]) == ("2024-06-01", None)
    assert told["已投资占比"] == "18 %"
    assert row["rule"]["article"] == "第二条、第十四条" and row["source"] is None


def test_a_page_says_how_many_there_are(desk: FlaskClient) -> None:
    found = group(desk, "confirm", "&limit=1&offset=1")
    assert (found["count"], [row["parcels"] for row in found["rows"]]) == (2, [["T-002"]])
    assert desk.get("/api/queue?offset=x").status_code == 400
    assert desk.get("/api/queue?mine=perhaps").status_code == 400


def test_a_row_is_put_off_and_given_away(desk: FlaskClient) -> None:
    until = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    body = {"until": until, "reason": "等核实"}
    assert desk.post(f"{KEY}/snooze", json=body, headers=headers(desk)).status_code == 200
    assert group(desk, "confirm")["count"] == 1
    assert group(desk, "confirm", "&snoozed=true")["rows"][0]["snoozed"]["reason"] == "等核实"
    me = next(one["id"] for one in desk.get("/api/queue/people").get_json()["people"] if one["me"])
    desk.post("/api/queue/confirm:T-002/assign", json={"assignee": me}, headers=headers(desk))
    assert group(desk, "confirm", "&mine=true")["rows"][0]["assigned"]["id"] == me


def test_still_so_needs_the_version_and_answers_a_receipt(desk: FlaskClient) -> None:
    body: dict[str, Any] = {"reason": "现场核实"}
    assert desk.post(f"{KEY}/confirm", json=body, headers=headers(desk)).status_code == 428
    body["version"] = group(desk, "confirm")["rows"][0]["version"]
    answer = desk.post(f"{KEY}/confirm", json=body, headers=headers(desk))
    assert [one["id"] for one in answer.get_json()["changed"]] == ["T-001"]
    assert desk.post(f"{KEY}/confirm", json=body, headers=headers(desk)).status_code == 412
