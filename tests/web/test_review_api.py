"""`/api/proposals`: 202 for who proposes, both shapes for who reviews."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import (
    app_of,
    headers,
    mark_body,
    record_of,
    sign_in,
    take_in,
    write_workspace,
)

ASKED = '\n[review]\nroles = ["officer"]\nactions = ["mark", "split", "enter"]\n'


@pytest.fixture
def reviewed(tmp_path: Path) -> Iterator[Flask]:
    folder = write_workspace(tmp_path / "zone", ["甲", "乙"])
    with (folder / "parkmap.toml").open("a", encoding="utf-8") as toml:
        toml.write(ASKED)
    take_in(folder)
    made = app_of(folder)
    yield made
    record_of(made).store.close()


def as_(app: Flask, role: str) -> FlaskClient:
    return sign_in(app.test_client(), role)


def send(
    client: FlaskClient, address: str, body: object, **more: str
) -> tuple[int, dict[str, str]]:
    answer = client.post(address, json=body, headers=headers(client) | more)
    return answer.status_code, answer.get_json()


def test_a_mark_is_answered_202_and_accepted_by_a_reviewer(reviewed: Flask) -> None:
    officer, reviewer = as_(reviewed, "officer"), as_(reviewed, "reviewer")
    status, body = send(officer, "/api/marks", mark_body())
    assert (status, body["code"]) == (202, "awaits_review")
    address = f"/api/proposals/{body['proposal']}"
    shown = reviewer.get(f"{address}?lang=zh").get_json()
    labels = {one["label"]: (one["old"], one["new"]) for one in shown["subjects"][0]["changes"]}
    assert labels["盘活状态"][0] == "闲置"
    assert shown["may"] == {"review": True, "own": False}
    assert send(officer, f"{address}/accept", {})[0] == 403
    assert send(reviewer, f"{address}/accept", {})[0] == 200
    assert send(reviewer, f"{address}/accept", {})[0] == 409


def test_a_plant_waits_in_the_words_of_its_form_and_is_offered_once_accepted(
    reviewed: Flask,
) -> None:
    officer, reviewer = as_(reviewed, "officer"), as_(reviewed, "reviewer")
    plant = {"name_zh": "3 号厂房", "parcel": "T-001", "floor_area_m2": 2_400, "mode": "let",
             "offer": "preparing"}  # fmt: skip
    status, body = send(officer, "/api/plants", {"fields": plant, "reason": "入库"})
    assert status == 202 and officer.get("/plants/PL-0001").status_code == 404
    address = f"/api/proposals/{body['proposal']}"
    (shown,) = reviewer.get(f"{address}?lang=zh").get_json()["subjects"]
    told = {one["label"]: one["new"] for one in shown["changes"]}
    assert (told["租售方式"], told["推介状态"], told["建筑面积"]) == ("出租", "筹备", "2,400")
    assert send(reviewer, f"{address}/accept", {})[0] == 200
    assert reviewed.test_client().get("/plants/PL-0001").status_code == 200


def test_a_split_shows_both_shapes_and_comes_back_with_a_word(reviewed: Flask) -> None:
    officer, reviewer = as_(reviewed, "officer"), as_(reviewed, "reviewer")
    seen = officer.get("/api/list?ids=T-001").get_json()["items"][0]["v"]
    asked = {"parcel": "T-001", "version": seen, "cut": {"parts": 2, "from": "west"},
             "effective_on": "2025-06-01", "reason": "分割"}  # fmt: skip
    _, body = send(officer, "/api/splits", asked)
    address = f"/api/proposals/{body['proposal']}"
    made = [one for one in reviewer.get(address).get_json()["subjects"] if one["after"]]
    assert [one["id"] for one in made] == ["T-001-1", "T-001-2"]
    assert send(reviewer, f"{address}/return", {"word": ""})[0] == 400
    assert send(reviewer, f"{address}/return", {"word": "缺红线图"})[0] == 200
    (mine,) = officer.get("/api/proposals").get_json()["proposals"]
    assert (mine["state"], mine["word"]) == ("returned", "缺红线图")
    assert send(officer, f"{address}/resend", {})[0] == 200
    assert send(officer, f"{address}/drop", {})[0] == 200


def test_a_reviewer_opens_the_desk_without_a_mark_bar(reviewed: Flask) -> None:
    page = as_(reviewed, "reviewer").get("/desk")
    assert page.status_code == 200 and '<div class="bar-row" hidden>' in page.text
    assert '<div class="bar-row">' in as_(reviewed, "officer").get("/desk").text
