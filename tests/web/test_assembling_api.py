"""Assemblies and parts over the web: open to everybody, figures with units, refusals that help."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.block import write_block
from tests.web.conftest import app_of, record_of, take_in


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = write_block(
        tmp_path_factory.mktemp("block") / "zone", 2, 3,
        {"T-001": {"holder": "甲公司", "name_zh": "<b>甲</b>"}, "T-006": {"seized": True}},
    )  # fmt: skip
    take_in(Path(folder))
    made = app_of(Path(folder))
    yield made
    record_of(made).store.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def test_the_public_finds_sets_with_their_terms(client: FlaskClient) -> None:
    body = client.get("/api/assemblies?mu=28&lang=zh").get_json()
    assert (body["wanted_mu"], body["most_mu"]) == (28, 42)
    first = body["assemblies"][0]
    assert len(first["ids"]) == len(first["names"]) == 2
    assert first["geometry"]["type"] == "Polygon"
    assert first["terms"]["reference_price"] == {
        "least": 20, "most": 20, "average": 20.0, "unit": "万元/亩"}  # fmt: skip
    assert first["terms"]["servicing"] == {"code": "five", "label": "五通一平"}
    assert "T-006" not in {one for each in body["assemblies"] for one in each["ids"]}


def test_owners_are_told_as_a_number_in_words(client: FlaskClient) -> None:
    address = "/api/assemblies?mu=28&ids=T-001,T-002"
    answer = client.get(f"{address}&lang=zh")
    (found,) = answer.get_json()["assemblies"]
    assert (found["owners"], found["owners_label"]) == (2, "涉及两个权利人")
    assert "甲公司" not in answer.text
    (english,) = client.get(f"{address}&lang=en").get_json()["assemblies"]
    assert english["owners_label"] == "2 owners"
    assert english["compactness"]["label"] == "Compact"


def test_an_empty_answer_says_how_large_the_largest_group_is(client: FlaskClient) -> None:
    body = client.get("/api/assemblies?mu=400").get_json()
    assert (body["assemblies"], round(body["largest_mu"])) == ([], 75)


def test_a_part_names_its_street_and_says_that_it_is_a_proposal(client: FlaskClient) -> None:
    body = client.get("/api/parcels/T-002/part?mu=6&lang=zh").get_json()
    assert (body["street"], body["way"], body["part"]["mu"]) == ("南街", "across", 6.0)
    assert body["part"]["m2"] == 4000.0
    assert body["part"]["frontage"][0]["street"] == "南街"
    assert body["part"]["frontage_m"] + body["rest"]["frontage_m"] == pytest.approx(90, abs=1)
    assert "须由经办部门先办理地块分割" in body["note"]


@pytest.mark.parametrize(
    ("address", "status", "field"),
    [("assemblies", 400, "mu"), ("assemblies?mu=much", 400, "mu"), ("assemblies?mu=nan", 400, "mu"),
     ("assemblies?mu=0", 400, "mu"), ("assemblies?mu=30&most=20", 400, "most"),
     ("assemblies?mu=30&most=1e999", 400, "most"), ("assemblies?mu=30&ids=T-006", 400, "ids"),
     ("assemblies?mu=30&ids=X-1", 404, None), ("assemblies?mu=30&limit=0", 400, None),
     ("parcels/T-001/part", 400, "mu"), ("parcels/T-001/part?mu=99", 400, "mu"),
     ("parcels/T-006/part?mu=5", 400, "id"), ("parcels/X-1/part?mu=5", 404, None),
     ("parcels/T-004/part?mu=5", 422, None)],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_its_field(
    client: FlaskClient, address: str, status: int, field: str | None
) -> None:
    answer = client.get(f"/api/{address}{'&' if '?' in address else '?'}lang=en")
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.get_json().get("field") == field


def test_a_hostile_name_is_data(client: FlaskClient) -> None:
    answer = client.get("/api/assemblies?mu=28&ids=T-001,T-002&lang=zh")
    assert "<b>甲</b>" in answer.get_json()["assemblies"][0]["names"]
    assert answer.mimetype == "application/json"
