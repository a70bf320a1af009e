"""`/api/marks`, undo and changes: what is taken, what is refused and how."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import headers, mark_body, version_of


def send(client: FlaskClient, body: Any = None, **more: str) -> Any:
    sent = headers(client, **more)
    return client.post("/api/marks", json=mark_body() if body is None else body, headers=sent)


def undo(client: FlaskClient, seq: int, reason: str = "录入有误") -> Any:
    return client.post(f"/api/entries/{seq}/undo", json={"reason": reason}, headers=headers(client))


def test_a_mark_answers_with_a_receipt(officer: FlaskClient) -> None:
    body = send(officer).get_json()
    assert body["seq"] == 2 and body["unchanged"] == []
    assert body["changed"][0] | {"mu": 0} == {
        "id": "T-001", "s": "under_construction", "name": "地块1", "park": "P1", "mu": 0, "v": 2,
    }  # fmt: skip


def test_what_is_marked_so_already_is_left_alone(officer: FlaskClient) -> None:
    send(officer)
    body = send(officer, mark_body(parcels={"T-001": 2, "T-002": 1})).get_json()
    assert body["unchanged"] == ["T-001"]
    assert [one["id"] for one in body["changed"]] == ["T-002"]


def test_a_mark_that_changes_nothing_names_no_entry(officer: FlaskClient) -> None:
    send(officer)
    body = send(officer, mark_body(parcels={"T-001": 2})).get_json()
    assert (body["seq"], body["recorded_at"], body["unchanged"]) == (None, None, ["T-001"])


def test_a_stale_version_is_412_with_both_sides(officer: FlaskClient) -> None:
    send(officer)
    answer = send(officer, mark_body(status="in_use"))
    assert answer.status_code == 412
    conflict = answer.get_json()["conflicts"][0]
    assert (conflict["id"], conflict["base"]) == ("T-001", 1)
    assert conflict["theirs"]["status"] == "under_construction"


def test_a_missing_version_is_428(officer: FlaskClient) -> None:
    assert send(officer, mark_body(parcels={"T-001": None})).status_code == 428


def test_a_reader_may_not_mark(signed_in: Callable[[str], FlaskClient]) -> None:
    answer = send(signed_in("leader"))
    assert (answer.status_code, answer.get_json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize(
    "changed",
    [
        {"status": "sold"}, {"status": None}, {"status": 7}, {"effective_on": "2099-01-01"},
        {"effective_on": "soon"}, {"reason": ""}, {"reason": "  "}, {"reason": "长" * 501},
        {"parcels": {}}, {"parcels": ["T-001"]}, {"parcels": {"T-001": "1"}},
        {"parcels": {"T-001": True}}, {"route": "magic"},
    ],
)  # fmt: skip
def test_bad_input_is_refused_and_nothing_is_written(
    officer: FlaskClient, changed: dict[str, Any]
) -> None:
    answer = send(officer, mark_body(**changed))
    assert answer.status_code == 400 and answer.get_json()["detail"]
    assert version_of(officer) == 1


def test_an_unknown_parcel_is_404(officer: FlaskClient) -> None:
    assert send(officer, mark_body(parcels={"T-999": 1})).status_code == 404


@pytest.mark.parametrize("text", ["{", '{"parcels": {"T-0', "[1]", "NaN", "\x00", "[" * 20_000])
def test_json_that_is_cut_or_no_object_is_400(officer: FlaskClient, text: str) -> None:
    sent = headers(officer) | {"Content-Type": "application/json"}
    answer = officer.post("/api/marks", data=text, headers=sent)
    assert (answer.status_code, answer.get_json()["code"]) == (400, "bad_input")


def test_the_same_key_marks_once(officer: FlaskClient) -> None:
    first = send(officer, **{"Idempotency-Key": "k1"}).get_json()
    again = send(officer, **{"Idempotency-Key": "k1"}).get_json()
    assert again["seq"] == first["seq"]
    assert version_of(officer) == 2


def test_undo_takes_the_last_entry_back(officer: FlaskClient) -> None:
    seq = send(officer).get_json()["seq"]
    answer = undo(officer, seq)
    assert answer.status_code == 200
    assert answer.get_json()["changed"][0]["s"] == "idle"


def test_an_entry_that_others_stand_on_is_409(officer: FlaskClient) -> None:
    seq = send(officer).get_json()["seq"]
    send(officer, mark_body(parcels={"T-001": 2}, status="in_use"))
    answer = undo(officer, seq)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "later_entries")
    assert answer.get_json()["entries"] == [seq + 1]


def test_the_last_entry_is_told_to_staff(officer: FlaskClient) -> None:
    assert officer.get("/api/entries/last").get_json()["entry"] is None
    send(officer)
    told = officer.get("/api/entries/last").get_json()["entry"]
    assert (told["subjects"], told["actor_name"]) == (["T-001"], "officer")


def test_another_reader_learns_of_the_mark(officer: FlaskClient, client: FlaskClient) -> None:
    token = client.get("/api/changes").get_json()["token"]
    send(officer)
    body = client.get("/api/changes", query_string={"since": token}).get_json()
    assert [one["s"] for one in body["changed"]] == ["under_construction"]
    assert {row["s"]: row["count"] for row in body["totals"]} == {
        "idle": 4, "under_construction": 1,
    }  # fmt: skip


def test_nothing_new_is_a_short_answer(client: FlaskClient) -> None:
    token = client.get("/api/changes").get_json()["token"]
    body = client.get("/api/changes", query_string={"since": token}).get_json()
    assert body == {"token": token, "reload": False, "changed": [], "gone": []}


@pytest.mark.parametrize("token", ["", "nonsense", "other-1-1", "0123456789abcdef-1-99"])
def test_an_unknown_token_means_reload(client: FlaskClient, token: str) -> None:
    assert client.get("/api/changes", query_string={"since": token}).get_json()["reload"] is True
