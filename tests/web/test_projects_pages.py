"""Projects over the web: views and filters in the address, figures that open their lists."""

from __future__ import annotations

import re
import shutil
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient

from parkmap.land.ledger import Delta
from parkmap.web.item_facts import item_sentence
from tests.web.conftest import DAY, app_of, headers, record_of

MADE: tuple[dict[str, Any], ...] = (
    {"name_zh": "激光模组", "stage": "started", "signed_on": "2025-02-01", "started_on": DAY,
     "investment_wan": 32_000, "chain": "光电", "strategic_emerging": True, "parcels": ["T-001"],
     "producing_planned_on": "2025-12-01"},
    {"name_zh": "电芯", "stage": "signed", "signed_on": "2025-05-06", "investment_wan": 8_000,
     "chain": "新能源", "filed_planned_on": "2999-01-01"},
)  # fmt: skip


@pytest.fixture
def client(officer: FlaskClient) -> FlaskClient:
    for fields in MADE:
        sent = {"fields": fields, "reason": "录入"}
        assert officer.post("/api/projects", json=sent, headers=headers(officer)).status_code == 200
    return officer


def names(client: FlaskClient, query: str) -> list[str]:
    found = client.get(f"/api/projects?{query}").get_json()["subjects"]
    return [one["fields"]["name_zh"] for one in found]


@pytest.mark.parametrize(
    ("query", "found"),
    [("", ["激光模组", "电芯"]), ("sort=investment", ["电芯", "激光模组"]),
     ("q=t-001", ["激光模组"]), ("why=late", ["激光模组"]), ("stage=signed", ["电芯"]),
     ("chain=新能源", ["电芯"]), ("strategic_emerging=no", ["电芯"]), ("min=1", ["激光模组"]),
     ("max=1", ["电芯"]), ("dated=started&from=2025-06-01&to=2025-06-30", ["激光模组"]),
     ("dated=filed&of=planned&from=2026-01-01", ["电芯"]), ("parcel=T-001", ["激光模组"]),
     ("park=P1", ["激光模组"]), ("q=无", [])],
)  # fmt: skip
def test_a_list_holds_what_its_address_asks(
    client: FlaskClient, query: str, found: list[str]
) -> None:
    assert names(client, query) == found


@pytest.mark.parametrize("query", ["view=x", "stage=x", "sort=x", "figure=x", "from=x", "why=x"])
def test_an_address_that_asks_for_nothing_known_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/projects?{query}").status_code == 400


@pytest.mark.parametrize("view", ["board", "table", "calendar", "gantt"])
def test_every_view_shows_the_same_projects_and_where_they_are_stuck(
    client: FlaskClient, view: str
) -> None:
    text = client.get(f"/projects?view={view}&month=2025-12").text
    assert "激光模组" in text and "投产" in text
    assert "style=" not in text


def test_every_figure_of_the_sums_opens_its_list(client: FlaskClient) -> None:
    page = client.get("/projects/sums").text
    figures = client.get("/api/projects/sums").get_json()["figures"]
    links = set(re.findall(r'href="(/projects\?view=table&amp;figure=([^&"]+)[^"]*)"', page))
    assert {"all", "year.2025", "chain.%E5%85%89%E7%94%B5"} <= {key for _, key in links}
    for link, _ in links:
        shown = client.get(link.replace("&amp;", "&"))
        assert shown.status_code == 200
    for key, one in figures.items():
        sent = {"figure": key}
        listed = client.get("/api/projects", query_string=sent).get_json()["subjects"]
        assert sorted(each["id"] for each in listed) == sorted(one["ids"]), key


def test_the_sums_tell_money_in_yi_and_rates_with_both_numbers(client: FlaskClient) -> None:
    page = client.get("/projects/sums").text
    told = client.get("/api/projects/sums").get_json()
    assert told["figures"]["all"] == {"count": 2, "wan": 40_000, "yi": 4.0, "known": 2,
                                      "ids": ["PJ-0001", "PJ-0002"]}  # fmt: skip
    assert "4.00" in page
    assert told["years"][0]["by_money"] == 0.8
    assert told["land"]["mu"] > 0


def test_the_export_is_of_what_was_filtered_and_comes_back_in(client: FlaskClient) -> None:
    data = client.get("/api/projects/workbook?stage=signed").data
    book = openpyxl.load_workbook(BytesIO(data))
    sheet = book.worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["PJ-0002"]
    sheet["B2"].value = "电芯二期"
    out = BytesIO()
    book.save(out)
    sent = {"file": (BytesIO(out.getvalue()), "a.xlsx")}
    answer = client.post("/api/projects/comparison", data=sent, headers=headers(client))
    (line,) = answer.get_json()["lines"]
    fields = {cell["field"]: cell["value"] for cell in line["cells"]}
    row = {"id": line["id"], "version": line["version"], "fields": fields}
    body = {"rows": [row], "effective_on": DAY, "reason": "更名"}
    refused = client.post("/api/projects/rows", json=body, headers=headers(client))
    assert refused.status_code == 400, "the project is in the record from today on"
    body["effective_on"] = client.get("/api/projects/sums").get_json()["on"]
    assert client.post("/api/projects/rows", json=body, headers=headers(client)).status_code == 200
    assert names(client, "stage=signed") == ["电芯二期"]


def test_a_comment_is_said_and_taken_back_over_the_api(client: FlaskClient) -> None:
    sent = {"kind": "project", "id": "PJ-0001", "text": "<b>尽快</b>"}
    made = client.post("/api/comments", json=sent, headers=headers(client)).get_json()
    assert "&lt;b&gt;尽快&lt;/b&gt;" in client.get("/projects/PJ-0001").text
    address = f"/api/comments/{made['comment_id']}"
    assert client.delete(address, json={}, headers=headers(client)).status_code == 200
    (left,) = client.get("/api/comments?kind=project&id=PJ-0001").get_json()["comments"]
    assert (left["text"], left["taken_back"]) == ("", True)


def test_bars_of_a_project_without_days_say_so(client: FlaskClient) -> None:
    sent = {"fields": {"name_zh": "未定", "stage": "signed"}, "reason": "录入"}
    assert client.post("/api/projects", json=sent, headers=headers(client)).status_code == 200
    page = client.get("/projects?view=gantt").text
    assert (page.count("gantt-row"), 'aria-label="尚无日期"' in page) == (3, True)


def test_a_stage_that_the_workspace_added_is_told_in_the_history(
    five_parcels: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(five_parcels, tmp_path / "own stages"))
    stages = "".join(
        f'[[projects.stages]]\ncode = "{code}"\nzh = "{zh}"\n'
        for code, zh in (
            ("signed", "签约"),
            ("started", "开工"),
            ("trial", "试运行"),
            ("producing", "投产"),
        )
    )
    with (folder / "parkmap.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{stages}")
    with closing(record_of(app := app_of(folder)).store), app.test_request_context():
        delta = Delta("project", "PJ-0001", "trial_on", None, "2025-06-01", date(2025, 6, 1))
        assert item_sentence(delta, "zh") == "试运行日期：2025-06-01"
