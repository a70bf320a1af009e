"""The measures over the web: the same everywhere, each with its land, none to the public."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient

from parkmap.land.measures import MEASURES
from parkmap.services.measures import figures
from tests.small import OFFICER, marked
from tests.web.conftest import record_of


@pytest.fixture
def leader(app: Flask, signed_in: Callable[[str], FlaskClient]) -> FlaskClient:
    """A leader, after a year in which three of five idle parcels moved."""
    record = record_of(app)
    marked(record, "under_construction", "2025-03-01", "T-001", "T-002")
    marked(record, "revitalized", "2025-09-10", "T-001")
    marked(record, "revitalized", "2025-10-20", "T-003")
    return signed_in("leader")


PERIOD = "on=2025-12-31&since=2025-01-01"


def test_the_api_tells_the_figures_of_the_service(app: Flask, leader: FlaskClient) -> None:
    told = leader.get(f"/api/measures?{PERIOD}").get_json()
    found = figures(record_of(app), OFFICER, date(2025, 12, 31), date(2025, 1, 1))
    assert (told["seq"], told["head"]) == (found.seq, found.head)
    assert {one["name"]: one["value"] for one in told["measures"]} == {
        name: one.value for name, one in found.by_name.items()
    }
    assert found.by_name["disposed"].count == 3


def test_every_figure_of_the_page_opens_its_list(leader: FlaskClient) -> None:
    page = leader.get(f"/progress?{PERIOD}").text
    found = re.findall(r'href="(/progress\?[^"]*behind=[^"]*)"', page)
    links = {html.unescape(one) for one in found}
    named = {re.search(r"behind=(\w+)", one)[1] for one in links}  # type: ignore[index]
    assert {"idle", "disposed", "disposal_rate", "idle_over_2", "idle_to_revitalized"} <= named
    for link in links:
        answer = leader.get(link.partition("#")[0])
        assert answer.status_code == 200 and 'id="behind"' in answer.text, link


def test_a_list_is_the_same_as_page_json_csv_and_workbook(leader: FlaskClient) -> None:
    address = f"/api/measures/disposed/parcels?{PERIOD}"
    told = leader.get(address).get_json()
    text = leader.get(address.replace("parcels", "parcels.csv")).get_data().decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    book = openpyxl.load_workbook(
        io.BytesIO(leader.get(address.replace("parcels", "parcels.xlsx")).get_data())
    )
    sheet: list[Any] = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    ids = [row["parcel"] for row in told["rows"]]
    assert ids == ["T-001", "T-002", "T-003"]
    assert [line[0] for line in lines[1:]] == ids == [row[0] for row in sheet]
    assert sum(row[7] for row in sheet) == pytest.approx(told["mu"], abs=0.02)
    assert told["rows"][0] | {"name": ""} == {
        "parcel": "T-001", "name": "", "park": told["rows"][0]["park"], "before": "idle",
        "status": "under_construction", "day": "2025-03-01", "mu": told["rows"][0]["mu"],
        "part": "counted", "days": None,
    }  # fmt: skip


def test_the_public_reads_no_more_than_before(leader: FlaskClient, client: FlaskClient) -> None:
    assert "months" in leader.get("/api/measures/series").get_json()
    told = client.get("/api/measures/series").get_json()
    assert told.keys() == {"on", "first", "token", "points"}
    assert told["points"][-1].keys() == {"on", "sums"}
    page = client.get("/progress", headers={"Accept-Language": "en"}).text
    assert "behind=" not in page and 'name="known"' not in page
    for one in MEASURES.values():
        assert one.kind == "stock" or one.title("en") not in page
    then = "2025-01-01T00:00"
    for address in ("/progress?behind=idle", f"/progress?known={then}", "/progress?dim=route",
                    f"/api/measures/series?known_at={then}"):  # fmt: skip
        assert client.get(address).status_code in {302, 303, 401}, address


def test_the_series_tells_what_the_totals_tell(leader: FlaskClient, client: FlaskClient) -> None:
    for one in client.get("/api/measures/series?on=2025-12-31").get_json()["points"]:
        rows = client.get(f"/api/totals?on={one['on']}").get_json()["rows"]
        sums: dict[str, int] = {}
        for row in rows:
            sums[row["s"]] = sums.get(row["s"], 0) + row["count"]
        assert {code: told["count"] for code, told in one["sums"].items()} == sums


def test_what_is_wrong_in_the_address_is_told(leader: FlaskClient) -> None:
    assert leader.get("/api/measures/none/parcels").status_code == 404
    assert leader.get("/api/measures/idle/parcels.pdf").status_code == 404
    assert leader.get("/api/measures/idle/parcels?by=colour").status_code == 404
    assert leader.get("/api/measures/idle/parcels?start=-1").status_code == 400
    assert leader.get("/progress?on=2025-01-01&since=2025-02-01").status_code == 400
