"""Grades and yields over the web: for staff alone, told as a table too, never in public tiles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.services.test_enterprises import RULES
from tests.web.conftest import app_of, headers, record_of, sign_in, take_in, write_workspace


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Two parcels in use, one of an enterprise that has figures of two years."""
    folder = write_workspace(
        tmp_path_factory.mktemp("graded") / "zone", ["一", "二"], status="in_use", chain="光电信息"
    )
    with (folder / "parkmap.toml").open("a", encoding="utf-8") as toml:
        toml.write(RULES)
    take_in(folder)
    app = app_of(folder)
    officer = sign_in(app.test_client(), "officer")
    (one,) = post(officer, "/api/enterprises", fields={"name": "甲厂"})["ids"]
    use = {"parcel": "T-001", "from_on": "2024-01-01"}
    post(officer, f"/api/enterprises/{one}/tenancies", fields=use)
    for year, tax in ((2024, 150), (2025, 0.5)):
        seen = officer.get(f"/api/enterprises/{one}").get_json()["version"]
        figures = {"tax_wan": tax, "rd_wan": 50, "output_wan": 1000}
        row = {"id": one, "version": seen, "fields": figures}
        today = record_of(app).today().isoformat()
        post(officer, f"/api/figures/{year}/rows", rows=[row], effective_on=today)
    yield app
    record_of(app).store.close()


def post(client: FlaskClient, path: str, **body: Any) -> Any:
    sent = {"reason": "登记"} | body
    return client.post(path, json=sent, headers=headers(client)).get_json()


@pytest.fixture(scope="module")
def leader(graded: Flask) -> FlaskClient:
    return sign_in(graded.test_client(), "leader")


def test_the_map_asks_an_address_that_only_staff_may_read(
    graded: Flask, leader: FlaskClient
) -> None:
    page = leader.get("/enterprises?view=map&year=2025").text
    assert "/api/grades?year=2025" in page and "T-001" in page
    found = leader.get("/api/grades?year=2025").get_json()
    assert [(one["id"], one["s"]) for one in found["parcels"]] == [("T-001", "D")]
    assert {(row["s"], row["count"]) for row in found["totals"]} == {("D", 1), ("other", 1)}
    public = graded.test_client()
    assert public.get("/api/grades").status_code == 401
    assert public.get("/enterprises?view=map").status_code != 200


def test_grades_by_year_open_their_lists(leader: FlaskClient) -> None:
    page = leader.get("/enterprises?view=grades").text
    assert "试验办法" in page and "税收不足" in page
    assert "/enterprises?year=2025&amp;grade=D" in page
    (_, now) = leader.get("/api/grades/years").get_json()["years"]
    assert now["moves"]["down"] == 1
    was = now["moves"]["each"][0]["was"]
    assert "甲厂" in leader.get(f"/enterprises?year=2025&was={was}&grade=D").text
    assert "甲厂" not in leader.get("/enterprises?year=2025&grade=A").text
    assert leader.get("/enterprises?year=2025&grade=E").status_code == 400


def test_a_figure_per_mu_tells_its_share_and_opens_its_parcels(leader: FlaskClient) -> None:
    found = leader.get("/api/yields?year=2025").get_json()
    tax = found["parks"]["P1"]["measures"]["tax_wan"]
    assert (tax["known_share"], tax["parcels"]) == (50.0, ["T-001"])
    page = leader.get("/enterprises?view=yields&year=2025&park=P1&known=tax_wan").text
    assert "50%" in page and 'href="/parcels/T-001"' in page and "/parcels/T-002" not in page
    assert "/parcels/T-002" in leader.get("/enterprises?view=yields&year=2025&chain=光电信息").text
