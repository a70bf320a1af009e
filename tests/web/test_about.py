"""What pages tell of themselves where their links are shown: title, description, picture."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import make_app, record_of, sign_in, write_workspace
from tests.web.test_availability_api import READY, annotated

TOLD = ("og:title", "og:description", "og:image", "og:url", "og:type", "og:site_name")


def told(client: FlaskClient, path: str, **how: str) -> dict[str, str]:
    """The properties of a page, and its description."""
    page = client.get(path, **how).text
    found = re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', page)
    return {name: unescape(value) for name, value in found}


@pytest.mark.parametrize("path", ["/", "/explore", "/explore?s=idle", "/parcels/T-001"])
def test_a_page_tells_of_itself(client: FlaskClient, path: str) -> None:
    found = told(client, path)
    assert set(TOLD) <= found.keys()
    assert found["description"] == found["og:description"]
    assert found["og:url"] == f"http://localhost{path}"
    picture = client.get(found["og:image"].removeprefix("http://localhost"))
    assert picture.mimetype == "image/png"


def test_a_parcel_tells_its_terms(client: FlaskClient, officer: FlaskClient) -> None:
    annotated(officer, READY)
    said = told(client, "/parcels/T-001?lang=zh")["description"]
    assert "亩 · 可得" in said and "容积率 1.2" in said and "参考价 30 万元/亩" in said


def test_what_the_public_may_not_know_is_not_told(tmp_path: Path) -> None:
    folder = write_workspace(tmp_path / "zone", ["甲"])
    with (folder / "parkmap.toml").open("a", encoding="utf-8") as file:
        file.write('\n[public]\nparcels = "offered"\n')
    app = make_app(folder)
    page = sign_in(app.test_client(), "officer").get("/parcels/T-001?lang=en").text
    assert "og:title" not in page
    assert "there is nothing to share" in page
    record_of(app).store.close()


@pytest.mark.parametrize("path", ["/", "/explore"])
def test_a_kept_page_names_the_address_by_which_it_was_reached(
    client: FlaskClient, path: str
) -> None:
    for host in ("http://one.example", "http://two.example"):
        found = told(client, path, base_url=host)
        assert found["og:url"] == host + path
        assert found["og:image"] == f"{host}/preview.png"


def test_pages_of_the_staff_tell_nothing(officer: FlaskClient) -> None:
    assert "og:" not in officer.get("/desk").text
