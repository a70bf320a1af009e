"""Splits, merges, reshapes, trims and plans over HTTP: what is taken, what is refused and how."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import DAY, headers, square, version_of

HALVES = {"parts": 2, "from": "west"}


def send(client: FlaskClient, path: str, body: dict[str, Any], **more: str) -> Any:
    return client.post(f"/api/{path}", json=body, headers=headers(client, **more))


def split_body(**changed: Any) -> dict[str, Any]:
    body = {"parcel": "T-001", "version": 1, "cut": HALVES, "effective_on": DAY}
    return body | {"reason": "分割转让"} | changed


def halves(client: FlaskClient) -> list[str]:
    body = send(client, "splits", split_body()).get_json()
    return [one["id"] for one in body["parcels"]["features"]]


def test_a_split_answers_with_receipt_parcels_and_proof(officer: FlaskClient) -> None:
    body = send(officer, "splits", split_body()).get_json()
    assert (body["seq"], body["dry_run"], body["retired"]) == (2, False, ["T-001"])
    assert body["gone"] == ["T-001"]
    assert [one["id"] for one in body["changed"]] == ["T-001-1", "T-001-2"]
    areas = [one["properties"]["area_m2"] for one in body["parcels"]["features"]]
    assert round(sum(areas), 2) == body["recorded"]["before_m2"] == body["recorded"]["after_m2"]
    assert body["proof"]["holds"] is True and body["proof"]["tolerance_m2"] == 0.01


def test_a_preview_writes_nothing(officer: FlaskClient) -> None:
    body = send(officer, "splits", split_body(dry_run=True)).get_json()
    assert (body["seq"], body["dry_run"]) == (None, True)
    assert len(body["parcels"]["features"]) == 2
    assert version_of(officer) == 1


def test_the_version_may_come_as_if_match(officer: FlaskClient) -> None:
    body = {name: value for name, value in split_body().items() if name != "version"}
    assert send(officer, "splits", body).status_code == 428
    assert send(officer, "splits", body, **{"If-Match": '"7"'}).status_code == 412
    assert send(officer, "splits", body, **{"If-Match": '"1"'}).status_code == 200


def test_the_same_key_splits_once(officer: FlaskClient) -> None:
    first, again = (
        send(officer, "splits", split_body(), **{"Idempotency-Key": "k"}).get_json()
        for _ in range(2)
    )
    assert again["seq"] == first["seq"] and again["parcels"] == first["parcels"]
    assert again["proof"]["holds"] is True


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"cut": {}}, 400, "bad_value"), ({"cut": None}, 400, "bad_value"),
        ({"cut": {"parts": 2, "from": "up"}}, 400, "bad_value"),
        ({"version": "1"}, 400, "bad_value"), ({"dry_run": 1}, 400, "bad_value"),
        ({"reason": ""}, 400, "bad_value"),
        ({"effective_on": "2099-01-01"}, 400, "bad_value"), ({"parcel": "X-9"}, 404, "not_found"),
        ({"effective_on": "2024-01-01"}, 409, "later_facts"),
        ({"cut": {"area": "9 ha", "from": "south"}}, 422, "bad_geometry"),
    ],
)  # fmt: skip
def test_a_refusal_says_what(
    officer: FlaskClient, changed: dict[str, Any], status: int, code: str
) -> None:
    answer = send(officer, "splits", split_body(**changed))
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)
    assert version_of(officer) == 1


def test_a_refused_cut_names_the_place(officer: FlaskClient) -> None:
    line = [[113.1, 36.3], [113.2, 36.3]]
    body = send(officer, "splits", split_body(cut={"line": line})).get_json()
    assert body["fault"] == "line_misses" and len(body["place"]) == 2


def test_later_facts_are_listed(officer: FlaskClient) -> None:
    mark = {"parcels": {"T-001": 1}, "status": "in_use", "effective_on": "2025-07-01"}
    send(officer, "marks", mark | {"reason": "投产"})
    body = send(officer, "splits", split_body(version=2)).get_json()
    assert [(one["id"], one["field"]) for one in body["facts"]] == [("T-001", "status")]


def test_children_are_merged_again(officer: FlaskClient) -> None:
    ids = halves(officer)
    seen = dict.fromkeys(ids, 2)
    asked = {"parcels": seen, "keep": ids[0], "effective_on": DAY, "reason": "合并"}
    body = send(officer, "merges", asked).get_json()
    assert [one["id"] for one in body["parcels"]["features"]] == ["T-001-1-M1"]
    assert body["retired"] == ids


def test_a_merge_of_different_statuses_is_refused_in_the_readers_language(
    officer: FlaskClient,
) -> None:
    one, two = halves(officer)
    mark = {"parcels": {one: 2}, "status": "in_use", "effective_on": DAY, "reason": "投产"}
    send(officer, "marks", mark)
    asked = {"parcels": {one: 3, two: 2}, "keep": one, "effective_on": DAY, "reason": "合并"}
    body = send(officer, "merges?lang=zh", asked).get_json()
    assert (body["code"], body["differences"][0]["field"]) == ("cannot_merge", "status")
    assert "状态不同" in body["detail"]


def test_a_boundary_moves(officer: FlaskClient) -> None:
    asked = {"parcel": "T-005", "version": 1, "shape": square(113.1075, 36.21, 0.0012)}
    body = send(officer, "reshapes", asked | {"effective_on": DAY, "reason": "界址调整"}).get_json()
    assert body["recorded"]["after_m2"] > body["recorded"]["before_m2"]
    assert body["proof"]["gain_m2"] > 0 and body["proof"]["holds"] is True


def test_a_trim_of_what_overlaps_nothing_is_422(officer: FlaskClient) -> None:
    asked = {"parcel": "T-001", "version": 1, "effective_on": DAY, "reason": "修正"}
    answer = send(officer, "trims", asked)
    assert (answer.status_code, answer.get_json()["fault"]) == (422, "nothing_overlaps")


def test_a_plan_is_made_listed_and_registered(officer: FlaskClient) -> None:
    made = send(officer, "plans", split_body()).get_json()
    assert made["plan"] == "T-001-P1" and version_of(officer) == 1
    (plan,) = officer.get("/api/plans?parcel=T-001").get_json()["plans"]
    assert (plan["stage"], len(plan["pieces"]["features"])) == ("planned", 2)
    step = {"version": plan["version"], "effective_on": DAY, "reason": "登记"}
    done = send(officer, "plans/T-001-P1/register", step).get_json()
    assert done["retired"] == ["T-001"]


def test_a_plan_is_dropped(officer: FlaskClient) -> None:
    seq = send(officer, "plans", split_body()).get_json()["seq"]
    step = {"version": seq, "effective_on": DAY, "reason": "撤回"}
    assert send(officer, "plans/T-001-P1/drop", step).status_code == 200
    assert officer.get("/api/plans").get_json()["plans"][0]["stage"] == "dropped"
    assert send(officer, "plans/T-001-P1/drop", step | {"version": seq + 1}).status_code == 409


def test_the_public_reads_no_plan(officer: FlaskClient, client: FlaskClient) -> None:
    send(officer, "plans", split_body())
    assert client.get("/api/plans").status_code == 401
    assert "P1" not in client.get("/parcels/T-001").text.replace('"P1"', "").replace("park=P1", "")


def test_a_reader_may_not_split(signed_in: Callable[[str], FlaskClient]) -> None:
    answer = send(signed_in("leader"), "splits", split_body())
    assert (answer.status_code, answer.get_json()["code"]) == (403, "forbidden")


def test_the_page_of_a_retired_parcel_leads_to_its_successors(
    officer: FlaskClient, client: FlaskClient
) -> None:
    ids = halves(officer)
    answer = client.get("/parcels/T-001?lang=zh")
    assert answer.status_code == 404
    assert all(f'href="/parcels/{one}"' in answer.text for one in ids)
    assert "转为历史地块" in answer.text and "2025-06-01" in answer.text
    assert "历史地块" in officer.get("/parcels/T-001?lang=zh").text


def test_the_page_of_a_child_leads_to_its_parent(officer: FlaskClient, client: FlaskClient) -> None:
    halves(officer)
    assert 'href="/parcels/T-001"' in client.get("/parcels/T-001-1").text


def test_a_retired_parcel_is_not_offered_for_marking(officer: FlaskClient) -> None:
    halves(officer)
    assert "/desk?ids=T-001" not in officer.get("/parcels/T-001").text.replace("T-001-", "")
