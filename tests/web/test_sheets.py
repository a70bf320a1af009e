"""地块推介单 over HTTP: one page for the public, the same bytes again, text stays text."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from parkmap.land.fields import PARCEL_FIELDS
from parkmap.reports.typeset import typeset
from parkmap.services import promoting
from parkmap.services.noting import Annotation, annotate
from parkmap.services.promoting import Offer, offer_of
from parkmap.services.record import Actor, Record
from parkmap.services.retiring import Retirement, retire
from parkmap.store import ledger
from parkmap.web.sheet_pages import Sheets
from tests.web.conftest import headers, make_app, mark_body, record_of, write_workspace

OPEN: Final[dict[str, Any]] = {
    "offer": "open", "available_from": "2025-01-01", "reference_price_wan_per_mu": 37.5,
    "contact": "招商窗口 0355-1234567", "land_use_code": "0601", "far": 1.2, "servicing": "five",
    "reference_rent_yuan_per_m2_month": 9.5, "has_buildings": True, "bearing_kpa": 180,
    "gas": True, "rail_access": False, "investment_wan_per_mu": 340, "tax_wan_per_mu": 25,
    "standard_source": "标准地公告 7 号", "building_density": 40, "offer_terms": "须两年内投产",
    "confirmed_on": "2025-03-01", "height_limit_m": 24,
}  # fmt: skip
HOSTILE: Final = ("{{ 7777*7 }}", '#eval("6666*7")', "<img src=x onerror=alert(1)>", "$x$ `a` *b*")
TEXTS: Final = [one.name for one in PARCEL_FIELDS.values()
                if one.kind == "text" and one.name != "park"]  # fmt: skip
ADMIN: Final = Actor("admin", frozenset({"admin"}))
JOINED: Final = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])|\u200b")
ADDRESSES: Final = ("/parcels/{0}/sheet.pdf", "/parcels/{0}/sheet", "/sheets.pdf?ids={0}",
                    "/sheets?ids={0}")  # fmt: skip


def pages(content: bytes) -> list[str]:
    """The texts of the pages, without blanks between scripts."""
    return [JOINED.sub("", one.extract_text()) for one in PdfReader(io.BytesIO(content)).pages]


def pdf(client: FlaskClient, path: str) -> bytes:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf"), answer.text
    return bytes(answer.data)


def noted(app: Flask, parcel: str, **fields: Any) -> None:
    asked = Annotation({parcel: 1}, fields, date(2025, 2, 1), "推介")
    annotate(record_of(app), ADMIN, asked)


@pytest.fixture
def offered(app: Flask) -> Flask:
    noted(app, "T-001", **OPEN)
    return app


@pytest.mark.parametrize("lang", ["zh", "en", "both"])
def test_a_sheet_is_one_page_in_every_language(offered: Flask, lang: str) -> None:
    (page,) = pages(pdf(offered.test_client(), f"/parcels/T-001/sheet.pdf?lang={lang}"))
    known = {"zh": "参考价", "en": "Reference price"}
    for one in ("zh", "en"):
        assert (known[one] in page) == (lang in {one, "both"})
    for said in ("T-001", "37.5", "1.2", "9.5", "180", "340", "0355-1234567", "须两年内投产",
                 "http://localhost/parcels/T-001", "1:"):  # fmt: skip
        assert said in page, said


def test_a_sheet_names_the_ledger_and_the_notice(offered: Flask) -> None:
    record = record_of(offered)
    with record.store.read() as connection:
        top = ledger.read_head(connection, record.zone_id)
    (page,) = pages(pdf(offered.test_client(), "/parcels/T-001/sheet.pdf?lang=zh"))
    for said in (f"#{top.seq}", top.entry_hash[:16], "试验数据", record.today().isoformat(),
                 "标准地公告7号"):  # fmt: skip
        assert said in page, said


def test_the_same_record_gives_the_same_bytes(offered: Flask) -> None:
    client = offered.test_client()
    first = pdf(client, "/parcels/T-001/sheet.pdf?lang=both")
    assert pdf(client, "/parcels/T-001/sheet.pdf?lang=both") == first
    noted(offered, "T-002", far=2)
    assert pdf(client, "/parcels/T-001/sheet.pdf?lang=both") != first


def test_a_sheet_tells_of_the_entry_that_it_names(
    offered: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = promoting.offer_of

    def meanwhile(record: Record, parcel: str) -> Offer:
        found = asked(record, parcel)
        if found.view.state["far"] == 1.2:
            annotate(record, ADMIN, Annotation({parcel: 2}, {"far": 1.7}, date(2025, 3, 1), "更正"))
        return found

    monkeypatch.setattr(promoting, "offer_of", meanwhile)
    (page,) = pages(pdf(offered.test_client(), "/parcels/T-001/sheet.pdf?lang=zh"))
    assert "台账#3" in page and "1.7" in page


def test_the_font_is_embedded(offered: Flask) -> None:
    reader = PdfReader(io.BytesIO(pdf(offered.test_client(), "/parcels/T-001/sheet.pdf?lang=zh")))
    fonts = reader.pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
    below = [one.get_object()["/DescendantFonts"][0].get_object() for one in fonts]
    assert below and all("NotoSansSC" in one["/BaseFont"] for one in below)
    assert all("/FontFile2" in one["/FontDescriptor"].get_object() for one in below)


def test_staff_get_the_sheet_of_the_public(
    offered: Flask, client: FlaskClient, officer: FlaskClient
) -> None:
    path = "/parcels/T-001/sheet.pdf?lang=zh"
    assert pdf(officer, path) == pdf(client, path)


def test_land_that_is_not_for_taking_names_no_price(offered: Flask) -> None:
    noted(offered, "T-002", **OPEN | {"offer": "closed"})
    (page,) = pages(pdf(offered.test_client(), "/parcels/T-002/sheet.pdf?lang=zh"))
    assert "不供应" in page and "可得" not in page
    assert "37.5" not in page and "须两年内投产" not in page


def test_a_seizure_is_told_as_held_and_no_more(offered: Flask) -> None:
    noted(offered, "T-002", **OPEN | {"seized": True})
    (page,) = pages(pdf(offered.test_client(), "/parcels/T-002/sheet.pdf?lang=zh"))
    assert "已占用" in page and "查封" not in page


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_not_there_or_became_history_has_no_sheet(offered: Flask, address: str) -> None:
    retire(record_of(offered), ADMIN, Retirement({"T-003": 1}, date(2025, 6, 1), "收回"))
    client = offered.test_client()
    answer = client.get(address.format("T-003"), headers={"Accept": "text/html"})
    assert answer.status_code == 404 and "转为历史地块" in answer.text
    assert client.get(address.format("T-999")).status_code == 404
    assert client.get(address.format("T-001")).status_code == 200


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A workspace that shows what is on offer only: T-001 is, T-002 is not."""
    folder = write_workspace(tmp_path_factory.mktemp("closed") / "zone", ["甲地", "乙地"])
    file = folder / "parcels.geojson"
    told = json.loads(file.read_text(encoding="utf-8"))
    told["features"][0]["properties"] |= OPEN
    file.write_text(json.dumps(told), encoding="utf-8")
    with (folder / "parkmap.toml").open("a", encoding="utf-8") as toml:
        toml.write('\n[public]\nparcels = "offered"\nwording = "supply"\n')
    app = make_app(folder)
    yield app
    record_of(app).store.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_unpublished_land_has_no_sheet_and_is_on_none(closed: Flask, address: str) -> None:
    client = closed.test_client()
    assert client.get(address.format("T-002")).status_code == 404
    answer = client.get(address.format("T-001"))
    text = " ".join(pages(answer.data)) if answer.mimetype == "application/pdf" else answer.text
    assert "T-001" in text and "甲地" in text
    assert "T-002" not in text and "乙地" not in text and "闲置" not in text


