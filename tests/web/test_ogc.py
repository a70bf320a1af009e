"""OGC API - Features: landing, collections, items, filters, paging, PATCH."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import DAY, headers

ITEMS = "/api/collections/parcels/items"
BODY = {"status": "in_use", "effective_on": DAY, "reason": "已投产"}


def ids(client: FlaskClient, query: str = "", path: str = ITEMS) -> list[str]:
    return [one["id"] for one in client.get(f"{path}?{query}").get_json()["features"]]


def walk(client: FlaskClient, url: str | None) -> list[dict[str, Any]]:
    pages = []
    while url:
        pages.append(client.get(url).get_json())
        following = [link["href"] for link in pages[-1]["links"] if link["rel"] == "next"]
        url = f"{urlsplit(following[0]).path}?{urlsplit(following[0]).query}" if following else None
    return pages


def test_every_link_of_the_landing_page_answers(client: FlaskClient) -> None:
    links = client.get("/api/").get_json()["links"]
    assert {"self", "service-desc", "conformance", "data"} == {link["rel"] for link in links}
    assert {client.get(link["href"]).status_code for link in links} == {200}


def test_the_core_and_geojson_classes_are_declared(client: FlaskClient) -> None:
    declared = client.get("/api/conformance").get_json()["conformsTo"]
    assert {one.rsplit("/", 1)[1] for one in declared} == {"core", "geojson"}


def test_there_are_parks_and_parcels(client: FlaskClient) -> None:
    found = client.get("/api/collections").get_json()["collections"]
    assert [one["id"] for one in found] == ["parks", "parcels"]
    assert client.get("/api/collections/roads").status_code == 404


def test_items_are_geojson(client: FlaskClient) -> None:
    answer = client.get(ITEMS)
    body = answer.get_json(force=True)
    assert answer.mimetype == "application/geo+json"
    assert body["numberMatched"] == body["numberReturned"] == 5
    assert body["features"][0]["geometry"]["type"] == "Polygon"


def test_paging_meets_every_parcel_once(client: FlaskClient) -> None:
    pages = walk(client, f"{ITEMS}?limit=2")
    assert [page["numberReturned"] for page in pages] == [2, 2, 1]
    found = [one["id"] for page in pages for one in page["features"]]
    assert found == [f"T-00{n}" for n in range(1, 6)]


def test_a_box_takes_what_it_meets(client: FlaskClient) -> None:
    assert ids(client, "bbox=113.1014,36.2,113.1016,36.22") == ["T-001"]
    assert ids(client, "bbox=0,0,1,1") == []


def test_status_and_park_filter(client: FlaskClient) -> None:
    assert len(ids(client, "status=idle&park=P1")) == 5
    assert ids(client, "status=in_use") == ids(client, "park=P2") == []


def test_words_find_a_parcel(client: FlaskClient) -> None:
    assert ids(client, "q=地块3") == ["T-003"]


def test_a_day_before_the_record_is_empty(client: FlaskClient) -> None:
    assert ids(client, "datetime=2024-12-31") == []
    assert len(ids(client, "datetime=2025-03-01T00:00:00Z")) == 5


@pytest.mark.parametrize(
    "query",
    ["bbox=1,2,3", "bbox=a,b,c,d", "bbox=2,0,1,1", "bbox=nan,0,1,1", "limit=0", "limit=-1",
     "limit=x", "status=sold", "datetime=yesterday",
     "datetime=2025-02-01/2025-01-01", "datetime=a/b", "datetime=2025-01-01/../..", "q=%00",
     "bbox=179,36,-179,37", "color=red", "f=html", "known_at=then"],
)  # fmt: skip
def test_a_wrong_parameter_is_named(client: FlaskClient, query: str) -> None:
    answer = client.get(f"{ITEMS}?{query}")
    assert answer.status_code == 400
    assert answer.get_json()["detail"]


def test_too_high_a_limit_is_cut(client: FlaskClient) -> None:
    assert client.get(f"{ITEMS}?limit=1000000").status_code == 200


def test_a_feature_has_its_version_as_tag(client: FlaskClient) -> None:
    answer = client.get(f"{ITEMS}/T-001")
    assert answer.headers["ETag"] == '"1"'
    assert client.get(f"{ITEMS}/T-001", headers={"If-None-Match": '"1:br"'}).status_code == 304


def test_patch_marks_and_moves_the_tag(officer: FlaskClient) -> None:
    sent = headers(officer, **{"If-Match": '"1"'})
    answer = officer.patch(f"{ITEMS}/T-001", json=BODY, headers=sent)
    assert answer.status_code == 200
    assert answer.get_json(force=True)["properties"]["status"] == "in_use"
    assert answer.headers["ETag"] == '"2"'


def test_the_tag_of_a_compressed_answer_is_taken(officer: FlaskClient) -> None:
    tag = officer.get(f"{ITEMS}/T-001", headers={"Accept-Encoding": "br"}).headers["ETag"]
    sent = headers(officer, **{"If-Match": tag})
    assert officer.patch(f"{ITEMS}/T-001", json=BODY, headers=sent).status_code == 200


def test_patch_without_a_version_is_428(officer: FlaskClient) -> None:
    answer = officer.patch(f"{ITEMS}/T-001", json=BODY, headers=headers(officer))
    assert answer.status_code == 428


def test_patch_with_a_key_that_is_too_long_is_400(officer: FlaskClient) -> None:
    sent = headers(officer, **{"If-Match": '"1"', "Idempotency-Key": "k" * 200})
    assert officer.patch(f"{ITEMS}/T-001", json=BODY, headers=sent).status_code == 400


def test_patch_with_a_stale_version_is_412(officer: FlaskClient) -> None:
    sent = headers(officer, **{"If-Match": '"1"'})
    officer.patch(f"{ITEMS}/T-001", json=BODY, headers=sent)
    answer = officer.patch(f"{ITEMS}/T-001", json=BODY | {"status": "idle"}, headers=sent)
    assert answer.status_code == 412
    assert answer.get_json()["conflicts"][0]["theirs"]["version"] == 2


def test_parks_of_a_day_before_the_record_are_none(client: FlaskClient) -> None:
    path = "/api/collections/parks/items"
    assert ids(client, "datetime=1999-12-31", path) == []
    assert ids(client, "", path) != []


def test_an_interval_is_answered_by_its_last_day(client: FlaskClient) -> None:
    assert ids(client, "datetime=2024-01-01/2024-12-31") == []
    assert ids(client, "datetime=../2024-12-31") == []
    for interval in ("2024-01-01/2025-03-01", "2025-01-01/..", "../..", "2025-01-01/"):
        assert len(ids(client, f"datetime={interval}")) == 5


def test_a_moment_is_of_the_day_of_the_workspace(client: FlaskClient) -> None:
    assert ids(client, "datetime=2024-12-31T15:59:00Z") == []
    assert len(ids(client, "datetime=2024-12-31T16:00:00Z")) == 5  # midnight in Shanghai


@pytest.mark.parametrize(
    "path",
    ["", "/conformance", "/collections", "/collections/parks", "/collections/parks/items",
     "/collections/parks/items/P1"],
)  # fmt: skip
def test_an_unknown_parameter_is_refused_by_name(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/api{path or '/'}?colour=red&lang=en")
    assert answer.status_code == 400 and "colour" in answer.get_json()["detail"]
    assert client.get(f"/api{path or '/'}?f=json&lang=zh").status_code == 200


def test_an_item_is_not_there_before_it_began(client: FlaskClient) -> None:
    for path in (f"{ITEMS}/T-001", "/api/collections/parks/items/P1"):
        assert client.get(f"{path}?datetime=2024-12-31").status_code == 404
        assert client.get(f"{path}?datetime=2025-01-01").status_code == 200


def test_an_item_reads_as_it_stood_and_as_it_was_known(officer: FlaskClient) -> None:
    sent = headers(officer, **{"If-Match": '"1"'})
    officer.patch(f"{ITEMS}/T-001", json=BODY, headers=sent)

    def status(query: str) -> str:
        found = officer.get(f"{ITEMS}/T-001?{query}").get_json(force=True)
        return str(found["properties"]["status"])

    seen = {query: status(query) for query in ("datetime=2025-05-31", f"datetime={DAY}")}
    assert list(seen.values()) == ["idle", "in_use"]
    before = officer.get("/api/parcels/T-001/history").get_json()["lines"][-1]["recorded_at"]
    assert status("known_at=" + before.replace("+", "%2B")) == "idle"


def test_what_was_known_at_a_moment_is_for_the_staff(
    client: FlaskClient, officer: FlaskClient
) -> None:
    moment = "known_at=2020-01-01T00:00:00Z"
    for path in (ITEMS, "/api/collections/parks/items", "/api/totals"):
        assert client.get(f"{path}?{moment}").status_code == 401
    assert ids(officer, moment) == ids(officer, moment, "/api/collections/parks/items") == []
    assert officer.get(f"/api/totals?{moment}").get_json()["rows"] == []
    assert client.get(f"{ITEMS}/T-001?{moment}").status_code == 401
    assert officer.get(f"{ITEMS}/T-001?{moment}").status_code == 404
