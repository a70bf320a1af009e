"""Cases, matters and checklists over the web."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from docx import Document
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.sheaf import PDF
from tests.web.conftest import headers

CASE = {"parcel": "T-001", "opened_on": "2025-06-01", "responsible_unit": "自然资源岗"}


def seen(client: FlaskClient, case_id: str) -> int:
    return int(client.get(f"/api/cases/{case_id}").get_json()["version"])


def post(client: FlaskClient, path: str, fields: dict[str, Any], **more: Any) -> TestResponse:
    body = {"fields": fields, "reason": "登记"} | more
    return client.post(path, json=body, headers=headers(client))


def test_a_case_is_opened_stepped_and_shown(officer: FlaskClient) -> None:
    (one,) = post(officer, "/api/cases", CASE).get_json()["ids"]
    taken = {"number": "〔2025〕1号", "on": "2025-06-02"}
    done = post(officer, f"/api/cases/{one}/steps/investigation", taken, version=seen(officer, one))
    assert done.status_code == 200
    assert "〔2025〕1号" in officer.get(f"/cases/{one}").text
    assert officer.get(f"/api/cases/{one}").get_json()["next"] == "determination"
    letter = officer.get(f"/api/cases/{one}/letters/investigation")
    assert letter.data[:2] == b"PK"


def test_an_unusual_step_asks_and_is_taken_when_answered(officer: FlaskClient) -> None:
    (one,) = post(officer, "/api/cases", CASE).get_json()["ids"]
    path, taken = f"/api/cases/{one}/steps/closing", {"number": "1", "on": "2025-06-02"}
    asked = post(officer, path, taken, version=seen(officer, one))
    assert (asked.status_code, asked.get_json()["ask"]) == (409, True)
    assert post(officer, path, taken, version=seen(officer, one), anyway=True).status_code == 200


def test_a_refusal_names_its_field(officer: FlaskClient) -> None:
    refused = post(officer, "/api/cases", CASE | {"parcel": "T-999"})
    assert (refused.status_code, refused.get_json()["field"]) == (400, "parcel")


def test_pages_of_matters_and_checklists_show_what_was_entered(officer: FlaskClient) -> None:
    matter = {"title": "限期复工", "light": "amber", "responsible_unit": "招商岗",
              "due_on": "2025-12-31"}  # fmt: skip
    (one,) = post(officer, "/api/matters", matter).get_json()["ids"]
    item = {
        "parcel": "T-001",
        "criterion": "容积率偏低",
        "met": "yes",
        "document_number": "示〔1〕",
    }
    post(officer, "/api/criteria", item)
    assert "限期复工" in officer.get("/matters").text
    assert "容积率偏低" in officer.get("/checklists?parcel=T-001").text
    assert officer.get("/api/criteria?parcel=T-002").get_json()["subjects"] == []
    (row,) = officer.get("/api/matters").get_json()["subjects"]
    fields = {"closed_on": "2025-12-01", "closing_number": "示〔2025〕1 号"}
    body = {"fields": fields, "version": row["version"]}
    closed = officer.patch(f"/api/matters/{one}", json=body, headers=headers(officer))
    assert closed.status_code == 200


def test_an_administrator_replaces_a_letter(
    officer: FlaskClient, signed_in: Callable[[str], FlaskClient]
) -> None:
    admin, made, out = signed_in("admin"), Document(), BytesIO()
    made.add_paragraph("{{经开区}}")
    made.save(out)
    path = "/api/letters/plan"
    sent = {"file": (BytesIO(out.getvalue()), "方案.docx")}
    assert admin.put(path, data=sent, headers=headers(admin)).get_json() == {"own": True}
    assert officer.get(f"{path}?own=1").data == out.getvalue()
    assert admin.put(path, data={}, headers=headers(admin)).status_code == 400
    assert admin.delete(path, headers=headers(admin)).get_json() == {"own": False}
    assert officer.get(f"{path}?own=1").status_code == 404


def test_papers_stand_beside_what_they_show(officer: FlaskClient) -> None:
    sent = {"file": (BytesIO(PDF), "纪要.pdf")}
    paper = officer.post("/api/papers", data=sent, headers=headers(officer)).get_json()["sha256"]
    matter = {"title": "复工", "light": "red", "responsible_unit": "招商", "due_on": "2025-12-31"}
    done = post(officer, "/api/matters", matter, papers=[paper]).get_json()
    post(officer, "/api/cases", CASE, papers=[paper])
    post(officer, "/api/criteria", {"parcel": "T-001", "criterion": "容积率", "met": "yes"},
         papers=[paper])  # fmt: skip
    post(officer, "/api/enterprises", {"name": "甲"}, papers=[paper])
    for page in ("/matters", "/cases/XZ-0001", "/checklists", "/enterprises/QY-0001"):
        assert f"/api/papers/{paper}/file" in officer.get(page).text, page
    told = officer.get(f"/api/ledger/{done['seq']}?lang=zh").get_json()["deltas"]
    assert "材料：1 份" in [one["sentence"] for one in told]
