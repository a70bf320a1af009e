"""`/chains`: the page without scripts says who is there, where the gaps are, and where land is."""

from __future__ import annotations

import io
from collections.abc import Callable
from urllib.parse import quote

import openpyxl
import pytest
from flask.testing import FlaskClient

from tests.web.conftest import headers

DIRECTION = {"name_zh": "镜头", "name_en": "Lenses", "chain": "CY-0001"}


@pytest.fixture
def chain(officer: FlaskClient) -> FlaskClient:
    """An officer who entered a chain with a direction, and a project in it."""
    for path, fields in (
        ("/api/chain-records/chain", {"name_zh": "光电", "lead_post": "链长岗位"}),
        ("/api/chain-records/direction", DIRECTION),
        ("/api/projects", {"name_zh": "甲项目", "stage": "started", "direction": "DR-0001",
                           "parcels": ["T-001"]}),
    ):  # fmt: skip
        body = {"fields": fields, "reason": "录入"}
        assert officer.post(path, json=body, headers=headers(officer)).status_code == 200
    return officer


def test_a_leader_reads_gaps_and_is_led_to_land(
    chain: FlaskClient, signed_in: Callable[[str], FlaskClient]
) -> None:
    leader = signed_in("leader")
    page = leader.get("/chains").text
    assert "1 条产业链" in page and "在推进" in page and "甲项目" in page
    assert f"/match?chain={quote('光电')}" in page
    assert "/chains/records/direction?chain=CY-0001&amp;change" not in page
    assert "没有这类空缺的方向" in leader.get("/chains?level=none").text


def test_the_page_of_a_chain_lists_the_parcels_behind_it(chain: FlaskClient) -> None:
    page = chain.get("/chains/CY-0001").text
    behind = page.partition('id="parcels"')[2]
    assert "/parcels/T-001" in behind and "2025-01-01" in behind
    assert "/explore?ids=T-001" in behind


def test_the_answer_and_the_workbook_say_the_same(chain: FlaskClient) -> None:
    told = chain.get("/api/chains/CY-0001").get_json()
    (direction,) = told["segments"][0]["directions"]
    assert (direction["level"], direction["gap"], direction["land"]["count"]) == (
        "under_way", True, 1,
    )  # fmt: skip
    sent = chain.get("/api/exports/chains.xlsx")
    assert ".xlsx" in sent.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(sent.data))
    row = next(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert row[11] == direction["land"]["mu"] == told["figures"]["land"]["mu"]


def test_an_officer_amends_a_direction_and_the_ledger_says_so(chain: FlaskClient) -> None:
    form = chain.get("/chains/records/direction?change=DR-0001").text
    assert 'data-send="/api/chain-records/direction/DR-0001"' in form
    (one,) = chain.get("/api/chain-records/direction").get_json()["subjects"]
    body = {"fields": {"note": "优先"}, "version": one["version"], "reason": "补充"}
    url = "/api/chain-records/direction/DR-0001"
    seq = chain.patch(url, json=body, headers=headers(chain)).get_json()["seq"]
    (delta,) = chain.get(f"/api/ledger/{seq}").get_json()["deltas"]
    assert delta["sentence"] == "说明：优先"


def test_a_file_of_another_kind_and_a_chain_that_is_not_there_are_not_found(
    chain: FlaskClient,
) -> None:
    for path in ("/api/exports/chains.pdf", "/chains/none", "/chains/records/none"):
        assert chain.get(path).status_code == 404


def test_an_enterprise_chooses_its_direction_from_the_list(chain: FlaskClient) -> None:
    body = {"fields": {"name": "乙公司", "direction": "DR-0009"}, "reason": "录入"}
    refused = chain.post("/api/enterprises", json=body, headers=headers(chain)).get_json()
    assert refused["field"] == "direction"
    assert '<option value="DR-0001">镜头</option>' in chain.get("/enterprises").text
