"""Staff read the whole ledger over HTTP, with who and why, and bring earlier states back."""

from __future__ import annotations

from io import BytesIO

import openpyxl
from flask.testing import FlaskClient

from parkmap.land import review
from parkmap.web import ledger
from tests.web.conftest import DAY, headers, mark_body, version_of


def test_the_ledger_tells_who_and_why(officer: FlaskClient) -> None:
    officer.post("/api/marks", json=mark_body(), headers=headers(officer))
    found = officer.get("/api/ledger?q=桩基").get_json()
    (line,) = found["entries"]
    assert (line["actor_name"], line["reason"], line["action"]) == ("officer", "桩基已开工", "mark")
    assert line["subjects"] == [{"kind": "parcel", "id": "T-001"}] and found["before"] is None
    told = officer.get(f"/api/ledger/{line['seq']}").get_json()
    assert told["count"] == 1 and "在建" in told["deltas"][0]["sentence"]


def test_a_filter_that_cannot_be_is_refused(officer: FlaskClient) -> None:
    for wrong in ("from=gestern", "before=x", "limit=0"):
        assert officer.get(f"/api/ledger?{wrong}").status_code == 400
    assert officer.get("/api/exports/ledger.doc").status_code == 404


def test_the_ledger_is_a_file_without_formulas(officer: FlaskClient) -> None:
    said = mark_body(reason="=HYPERLINK(1)")
    officer.post("/api/marks", json=said, headers=headers(officer))
    text = officer.get("/api/exports/ledger.csv?action=mark").data.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text and "T-001" in text
    book = openpyxl.load_workbook(BytesIO(officer.get("/api/exports/ledger.xlsx").data))
    (first,) = (row for row in book.worksheets[0].iter_rows() if row[4].value == "状态更新")
    assert first[5].value == "=HYPERLINK(1)" and first[5].data_type == "s"


def test_the_story_leads_to_the_maps_of_its_entries(officer: FlaskClient) -> None:
    officer.post("/api/marks", json=mark_body(), headers=headers(officer))
    lines = officer.get("/api/parcels/T-001/story").get_json()["parts"][0]["lines"]
    assert [line["redrawn"] for line in lines] == [False, True]
    shown = officer.get("/api/entries/1/outlines?parcel=T-001").get_json()
    assert shown["before"] == {} and shown["after"]["T-001"]["type"] == "Polygon"


def test_an_earlier_state_is_shown_and_brought_back(officer: FlaskClient) -> None:
    officer.post("/api/marks", json=mark_body(), headers=headers(officer))
    told = officer.get("/api/parcels/T-001/versions/1").get_json()
    assert [(one["then"], one["now"]) for one in told["differs"]] == [("闲置", "在建")]
    sent = {"version": version_of(officer), "effective_on": DAY, "reason": "误标"}
    address = "/api/parcels/T-001/versions/1/restore"
    done = officer.post(address, json=sent, headers=headers(officer)).get_json()
    assert done["changed"][0]["s"] == "idle"
    assert officer.post(address, json=sent, headers=headers(officer)).status_code == 412


def test_every_action_that_can_be_reviewed_has_a_name() -> None:
    assert set(review.ACTIONS) | {"case_step", "undo", "restore"} <= set(ledger.ACTIONS)
