"""Stored text is shown as it is, on every page, in every field; no page fails."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Final

import pytest
from flask import Flask
from flask.testing import FlaskClient

from parkmap.land.fields import PARCEL_FIELDS
from tests.web.conftest import (
    COOKIE,
    make_app,
    record_of,
    session_of,
    sign_in,
    write_workspace,
)

HOSTILE: Final = (
    "{{ 7*7 }}",
    "A{{号地块",
    "<img src=x onerror=alert(1)>",
    "${alert(1)}",
    "</script><script>alert(1)</script>",
    "{% for x in ().__class__.__base__.__subclasses__() %}",
)
FIELDS: Final = tuple(field.name for field in PARCEL_FIELDS.values() if field.kind == "text"
                      and field.name != "park")  # fmt: skip
PAGES: Final = ("/", "/explore", "/match?area=1", "/progress", "/progress?s=idle", "/desk",
                "/parcels/T-001", "/parcels/T-001?lang=en", "/enquiries/new?ids=T-001",
                "/shortlist?ids=T-001", "/compare?ids=T-001")  # fmt: skip


@pytest.fixture(scope="module", params=HOSTILE)
def hostile(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Flask, str]]:
    text = str(request.param)
    folder = tmp_path_factory.mktemp("hostile") / "zone"
    write_workspace(folder, [text], **dict.fromkeys(FIELDS, text))
    parks = json.loads((folder / "parks.geojson").read_text(encoding="utf-8"))
    parks["features"][0]["properties"] = {"name_zh": text, "name_en": text}
    (folder / "parks.geojson").write_text(json.dumps(parks), encoding="utf-8")
    app = make_app(folder)
    yield app, text
    record_of(app).store.close()


@pytest.fixture(scope="module")
def ticket(hostile: tuple[Flask, str]) -> str:
    """The session cookie of an officer who signed in once."""
    return session_of(sign_in(hostile[0].test_client(), "officer"))


@pytest.fixture
def officer(hostile: tuple[Flask, str], ticket: str) -> FlaskClient:
    """An officer's browser, new for each test."""
    client = hostile[0].test_client()
    client.set_cookie(COOKIE, ticket)
    return client


@pytest.mark.parametrize("path", PAGES)
def test_no_page_fails_or_runs_it(officer: FlaskClient, path: str) -> None:
    answer = officer.get(path)
    assert answer.status_code == 200
    assert "<img src=x" not in answer.text and "<script>alert" not in answer.text
    assert not re.search(r"(?<![\d.,])49(?![\d.,])", visible(answer.text))


def visible(page: str) -> str:
    """The words of a page, without its tags and scripts."""
    return re.sub(r"<script\b.*?</script>|<[^>]*>", " ", page, flags=re.DOTALL)


def test_the_data_sheet_shows_every_field_exactly(
    hostile: tuple[Flask, str], officer: FlaskClient
) -> None:
    _, text = hostile
    page = officer.get("/parcels/T-001").text
    values = [unescape(value).strip() for value in re.findall(r"<dd>(.*?)</dd>", page, re.DOTALL)]
    assert values.count(text) >= len(FIELDS) - 3


def test_the_list_shows_the_name_exactly(hostile: tuple[Flask, str]) -> None:
    app, text = hostile
    page = app.test_client().get("/explore").text
    names = re.findall(r'class="plot-name">(.*?)</span>', page)
    assert [unescape(name) for name in names] == [text]


def test_the_search_word_comes_back_exactly(hostile: tuple[Flask, str]) -> None:
    app, text = hostile
    answer = app.test_client().get("/explore", query_string={"q": text})
    found = re.search(r'id="q"[^>]*? value="([^"]*)"', answer.text)
    assert answer.status_code == 200 and found is not None
    assert unescape(found[1]) == text


def test_the_config_is_json_that_cannot_end_its_script(hostile: tuple[Flask, str]) -> None:
    app, text = hostile
    page = app.test_client().get("/explore").text
    found = re.search(r'id="parkmap-config"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert found is not None
    assert json.loads(found[1])["parks"][0]["name"] == text


def test_an_address_with_it_is_refused_politely(hostile: tuple[Flask, str]) -> None:
    app, text = hostile
    answer = app.test_client().get(f"/parcels/{text.replace('/', '')}")
    assert answer.status_code == 404
    assert not re.search(r"(?<![\d.,])49(?![\d.,])", visible(answer.text))


def test_the_api_gives_it_back_as_it_is(hostile: tuple[Flask, str]) -> None:
    app, text = hostile
    body = app.test_client().get("/api/list").get_json()
    assert body["items"][0]["name"] == text
    assert body["items"][0]["park_name"] == text


@pytest.mark.parametrize("picture", ["preview", "poster", "long"])
def test_every_picture_is_made(hostile: tuple[Flask, str], picture: str) -> None:
    answer = hostile[0].test_client().get(f"/parcels/T-001/{picture}.png")
    assert (answer.status_code, answer.mimetype) == (200, "image/png")


def test_a_link_preview_tells_the_name_exactly(hostile: tuple[Flask, str]) -> None:
    app, text = hostile
    page = app.test_client().get("/parcels/T-001").text
    found = re.search(r'<meta property="og:title" content="([^"]*)">', page)
    assert found is not None
    assert unescape(found[1]).startswith(text)
