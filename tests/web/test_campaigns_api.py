"""Campaigns over the web: figures of the page and the API agree, files and the sheet carry them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.web.conftest import headers, mark_body
from tests.web.test_cases_api import post

TERMS: dict[str, Any] = {
    "name_zh": "夏季攻坚", "goal_mu": 40, "starts_on": "2025-05-20", "deadline_on": "2025-07-10",
    "counts": "revitalized", "needs": ["route"], "parks": ["P1"], "leader_post": "分管领导",
}  # fmt: skip


@pytest.fixture
def begun(officer: FlaskClient) -> str:
    """A campaign for which a parcel has counted."""
    body = mark_body(status="revitalized", route="lease", reason="出租投产")
    assert officer.post("/api/marks", json=body, headers=headers(officer)).status_code == 200
    (one,) = post(officer, "/api/campaigns", TERMS).get_json()["ids"]
    return str(one)


def test_page_api_and_csv_tell_the_same_figures(officer: FlaskClient, begun: str) -> None:
    told = officer.get(f"/api/campaigns/{begun}?on=2025-06-20").get_json()
    page = officer.get(f"/campaigns/{begun}?on=2025-06-20").text
    sent = officer.get(f"/api/campaigns/{begun}/parcels.csv?on=2025-06-20").text
    (row,) = list(csv.reader(io.StringIO(sent)))[1:]
    done = f"{told['area']['done_mu']:,.2f}"
    assert done in page and told["sentence"] in page and row[1] == told["rows"][0]["id"] == "T-001"
    assert float(row[9]) == told["rows"][0]["counts_mu"] == told["area"]["done_mu"]
    assert (told["rows"][0]["reason"], told["rows"][0]["route"]) == ("出租投产", "lease")
    listed = officer.get("/api/campaigns?on=2025-06-20").get_json()["campaigns"]
    assert [one["sentence"] for one in listed] == [told["sentence"]]
    assert told["sentence"] in officer.get("/campaigns?on=2025-06-20").text


def test_the_workbook_has_numbers_days_and_its_figures(officer: FlaskClient, begun: str) -> None:
    book = load_workbook(io.BytesIO(officer.get(f"/api/campaigns/{begun}/parcels.xlsx").data))
    parcels, figures = book.worksheets
    assert parcels["B2"].value == "T-001" and parcels["D2"].value.isoformat()[:10] == "2025-06-01"
    assert isinstance(parcels["J2"].value, float)
    told = {row[0].value: row[1].value for row in figures.iter_rows()}
    assert told["目标（亩）"] == 40 and told["已完成（亩）"] == parcels["J2"].value


def test_the_sheet_is_read_back_with_its_ledger_number(officer: FlaskClient, begun: str) -> None:
    answer = officer.get(f"/campaigns/{begun}/sheet.pdf?on=2025-06-20")
    text = PdfReader(io.BytesIO(answer.data)).pages[0].extract_text()
    told = officer.get(f"/api/campaigns/{begun}?on=2025-06-20").get_json()
    assert f"#{told['seq']}" in text and "T-001" in text and "2025-06-20" in text
    assert f"{told['area']['done_mu']:,.2f}" in text
    again = officer.get(f"/campaigns/{begun}/sheet.pdf?on=2025-06-20")
    assert again.data == answer.data


def test_a_closed_campaign_shows_its_figures_and_takes_no_change(
    officer: FlaskClient, begun: str
) -> None:
    version = officer.get(f"/api/campaigns/{begun}").get_json()["version"]
    sent = {"closed_on": "2025-07-11", "reason": "结束", "version": version}
    path = f"/api/campaigns/{begun}/closing"
    answer = officer.post(path, json=sent, headers=headers(officer))
    assert answer.status_code == 200, answer.text
    told = officer.get(f"/api/campaigns/{begun}").get_json()
    assert told["closing"]["differences"] == [] and told["closing"]["on"] == "2025-07-11"
    page = officer.get(f"/campaigns/{begun}").text
    assert "amend-campaign" not in page and told["closing"]["sentence"] in page
    assert "成果存档" in officer.get(f"/api/ledger/{answer.get_json()['seq']}").text
    body = {"fields": {"goal_mu": 1}, "reason": "x", "version": told["version"]}
    refused = officer.patch(f"/api/campaigns/{begun}", json=body, headers=headers(officer))
    assert refused.status_code == 409


def test_a_leader_reads_all_and_finds_no_form(
    signed_in: Callable[[str], FlaskClient], begun: str
) -> None:
    leader = signed_in("leader")
    for path in ("/campaigns", f"/campaigns/{begun}"):
        page = leader.get(path).text
        assert "夏季攻坚" in page and "data-send" not in page


def test_what_was_known_before_is_asked_for_by_its_moment(officer: FlaskClient, begun: str) -> None:
    assert officer.get(f"/campaigns/{begun}?known=2020-01-01T00:00").status_code == 404
    assert officer.get("/api/campaigns?known=2020-01-01T00:00").get_json()["campaigns"] == []
    assert "按 2999" in officer.get(f"/campaigns/{begun}?known=2999-01-01T00:00").text
