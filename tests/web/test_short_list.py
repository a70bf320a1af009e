"""The short list and the comparison: what is gone is told, what is internal is never there."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any, Final

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import DAY, headers, make_app, record_of, write_workspace
from tests.web.test_structure_api import split_body

PAGES: Final = ("/shortlist", "/compare")
OPEN: Final = {
    "offer": "open", "available_from": "2025-01-01", "reference_price_wan_per_mu": 18,
    "contact": "招商窗口 0355-0000000", "land_use_code": "100101", "far": 1.2, "servicing": "five",
}  # fmt: skip
CUT: Final = {"line": [[113.1035, 36.2], [113.1035, 36.22]]}
INTERNAL: Final = {
    "stock_kind": "determined_idle", "holder": "某企业", "contract_number": "合同-77",
    "progress": "正在谈判", "confirmed_by": "规划岗", "price_wan": 7654321,
}  # fmt: skip


def put(client: FlaskClient, parcel: str, **fields: Any) -> None:
    body = {"parcels": {parcel: 1}, "fields": fields, "effective_on": DAY, "reason": "推介"}
    answer = client.post("/api/annotations", json=body, headers=headers(client))
    assert answer.status_code == 200, answer.text


def names(page: str) -> list[str]:
    """The numbered parcels of a page, in order."""
    return re.findall(r'href="/parcels/(T-\d+)">', re.sub(r"<script\b.*?</script>", "", page,
                                                          flags=re.DOTALL))  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_parcels_stand_in_the_order_of_the_link(client: FlaskClient, page: str) -> None:
    assert names(client.get(f"{page}?ids=T-003,T-001,T-003").text) == ["T-003", "T-001"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "ids", ["", "?ids=", "?ids=,,", "?ids=NOPE", "?ids=%00", "?ids=" + "A" * 999]
)
def test_a_link_to_nothing_says_how_to_fill_it(client: FlaskClient, page: str, ids: str) -> None:
    answer = client.get(page + ids)
    assert answer.status_code == 200
    assert 'class="empty"' in answer.text


@pytest.mark.parametrize("page", PAGES)
def test_what_is_not_there_is_told_beside_what_is(client: FlaskClient, page: str) -> None:
    text = client.get(f"{page}?ids=T-001,NOPE&lang=en").text
    assert "NOPE is no longer shown" in text and names(text) == ["T-001"]


@pytest.mark.parametrize("page", PAGES)
def test_a_retired_parcel_names_its_successors(
    officer: FlaskClient, client: FlaskClient, page: str
) -> None:
    cut = split_body(parcel="T-002", cut=CUT)
    assert officer.post("/api/splits", json=cut, headers=headers(officer)).status_code == 200
    text = client.get(f"{page}?ids=T-001,T-002&lang=en").text
    assert "T-002 became history on 2025-06-01; its land is now" in text
    assert '<a href="/parcels/T-002-1">T-002-1</a> <a href="/parcels/T-002-2">' in text


@pytest.mark.parametrize("page", PAGES)
def test_an_unpublished_parcel_is_as_one_that_never_was(
    app: Flask, client: FlaskClient, officer: FlaskClient, page: str
) -> None:
    policy = record_of(app).zone.policy
    object.__setattr__(policy, "parcels", "offered")
    put(officer, "T-001", **OPEN)
    for one in (client, officer):  # the link is made to be sent on: staff see what others see
        text = one.get(f"{page}?ids=T-001,T-002&lang=en").text
        assert "T-002 is no longer shown" in text
        assert "地块2" not in text


@pytest.mark.parametrize("page", PAGES)
def test_no_internal_field_is_told_even_to_staff(
    officer: FlaskClient, client: FlaskClient, page: str
) -> None:
    put(officer, "T-001", **INTERNAL)
    for one in (client, officer):
        text = one.get(f"{page}?ids=T-001,T-002").text
        told = re.sub(r"<script\b.*?</script>", "", text, flags=re.DOTALL)
        assert not [value for value in INTERNAL.values() if str(value) in told]
        assert "7,654,321" not in told and "认定闲置" not in told


def test_rows_that_differ_are_marked_and_the_others_can_be_left_out(
    officer: FlaskClient, client: FlaskClient
) -> None:
    put(officer, "T-001", **OPEN)
    put(officer, "T-002", **OPEN | {"far": 2})
    whole = client.get("/compare?ids=T-001,T-002&lang=en").text
    assert marked(whole, "Floor-area ratio") and not marked(whole, "Reference price")
    only = client.get("/compare?ids=T-001,T-002&show=differences&lang=en").text
    assert marked(only, "Floor-area ratio") and "Reference price<" not in only


def marked(page: str, label: str) -> bool:
    """Whether the row of a label is marked as differing, by sign and by word."""
    row = next(row for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL) if f">{label}<" in row)
    return "is-different" in row and "≠" in row and 'class="vh"> differs' in row


def test_the_best_is_noted_only_where_better_is_plain(
    officer: FlaskClient, client: FlaskClient
) -> None:
    put(officer, "T-001", power_kva=1000, **OPEN)
    put(officer, "T-002", power_kva=4000, **OPEN | {"reference_price_wan_per_mu": 9})
    text = client.get("/compare?ids=T-001,T-002&lang=en").text
    assert re.findall(r'class="best">(.*?)<', text) == ["largest"]


def test_four_are_compared_and_the_fifth_is_named(client: FlaskClient) -> None:
    ids = [f"T-00{n}" for n in range(1, 6)]
    text = client.get(f"/compare?ids={','.join(ids)}&lang=en").text
    assert names(text) == ids[:4] and "left out: T-005" in text


def test_a_form_without_scripts_compares_what_is_ticked(client: FlaskClient) -> None:
    assert names(client.get("/compare?ids=T-004&ids=T-002").text) == ["T-004", "T-002"]


def test_a_link_without_scripts_moves_a_parcel_up(client: FlaskClient) -> None:
    page = client.get("/shortlist?ids=T-001,T-002,T-003&lang=en").text
    links = [unescape(one) for one in re.findall(r'href="(/shortlist[^"]*)">Move up', page)]
    assert links == ["/shortlist?ids=T-002,T-001,T-003", "/shortlist?ids=T-001,T-003,T-002"]


def test_a_hostile_name_is_only_text(tmp_path: Path) -> None:
    name = "<img src=x onerror=alert(1)>{{ 7*7 }}"
    app = make_app(
        write_workspace(tmp_path / "zone", [name, "乙"], location=name, chain=name, **OPEN)
    )
    client = app.test_client()
    for page in ("/shortlist?ids=T-001,T-002", "/compare?ids=T-001,T-002", "/parcels/T-002",
                 "/shortlist?ids=<img src=x>,{{7*7}}"):  # fmt: skip
        text = client.get(page).text
        assert "<img src=x" not in text and ">49<" not in text
    assert client.get("/compare?ids=T-001,T-002").text.count("{{ 7*7 }}") >= 2
    record_of(app).store.close()


@pytest.mark.parametrize("page", PAGES)
def test_where_statuses_are_internal_the_public_words_stand_for_everybody(
    app: Flask, client: FlaskClient, officer: FlaskClient, page: str
) -> None:
    object.__setattr__(record_of(app).zone.policy, "wording", "supply")
    for one in (client, officer):
        text = re.sub(r"<script\b.*?</script>", "", one.get(f"{page}?ids=T-001,T-002&lang=zh").text,
                      flags=re.DOTALL)  # fmt: skip
        assert "已供" in text and "闲置" not in text
