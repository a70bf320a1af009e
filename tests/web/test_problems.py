"""Errors: a status for every class, problem details for programs, pages for people."""

from __future__ import annotations

import inspect

import pytest
from flask import Flask
from flask.testing import FlaskClient

from parkmap import errors
from parkmap.errors import AwaitsReview, Busy, DiskFull, ParkmapError
from parkmap.web.problems import STATUS, status_of

TREE = [
    kind
    for _name, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, ParkmapError)
]


@pytest.mark.parametrize("kind", TREE)
def test_every_error_has_a_status(kind: type[ParkmapError]) -> None:
    waits = kind is AwaitsReview  # it was taken, and waits for a second person
    assert (200 if waits else 400) <= status_of(kind("so")) < 600


def test_the_dictionary_names_no_error_twice_over() -> None:
    assert set(STATUS) <= set(TREE)


def test_programs_get_problem_details(client: FlaskClient) -> None:
    answer = client.get("/api/parcels/T-999/card")
    body = answer.get_json()
    assert answer.mimetype == "application/problem+json"
    assert (body["status"], body["code"], body["type"]) == (404, "not_found", "/errors/not_found")
    assert body["id"] == "T-999"


def test_people_get_a_page(client: FlaskClient) -> None:
    answer = client.get("/parcels/T-999")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "T-999" in answer.text


def test_a_page_address_answers_a_program_in_json(client: FlaskClient) -> None:
    answer = client.get("/parcels/T-999", headers={"Accept": "application/json"})
    assert answer.mimetype == "application/problem+json"


def test_an_address_that_is_not_there(client: FlaskClient) -> None:
    assert client.get("/none").status_code == client.get("/api/none").status_code == 404
    assert client.get("/api/none").get_json()["code"] == "not_found"


def test_a_method_that_is_not_taken_names_the_others(client: FlaskClient) -> None:
    answer = client.get("/api/marks")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_too_much_at_once_is_413(app: Flask, officer: FlaskClient) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000
    answer = officer.post("/login", data={"name": "x" * 2000})
    assert answer.status_code == 413


@pytest.mark.parametrize(("error", "status"), [(DiskFull("full"), 507), (Busy("busy"), 503)])
def test_a_store_that_cannot_says_so(app: Flask, error: ParkmapError, status: int) -> None:
    @app.get("/api/refused")
    def refused() -> str:
        raise error

    answer = app.test_client().get("/api/refused")
    assert (answer.status_code, answer.get_json()["code"]) == (status, error.code)


def test_a_fault_tells_nothing_of_the_inside(app: Flask) -> None:
    @app.get("/api/fault")
    def fault() -> str:
        raise RuntimeError("inside")

    answer = app.test_client().get("/api/fault")
    assert answer.status_code == 500
    assert "inside" not in answer.text
