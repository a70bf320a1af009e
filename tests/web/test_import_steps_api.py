"""What the import pages ask of the API: read otherwise, choices kept, outlines, mappings."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import headers
from tests.web.test_imports_api import lot, ready, send, work

__all__ = ["ready"]


def post(client: FlaskClient, address: str, body: Any) -> Any:
    return client.post(address, json=body, headers=headers(client))


def test_another_day_is_compared_anew_with_the_mapping_kept(
    app: Flask, officer: FlaskClient, ready: str
) -> None:
    post(officer, f"{ready}/mapping", {"columns": {"holder": "location"}})
    work(app)
    answer = post(officer, f"{ready}/read", {"on": "2025-03-01", "scope": "all"})
    assert (answer.status_code, answer.get_json()["state"]) == (202, "waiting")
    work(app)
    view = officer.get(ready).get_json()
    assert (view["state"], view["on"], view["scope"]) == ("ready", "2025-03-01", "all")
    assert view["mapping"]["holder"] == "location"


def test_another_system_is_read_anew(app: Flask, officer: FlaskClient, ready: str) -> None:
    post(officer, f"{ready}/read", {"crs": "EPSG:4490"})
    work(app)
    view = officer.get(ready).get_json()
    assert (view["state"], view["epsg"], view["asked_epsg"]) == ("ready", 4490, 4490)
    assert (view["mapping"]["holder"], view["format"]) == ("holder", "geojson")


@pytest.mark.parametrize(
    "body", [{"crs": "EPSG:2383"}, {"on": "2999-01-01"}, {"kind": "plan"}, {"status": "sold"}]
)
def test_what_cannot_be_read_so_is_refused(
    officer: FlaskClient, ready: str, body: dict[str, str]
) -> None:
    assert post(officer, f"{ready}/read", body).status_code == 400
    assert officer.get(ready).get_json()["state"] == "ready"


def test_choices_stay_until_they_are_confirmed(officer: FlaskClient, ready: str) -> None:
    body = {"reason": "入库", "take": ["matched"], "leave": ["park:1", 1], "ids": {"3": "T-009"}}
    kept = officer.put(f"{ready}/choices", json=body, headers=headers(officer))
    assert kept.status_code == 204
    assert officer.get(ready).get_json()["draft"] == {
        "reason": "入库", "take": ["matched"], "leave": ["parcel:1", "park:1"],
        "ids": {"parcel:3": "T-009"}, "retire": [],
    }  # fmt: skip


def test_what_was_taken_is_told_later(officer: FlaskClient, ready: str) -> None:
    post(officer, f"{ready}/confirm", {"reason": "入库"})
    taken = officer.get(ready).get_json()["taken"]
    assert (taken["new"], taken["changed"], taken["ids"]) == (1, 1, ["N-1", "T-001"])


def test_all_changed_rows_are_left_by_a_word(officer: FlaskClient, ready: str) -> None:
    body = {"reason": "入库", "leave": ["changed"]}
    done = post(officer, f"{ready}/confirm", body).get_json()
    assert (done["new"], done["changed"]) == (["N-1"], [])


def test_a_word_that_leaves_nothing_is_refused(officer: FlaskClient, ready: str) -> None:
    assert post(officer, f"{ready}/confirm", {"reason": "x", "leave": ["all"]}).status_code == 400


def test_outlines_come_with_verdict_and_severity(officer: FlaskClient, ready: str) -> None:
    found = officer.get(f"{ready}/shapes").get_json(force=True)["features"]
    assert [one["properties"] for one in found][1:] == [
        {"verdict": "new", "severity": None},
        {"verdict": "matched", "severity": "warning"},
        {"verdict": "bad", "severity": "error"},
    ]
    west, south, east, north = officer.get(ready).get_json()["box"]
    assert west < east and south < north


def test_rows_are_found_by_the_severity_of_a_finding(officer: FlaskClient, ready: str) -> None:
    found = officer.get(f"{ready}/rows?severity=error").get_json(force=True)["features"]
    assert [one["properties"]["row"] for one in found] == [4]
    assert officer.get(ready).get_json()["told"]["error"] == 1
    assert officer.get(f"{ready}/rows?severity=bad").status_code == 400


def test_saved_mappings_are_listed(app: Flask, officer: FlaskClient, ready: str) -> None:
    post(officer, f"{ready}/mapping", {"columns": {"holder": "location"}, "save_as": "测绘院"})
    work(app)
    found = officer.get("/api/import-mappings").get_json()["mappings"]
    assert found == [{"name": "测绘院", "columns": {"holder": "location"}}]


@pytest.mark.parametrize(
    ("head", "word"), [(b"\xff\xd8\xff\xe0\x00\x10JFIF", "照片"), (b"AC1027\x00\x00", "DXF")]
)
def test_a_photo_and_a_drawing_are_told_what_is_accepted(
    app: Flask, officer: FlaskClient, head: bytes, word: str
) -> None:
    data = {"file": (io.BytesIO(head + bytes(64)), "现场.jpg")}
    sent = officer.post("/api/imports", data=data, headers=headers(officer))
    work(app)
    officer.get("/lang/zh")
    view = officer.get(sent.headers["Location"]).get_json()
    assert view["state"] == "refused" and word in view["refusal"]


def test_an_import_of_nothing_sound_has_no_box(app: Flask, officer: FlaskClient) -> None:
    sent = send(officer, lot(1, "T-001") | {"geometry": None})
    work(app)
    assert officer.get(sent.headers["Location"]).get_json()["box"] is None
