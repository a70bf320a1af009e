"""A small real workspace, its app, and people who signed in."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Table, insert, select

from parkmap.formats.reading import read_boundaries
from parkmap.formats.staging import stage
from parkmap.services.accounts import ROLES, add_user
from parkmap.services.importing import Terms, import_staged
from parkmap.services.record import Record
from parkmap.settings import Settings
from parkmap.store import Store, ledger
from parkmap.store.accounts import AccountBase
from parkmap.web.app import create_app
from parkmap.web.context import EXTENSION
from parkmap.workspace import DATABASE, open_folder, read_zone

PASSWORD: Final = "a long enough password"
BEGAN: Final = date(2025, 1, 1)
DAY: Final = "2025-06-01"
COOKIE: Final = "parkmap"
TICKETS: Final = "tickets of the tests"
TOKENS: Final[dict[str, str]] = {}
"""Session cookie -> the CSRF token that a page had for it."""

STAFF: Final[dict[Table, list[dict[str, Any]]]] = {}
"""The rows of one person for each role."""

TOML: Final = """
[zone]
code = "test"
name_zh = "试验经开区"
name_en = "Test zone"
languages = ["zh", "en"]
gk_zone = 38
notice_zh = "试验数据"
notice_en = "Test data"

[[map.context]]
file = "roads.geojson"
name_zh = "道路"
name_en = "Roads"
"""


def square(west: float, south: float, side: float = 0.001) -> dict[str, Any]:
    """A square outline, counter-clockwise; about a hectare."""
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(identity: str, shape: dict[str, Any], **properties: Any) -> dict[str, Any]:
    """A GeoJSON feature."""
    return {"type": "Feature", "id": identity, "geometry": shape, "properties": properties}


def write_workspace(folder: Path, names: list[str], **fields: Any) -> Path:
    """A workspace with one park and a square parcel for each name."""
    (folder / "context").mkdir(parents=True)
    (folder / "parkmap.toml").write_text(TOML, encoding="utf-8")
    park = feature("P1", square(113.1, 36.2, 0.05), name_zh="光电园", name_en="Photonics park")
    parcels = [
        feature(
            f"T-{number:03d}",
            square(113.1 + number * 0.0015, 36.21),
            **({"name_zh": name, "name_en": name, "park": "P1", "status": "idle"} | fields),
        )
        for number, name in enumerate(names, 1)
    ]
    for file, features in (("parks", [park]), ("parcels", parcels), ("context/roads", [])):
        text = json.dumps({"type": "FeatureCollection", "features": features})
        (folder / f"{file}.geojson").write_text(text, encoding="utf-8")
    return folder


def take_in(folder: Path) -> None:
    """Begin the ledger with the boundary files as of 2025-01-01; one person for each role."""
    record = Record(Store.create(folder / DATABASE), read_zone(folder), folder)
    parks = stage(read_boundaries(folder / "parks.geojson"))
    parcels = stage(read_boundaries(folder / "parcels.geojson"), status_field="status")
    with record.store.write() as connection:
        ledger.begin(connection, record.zone_id, record.zone.code, "0123456789abcdef")
        import_staged(connection, record, parks, parcels, Terms(BEGAN))
    add_staff(record)
    record.store.close()


def add_staff(record: Record) -> None:
    """One person for each role: made once, then copied, since a hash is slow on purpose."""
    if STAFF:
        with record.store.write() as connection:
            for table, rows in STAFF.items():
                connection.execute(insert(table), rows)
        return
    for role in ROLES:
        add_user(record, role, PASSWORD, [role])
    tables = AccountBase.metadata.tables
    with record.store.read() as connection:
        for table in (tables["role"], tables["account"], tables["account_role"]):
            STAFF[table] = [dict(one) for one in connection.execute(select(table)).mappings()]


def make_app(folder: Path, **settings: Any) -> Flask:
    """The app of a workspace that was just written."""
    take_in(folder)
    return app_of(folder, **settings)


def app_of(folder: Path, **settings: Any) -> Flask:
    """The app of a workspace that is there."""
    return create_app(Settings(folder, "k" * 40, **settings), open_folder(folder))


@pytest.fixture(scope="session")
def five_parcels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with people, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("five") / "zone"
    write_workspace(folder, [f"地块{n}" for n in range(1, 6)])
    take_in(folder)
    return folder


@pytest.fixture(scope="session")
def tickets(five_parcels: Path) -> dict[str, str]:
    """The session cookie of each role, who signed in before the workspace is copied."""
    app = app_of(five_parcels)
    clients = {role: sign_in(app.test_client(), role) for role in ROLES}
    for one in clients.values():
        headers(one)
    record_of(app).store.close()
    return {role: session_of(one) for role, one in clients.items()}


@pytest.fixture
def app(five_parcels: Path, tickets: dict[str, str], tmp_path: Path) -> Iterator[Flask]:
    """Five idle parcels in one park."""
    made = app_of(Path(shutil.copytree(five_parcels, tmp_path / "zone")))
    made.extensions[TICKETS] = tickets
    yield made
    record_of(made).store.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Nobody signed in."""
    return app.test_client()


@pytest.fixture
def signed_in(app: Flask) -> Callable[[str], FlaskClient]:
    """A client of somebody with a role."""

    def client(role: str) -> FlaskClient:
        made = app.test_client()
        if role not in app.extensions.get(TICKETS, {}):
            return sign_in(made, role)
        made.set_cookie(COOKIE, app.extensions[TICKETS][role])
        return made

    return client


@pytest.fixture
def officer(signed_in: Callable[[str], FlaskClient]) -> FlaskClient:
    """An officer at the desk."""
    return signed_in("officer")


def record_of(app: Flask) -> Record:
    """The record that an app serves."""
    found: Record = app.extensions[EXTENSION][0]
    return found


def form_token(client: FlaskClient, path: str = "/login") -> str:
    """The CSRF token that a page carries."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).text)
    assert found is not None
    return found[1]


def sign_in(client: FlaskClient, name: str, password: str = PASSWORD) -> FlaskClient:
    """Sign in by the form."""
    sent = {"name": name, "password": password, "csrf_token": form_token(client)}
    assert client.post("/login", data=sent).status_code == 303
    return client


def headers(client: FlaskClient, **more: str) -> dict[str, str]:
    """What a script of the desk sends with a write."""
    if session_of(client) not in TOKENS:
        token = form_token(client, "/progress")
        TOKENS[session_of(client)] = token
    return {"X-CSRFToken": TOKENS[session_of(client)]} | more


def session_of(client: FlaskClient) -> str:
    """The session cookie of a client; empty without one."""
    found = client.get_cookie(COOKIE)
    return "" if found is None else found.value


def mark_body(**changed: Any) -> dict[str, Any]:
    """A mark of T-001 as under construction."""
    body = {"parcels": {"T-001": 1}, "status": "under_construction", "effective_on": DAY}
    return body | {"reason": "桩基已开工"} | changed


def version_of(client: FlaskClient, parcel_id: str = "T-001") -> int:
    """The version of a parcel as the API tells it."""
    answer = client.get(f"/api/parcels/{parcel_id}/card").get_json()
    return int(answer["v"])
