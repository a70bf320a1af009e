"""`/feeds/land.atom`: valid, public only, the newest first, asked for again for nothing."""

from __future__ import annotations

from typing import Any, Final
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from flask.testing import FlaskClient

from tests.web.conftest import headers
from tests.web.test_availability_api import READY, annotated

ATOM: Final = "{http://www.w3.org/2005/Atom}"


def feed(client: FlaskClient, query: str = "") -> Element:
    answer = client.get(f"/feeds/land.atom{query}")
    assert answer.mimetype == "application/atom+xml"
    found: Element = fromstring(answer.text)
    return found


def texts(where: Element, name: str) -> list[str]:
    return [one.text or "" for one in where.findall(f"{ATOM}{name}")]


def opened(officer: FlaskClient, **fields: Any) -> None:
    assert annotated(officer, READY | fields).status_code == 200


def test_a_feed_has_what_the_standard_asks(officer: FlaskClient, client: FlaskClient) -> None:
    opened(officer)
    found = feed(client)
    (entry,) = found.findall(f"{ATOM}entry")
    for part in (found, entry):
        assert [len(texts(part, name)) for name in ("id", "title", "updated")] == [1, 1, 1]
    assert texts(found.find(f"{ATOM}author") or found, "name")
    links = {one.get("rel"): one.get("href") for one in found.findall(f"{ATOM}link")}
    assert links["self"] == "http://localhost/feeds/land.atom"
    assert texts(entry, "id")[0].startswith("urn:uuid:")
    assert "T-001" in texts(entry, "title")[0] and "参考价" in texts(entry, "summary")[0]


def test_land_that_cannot_be_had_is_in_no_feed(officer: FlaskClient, client: FlaskClient) -> None:
    assert feed(client).findall(f"{ATOM}entry") == []
    opened(officer, seized=True)
    assert feed(client).findall(f"{ATOM}entry") == []


def test_a_filter_is_that_of_the_map(officer: FlaskClient, client: FlaskClient) -> None:
    opened(officer)
    assert len(feed(client, "?park=P1&view=14/36/113").findall(f"{ATOM}entry")) == 1
    assert len(feed(client, "?q=nowhere").findall(f"{ATOM}entry")) == 0


def test_what_was_read_is_not_sent_again(officer: FlaskClient, client: FlaskClient) -> None:
    opened(officer)
    tag = client.get("/feeds/land.atom").headers["ETag"]
    again = client.get("/feeds/land.atom", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    opened(officer, far=2)
    assert client.get("/feeds/land.atom", headers={"If-None-Match": tag}).status_code == 200


def test_the_moment_is_that_of_a_public_change(officer: FlaskClient, client: FlaskClient) -> None:
    opened(officer)
    (before,) = texts(feed(client), "updated")
    seen = officer.get("/api/collections/parcels/items/T-001").get_json()["properties"]["version"]
    body = {"parcels": {"T-001": seen}, "fields": {"holder": "某公司"},
            "effective_on": "2026-01-06", "reason": "核实"}  # fmt: skip
    assert officer.post("/api/annotations", json=body, headers=headers(officer)).status_code == 200
    found = feed(client)
    assert texts(found, "updated") == [before] and "某公司" not in "".join(found.itertext())


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7*7 }}", "a & b ]]>", "\x0b"])
def test_whatever_a_name_holds_the_feed_stays_xml(
    officer: FlaskClient, client: FlaskClient, text: str
) -> None:
    opened(officer, location=f"号 {text}")
    said = "".join(feed(client).itertext())
    assert text.replace("\x0b", "\ufffd") in said or text.strip("\x0b") in said
