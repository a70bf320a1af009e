"""Histories and differences for programs, through the policy."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import DAY, headers, mark_body


def differences(client: FlaskClient, query: str) -> Any:
    answer = client.get(f"/api/differences?{query}")
    assert answer.status_code == 200, answer.text
    return answer.get_json(force=True)


def marked(client: FlaskClient) -> None:
    sent = mark_body(parcels={"T-001": 1, "T-003": 1}, reason="内部事由")
    assert client.post("/api/marks", json=sent, headers=headers(client)).status_code == 200


def test_what_changed_between_two_days(officer: FlaskClient) -> None:
    marked(officer)
    found = differences(officer, f"from=2025-05-31&to={DAY}")
    assert found["counts"] == {"appeared": 0, "retired": 0, "changed": 2}
    first = found["features"][0]
    assert first["id"] == "T-001" and first["geometry"]["type"] == "Polygon"
    assert first["properties"]["changes"] == {"status": ["idle", "under_construction"]}


def test_before_the_record_everything_appeared(client: FlaskClient) -> None:
    found = differences(client, "from=2024-01-01&limit=2")
    assert found["counts"]["appeared"] == 5 and found["next"] == "T-002"
    rest = differences(client, "from=2024-01-01&limit=1000&after=T-002")
    assert [one["id"] for one in rest["features"]] == ["T-003", "T-004", "T-005", "P1"]


def test_differences_tell_of_parks_after_the_parcels(client: FlaskClient) -> None:
    found = differences(client, "from=2024-01-01&limit=1&after=T-004")
    assert found["park_counts"]["appeared"] == 1 and found["next"] == "T-005"
    (park,) = differences(client, "from=2024-01-01&after=T-005")["features"]
    assert (park["id"], park["properties"]["kind"]) == ("P1", "park")
    assert differences(client, "from=2024-01-01&after=park/P1")["features"] == []


def test_a_park_has_a_history(client: FlaskClient) -> None:
    (line,) = client.get("/api/parks/P1/history?lang=en").get_json()["lines"]
    assert line["sentences"] == ["Taken into the record"]
    assert client.get("/api/parks/T-001/history").status_code == 404


@pytest.mark.parametrize("query", ["", "from=soon", "from=2025-02-01&to=2025-01-01"])
def test_days_are_named_and_in_order(client: FlaskClient, query: str) -> None:
    assert client.get(f"/api/differences?{query}").status_code == 400


def test_a_history_tells_the_staff_who_and_why(officer: FlaskClient, client: FlaskClient) -> None:
    marked(officer)
    for one, reason in ((officer, "内部事由"), (client, None)):
        (last, *_) = one.get("/api/parcels/T-001/history").get_json()["lines"]
        assert last["reason"] == reason
        (change,) = last["changes"]
        assert (change["old"], change["new"]) == ("idle", "under_construction")


def test_a_history_gives_no_outline_past_the_policy(client: FlaskClient) -> None:
    assert "coordinates" not in client.get("/api/parcels/T-001/history").text


def test_what_is_not_there_has_no_history(client: FlaskClient) -> None:
    assert client.get("/api/parcels/T-999/history").status_code == 404
