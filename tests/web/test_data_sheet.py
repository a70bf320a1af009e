"""The data sheet of a parcel: 四至 as entered or worked out, the announcement as a link."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import DAY, headers, record_of


def road(west: float, south: float, east: float, north: float, name: str) -> dict[str, object]:
    """A named street of twelve metres."""
    line = {"type": "LineString", "coordinates": [[west, south], [east, north]]}
    return {"type": "Feature", "geometry": line,
            "properties": {"name_zh": name, "name_en": "Light Road", "width_m": 12}}  # fmt: skip


@pytest.fixture
def street(app: Flask) -> Path:
    """A street south of all parcels, and one just east of T-002."""
    folder = record_of(app).folder
    features = [road(113.09, 36.2099, 113.12, 36.2099, "光明路"),
                road(113.10415, 36.2, 113.10415, 36.22, "东一街")]  # fmt: skip
    text = json.dumps({"type": "FeatureCollection", "features": features})
    (folder / "context" / "roads.geojson").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.usefixtures("street")
@pytest.mark.parametrize(
    ("lang", "told"),
    [("zh", "东至东一街；南至光明路"), ("en", "east: Light Road; south: Light Road")],
)
def test_bounds_are_worked_out_and_shown(client: FlaskClient, lang: str, told: str) -> None:
    answer = client.get(f"/api/parcels/T-002/bounds?lang={lang}").get_json()
    assert (answer["entered"], answer["computed"]) == (None, told)
    assert told in client.get(f"/parcels/T-002?lang={lang}").text


@pytest.mark.usefixtures("street")
def test_bounds_that_were_entered_stand(officer: FlaskClient) -> None:
    body = {"parcels": {"T-002": 1}, "fields": {"bounds": "东至河；南至路"}, "effective_on": DAY,
            "reason": "权籍调查"}  # fmt: skip
    assert officer.post("/api/annotations", json=body, headers=headers(officer)).status_code == 200
    assert officer.get("/api/parcels/T-002/bounds").get_json()["entered"] == "东至河；南至路"
    page = officer.get("/parcels/T-002?lang=zh").text
    assert "东至河；南至路" in page
    assert "光明路" not in page


def test_an_announcement_is_a_link(officer: FlaskClient, client: FlaskClient) -> None:
    body = {"parcels": {"T-002": 1}, "fields": {"announcement_url": "https://example.org/1"},
            "effective_on": DAY, "reason": "公告"}  # fmt: skip
    assert officer.post("/api/annotations", json=body, headers=headers(officer)).status_code == 200
    assert '<a href="https://example.org/1" rel="noopener' in client.get("/parcels/T-002").text
