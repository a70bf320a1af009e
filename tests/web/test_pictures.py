"""Pictures to share: what the public may know, as PNG of the size that chats take; QR codes."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from parkmap.outward import Outward
from parkmap.reports.qr import qr_svg
from parkmap.services.reading import parcel
from parkmap.services.record import PUBLIC_ACTOR
from parkmap.web.picture_words import parcel_content
from tests.web.conftest import make_app, record_of, sign_in, write_workspace
from tests.web.test_availability_api import READY, annotated

PICTURES = ["preview", "poster", "long"]
OFFERED = '\n[public]\nparcels = "offered"\n'


def size_of(answer: Any) -> tuple[int, int]:
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    return Image.open(io.BytesIO(answer.data)).size


def app_with(folder: Path, toml: str) -> Flask:
    """An app of two parcels, with more settings."""
    write_workspace(folder, ["甲", "乙"])
    path = folder / "parkmap.toml"
    path.write_text(path.read_text("utf-8") + toml, encoding="utf-8")
    return make_app(folder)


def test_pictures_have_the_sizes_that_chats_take(client: FlaskClient) -> None:
    assert size_of(client.get("/preview.png")) == (200, 200)
    assert size_of(client.get("/parcels/T-001/preview.png")) == (200, 200)
    assert size_of(client.get("/parcels/T-001/poster.png")) == (1080, 1620)
    width, height = size_of(client.get("/parcels/T-001/long.png"))
    assert width == 750 and height > 1000


def test_a_browser_may_fit_a_picture_into_its_window(client: FlaskClient) -> None:
    first = client.get("/parcels/T-001/long.png")
    again = client.get("/parcels/T-001/long.png", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    for answer in (first, again):
        assert "style-src 'unsafe-inline'" in answer.headers["Content-Security-Policy"]


def test_a_short_list_is_one_tall_picture(client: FlaskClient) -> None:
    one = size_of(client.get("/shortlist/long.png?ids=T-001"))
    three = size_of(client.get("/shortlist/long.png?ids=T-001,T-002,T-003"))
    assert three[0] == 750 and three[1] > 2 * one[1]


def test_a_short_list_of_none_or_too_many_is_refused(client: FlaskClient) -> None:
    eleven = ",".join(f"T-{n:03d}" for n in range(11))
    for ids in ("", eleven):
        answer = client.get(f"/shortlist/long.png?ids={ids}&lang=en")
        assert (answer.status_code, "take 1 to 10" in answer.text) == (400, True)


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_is_made_again_only_after_a_change(
    client: FlaskClient, officer: FlaskClient, picture: str
) -> None:
    tag = client.get(f"/parcels/T-001/{picture}.png").headers["ETag"]
    held = {"If-None-Match": tag}
    assert client.get(f"/parcels/T-001/{picture}.png", headers=held).status_code == 304
    other = client.get(f"/parcels/T-001/{picture}.png?lang=en", headers=held)
    assert other.status_code == 200
    assert annotated(officer, READY).status_code == 200
    assert client.get(f"/parcels/T-001/{picture}.png", headers=held).status_code == 200


def test_what_the_public_may_not_know_has_no_picture_for_anybody(tmp_path: Path) -> None:
    app = app_with(tmp_path / "zone", OFFERED)
    client, officer = app.test_client(), sign_in(app.test_client(), "officer")
    paths = [f"/parcels/T-001/{picture}.png" for picture in PICTURES]
    paths.append("/shortlist/long.png?ids=T-001")
    assert {one.get(path).status_code for path in paths for one in (client, officer)} == {404}
    assert annotated(officer, READY).status_code == 200
    assert {client.get(path).status_code for path in paths} == {200}
    record_of(app).store.close()


def test_a_picture_is_the_same_whoever_asks(client: FlaskClient, officer: FlaskClient) -> None:
    annotated(officer, READY | {"holder": "某公司", "seized": True})
    assert (officer.get("/parcels/T-001/long.png").data
            == client.get("/parcels/T-001/long.png").data)  # fmt: skip


def test_a_code_leads_to_the_public_address(client: FlaskClient) -> None:
    answer = client.get("/qr.svg?path=/explore?s=idle%26park=P1")
    assert answer.mimetype == "image/svg+xml"
    assert answer.text == qr_svg("http://localhost/explore?s=idle&park=P1")


@pytest.mark.parametrize(
    "path",
    ["", "explore", "//evil", "/\\evil", "https://evil.example", "https:evil", "%2f%2fevil",
     "/%5cevil", "javascript:alert(1)", "/" + "a" * 1000],
)  # fmt: skip
def test_a_code_of_another_address_is_refused(client: FlaskClient, path: str) -> None:
    answer = client.get("/qr.svg", query_string={"path": path})
    assert answer.status_code == 400


def test_the_settings_name_the_public_address(tmp_path: Path) -> None:
    folder = write_workspace(tmp_path / "zone", ["甲"])
    app = make_app(folder, outward=Outward(address="https://land.example.gov.cn"))
    answer = app.test_client().get("/qr.svg?path=/parcels/T-001")
    assert answer.text == qr_svg("https://land.example.gov.cn/parcels/T-001")
    record_of(app).store.close()


def test_the_card_tells_whom_to_call_and_how_to_get_there(
    client: FlaskClient, officer: FlaskClient
) -> None:
    annotated(officer, READY | {"contact": "招商岗 0355-1234567",
                                "contact_wechat": "https://work.weixin.qq.com/ca/1"})  # fmt: skip
    card = client.get("/api/parcels/T-001/card").get_json()
    assert (card["phone"], card["phone_text"]) == ("03551234567", "0355-1234567")
    assert client.get(card["wechat_qr"]).text == qr_svg("https://work.weixin.qq.com/ca/1")
    assert card["navigate"]["gaode"].startswith("https://uri.amap.com/marker?position=113.1")
    assert "coordinate=gaode" in card["navigate"]["gaode"]
    assert "location=36.2" in card["navigate"]["baidu"]
    page = client.get("/parcels/T-001").text
    assert 'href="tel:03551234567"' in page
    assert 'rel="noopener noreferrer nofollow"' in page


def test_a_parcel_without_an_office_has_that_of_the_zone(tmp_path: Path) -> None:
    app = app_with(tmp_path / "zone", '\n[contact]\ntelephone = "热线 12345"\n'
                   'wechat = "https://work.weixin.qq.com/ca/0"\n')  # fmt: skip
    client = app.test_client()
    card = client.get("/api/parcels/T-001/card").get_json()
    assert (card["contact"], card["phone"]) == ("热线 12345", "12345")
    assert client.get(card["wechat_qr"]).status_code == 200
    record_of(app).store.close()


def test_nobody_to_call_is_no_link(client: FlaskClient) -> None:
    card = client.get("/api/parcels/T-001/card").get_json()
    assert (card["phone"], card["wechat_qr"]) == (None, None)
    assert client.get("/parcels/T-001/wechat.svg").status_code == 404
    assert "tel:" not in client.get("/parcels/T-001").text


def test_a_generalised_outline_is_drawn_generalised(tmp_path: Path) -> None:
    made = []
    for n, tolerance in enumerate((0, 60)):
        folder = write_workspace(tmp_path / str(n), ["甲"])
        land = json.loads((folder / "parcels.geojson").read_text("utf-8"))
        land["features"][0]["geometry"]["coordinates"] = [
            [[113.1, 36.2], [113.101, 36.2], [113.101, 36.201], [113.1005, 36.2013],
             [113.1, 36.201], [113.1, 36.2]]
        ]  # fmt: skip
        (folder / "parcels.geojson").write_text(json.dumps(land), encoding="utf-8")
        with (folder / "parkmap.toml").open("a", encoding="utf-8") as file:
            file.write(f"\n[public]\noutline_tolerance_m = {tolerance}\n")
        app = make_app(folder)
        made.append(app.test_client().get("/parcels/T-001/preview.png").data)
        record_of(app).store.close()
    assert made[0] != made[1]


def test_a_code_too_long_for_a_telephone_is_refused(client: FlaskClient) -> None:
    answer = client.get("/qr.svg", query_string={"path": "/explore?q=" + "光" * 300})
    assert answer.status_code == 400


def test_a_picture_of_land_that_nobody_can_have_names_no_terms(
    app: Flask, officer: FlaskClient
) -> None:
    annotated(officer, READY | {"offer": "none", "offer_terms": "两年内投产"})
    with app.test_request_context("/?lang=zh"):
        record = record_of(app)
        view = parcel(record, PUBLIC_ACTOR, "T-001")
        told = str(parcel_content(record, view, "zh"))
    assert "参考价" not in told
    assert "两年内投产" not in told
