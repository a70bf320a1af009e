"""Pages of subscriptions and reminders: one's own alone, and what to do where nothing is sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import form_token


@pytest.fixture
def leader(signed_in: Callable[[str], FlaskClient]) -> FlaskClient:
    return signed_in("leader")


def post(client: FlaskClient, address: str, **sent: str) -> tuple[int, str]:
    data = sent | {"csrf_token": form_token(client, "/subscriptions")}
    answer = client.post(address, data=data)
    return answer.status_code, answer.text


def test_where_nothing_is_sent_the_page_says_what_to_set(leader: FlaskClient) -> None:
    assert "PARKMAP_SMTP_HOST" in leader.get("/subscriptions").text
    assert leader.get("/subscriptions").headers["Cache-Control"] == "no-store"


def test_a_number_that_is_not_ones_own_is_not_there(leader: FlaskClient) -> None:
    assert leader.get("/subscriptions?edit=1").status_code == 200
    assert post(leader, "/subscriptions/1/end")[0] == 404
    assert post(leader, "/subscriptions/1")[0] == 404


def test_a_link_that_leads_nowhere_says_why(client: FlaskClient) -> None:
    answer = client.get("/subscriptions/t/none", headers={"Accept": "text/html"})
    assert answer.status_code == 404 and "此链接无对应订阅" in answer.text
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_what_is_so_now_is_listed_with_its_parcels(leader: FlaskClient) -> None:
    found = leader.get("/api/reminders?kind=idle").get_json()
    page = leader.get("/reminders").text
    assert found["now"] and all(one["path"] in page for one in found["now"][:10])
    assert leader.get("/api/reminders?kind=x").status_code == 400
