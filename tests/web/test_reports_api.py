"""A leader asks for a report on its page; the API tells how it stands and hands the file over."""

from __future__ import annotations

import io
from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from parkmap.services import working
from tests.web.conftest import form_token, headers, record_of


def work(app: Flask) -> None:
    while working.once(record_of(app)):
        pass


def test_a_leader_asks_on_the_page_and_takes_the_file(
    app: Flask, signed_in: Callable[[str], FlaskClient]
) -> None:
    leader = signed_in("leader")
    form = {"csrf_token": form_token(leader, "/reports"), "since": "2026-06-01",
            "on": "2026-06-29", "format": "docx", "lang": "zh", "period": ""}  # fmt: skip
    assert leader.post("/reports", data=form).status_code == 303
    assert "data-report" in leader.get("/reports").text
    work(app)
    assert "data-report" not in leader.get("/reports").text
    (one,) = leader.get("/api/reports").json["reports"]  # type: ignore[index]
    answer = leader.get(one["file"])
    assert one["state"] == "done" and len(answer.data) == one["size"]
    assert "2026-06-01_2026-06-29" in answer.headers["Content-Disposition"]


def test_the_workbook_has_the_figures_of_the_api(app: Flask, officer: FlaskClient) -> None:
    asked = {"period": "2026-05", "format": "xlsx", "lang": "en"}
    answer = officer.post("/api/reports", json=asked, headers=headers(officer))
    assert answer.status_code == 202
    work(app)
    told = officer.get(answer.headers["Location"]).json
    assert told
    book = load_workbook(io.BytesIO(officer.get(told["file"]).data))
    period = "on=2026-05-31&since=2026-05-01"
    rows = officer.get(f"/api/measures?{period}").json["measures"]  # type: ignore[index]
    held = {row[13]: (row[2], row[7]) for row in book["Measures"].iter_rows(2, values_only=True)}
    assert held == {one["name"]: (one["value"], one["count"]) for one in rows}


def test_a_wrong_period_is_said_on_the_page(signed_in: Callable[[str], FlaskClient]) -> None:
    leader = signed_in("leader")
    form = {"csrf_token": form_token(leader, "/reports"), "period": "2199-01", "format": "pdf"}
    answer = leader.post("/reports", data=form)
    assert answer.status_code == 400 and 'role="alert"' in answer.text and "2199-01" in answer.text
