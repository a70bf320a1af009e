"""Supervised matters over the web: filters in the address, ties both ways, closing with a paper."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import headers

MATTER = {"title": "T-001 复工", "light": "red", "responsible_unit": "项目推进岗",
          "responsible_leader": "分管副主任", "due_on": "2025-03-01",
          "parcels": ["T-001"]}  # fmt: skip


def send(client: FlaskClient, method: str, path: str, **body: Any) -> Any:
    return client.open(path, method=method, json=body, headers=headers(client)).get_json()


def version(officer: FlaskClient) -> int:
    (only,) = officer.get("/api/matters").get_json()["subjects"]
    return int(only["version"])


@pytest.fixture
def matter(officer: FlaskClient) -> str:
    done = send(officer, "POST", "/api/matters", fields=MATTER, reason="会议确定")
    return str(done["ids"][0])


def test_the_address_keeps_what_is_asked_for(officer: FlaskClient, matter: str) -> None:
    for asked, there in (("light=red", True), ("light=green", False), ("overdue=1", True),
                         ("leader=分管副主任", True), ("unit=别的", False), ("parcel=T-002", False),
                         ("state=closed", False)):  # fmt: skip
        page = officer.get(f"/matters?{asked}").text
        assert (f'id="{matter}"' in page) == there, asked
        found = officer.get(f"/api/matters?{asked}").get_json()["subjects"]
        assert (len(found) == 1) == there, asked
    assert officer.get("/matters?light=blue").status_code == 400


def test_the_pages_of_what_it_is_tied_to_lead_to_it(
    officer: FlaskClient, client: FlaskClient, matter: str
) -> None:
    case = {"parcel": "T-001", "opened_on": "2025-02-01", "responsible_unit": "自然资源岗"}
    (case_id,) = send(officer, "POST", "/api/cases", fields=case, reason="立案")["ids"]
    project = {"name_zh": "甲项目", "stage": "signed"}
    (project_id,) = send(officer, "POST", "/api/projects", fields=project, reason="签约")["ids"]
    seen, both = version(officer), {"cases": [case_id], "projects": [project_id]}
    send(officer, "PATCH", f"/api/matters/{matter}", fields=both, version=seen, reason="关联")
    for path in ("/parcels/T-001", f"/cases/{case_id}", f"/projects/{project_id}"):
        assert f"/matters#{matter}" in officer.get(path).text, path
    assert matter not in client.get("/parcels/T-001").text
    page = officer.get("/matters").text
    assert all(f'href="{path}"' in page for path in (f"/cases/{case_id}", "/parcels/T-001"))


def test_a_closing_without_a_paper_is_refused_beside_its_item(
    officer: FlaskClient, matter: str
) -> None:
    seen, path, closing = version(officer), f"/api/matters/{matter}", {"closed_on": "2025-06-01"}
    refused = send(officer, "PATCH", path, fields=closing, version=seen, reason="办结")
    assert refused["field"] == "closing_number"
    closing["closing_number"] = "〔2025〕4号"
    assert "seq" in send(officer, "PATCH", path, fields=closing, version=seen, reason="办结")
    assert "〔2025〕4号" in officer.get("/matters?state=closed").text


def test_the_board_of_staff_tells_the_sums(officer: FlaskClient, matter: str) -> None:
    found = officer.get("/api/matters/sums").get_json()
    assert (found["open"], found["lights"]["red"], found["overdue"]) == (1, 1, 1)
    assert "/matters?overdue=1" in officer.get("/progress").text
