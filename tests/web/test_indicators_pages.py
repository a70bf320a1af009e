"""Economic indicators over the web."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import headers, record_of

FIELDS = {"name_zh": "规上工业增加值", "unit": "亿元", "period": "year", "per_mu": True,
          "goal": 100, "goal_source": "发展规划"}  # fmt: skip


def post(client: FlaskClient, path: str, fields: dict[str, Any], **more: Any) -> Any:
    body = {"fields": fields, "reason": "统计公报"} | more
    return client.post(path, json=body, headers=headers(client)).get_json()


@pytest.fixture
def added(officer: FlaskClient) -> str:
    (one,) = post(officer, "/api/indicators", FIELDS)["ids"]
    for period, value in (("2024", 78.2), ("2025", 90.71)):
        seen = officer.get(f"/api/indicators/{one}").get_json()["version"]
        sent = {"period": period, "value": value, "source": "公报"}
        post(officer, f"/api/indicators/{one}/figures", sent, version=seen)
    return str(one)


def test_the_page_tells_growth_with_both_values(officer: FlaskClient, added: str) -> None:
    page = officer.get("/indicators").text
    assert all(text in page for text in ("90.71", "78.2", "+16 %", "90.7 %", "公报"))
    body = officer.get("/api/indicators").get_json()["indicators"][0]["periods"][0]
    assert (body["growth"], body["year_before"]) == (16.0, 78.2)
    assert officer.get("/indicators?period=2024").status_code == 200
    assert officer.get("/indicators?period=1999").status_code == 400


def test_the_page_of_one_tells_its_history_in_words(officer: FlaskClient, added: str) -> None:
    page = officer.get(f"/indicators/{added}").text
    assert "2025年数值：90.71" in page or "2025年数值: 90.71" in page
    assert "统计公报" in page and f"/api/indicators/{added}/figures" in page
    assert officer.get("/indicators/ZB-9999").status_code == 404


def test_a_workbook_goes_out_and_comes_in(app: Flask, officer: FlaskClient, added: str) -> None:
    data = officer.get("/api/indicators/workbook").data
    book, out = openpyxl.load_workbook(BytesIO(data)), BytesIO()
    book.worksheets[0]["E3"] = 91
    book.save(out)
    sent = {"file": (BytesIO(out.getvalue()), "a.xlsx")}
    found = officer.post("/api/indicators/comparison", data=sent, headers=headers(officer))
    (line,) = found.get_json()["lines"]
    assert (line["id"], line["cells"][0]["old"]) == (f"{added}:2025", "90.71")
    row = {"id": line["id"], "version": line["version"], "fields": {"value": 91}}
    body = {"rows": [row], "effective_on": record_of(app).today().isoformat(), "reason": "修订"}
    done = officer.post("/api/indicators/rows", json=body, headers=headers(officer))
    assert done.status_code == 200
    told = officer.get(f"/api/indicators/{added}").get_json()["periods"][0]
    assert told["value"] == 91
