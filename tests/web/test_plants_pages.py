"""Standard plants over the web: a list to filter without scripts, a sheet, the way to ask."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import headers

READY: dict[str, Any] = {
    "name_zh": "3 号厂房", "name_en": "Hall 3", "parcel": "T-001", "offer": "open",
    "floor_area_m2": 2_400, "storey_height_m": 8.4, "floor_load_t_per_m2": 2, "crane_t": 10,
    "mode": "let", "rent_yuan_per_m2_month": 14, "available_from": "2026-01-01",
    "contact": "招商岗", "progress": "两家在谈",
}  # fmt: skip
HOSTILE = "</script><img src=x onerror=alert(1)>{{ 7*7 }}"


def enter(client: FlaskClient, **changed: Any) -> Any:
    body = {"fields": READY | changed, "reason": "入库"}
    return client.post("/api/plants", json=body, headers=headers(client))


def names(page: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'class="plant-name">([^<]*)<', page)]


def test_the_list_counts_adds_up_and_is_filtered_by_its_address(
    officer: FlaskClient, client: FlaskClient
) -> None:
    enter(officer)
    enter(officer, name_zh="5 号厂房", floor_area_m2=600, crane_t=0, rent_yuan_per_m2_month=11)
    page = client.get("/plants").text
    assert names(page) == ["3 号厂房", "5 号厂房"]
    assert "2 处厂房 · 3,000 m²" in page
    assert names(client.get("/plants?rent=12&park=P1").text) == ["5 号厂房"]
    assert names(client.get("/plants?sort=rent").text) == ["5 号厂房", "3 号厂房"]
    told = client.get("/api/plants?crane=5").get_json()
    assert (told["count"], told["floor_area_m2"]) == (1, 2_400)
    assert "progress" not in told["plants"][0]["fields"]


def test_an_empty_list_says_which_filter_to_drop(officer: FlaskClient, client: FlaskClient) -> None:
    assert "目前没有推介的标准厂房" in client.get("/plants").text
    enter(officer)
    page = client.get("/plants?height=12&load=1").text
    assert names(page) == []
    assert '<a href="/plants?load=1">去掉“层高不低于 12 m”</a>：1 处厂房' in page
    assert "去掉“荷载不低于 1 t/m²”后仍没有" in page


def test_the_sheet_of_a_plant_tells_it_and_leads_to_a_question_that_names_it(
    officer: FlaskClient, client: FlaskClient
) -> None:
    enter(officer)
    page = client.get("/plants/PL-0001").text
    assert "可得" in page and "8.4" in page and "两家在谈" not in page
    assert "/enquiries/new?parcel=T-001&amp;plant=PL-0001" in page
    form = client.get("/enquiries/new?parcel=T-001&plant=PL-0001").text
    assert "咨询标准厂房 PL-0001 3 号厂房：</textarea>" in form
    assert "两家在谈" in officer.get("/plants/PL-0001").text
    assert names(client.get("/parcels/T-001").text) == ["3 号厂房"]
    assert names(client.get("/parcels/T-002").text) == []


@pytest.mark.parametrize("offer", ["none", "held", "closed"])
def test_what_is_not_offered_is_nowhere_for_the_public(
    officer: FlaskClient, client: FlaskClient, offer: str
) -> None:
    enter(officer, offer=offer)
    for path in ("/plants/PL-0001", "/api/plants/PL-0001"):
        assert client.get(path).status_code == 404
        assert officer.get(path).status_code == 200
    for path in ("/plants", "/api/plants", "/parcels/T-001",
                 "/enquiries/new?parcel=T-001&plant=PL-0001"):  # fmt: skip
        assert "3 号厂房" not in client.get(path).text


def test_an_offer_without_its_figures_is_refused_beside_the_offer(officer: FlaskClient) -> None:
    refused = enter(officer, contact="", rent_yuan_per_m2_month=None)
    assert (refused.status_code, refused.get_json()["field"]) == (400, "offer")
    assert "参考租金、联系方式" in refused.get_json()["detail"]


def test_an_old_version_does_not_overwrite(officer: FlaskClient) -> None:
    enter(officer)
    sent = {"fields": {"crane_t": 16}, "version": 1, "reason": "换装"}
    sheet = officer.get("/api/plants/PL-0001").get_json()
    good = {**sent, "version": sheet["version"]}
    for body, status in ((good, 200), (good, 412)):
        answer = officer.patch("/api/plants/PL-0001", json=body, headers=headers(officer))
        assert answer.status_code == status
    assert "行车吨位：10 t → 16 t" in officer.get("/plants/PL-0001").text


@pytest.mark.parametrize("path", ["/plants?load=much", "/plants?height=-1", "/plants?mode=x",
                                  "/plants?by=soon", "/plants?sort=x"])  # fmt: skip
def test_what_cannot_be_asked_is_refused(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 400


def test_hostile_names_are_shown_as_they_are(officer: FlaskClient, client: FlaskClient) -> None:
    texts = dict.fromkeys(("name_zh", "name_en", "building", "floor", "contact"), HOSTILE)
    enter(officer, **texts)
    for path in ("/plants", "/plants/PL-0001", "/parcels/T-001",
                 "/enquiries/new?parcel=T-001&plant=PL-0001"):  # fmt: skip
        page = client.get(path).text
        assert "<img src=x" not in page and "{{ 7*7 }}" in unescape(page)
