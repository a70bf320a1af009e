"""What is tied to a parcel, as the desk asks for it."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.web.test_cases_api import CASE, post


def test_a_parcel_tells_what_is_tied_to_it(officer: FlaskClient) -> None:
    (case,) = post(officer, "/api/cases", CASE).get_json()["ids"]
    matter = {"title": "限期复工", "light": "red", "responsible_unit": "招商岗",
              "due_on": "2025-12-31", "cases": [case]}  # fmt: skip
    post(officer, "/api/matters", matter)
    post(officer, "/api/criteria", {"parcel": "T-001", "criterion": "容积率偏低", "met": "yes"})
    (firm,) = post(officer, "/api/enterprises", {"name": "甲厂"}).get_json()["ids"]
    use = {"parcel": "T-001", "from_on": "2024-01-01"}
    post(officer, f"/api/enterprises/{firm}/tenancies", use)
    project = {"name_zh": "显示模组项目", "stage": "land", "halted": "stalled",
               "parcels": ["T-001"]}  # fmt: skip
    post(officer, "/api/projects", project)
    plant = {"name_zh": "3 号厂房", "parcel": "T-001", "floor_area_m2": 2_400}
    post(officer, "/api/plants", plant)
    told = officer.get("/api/parcels/T-001/ties").get_json()
    assert {name: [one["text"] for one in rows] for name, rows in told.items()} == {
        "projects": ["显示模组项目"], "plants": ["3 号厂房"], "cases": [case],
        "matters": ["限期复工"], "criteria": ["容积率偏低"], "enterprises": ["甲厂"],
    }  # fmt: skip
    assert told["projects"][0]["note"] == "取得用地 · 停滞"
    assert told["plants"][0]["note"] == "不供应"
    assert told["cases"][0]["note"] == "调查通知书"
    beside = officer.get("/api/parcels/T-002/ties").get_json()
    assert beside["projects"] == beside["cases"] == []
