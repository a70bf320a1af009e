"""Findings and measures over the API."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from parkmap.said import say
from parkmap.web.telling import told


def test_an_officer_reads_findings(officer: FlaskClient) -> None:
    answer = officer.get("/api/findings").get_json()
    assert answer["parcels"] == 5 and answer["matched"] == len(answer["findings"])
    assert set(answer["counts"]) == {"error", "warning", "info"}


def test_a_box_and_a_park_choose(officer: FlaskClient) -> None:
    assert officer.get("/api/findings?bbox=0,0,1,1").get_json()["parcels"] == 0
    assert officer.get("/api/findings?park=none").get_json()["matched"] == 0
    assert officer.get("/api/findings?bbox=1,2").status_code == 400


def test_the_public_reads_no_findings(client: FlaskClient) -> None:
    assert client.get("/api/findings").status_code == 401


def test_everybody_reads_measures_of_an_exact_outline(client: FlaskClient) -> None:
    answer = client.get("/api/parcels/T-001/measures").get_json()
    assert [one["name"] for one in answer["boundary_points"]] == ["J1", "J2", "J3", "J4"]
    assert client.get("/api/parcels/none/measures").status_code == 404


def test_a_sentence_is_told_in_the_language_of_the_page(app: Flask) -> None:
    with app.test_request_context("/?lang=zh"):
        assert told(say("undone by #%(seq)s", seq=say("yes"))) == "已由 #是 撤销"
        assert told("as the file says") == "as the file says"
