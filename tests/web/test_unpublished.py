"""What the public may not know of: 404 by its address, and in no answer of any other route."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final

import pytest
from flask import Flask
from flask.testing import FlaskClient

from parkmap.maps.tiles import tiles_covering
from parkmap.services.noting import Annotation, annotate
from parkmap.services.plants import enter_plant
from parkmap.services.reading import parcel
from parkmap.services.record import Actor
from parkmap.services.retiring import Retirement, retire
from parkmap.web.context import EXTENSION
from tests.many import OFFERED
from tests.web.conftest import app_of, take_in, write_workspace
from tests.web.test_permissions import EVERYBODY, RULES
from tests.web.test_plants_pages import READY

HIDDEN: Final = ("T-001", "T-003")
"""Land that is not offered, and an offer that became history."""

SECRET: Final = "不得公开之地"
HISTORY: Final = "已成历史之地"
PLANTS: Final = ("不得公开之厂房", "已成历史之厂房")
OF_THE_PAST: Final = "/api/differences?from=2025-01-01"
"""What was public on an earlier day is told of that day."""

OFFICER: Final = Actor("officer-1", frozenset({"officer"}))
NAMED_BY_READER: Final = frozenset({"/shortlist", "/compare"})
"""Pages that say of each id in their address what became of it."""

PUBLIC: Final = [
    (rule, address) for method, rule, address, who, _ in RULES
    if method == "GET" and who == EVERYBODY and "<token>" not in rule and "<sha256>" not in rule
]  # fmt: skip
OF_ONE: Final = sorted({(rule, address) for rule, address in PUBLIC if "T-001" in address})
OF_ALL: Final = sorted(
    {address for _, address in PUBLIC if "T-001" not in address}
    | {f"/api/exports/parcels.{ext}" for ext in ("geojson", "csv", "fgb", "kml", "dxf")}
    | {"/api/list?q=T-00", "/explore?q=T-00", "/api/matches", "/match?area=1&preparing=1",
       "/api/matches?bbox=113,36,114,37", "/feeds/land.atom?mu_min=0", "/embed?list=1",
       "/api/collections/parcels/items?limit=100", "/api/changes?since=none"}
)  # fmt: skip


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """T-001 is not offered, T-002 is, T-003 was until it became history."""
    names = [SECRET, "可供之地", HISTORY]
    folder = write_workspace(tmp_path_factory.mktemp("unpublished") / "zone", names)
    with (folder / "parkmap.toml").open("a", encoding="utf-8") as toml:
        toml.write('\n[public]\nparcels = "offered"\n')
    take_in(folder)
    made = app_of(folder)
    record = made.extensions[EXTENSION][0]
    fields: dict[str, Any] = OFFERED | {"has_buildings": False}
    for one in ("T-002", "T-003"):
        version = parcel(record, OFFICER, one).version
        annotate(record, OFFICER, Annotation({one: version}, fields, record.today(), "推介"))
    for land, name in zip(HIDDEN, PLANTS, strict=True):
        enter_plant(record, OFFICER, READY | {"name_zh": name, "parcel": land}, "入库")
    version = parcel(record, OFFICER, "T-003").version
    retire(record, OFFICER, Retirement({"T-003": version}, record.today(), "核销"))
    yield made
    record.store.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.mark.parametrize(("rule", "address"), OF_ONE, ids=[address for _, address in OF_ONE])
def test_its_own_addresses_answer_404(client: FlaskClient, rule: str, address: str) -> None:
    answer = client.get(address.replace(",T-002", ""), headers={"Accept": "*/*"})
    if rule in NAMED_BY_READER:
        assert SECRET not in answer.text
    elif rule == "/api/papers":
        assert answer.get_json().get("papers", []) == []
    else:
        assert answer.status_code == 404


@pytest.mark.parametrize("address", OF_ALL)
def test_no_answer_about_all_land_tells_of_it(client: FlaskClient, address: str) -> None:
    body = unpacked(client.get(address).get_data())
    hidden = [SECRET, HIDDEN[0], PLANTS[0]]
    if address != OF_THE_PAST:
        hidden += [HISTORY, HIDDEN[1], PLANTS[1]]
    assert [one for one in hidden if one.encode() in body] == []


def unpacked(body: bytes) -> bytes:
    """An answer in clear: what was pressed, and all members of an archive (a workbook is one)."""
    if body[:2] == b"\x1f\x8b":
        return gzip.decompress(body)
    if body[:2] != b"PK":
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def test_no_tile_tells_of_it(client: FlaskClient) -> None:
    bodies = []
    for z in (13, 14, 15):
        for x, y in tiles_covering((113.1, 36.2, 113.11, 36.22), z):
            bodies.append(unpacked(client.get(f"/tiles/parcels/{z}/{x}/{y}.mvt").data))
    assert any(b"T-002" in body for body in bodies)
    assert not any(one.encode() in body for body in bodies for one in HIDDEN)


def test_the_sheets_of_a_list_leave_it_out(client: FlaskClient) -> None:
    page = client.get("/sheets?ids=T-001,T-002").text
    assert "T-002" in page
    assert SECRET not in page


def test_an_enquiry_about_it_is_refused(client: FlaskClient) -> None:
    page = client.get("/enquiries/new?ids=T-001")
    assert SECRET not in page.text
    assert client.get("/enquiries/new?ids=T-002").status_code == 200


@pytest.mark.parametrize("address", ["/plants/PL-0001", "/plants/PL-0002", "/plants?parcel=T-001"])
def test_plants_on_it_are_not_shown(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert "?" in address or answer.status_code == 404
    assert [one for one in PLANTS if one in answer.text] == []


@pytest.mark.parametrize(("rule", "address"), OF_ONE, ids=[address for _, address in OF_ONE])
def test_history_answers_404_by_its_own_addresses(
    client: FlaskClient, rule: str, address: str
) -> None:
    there = address.replace(",T-002", "").replace("T-001", "T-003")
    answer = client.get(there, headers={"Accept": "*/*"})
    if rule == "/api/papers":
        assert answer.get_json().get("papers", []) == []
    elif rule not in NAMED_BY_READER:
        assert answer.status_code == 404