def test_a_list_has_a_cover_a_table_and_a_sheet_for_each(offered: Flask) -> None:
    client = offered.test_client()
    told = pages(pdf(client, "/sheets.pdf?ids=T-001,T-002,T-404,T-003&lang=zh"))
    cover, table, *sheets = told
    assert len(sheets) == 3
    items = client.get("/api/collections/parcels/items").get_json()["features"]
    area = sum(one["properties"]["area_m2"] for one in items if one["id"] <= "T-003")
    assert f"{area * 3 / 2000:,.2f}" in cover and "试验经开区" in cover
    assert "清单中另有1宗未列出" in cover and "T-404" not in " ".join(told)
    assert all(f"T-00{n}" in table and f"T-00{n}" in sheets[n - 1] for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/sheets.pdf", "0"),
        ("/sheets?ids=" + ",".join(f"T-{n}" for n in range(21)), "20"),
        ("/parcels/T-001/sheet.pdf?lang=fr", "both"),
        ("/sheets.pdf?ids=T-001&lang=xx", "xx"),
    ],
)
def test_a_wrong_order_is_told(client: FlaskClient, path: str, said: str) -> None:
    answer = client.get(path, headers={"Accept": "application/json"})
    assert answer.status_code == 400 and said in answer.get_json()["detail"]


@pytest.mark.parametrize("lang", ["zh", "en", "both"])
def test_the_page_to_print_says_the_same(offered: Flask, lang: str) -> None:
    answer = offered.test_client().get(f"/parcels/T-001/sheet?lang={lang}")
    assert answer.status_code == 200
    for said in ("T-001", "37.5", "0355-1234567", "须两年内投产", f"sheet.pdf?lang={lang}", "1:"):
        assert said in answer.text, said
    assert "style=" not in answer.text and answer.text.count("<article") == 1
    assert answer.text.count("<script") == answer.text.count("nonce=")


