"""English pages say nothing in Chinese of their own: what stands in a record in ASCII only."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, Final

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import (
    DAY,
    app_of,
    headers,
    mark_body,
    record_of,
    sign_in,
    take_in,
    write_workspace,
)

CHINESE: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
ASCII: Final = {
    "试验经开区": "Plain zone", "试验数据": "Test data", "道路": "Roads", "光电园": "Light park",
}  # fmt: skip
PAGES: Final = (
    "/", "/explore", "/match", "/match?area=1&rail=1&power=5", "/progress", "/parcels/T-001",
    "/shortlist", "/shortlist?ids=T-001,X", "/compare", "/compare?ids=T-001,T-002", "/login",
    "/errors/bad_value", "/desk",
    "/imports", "/ledger", "/registers/unsupplied", "/registers/idle", "/registers/inefficient",
    "/registers/reserve", "/cases", "/cases/XZ-0001", "/matters", "/projects", "/projects/PJ-0001",
    "/projects?view=table", "/projects?view=calendar", "/projects?view=gantt", "/projects/sums",
    "/campaigns", "/campaigns/ZX-0001", "/reports",
    "/plants", "/plants?height=6&mode=sale&by=2027-01-01", "/plants/PL-0001", "/plants/PL-9999",
    "/enquiries/new?parcel=T-001&plant=PL-0001", "/checklists", "/enterprises",
    "/enterprises/QY-0001", "/enterprises?view=map", "/enterprises?view=grades",
    "/enterprises?view=yields&all=1", "/matters?parcel=T-001&overdue=1", "/indicators",
    "/indicators/ZB-0001", "/indicators/ZB-0001?period=2025", "/cases/XZ-9999", "/no-such-page",
    "/parcels/T-001/sheet", "/sheets?ids=T-001,T-002", "/sheets?ids=T-404", "/embed",
    "/chains", "/chains/CY-0001", "/chains/records/direction?change=DR-0001",
    "/enquiries", "/enquiries/new?ids=T-001", "/alerts/new?park=P1&s=idle", "/admin",
    "/subscriptions", "/reminders",
)  # fmt: skip
ANSWERS: Final = (
    "/api/fields", "/api/registers", "/api/queue", "/api/list", "/api/parcels/T-001/card",
    "/api/parcels/T-001/story", "/api/parcels/T-001/history", "/api/parcels/T-001/bounds",
    "/api/ledger", "/api/totals", "/api/enquiries/sums", "/feeds/land.atom",
    "/api/changes", "/api/proposals", "/api/table",
    "/api/assemblies?mu=10",
    "/api/plants", "/api/plants/PL-0001", "/api/parcels/T-001/ties", "/api/projects",
    "/api/projects/sums", "/api/comments?kind=project&id=PJ-0001", "/api/chains",
    "/api/chains/CY-0001", "/api/exports/chains.csv",
    "/api/matters/sums", "/api/indicators", "/api/grades", "/api/grades/years", "/api/yields",
    "/api/campaigns", "/api/campaigns/ZX-0001", "/api/reports", "/api/reminders",
)  # fmt: skip
CASE: Final = {"parcel": "T-001", "opened_on": DAY, "responsible_unit": "Land office"}
STEP: Final = {"number": "No. 1", "on": DAY}
MATTER: Final = {"title": "Start", "light": "red", "responsible_unit": "Office", "due_on": DAY}
PLANT: Final = {"name_zh": "Hall 3", "parcel": "T-001", "floor_area_m2": 2400, "crane_t": 0,
                "storey_height_m": 8.4, "floor_load_t_per_m2": 2, "mode": "let", "fire_class": "c",
                "rent_yuan_per_m2_month": 14, "available_from": DAY, "contact": "Office",
                "offer": "open", "progress": "Two firms asked"}  # fmt: skip
PROJECT: Final = {
    "name_zh": "Plant",
    "stage": "signed",
    "agency_service": True,
    "signed_on": DAY,
    "started_planned_on": DAY,
    "investment_wan": 9000,
    "parcels": ["T-001"],
}
INDICATOR: Final = {"name_zh": "Output", "unit": "CNY", "period": "year", "per_mu": True,
                    "goal": 5, "goal_source": "Plan"}  # fmt: skip
CAMPAIGN: Final = {
    "name_zh": "Summer",
    "goal_mu": 50,
    "starts_on": "2025-05-01",
    "deadline_on": "2025-07-01",
    "counts": "revitalized",
}
REFUSED: Final[tuple[tuple[str, str, dict[str, Any]], ...]] = (
    ("POST", "/api/annotations", {"parcels": {"T-001": 1}, "fields": {"far": "much"}}),
    ("POST", "/api/annotations", {"parcels": {"T-001": 1}, "fields": {"route": "x"}}),
    ("POST", "/api/annotations", {"parcels": {"T-001": 1}, "fields": {"overlays": "x"}}),
    ("POST", "/api/marks", mark_body(status="sold")),
    ("POST", "/api/marks", mark_body(status="revitalized", route="x")),
    ("POST", "/api/cases", {"fields": {**CASE, "cause": "x"}}),
    ("POST", "/api/cases/XZ-0001/steps/determination", {"fields": STEP, "version": 1}),
    ("POST", "/api/cases/XZ-0001/steps/agreement", {"fields": STEP, "version": 1}),
    ("POST", "/api/cases/XZ-0001/steps/none", {"fields": STEP, "version": 1}),
    ("POST", "/api/matters", {"fields": {**MATTER, "light": "blue"}}),
    ("POST", "/api/matters", {"fields": {**MATTER, "parcels": ["T-001", "X-1"]}}),
    ("POST", "/api/projects", {"fields": {**PROJECT, "stage": "x"}}),
    ("POST", "/api/projects", {"fields": {**PROJECT, "agency_service": "x"}}),
    ("POST", "/api/projects", {"fields": {**PROJECT, "investment_wan": -1}}),
    ("POST", "/api/projects/PJ-0001/stages", {"version": 1, "fields": {"stage": "x", "on": DAY}}),
    ("POST", "/api/projects/PJ-0001/tasks/task_09", {"version": 2, "fields": {"title": "x"}}),
    ("POST", "/api/projects/PJ-0001/agency", {"version": 2, "fields": {"step": "x"}}),
    (
        "POST",
        "/api/projects/PJ-0001/parcels",
        {"version": 2, "fields": {"parcels": ["T-001"], "way": "leaves", "on": "2020-01-01"}},
    ),
    ("POST", "/api/projects/rows", {"rows": [{"id": "", "fields": {"name_zh": "New"}}]}),
    ("GET", "/api/projects?view=x", {}),
    ("GET", "/api/projects?figure=x", {}),
    ("POST", "/api/comments", {"kind": "project", "id": "PJ-0001", "text": " "}),
    ("POST", "/api/campaigns", {"fields": {**CAMPAIGN, "goal_mu": 0}}),
    ("POST", "/api/campaigns", {"fields": {**CAMPAIGN, "goal_count": 1.5}}),
    ("POST", "/api/campaigns", {"fields": {**CAMPAIGN, "needs": ["x"]}}),
    ("POST", "/api/campaigns", {"fields": {**CAMPAIGN, "deadline_on": "2025-04-01"}}),
    ("POST", "/api/campaigns", {"fields": {**CAMPAIGN, "deadline_on": "2045-04-01"}}),
    ("POST", "/api/plants", {"fields": {**PLANT, "contact": None}}),
    ("POST", "/api/plants", {"fields": {**PLANT, "parcel": "X-1"}}),
    ("POST", "/api/plants", {"fields": {**PLANT, "floor_area_m2": 0}}),
    ("POST", "/api/plants", {"fields": {**PLANT, "crane_t": -1}}),
    ("POST", "/api/plants", {"fields": {**PLANT, "offer_ends_on": "2020-01-01"}}),
    ("GET", "/api/plants?load=much", {}),
    ("GET", "/api/plants?sort=x", {}),
    ("POST", "/api/matters", {"fields": {**MATTER, "closed_on": DAY}}),
    ("GET", "/api/matters?light=blue", {}),
    ("POST", "/api/indicators", {"fields": {**INDICATOR, "name_zh": "x", "goal_source": ""}}),
    ("POST", "/api/indicators", {"fields": {**INDICATOR, "name_zh": "x", "goal_year": 1}}),
    ("POST", "/api/indicators", {"fields": INDICATOR}),
    ("POST", "/api/indicators/ZB-0001/figures", {"fields": {"period": "x"}, "version": 1}),
    ("POST", "/api/indicators/ZB-0001/figures", {"fields": {"period": "2025", "value": 1}}),
    ("POST", "/api/enterprises", {"fields": {"name": "Firm", "code": "1"}}),
    ("POST", "/api/chain-records/direction", {"fields": {"name_zh": "Lasers", "chain": "x"}}),
    ("POST", "/api/chain-records/x", {"fields": {"name_zh": "Lasers"}}),
    ("PUT", "/api/registers/idle/headers", {"columns": {"id": "Id", "far": "Ratio"}}),
    ("POST", "/api/merges", {"parcels": {"T-001": 1, "T-002": 1}, "effective_on": DAY}),
)


class Reader(HTMLParser):
    """What an English page says, but for what it marks as Chinese by `lang`."""

    VOID: Final = frozenset({"input", "img", "br", "meta", "link", "hr", "source", "col", "wbr"})

    def __init__(self) -> None:
        super().__init__()
        self.chinese = 0
        self.open: list[bool] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        zh = any(name == "lang" and (value or "").startswith("zh") for name, value in attrs)
        if tag not in self.VOID:
            self.open.append(zh)
            self.chinese += zh
        if not zh:
            for _, value in attrs:
                self.handle_data(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID and self.open:
            self.chinese -= self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.chinese and CHINESE.search(data):
            self.found += [line.strip()[:200] for line in data.splitlines() if CHINESE.search(line)]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A record whose own words are ASCII: parcels, a case, a matter, a criterion, a firm."""
    folder = tmp_path_factory.mktemp("plain") / "zone"
    write_workspace(
        folder, ["One", "Two", "Three"], stock_kind="suspected_idle", far=1.2, overlays="farmland",
        reference_price_wan_per_mu=15, supply_mode="tender", agreed_start_on="2023-01-01",
        gas=True, land_use_code="0601", idle_cause="government",
    )  # fmt: skip
    for file in (folder / "parkmap.toml", folder / "parks.geojson"):
        text = file.read_text(encoding="utf-8")
        for chinese, english in ASCII.items():
            text = text.replace(chinese, english).replace(json.dumps(chinese)[1:-1], english)
        file.write_text(text, encoding="utf-8")
    take_in(folder)
    app = app_of(folder)
    yield app
    record_of(app).store.close()
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def admin(plain: Flask) -> FlaskClient:
    """Somebody who may do all, once the record has something of everything."""
    client = sign_in(plain.test_client(), "admin")
    client.set_cookie("lang", "en")
    for path, fields in (
        ("/api/cases", CASE), ("/api/matters", MATTER | {"parcels": ["T-001"]}),
        ("/api/projects", PROJECT), ("/api/plants", PLANT), ("/api/campaigns", CAMPAIGN),
        ("/api/criteria", {"parcel": "T-002", "criterion": "Tax", "met": "open"}),
        ("/api/enterprises", {"name": "Firm"}), ("/api/indicators", INDICATOR),
        ("/api/chain-records/chain", {"name_zh": "Optics"}),
        ("/api/chain-records/direction", {"name_zh": "Lenses", "chain": "CY-0001"}),
        ("/api/enterprises/QY-0001/tenancies", {"parcel": "T-003", "from_on": DAY}),
    ):  # fmt: skip
        body = {"fields": fields, "reason": "Begun"}
        assert client.post(path, json=body, headers=headers(client)).status_code == 200, path
    for path, sent in (
        ("tasks/new", {"title": "Filing", "post": "Desk", "due_on": DAY}),
        ("agency", {"step": "filing", "hours": 6, "standard_hours": 40, "done_on": DAY}),
    ):  # fmt: skip
        version = client.get("/api/projects/PJ-0001").get_json()["version"]
        body = {"fields": sent, "reason": "Begun", "version": version}
        done = client.post(f"/api/projects/PJ-0001/{path}", json=body, headers=headers(client))
        assert done.status_code == 200, path
    for year, value in (("2024", 2), ("2025", 3)):
        seen = client.get("/api/indicators/ZB-0001").get_json()["version"]
        sent = {"period": year, "value": value, "target": 4, "source": "Bulletin"}
        body = {"fields": sent, "version": seen, "reason": "Told"}
        path = "/api/indicators/ZB-0001/figures"
        assert client.post(path, json=body, headers=headers(client)).status_code == 200
    return client


