"""Tiles over HTTP: compressed, tagged, empty, and never shared by a cache."""

from __future__ import annotations

import gzip

import mapbox_vector_tile
import pytest
from flask.testing import FlaskClient

from parkmap.maps.tiles import tiles_covering
from tests.web.conftest import headers, mark_body


def address(z: int = 14, lng: float = 113.102, lat: float = 36.2105) -> str:
    ((x, y),) = tiles_covering((lng, lat, lng, lat), z)
    return f"/tiles/parcels/{z}/{x}/{y}.mvt"


def features(body: bytes) -> list[dict[str, object]]:
    layer = mapbox_vector_tile.decode(body)["parcels"]
    return [one["properties"] for one in layer["features"]]


def test_a_tile_is_gzipped_and_private(client: FlaskClient) -> None:
    answer = client.get(address(), headers={"Accept-Encoding": "gzip, br"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in answer.headers["Vary"]


def test_a_tile_carries_what_the_map_draws(client: FlaskClient) -> None:
    answer = client.get(address(), headers={"Accept-Encoding": "gzip"})
    first = features(gzip.decompress(answer.data))[0]
    assert set(first) == {"id", "s", "name", "park", "mu", "v"}


def test_a_client_without_gzip_reads_it_too(client: FlaskClient) -> None:
    answer = client.get(address(), headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in answer.headers
    assert features(answer.data)


def test_a_known_tile_is_304(client: FlaskClient) -> None:
    tag = client.get(address()).headers["ETag"]
    answer = client.get(address(), headers={"If-None-Match": tag})
    assert (answer.status_code, answer.data) == (304, b"")


def test_a_mark_moves_the_tag_of_its_tile(officer: FlaskClient) -> None:
    tag = officer.get(address()).headers["ETag"]
    officer.post("/api/marks", json=mark_body(), headers=headers(officer))
    answer = officer.get(address(), headers={"If-None-Match": tag})
    assert answer.status_code == 200 and answer.headers["ETag"] != tag


def test_staff_and_public_share_tiles_where_everybody_sees_all(
    client: FlaskClient, officer: FlaskClient
) -> None:
    assert client.get(address()).headers["ETag"] == officer.get(address()).headers["ETag"]


def test_names_follow_the_language(client: FlaskClient) -> None:
    zh, en = (client.get(address() + f"?lang={code}").headers["ETag"] for code in ("zh", "en"))
    assert zh != en


def test_an_empty_tile_is_204(client: FlaskClient) -> None:
    assert client.get(address(lng=10.0, lat=10.0)).status_code == 204


@pytest.mark.parametrize("path", ["14/16384/0", "99/1/1", "14/-1/0", "a/b/c"])
def test_a_tile_outside_the_grid_is_404(client: FlaskClient, path: str) -> None:
    assert client.get(f"/tiles/parcels/{path}.mvt").status_code == 404


def test_a_context_layer_is_served_with_a_tag(client: FlaskClient) -> None:
    answer = client.get("/context/roads.geojson")
    assert answer.mimetype == "application/geo+json"
    again = client.get("/context/roads.geojson", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "name", ["../parkmap.db", "..%2fparkmap.db", "parkmap.toml", "../secret.key", "%2e%2e/x"]
)
def test_no_other_file_of_the_folder_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/context/{name}").status_code in {404, 308}
    assert client.get(f"/static/{name}").status_code in {404, 308}
