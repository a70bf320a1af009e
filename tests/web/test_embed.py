"""The map in a frame: only for the hosts of the settings, without a cookie, filters passed on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import make_app, record_of, sign_in, write_workspace

HOST = "https://example.gov.cn"
OTHERS = ["/", "/explore", "/parcels/T-001", "/progress", "/login", "/api/list", "/none"]


@pytest.fixture(scope="module")
def framed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An app whose map another site may frame."""
    folder = write_workspace(tmp_path_factory.mktemp("framed") / "zone", ["甲", "乙"])
    with (folder / "parkmap.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[embed]\nhosts = ["{HOST}"]\n')
    app = make_app(folder)
    yield app
    record_of(app).store.close()


def ancestors(client: FlaskClient, path: str) -> str:
    found = re.search(r"frame-ancestors ([^;]+)$", policy(client, path))
    assert found is not None
    return found[1]


def policy(client: FlaskClient, path: str) -> str:
    return client.get(path).headers["Content-Security-Policy"]


def test_a_host_of_the_settings_may_frame_the_map(framed: Flask) -> None:
    client = framed.test_client()
    assert ancestors(client, "/embed?list=0") == f"'self' {HOST}"
    assert "X-Frame-Options" not in client.get("/embed").headers


@pytest.mark.parametrize("path", OTHERS)
def test_no_other_page_may_be_framed(framed: Flask, path: str) -> None:
    client = framed.test_client()
    assert ancestors(client, path) == "'self'"
    assert client.get(path).headers["X-Frame-Options"] == "SAMEORIGIN"


def test_without_a_host_nobody_else_may_frame_it(client: FlaskClient) -> None:
    assert ancestors(client, "/embed") == "'self'"
    assert client.get("/embed").headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_frame_sets_no_cookie_and_knows_nobody(framed: Flask) -> None:
    officer = sign_in(framed.test_client(), "officer")
    for client in (framed.test_client(), officer):
        for path in ("/embed", "/embed?lang=en&id=T-001"):
            answer = client.get(path)
            assert (answer.status_code, answer.headers.getlist("Set-Cookie")) == (200, [])
            assert "csrf" not in answer.text and 'credentials: "omit"' in answer.text
            assert '"audience": "public"' in answer.text


@pytest.mark.parametrize(
    ("asked", "opens"),
    [
        ("", "/explore"),
        ("?s=idle&park=P1&q=a&list=0&zoom=15", "/explore?s=idle&park=P1&q=a"),
        ("?q=%22%3E%3Cscript%3E", "/explore?q=%22%3E%3Cscript%3E"),
    ],
)
def test_the_link_opens_the_same_in_a_window(framed: Flask, asked: str, opens: str) -> None:
    page = framed.test_client().get(f"/embed{asked}").text
    found = re.search(r'id="embed-open" href="([^"]*)"', page)
    assert found is not None
    assert unescape(found[1]) == opens


def test_the_list_can_be_left_out(framed: Flask) -> None:
    client = framed.test_client()
    assert 'id="embed-list"' in client.get("/embed").text
    assert 'id="embed-list"' not in client.get("/embed?list=0").text


@pytest.mark.parametrize(("lang", "said"), [("zh", "在土地地图中打开"), ("en", "Open in the")])
def test_a_frame_speaks_the_language_that_is_asked(framed: Flask, lang: str, said: str) -> None:
    assert said in framed.test_client().get(f"/embed?lang={lang}").text
