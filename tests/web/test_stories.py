"""What a history says in words, after splits that were undone and brought back."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.web.conftest import headers, mark_body
from tests.web.test_structure_api import halves, send


def test_a_split_that_was_brought_back_is_still_told_as_a_split(officer: FlaskClient) -> None:
    child, *_ = halves(officer)
    assert send(officer, "entries/2/undo", {"reason": "误"}).status_code == 200
    assert send(officer, "entries/2/restore", {"reason": "恢复"}).status_code == 200
    assert "Split on 2025-06-01" in officer.get("/parcels/T-001?lang=en").text
    assert "Split from" in officer.get(f"/parcels/{child}?lang=en").text


def test_the_history_of_a_child_that_was_undone_shows_nothing_raw(officer: FlaskClient) -> None:
    child, *_ = halves(officer)
    assert send(officer, "entries/2/undo", {"reason": "误"}).status_code == 200
    lines = officer.get(f"/api/parcels/{child}/history?lang=zh").get_json()["lines"]
    told = " ".join(text for line in lines for text in line["sentences"])
    assert "inherited_status" not in told and "{" not in told


def test_facts_that_are_filled_in_later_are_told_one_by_one(officer: FlaskClient) -> None:
    facts = {"far": 1.2, "servicing": "five", "contact": "招商岗", "power_kva": 630}
    body = {"parcels": {"T-001": 1}, "fields": facts, "effective_on": "2025-06-01",
            "reason": "补录"}  # fmt: skip
    assert send(officer, "annotations", body).status_code == 200
    lines = officer.get("/api/parcels/T-001/history?lang=zh").get_json()["lines"]
    assert len(lines[0]["sentences"]) == 4 and "容积率：1.2" in lines[0]["sentences"]
    assert lines[-1]["sentences"][0] == "录入台账"


def test_a_refusal_names_what_may_not_be_done_in_words(
    signed_in: Callable[[str], FlaskClient],
) -> None:
    leader = signed_in("leader")
    sent = headers(leader) | {"Accept-Language": "zh"}
    answer = leader.post("/api/marks?lang=zh", json=mark_body(), headers=sent)
    assert answer.status_code == 403
    assert "更新地块状态" in answer.get_json()["detail"]
