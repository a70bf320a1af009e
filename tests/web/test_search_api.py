"""Finding land over HTTP: filters in the address, counts, what to loosen, a form by itself."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def found(client: FlaskClient, query: str) -> Any:
    return client.get(f"/api/list?{query}").get_json()


def test_the_first_page_tells_what_each_filter_would_leave(client: FlaskClient) -> None:
    body = found(client, "")
    assert body["counts"]["park=P1"] == body["matched"] > 0
    assert body["chips"] == []


def test_a_chip_leads_to_the_list_without_it(client: FlaskClient) -> None:
    body = found(client, "mu_min=1&s=idle&lang=zh")
    assert [(one["label"], one["address"]) for one in body["chips"]] == [
        ("闲置", "mu_min=1"), ("面积 ≥ 1 亩", "s=idle"),
    ]  # fmt: skip


def test_nothing_found_says_what_to_loosen_and_what_that_gives(client: FlaskClient) -> None:
    body = found(client, "mu_min=5000&lang=zh")
    wider, without = body["loosen"]
    assert wider["says"].startswith("放宽为“面积 ≥ ")
    assert (without["says"], without["count"]) == (
        "去掉“面积 ≥ 5000 亩”",
        found(client, "")["matched"],
    )
    assert found(client, wider["address"])["matched"] == wider["count"] > 0


def test_the_page_without_scripts_is_a_form_and_a_list(client: FlaskClient) -> None:
    page = client.get("/explore?mu_min=5000&lang=zh").text
    assert 'name="mu_min" type="number"' in page
    assert 'value="5000"' in page
    assert "去掉“面积 ≥ 5000 亩”" in page


@pytest.mark.parametrize("query", ["mu_min=much", "avail=free", "sort=holder", "by=soon", "s=sold"])
@pytest.mark.parametrize(
    "path", ["/api/list", "/api/matches", "/explore", "/api/exports/parcels.csv"]
)
def test_a_filter_that_does_not_fit_is_refused(client: FlaskClient, path: str, query: str) -> None:
    assert client.get(f"{path}?{query}").status_code == 400


def test_a_file_holds_what_the_list_shows(client: FlaskClient) -> None:
    body = client.get("/api/exports/parcels.geojson?q=T-001&mu_min=1").get_json(force=True)
    assert [one["id"] for one in body["features"]] == ["T-001"]


def test_a_file_of_nothing_is_empty_and_not_whole(client: FlaskClient) -> None:
    answer = client.get("/api/exports/parcels.geojson?mu_min=5000")
    assert answer.headers["X-Parkmap-Count"] == "0"


def test_todays_filters_are_refused_for_another_day(client: FlaskClient) -> None:
    answer = client.get("/api/exports/parcels.csv?mu_min=1&on=2025-02-01")
    assert answer.status_code == 400


def test_matches_name_what_fits_in_the_box(client: FlaskClient) -> None:
    assert client.get("/api/matches?mu_min=5000").get_json() == {"ids": []}
    inside = client.get("/api/matches?s=idle&bbox=113.1,36.2,113.2,36.3").get_json()["ids"]
    assert "T-001" in inside


def test_a_match_tells_every_point(client: FlaskClient) -> None:
    body = client.get("/api/match?area=5&power=800&w_power=4").get_json()
    assert body["candidates"] == 0
    assert body["parcels"] == []


@pytest.mark.parametrize(
    "query", ["area=-1", "area=many", "area=200000", "w_area=11", "mode=gift", "by=x"]
)
def test_a_demand_that_makes_no_sense_is_refused(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/match?{query}", headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert answer.get_json()["field"] == query.partition("=")[0]


def test_numbers_are_kept_when_the_order_changes_and_go_with_their_chip(
    client: FlaskClient,
) -> None:
    asked = "/explore?ids=T-001,T-002&sort=name&lang=zh"
    assert '<input type="hidden" name="ids" value="T-001,T-002">' in client.get(asked).text
    (chip,) = found(client, asked.partition("?")[2])["chips"]
    assert "T-001" not in chip["address"]
    assert "sort=name" in chip["address"]


def test_a_list_of_names_is_in_their_order(client: FlaskClient) -> None:
    names = [one["name"] or one["id"] for one in found(client, "sort=name")["items"]]
    assert names == sorted(names, key=str.lower)


def test_the_next_page_without_scripts_keeps_what_is_asked(client: FlaskClient) -> None:
    page = client.get("/explore?s=idle&sort=-mu&limit=1&lang=zh").text
    (onwards,) = re.findall(r'href="(/explore\?[^"]*after=[^"]*)"', page)
    assert "s=idle" in onwards and "sort=-mu" in onwards
    assert client.get(unescape(onwards)).status_code == 200
