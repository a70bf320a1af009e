"""Whether a parcel can be had, over the web: with reasons for staff, without secrets for others."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from tests.web.conftest import headers

READY: dict[str, Any] = {
    "offer": "open", "available_from": "2026-01-01", "reference_price_wan_per_mu": 30,
    "contact": "招商岗", "land_use_code": "0601", "far": 1.2, "servicing": "five",
}  # fmt: skip


def annotated(client: FlaskClient, fields: dict[str, Any]) -> Any:
    seen = client.get("/api/collections/parcels/items/T-001").get_json()["properties"]["version"]
    body = {"parcels": {"T-001": seen}, "fields": fields, "effective_on": "2026-01-05",
            "reason": "推介"}  # fmt: skip
    return client.post("/api/annotations", json=body, headers=headers(client))


def test_an_offer_opens_once_it_has_what_it_needs(officer: FlaskClient) -> None:
    refused = annotated(officer, {"offer": "open"})
    assert (refused.status_code, refused.get_json()["field"]) == (400, "offer")
    assert "参考价" in refused.get_json()["detail"]
    assert annotated(officer, READY).status_code == 200
    told = officer.get("/api/parcels/T-001/availability?lang=zh").get_json()
    assert (told["kind"], told["label"], told["missing"]) == ("available", "可得", [])
    assert "可得" in officer.get("/parcels/T-001").text


def test_the_public_is_not_told_that_land_is_seized(
    officer: FlaskClient, client: FlaskClient
) -> None:
    annotated(officer, READY | {"seized": True})
    told = officer.get("/api/parcels/T-001/card?lang=en").get_json()["available"]
    assert (told["kind"], told["reasons"]) == ("held", ["it is seized"])
    public = client.get("/api/parcels/T-001/card?lang=en").get_json()["available"]
    assert (public["kind"], public["reasons"]) == ("held", ["it is held"])
    line = client.get("/parcels/T-001?lang=zh").text.split('class="available-line')[1]
    assert line.split("</p>")[0].endswith("已占用</b> 已被占用")
