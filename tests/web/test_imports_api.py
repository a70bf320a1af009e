"""Imports over HTTP: sent, read by the worker, looked at, confirmed; a torn one leaves nothing."""

from __future__ import annotations

import gc
import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from parkmap.services import working
from tests.shapes import collection
from tests.small import count
from tests.web.conftest import BEGAN, feature, headers, record_of, square


def lot(number: float, name: str | None, **said: Any) -> dict[str, Any]:
    made = feature("", square(113.1 + number * 0.0015, 36.21), **said)
    return made | {"id": name}


def send(client: FlaskClient, *features: Any, **form: Any) -> Any:
    data = {"file": (io.BytesIO(collection(*features)), "地块.geojson")} | form
    return client.post("/api/imports", data=data, headers=headers(client))


def work(app: Flask) -> None:
    while working.once(record_of(app)):
        pass


@pytest.fixture
def ready(app: Flask, officer: FlaskClient) -> str:
    """An import with a changed, a new, a matched and a bad row."""
    bow = feature("", {"type": "Polygon", "coordinates": [[[113.11, 36.22], [113.12, 36.23],
                  [113.12, 36.22], [113.11, 36.23], [113.11, 36.22]]]})  # fmt: skip
    sent = send(officer, lot(1, "T-001", holder="甲"), lot(8, "N-1"), lot(2, None), bow)
    work(app)
    return str(sent.headers["Location"])


def test_a_file_is_accepted_and_a_job_reads_it(app: Flask, officer: FlaskClient) -> None:
    sent = send(officer, lot(8, "N-1"))
    assert sent.status_code == 202 and sent.get_json()["state"] == "waiting"
    address = sent.headers["Location"]
    assert officer.get(address).get_json()["state"] == "waiting"
    work(app)
    view = officer.get(address).get_json()
    assert (view["state"], view["counts"]["new"], view["source"]) == ("ready", 1, "地块.geojson")
    assert view["progress"] == {"done": 1, "total": 1}


def test_columns_come_with_samples_and_targets(officer: FlaskClient, ready: str) -> None:
    (column,) = officer.get(ready).get_json()["columns"]
    assert column == {"name": "holder", "samples": ["甲"], "target": "holder"}


def test_rows_come_as_geojson_with_verdict_and_findings(officer: FlaskClient, ready: str) -> None:
    found = officer.get(f"{ready}/rows").get_json(force=True)["features"]
    assert [one["properties"]["verdict"] for one in found] == ["changed", "new", "matched", "bad"]
    assert found[0]["geometry"]["type"] == "Polygon"
    assert found[0]["properties"]["changes"] == {"holder": [None, "甲"]}
    assert found[3]["geometry"] is None
    assert found[3]["properties"]["findings"][0]["place"] is not None


def test_rows_are_filtered_and_come_in_pages(officer: FlaskClient, ready: str) -> None:
    page = officer.get(f"{ready}/rows?limit=3").get_json(force=True)
    assert page["next"] == "parcel:3"
    rest = officer.get(f"{ready}/rows?after=parcel:3").get_json(force=True)
    assert [one["id"] for one in rest["features"]] == ["parcel:4"]
    new = officer.get(f"{ready}/rows?verdict=new").get_json(force=True)["features"]
    assert [one["properties"]["parcel"] for one in new] == ["N-1"]


def test_what_is_gone_is_drawn_from_the_record(officer: FlaskClient, ready: str) -> None:
    found = officer.get(f"{ready}/rows?verdict=gone").get_json(force=True)["features"]
    assert [one["id"] for one in found] == officer.get(ready).get_json()["gone"]


def test_findings_are_told_in_the_readers_language(officer: FlaskClient, ready: str) -> None:
    officer.get("/lang/zh")
    found = officer.get(f"{ready}/rows?verdict=matched").get_json(force=True)["features"][0]
    assert "T-002" in found["properties"]["findings"][0]["sentence"]
    assert "编号" in found["properties"]["findings"][0]["sentence"]


def test_it_is_confirmed_as_one_entry(officer: FlaskClient, ready: str) -> None:
    body = {"reason": "测绘成果入库", "take": ["matched"]}
    done = officer.post(f"{ready}/confirm", json=body, headers=headers(officer)).get_json()
    assert (done["new"], done["changed"], done["left"]) == (["N-1"], ["T-001"], 1)
    view = officer.get(ready).get_json()
    assert (view["state"], view["seq"]) == ("confirmed", done["seq"])


