"""The table over HTTP: rows of chosen columns, a stretch at a time, and edits of cells."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.web.conftest import DAY, headers


def edits(**fields: object) -> dict[str, object]:
    parcels = {"T-001": {"version": 1, "fields": fields}}
    return {"parcels": parcels, "effective_on": DAY, "reason": "核对"}


def test_rows_come_a_stretch_at_a_time(officer: FlaskClient) -> None:
    asked = "/api/table?sort=name_zh&order=desc&offset=1&limit=2&columns=name_zh&ids_too=1"
    found = officer.get(asked).get_json()
    assert found["matched"] == len(found["ids"]) == 5
    assert found["rows"][0]["name"] == "地块4"
    assert [one["values"] for one in found["rows"]] == [{"name_zh": "地块4"}, {"name_zh": "地块3"}]


def test_a_cell_is_written_and_the_next_answer_knows(officer: FlaskClient) -> None:
    assert officer.get("/api/table?field=holder&fits=光电").get_json()["matched"] == 0
    sent = officer.post("/api/table", json=edits(holder="光电公司"), headers=headers(officer))
    assert sent.get_json()["changed"][0]["v"] == 2
    assert officer.get("/api/table?field=holder&fits=光电").get_json()["matched"] == 1
    again = officer.post("/api/table", json=edits(holder="乙"), headers=headers(officer))
    assert again.status_code == 412
    assert again.get_json()["conflicts"][0]["theirs"]["holder"] == "光电公司"


def test_what_cannot_be_asked_is_refused(officer: FlaskClient) -> None:
    assert officer.get("/api/table?offset=-1").status_code == 400
    assert officer.get("/api/table?sort=geometry").status_code == 400
    wrong = {"parcels": {"T-001": 1}, "effective_on": DAY, "reason": "x"}
    assert officer.post("/api/table", json=wrong, headers=headers(officer)).status_code == 400


def test_a_refused_cell_is_named(officer: FlaskClient) -> None:
    body = edits(holder="光电公司")
    body["parcels"] |= {"T-002": {"version": 1, "fields": {"far": "高"}}}  # type: ignore[operator]
    refused = officer.post("/api/table", json=body, headers=headers(officer))
    told = refused.get_json()
    assert (refused.status_code, told["parcel"], told["field"]) == (400, "T-002", "far")
