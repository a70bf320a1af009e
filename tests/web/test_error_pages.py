"""The address in the `type` of a problem leads to a page that explains it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from parkmap.web.explained import EXPLAINED


def test_the_type_of_a_problem_is_a_page(client: FlaskClient) -> None:
    kind = client.get("/api/parcels/T-999/history").get_json()["type"]
    answer = client.get(f"{kind}?lang=zh")
    assert answer.status_code == 200
    assert EXPLAINED["not_found"].when_zh in answer.text


@pytest.mark.parametrize("code", sorted(EXPLAINED))
def test_every_code_has_a_page(client: FlaskClient, code: str) -> None:
    assert client.get(f"/errors/{code}").status_code == 200


def test_a_code_that_is_none_has_no_page(client: FlaskClient) -> None:
    assert client.get("/errors/none").status_code == 404