def test_a_second_confirmation_is_a_conflict(officer: FlaskClient, ready: str) -> None:
    body = {"reason": "测绘成果入库"}
    officer.post(f"{ready}/confirm", json=body, headers=headers(officer))
    again = officer.post(f"{ready}/confirm", json=body, headers=headers(officer))
    assert again.status_code == 409


@pytest.mark.parametrize(
    "body",
    [{}, {"reason": "x", "take": "all"}, {"reason": "x", "take": ["a b"]},
     {"reason": "x", "ids": {"1": 2}}, {"reason": "x", "leave": [-1]},
     {"reason": "x", "take": [4]}, {"reason": "x", "retire": ["T-009"]}],
)  # fmt: skip
def test_choices_that_cannot_be_are_refused(
    officer: FlaskClient, ready: str, body: dict[str, Any]
) -> None:
    answer = officer.post(f"{ready}/confirm", json=body, headers=headers(officer))
    assert answer.status_code == 400
    assert officer.get(ready).get_json()["state"] == "ready"


def test_another_mapping_is_compared_anew(app: Flask, officer: FlaskClient, ready: str) -> None:
    body = {"columns": {"holder": "location"}, "save_as": "测绘院"}
    answer = officer.post(f"{ready}/mapping", json=body, headers=headers(officer))
    assert answer.status_code == 202
    work(app)
    row = officer.get(f"{ready}/rows?verdict=changed").get_json(force=True)["features"][0]
    assert row["properties"]["changes"] == {"location": [None, "甲"]}


def test_a_dropped_import_is_gone(app: Flask, officer: FlaskClient, ready: str) -> None:
    assert officer.delete(ready, headers=headers(officer)).status_code == 204
    assert officer.get(ready).get_json()["state"] == "dropped"
    assert count(record_of(app), "import_row") == 0


@pytest.mark.parametrize(
    "form", [{"on": "2999-01-01"}, {"tolerance_m": "-1"}, {"kind": "plan"}, {"crs": "EPSG:2383"},
             {"status": "sold"}]
)  # fmt: skip
def test_a_form_that_cannot_be_is_refused(
    app: Flask, officer: FlaskClient, form: dict[str, str]
) -> None:
    assert send(officer, lot(8, "N-1"), **form).status_code == 400
    assert count(record_of(app), "import") == 0


def send_torn(officer: FlaskClient) -> int:
    """Send a form that ends before its length says so; the status of the answer."""
    whole = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.geojson"\r\n\r\n{"ty'
    answer = officer.post(
        "/api/imports", input_stream=io.BytesIO(whole), headers=headers(officer),
        content_type="multipart/form-data; boundary=b",
        environ_overrides={"CONTENT_LENGTH": "10000"},
    )  # fmt: skip
    return answer.status_code


# The parser leaves its temporary file, which has no name, to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_torn_upload_leaves_nothing(app: Flask, officer: FlaskClient) -> None:
    assert send_torn(officer) == 400
    gc.collect()
    assert count(record_of(app), "import") == 0
    assert not (record_of(app).folder / "imports").exists()


def test_a_stranger_is_refused_before_the_upload_is_read(client: FlaskClient) -> None:
    class Unread(io.BytesIO):
        def read(self, *_: Any) -> bytes:
            raise AssertionError("somebody read it")

    answer = client.post("/api/imports", input_stream=Unread(), content_length=99,
                         content_type="multipart/form-data; boundary=b")  # fmt: skip
    assert answer.status_code == 401


def test_more_than_the_limit_is_refused(app: Flask, officer: FlaskClient) -> None:
    answer = officer.post(
        "/api/imports", input_stream=io.BytesIO(b"--b\r\n"), headers=headers(officer),
        content_type="multipart/form-data; boundary=b",
        environ_overrides={"CONTENT_LENGTH": str(16 * 2**20 + 1)},
    )  # fmt: skip
    assert answer.status_code == 413
    assert count(record_of(app), "import") == 0


def test_a_path_in_a_name_is_only_a_name(app: Flask, officer: FlaskClient) -> None:
    data = {"file": (io.BytesIO(collection(lot(8, "N"))), "../../../etc/passwd")}
    sent = officer.post("/api/imports", data=data, headers=headers(officer))
    assert officer.get(sent.headers["Location"]).get_json()["source"] == "passwd"
    kept = record_of(app).folder / "imports" / str(sent.get_json()["id"])
    assert [one.name for one in kept.iterdir()] == ["upload"]


def test_the_record_stays_as_it_is_until_it_is_confirmed(app: Flask, ready: str) -> None:
    assert BEGAN.year == 2025 and count(record_of(app), "entry") == 1
