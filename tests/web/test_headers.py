"""What every answer carries, and what no page contains."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from parkmap.land.zone import Basemap, Zone
from parkmap.web.headers import basemap_hosts

PAGES = ["/", "/explore", "/parcels/T-001", "/embed", "/progress", "/login", "/none"]


def policy_of(client: FlaskClient, path: str) -> str:
    return client.get(path).headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", [*PAGES, "/api/", "/healthz"])
def test_the_content_policy_is_strict(client: FlaskClient, path: str) -> None:
    nonce = r"'nonce-[\w-]+'"
    assert re.fullmatch(
        rf"default-src 'self'; script-src 'self' {nonce}; style-src 'self' {nonce}; "
        r"img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
        r"form-action 'self'; frame-ancestors 'self'",
        policy_of(client, path),
    )


def test_each_answer_has_its_own_nonce(client: FlaskClient) -> None:
    assert policy_of(client, "/explore") != policy_of(client, "/explore")


@pytest.mark.parametrize("path", PAGES)
def test_every_inline_script_and_style_carries_the_nonce(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    nonce = re.findall(r"'nonce-([\w-]+)'", answer.headers["Content-Security-Policy"])[0]
    for tag in re.findall(r"<(?:script|style)\b[^>]*>", answer.text):
        assert f'nonce="{nonce}"' in tag
    assert "__NONCE__" not in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_no_page_loads_anything_from_elsewhere(client: FlaskClient, path: str) -> None:
    text = re.sub(r"<a\b[^>]*>", "", client.get(path).text)  # where a reader goes, nothing loads
    assert not re.findall(r"""(?:src|href)=["']?(?:https?:)?//""", text)
    assert not re.findall(r"\son\w+=", text)


@pytest.mark.parametrize("path", [*PAGES, "/api/list"])
def test_browsers_are_told_not_to_guess(client: FlaskClient, path: str) -> None:
    head = client.get(path).headers
    assert head["X-Content-Type-Options"] == "nosniff"
    assert head["Referrer-Policy"] == "same-origin"


def test_basemap_hosts_are_the_only_other_pictures() -> None:
    map_of = Basemap("甲", "A", "https://t{s}.example.org/{z}/{x}/{y}.png", subdomains="01")
    zone = Zone("z", "区", "Zone", 38, basemaps=(map_of,))
    assert basemap_hosts(zone) == ("https://t0.example.org", "https://t1.example.org")


def test_a_picture_in_a_tab_of_its_own_finds_the_icon(client: FlaskClient) -> None:
    with client.get("/favicon.ico", follow_redirects=True) as answer:
        assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