@pytest.mark.parametrize("path", PAGES)
def test_an_english_page_has_no_chinese_of_its_own(admin: FlaskClient, path: str) -> None:
    reader = Reader()
    reader.feed(admin.get(path).text)
    assert reader.found == []


@pytest.mark.parametrize("path", ANSWERS)
def test_an_english_answer_has_no_chinese_of_its_own(admin: FlaskClient, path: str) -> None:
    answer = admin.get(path)
    assert answer.status_code == 200
    assert CHINESE.findall(answer.text) == []


@pytest.mark.parametrize(("method", "path", "body"), REFUSED)
def test_an_english_refusal_has_no_chinese_of_its_own(
    admin: FlaskClient, method: str, path: str, body: dict[str, Any]
) -> None:
    sent = {"effective_on": DAY, "reason": "Checked"} | body
    refused = admin.open(path, method=method, json=sent, headers=headers(admin))
    assert refused.status_code >= 400
    assert CHINESE.findall(refused.text) == []


def test_the_reader_finds_chinese_where_there_is_some(admin: FlaskClient) -> None:
    reader = Reader()
    reader.feed(admin.get("/cases/XZ-0001?lang=zh").text.replace('lang="zh-CN"', ""))
    assert any("文号" in line for line in reader.found)


@pytest.mark.parametrize("path", ["/cases", "/cases/XZ-0001", "/matters", "/projects",
                                  "/checklists", "/enterprises", "/plants", "/plants/PL-0001",
                                  "/enterprises/QY-0001", "/projects/PJ-0001", "/indicators",
                                  "/indicators/ZB-0001", "/campaigns",
                                  "/campaigns/ZX-0001"])  # fmt: skip
def test_every_field_of_a_form_is_labelled_and_explained(admin: FlaskClient, path: str) -> None:
    page = admin.get(path).text
    controls = re.findall(r'id="([^"]+)" aria-describedby="([^"]+)" name="fields\.', page)
    assert controls
    for control, about in controls:
        assert f'<label for="{control}">' in page
        assert re.search(f'id="{re.escape(about)}">[^<]+<span>Read from: [^<]+<', page)


def test_a_list_refuses_a_parcel_that_is_not_there_beside_its_field(admin: FlaskClient) -> None:
    assert "part several by blanks, commas or line ends" in admin.get("/matters").text
    body = {"fields": MATTER | {"parcels": ["T-001", "X-1"]}, "reason": "x"}
    told = admin.post("/api/matters", json=body, headers=headers(admin)).get_json()
    assert (told["field"], told["value"]) == ("parcels", "X-1")