@pytest.fixture(scope="module", params=HOSTILE)
def hostile(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Flask, str]]:
    text = str(request.param)
    folder = tmp_path_factory.mktemp("hostile") / "zone"
    fields = OPEN | dict.fromkeys(TEXTS, f"{text} {'长' * 90} {'w' * 90} {text}")
    write_workspace(folder, [text, text], **fields | {"name_zh": text, "name_en": text})
    parks = json.loads((folder / "parks.geojson").read_text(encoding="utf-8"))
    parks["features"][0]["properties"] = {"name_zh": text, "name_en": text}
    (folder / "parks.geojson").write_text(json.dumps(parks), encoding="utf-8")
    app = make_app(folder)
    yield app, text
    record_of(app).store.close()


@pytest.mark.parametrize("lang", ["zh", "en", "both"])
def test_hostile_texts_are_printed_as_they_are(hostile: tuple[Flask, str], lang: str) -> None:
    app, text = hostile
    client = app.test_client()
    (page,) = pages(pdf(client, f"/parcels/T-001/sheet.pdf?lang={lang}"))
    assert page.count(text) >= 3
    assert not re.search("54439|46662", page)
    assert len(pages(pdf(client, f"/sheets.pdf?ids=T-001,T-002&lang={lang}"))) == 4


@pytest.mark.parametrize("path", ["/parcels/T-001/sheet", "/sheets?ids=T-001,T-002&lang=both"])
def test_hostile_texts_are_shown_as_they_are(hostile: tuple[Flask, str], path: str) -> None:
    answer = hostile[0].test_client().get(path)
    assert answer.status_code == 200
    assert "<img" not in answer.text and "onerror=alert(1)>" not in answer.text
    seen = re.sub(r"<[^>]*>", " ", answer.text)
    assert not re.search("54439|46662", seen)


def test_the_data_sheet_links_to_it(client: FlaskClient) -> None:
    assert 'href="/parcels/T-001/sheet"' in client.get("/parcels/T-001").text


def test_a_neighbour_is_drawn_as_it_stands(officer: FlaskClient, client: FlaskClient) -> None:
    body = mark_body(parcels={"T-002": 1})
    assert officer.post("/api/marks", json=body, headers=headers(officer)).status_code == 200
    page = client.get("/parcels/T-001/sheet?lang=zh").text
    assert "在建" in page and "hatch-dots" in page


def test_a_parcel_without_a_boundary_has_a_sheet_without_a_map(offered: Flask) -> None:
    record = record_of(offered)
    with offered.test_request_context("/"):
        found = offer_of(record, "T-001")
        bare = replace(found, view=replace(found.view, geometry=None), near=())
        made = Sheets(record, ("zh", "en"), "http://localhost").one(bare)
        listed = Sheets(record, ("en",), "http://localhost").several([bare], 0)
    (page,) = pages(typeset("offer_sheet", made.data(), made.moment))
    assert "未录入界址" in page and "37.5" in page
    assert len(pages(typeset("offer_sheet", listed.data(), listed.moment))) == 3


def test_the_approval_number_of_the_map_stands_below_it(tmp_path: Path) -> None:
    folder = write_workspace(tmp_path / "zone", ["甲地"])
    toml = folder / "parkmap.toml"
    number = 'gk_zone = 38\napproval_number = "晋S(2026)001号"'
    toml.write_text(toml.read_text("utf-8").replace("gk_zone = 38", number), "utf-8")
    app = make_app(folder)
    (page,) = pages(pdf(app.test_client(), "/parcels/T-001/sheet.pdf?lang=zh"))
    assert "晋S(2026)001号" in page
    record_of(app).store.close()


def test_a_sheet_is_written_for_anybody(tmp_path: Path) -> None:
    folder = write_workspace(tmp_path / "zone", ["空"])
    app = make_app(folder)
    (page,) = pages(pdf(app.test_client(), "/parcels/T-001/sheet.pdf?lang=zh"))
    assert "不供应" in page and "请在地块页面咨询" in page
    record_of(app).store.close()


def test_sheets_are_made_side_by_side(client: FlaskClient) -> None:
    with ThreadPoolExecutor(3) as pool:
        paths = ["/parcels/T-001/sheet.pdf", "/parcels/T-002/sheet.pdf"]
        made = list(pool.map(lambda path: pdf(client.application.test_client(), path), paths * 3))
    assert all(one.startswith(b"%PDF") for one in made)


def test_a_name_of_two_lines_is_a_name(client: FlaskClient) -> None:
    noted(client.application, "T-001", name_zh="甲\n乙")
    assert pdf(client, "/parcels/T-001/sheet.pdf").startswith(b"%PDF")
