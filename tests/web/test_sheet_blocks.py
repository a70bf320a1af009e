"""The blocks of the data sheet: freshness, offer, indicators of 标准地, surroundings, likes."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import DAY, headers, record_of
from tests.web.test_short_list import OPEN, put

STANDARD = {"investment_wan_per_mu": 350, "tax_wan_per_mu": 22.5, "rd_share": 3,
            "standard_source": "长开规〔2025〕3号"}  # fmt: skip


@pytest.fixture
def offered(officer: FlaskClient) -> FlaskClient:
    put(officer, "T-002", **OPEN, **STANDARD, confirmed_on="2025-05-01", confirmed_by="规划岗")
    return officer


def block(page: str, name: str) -> str:
    found = re.search(rf'<section class="[^"]*\b{name}".*?</section>', page, re.DOTALL)
    return found[0] if found else ""


@pytest.mark.usefixtures("offered")
def test_freshness_names_the_office_and_keeps_the_post_inside(
    app: Flask, client: FlaskClient
) -> None:
    days = (record_of(app).today() - date(2025, 5, 1)).days
    page = client.get("/parcels/T-002?lang=en").text
    said = re.search(r'class="fresh">(.*?)<time', page)
    assert said is not None
    assert said[1].strip() == f"confirmed {days:,} days ago by the land office"
    assert "规划岗" not in page


@pytest.mark.usefixtures("offered")
def test_the_offer_stands_in_its_block_and_nowhere_else(client: FlaskClient) -> None:
    page = client.get("/parcels/T-002?lang=en").text
    offer = block(page, "offer")
    assert (
        "18" in offer and "招商窗口" in offer and "the announcement of the tender decides" in offer
    )
    assert page.count("<dd>招商窗口 0355-0000000</dd>") == 1


def test_land_that_is_not_offered_has_no_offer(client: FlaskClient) -> None:
    assert block(client.get("/parcels/T-001").text, "offer") == ""


@pytest.mark.usefixtures("offered")
def test_indicators_have_unit_meaning_and_document(client: FlaskClient) -> None:
    told = block(client.get("/parcels/T-002?lang=zh").text, "indicators")
    assert len(re.findall("依据：长开规〔2025〕3号", told)) == 4
    assert "350 <i>万元/亩</i>" in told and "固定资产投资强度" in told
    assert "单位能耗增加值" not in told


def test_without_an_indicator_there_is_no_block(officer: FlaskClient, client: FlaskClient) -> None:
    put(officer, "T-001", far=1.5)
    page = client.get("/parcels/T-001").text
    assert block(page, "indicators") == "" and "1.5" in block(page, "facts") + page


def test_neighbours_are_counted_by_chain_and_status(
    officer: FlaskClient, client: FlaskClient
) -> None:
    put(officer, "T-003", chain="光电")
    around = block(client.get("/parcels/T-002?lang=zh").text, "around")
    assert re.search(r'光电</th>.*?ids=T-003">1<', around, re.DOTALL)
    assert "闲置 1" in around


def test_neighbours_and_likes_are_those_that_the_reader_may_know(
    app: Flask, offered: FlaskClient, client: FlaskClient
) -> None:
    put(offered, "T-003", **OPEN)
    object.__setattr__(record_of(app).zone.policy, "parcels", "offered")
    page = client.get("/parcels/T-002").text
    assert "T-003" in block(page, "alike") and "T-003" in block(page, "around")
    assert not {"T-001", "T-004", "T-005"} & set(re.findall(r"T-\d+", page))


def test_likes_that_can_be_had_come_first_with_their_reason(
    offered: FlaskClient, client: FlaskClient
) -> None:
    put(offered, "T-005", **OPEN)
    alike = block(client.get("/parcels/T-002?lang=zh").text, "alike")
    assert re.findall(r'href="/parcels/(T-\d+)"', alike)[0] == "T-005"
    assert "面积相同" in alike and "开发程度相同" in alike


def test_a_retired_parcel_has_no_likes_and_is_none(
    officer: FlaskClient, client: FlaskClient
) -> None:
    body: dict[str, Any] = {"parcels": {"T-003": 1}, "effective_on": DAY, "reason": "重复"}
    assert officer.post("/api/retirements", json=body, headers=headers(officer)).status_code == 200
    assert block(client.get("/parcels/T-003").text, "alike") == ""
    assert "T-003" not in block(client.get("/parcels/T-002").text, "alike")


@pytest.mark.usefixtures("offered")
def test_terms_are_explained_without_scripts(client: FlaskClient) -> None:
    page = client.get("/parcels/T-002?lang=zh").text
    terms = dict(re.findall(r'class="term"><summary>(.*?)</summary><p>(.*?)</p>', page))
    assert "通路、通给水、通电、通排水、通讯" in terms["开发程度"]
    assert {"可得如何判定", "1 亩有多大", "什么是标准地"} <= terms.keys()
