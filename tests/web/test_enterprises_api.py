"""Enterprises over the web."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import headers, record_of


def post(client: FlaskClient, path: str, fields: dict[str, Any]) -> Any:
    body = {"fields": fields, "reason": "登记"}
    return client.post(path, json=body, headers=headers(client)).get_json()


def test_an_enterprise_its_parcel_and_its_figures(app: Flask, officer: FlaskClient) -> None:
    (one,) = post(officer, "/api/enterprises", {"name": "示例企业"})["ids"]
    post(officer, f"/api/enterprises/{one}/tenancies",
         {"parcel": "T-001", "from_on": "2024-01-01"})  # fmt: skip
    assert "示例企业" in officer.get("/enterprises").text
    book, out = openpyxl.Workbook(), BytesIO()
    book.worksheets[0].append(["企业名称", "税收"])
    book.worksheets[0].append(["示例企业", 120])
    book.save(out)
    sent = {"file": (BytesIO(out.getvalue()), "a.xlsx")}
    found = officer.post("/api/figures/2024/comparison", data=sent, headers=headers(officer))
    (line,) = found.get_json()["lines"]
    row = {"id": one, "version": line["version"], "fields": {"tax_wan": 120}}
    body = {"rows": [row], "effective_on": record_of(app).today().isoformat(), "reason": "年报"}
    done = officer.post("/api/figures/2024/rows", json=body, headers=headers(officer))
    assert done.status_code == 200
    (year,) = officer.get(f"/api/enterprises/{one}").get_json()["years"]
    assert (year["year"], year["figures"]["tax_wan"], year["grade"]) == (2024, 120, None)
    assert "120" in officer.get(f"/enterprises/{one}").text


def test_a_long_list_comes_in_pages_and_is_searched(officer: FlaskClient) -> None:
    for name in ("甲厂", "乙厂"):
        post(officer, "/api/enterprises", {"name": name})
    page = officer.get("/enterprises?q=甲").text
    assert "甲厂" in page and "乙厂" not in page
    assert officer.get("/enterprises?page=x").status_code == 400


def test_without_rules_the_page_says_how_to_set_them(officer: FlaskClient) -> None:
    assert "[grading]" in officer.get("/enterprises").text


def test_a_refusal_names_its_field(officer: FlaskClient) -> None:
    assert post(officer, "/api/enterprises", {"name": "x", "code": "123"})["field"] == "code"
