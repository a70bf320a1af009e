"""Files by address: the filters of the command, the eyes of the reader, and a brake."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from filelock import FileLock
from flask import Flask
from flask.testing import FlaskClient

from parkmap.formats.writing import FORMS
from tests.web.conftest import DAY, headers, mark_body, record_of

HERE = "/api/exports/parcels"


def names(client: FlaskClient, query: str) -> list[str]:
    answer = client.get(f"{HERE}.geojson?{query}")
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in json.loads(answer.data)["features"]]


@pytest.mark.parametrize("suffix", sorted(form.suffix for form in FORMS.values()))
def test_every_format_is_there(client: FlaskClient, suffix: str) -> None:
    answer = client.get(f"{HERE}.{suffix}")
    assert answer.status_code == 200 and len(answer.data) > 100
    assert answer.headers["X-Parkmap-Count"] == "5"
    assert f".{suffix}" in answer.headers["Content-Disposition"]


def test_filters_are_those_of_the_command(client: FlaskClient) -> None:
    assert names(client, "ids=T-002,T-004") == ["T-002", "T-004"]
    assert names(client, "bbox=113.1029,36.21,113.1031,36.2101") == ["T-002"]
    assert names(client, "status=in_use") == []
    assert len(names(client, "park=P1&offer=none")) == 5


def test_a_past_day_has_the_land_as_it_stood(officer: FlaskClient) -> None:
    officer.post("/api/marks", json=mark_body(), headers=headers(officer))
    assert names(officer, "status=under_construction") == ["T-001"]
    assert names(officer, f"status=under_construction&on={DAY}") == ["T-001"]
    assert names(officer, "status=under_construction&on=2025-05-31") == []


def test_the_public_reads_no_internal_column(client: FlaskClient, officer: FlaskClient) -> None:
    seen = [next(csv.reader(StringIO(one.get(f"{HERE}.csv").text))) for one in (client, officer)]
    assert ["权利人" in header for header in seen] == [False, True]


def test_what_was_known_is_for_staff(client: FlaskClient) -> None:
    assert client.get(f"{HERE}.csv?known_at=2025-01-01T00:00").status_code == 401


@pytest.mark.parametrize(
    ("path", "status"),
    [(".dwg", 404), (".csv?on=yesterday", 400), (".csv?offer=sold", 400), (".csv?status=x", 400),
     (".gpkg?encoding=gb18030", 400), (".csv?known_at=now", 400)],
)  # fmt: skip
def test_what_is_asked_wrongly_is_refused(client: FlaskClient, path: str, status: int) -> None:
    assert client.get(f"{HERE}{path}").status_code == status


def test_the_same_file_is_not_made_twice(client: FlaskClient) -> None:
    tag = client.get(f"{HERE}.gpkg").headers["ETag"]
    assert client.get(f"{HERE}.gpkg", headers={"If-None-Match": tag}).status_code == 304
    assert client.get(f"{HERE}.gpkg?park=P1", headers={"If-None-Match": tag}).status_code == 200


def test_one_public_file_at_a_time_and_the_staff_is_not_kept_waiting(
    app: Flask, client: FlaskClient, officer: FlaskClient
) -> None:
    with FileLock(record_of(app).folder / ".export-public-0.lock"):
        answer = client.get(f"{HERE}.csv")
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "5")
        assert officer.get(f"{HERE}.csv").status_code == 200
