"""The registers over the web: page, sums, workbook out and in."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import unquote

from flask.testing import FlaskClient

from tests.web.conftest import headers, version_of

NOTE = {"fields": {"stock_kind": "determined_idle", "progress": "约谈"}, "reason": "核实",
        "effective_on": "2025-06-01"}  # fmt: skip


def listed(officer: FlaskClient) -> FlaskClient:
    body = NOTE | {"parcels": {"T-001": version_of(officer)}}
    assert officer.post("/api/annotations", json=body, headers=headers(officer)).status_code == 200
    return officer


def test_the_page_shows_the_register_of_a_day(officer: FlaskClient) -> None:
    text = listed(officer).get("/registers/idle?on=2025-07-01").text
    assert "T-001" in text and "认定闲置" in text
    assert "T-001" not in officer.get("/registers/idle?on=2025-05-01").text


def test_the_first_register_opens_first(officer: FlaskClient) -> None:
    assert officer.get("/registers").headers["Location"] == "/registers/unsupplied"


def test_sums_have_a_unit_a_day_and_a_denominator(officer: FlaskClient) -> None:
    body = listed(officer).get("/api/registers/idle?on=2025-07-01").get_json()
    assert body["on"] == "2025-07-01" and body["rows"][0]["id"] == "T-001"
    assert body["zone"]["mu"] > body["all"]["mu"] > 0


def test_a_workbook_goes_out_and_its_changes_come_in(officer: FlaskClient) -> None:
    sent = listed(officer).get("/api/registers/idle/workbook")
    assert "闲置土地" in unquote(sent.headers["Content-Disposition"])
    file = {"file": (BytesIO(sent.data), "台账.xlsx")}
    found = officer.post("/api/registers/idle/comparison", data=file, headers=headers(officer))
    assert found.get_json()["equal"] == 1
    row = {"id": "T-001", "version": version_of(officer), "fields": {"progress": "处置中"}}
    body = {"rows": [row], "effective_on": "2025-06-02", "reason": "月报"}
    done = officer.post("/api/registers/idle/rows", json=body, headers=headers(officer))
    assert done.status_code == 200
    rows = officer.get("/api/registers/idle").get_json()["rows"]
    assert rows[0]["values"]["progress"] == "处置中"


def test_a_column_that_no_register_writes_is_refused(officer: FlaskClient) -> None:
    row = {"id": "T-001", "version": 1, "fields": {"area_m2": 5}}
    body = {"rows": [row], "effective_on": "2025-06-02", "reason": "月报"}
    done = officer.post("/api/registers/idle/rows", json=body, headers=headers(officer))
    assert (done.status_code, done.get_json()["field"]) == (400, "area_m2")


def test_headers_are_kept(officer: FlaskClient) -> None:
    body = {"columns": {"progress": "推进情况", "id": "宗地编号"}, "title_lines": ["台账"],
            "order": ["progress", "id"]}  # fmt: skip
    kept = officer.put("/api/registers/idle/headers", json=body, headers=headers(officer))
    told = kept.get_json()
    assert told == body
    again = officer.put("/api/registers/idle/headers", json=told, headers=headers(officer))
    assert again.get_json() == told
    for wrong in ({"title_lines": "x"}, {"order": ["id"]}):
        refused = officer.put("/api/registers/idle/headers", json=body | wrong,
                              headers=headers(officer))  # fmt: skip
        assert refused.status_code == 400
    assert "推进情况" in listed(officer).get("/registers/idle").text
