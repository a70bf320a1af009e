"""Time on the map over HTTP: one tagged answer, a page that works without scripts, moves."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import BEGAN, DAY, headers, mark_body

GZIPPED = {"Accept-Encoding": "gzip"}
SINCE = f"from={BEGAN.isoformat()}"


@pytest.fixture
def built_on(officer: FlaskClient) -> FlaskClient:
    """T-001 is under construction since 2025-06-01; the other four are idle."""
    officer.post("/api/marks", json=mark_body(), headers=headers(officer))
    return officer


def land(client: FlaskClient) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        gzip.decompress(client.get("/api/timeline", headers=GZIPPED).data)
    )
    return found


def test_the_history_comes_whole_and_compressed(built_on: FlaskClient) -> None:
    told = land(built_on)
    first, *others = told["parcels"]
    assert told["first"] == BEGAN.isoformat() and len(others) == 4
    assert (first[0], first[2][0::4], first[2][1::4]) == ("T-001", [0, 151], [0, 1])
    assert len(first[3][0][1][0]) == 8  # four corners, the last of which is not said again


def test_a_known_history_is_304_until_something_is_written(officer: FlaskClient) -> None:
    tag = officer.get("/api/timeline", headers=GZIPPED).headers["ETag"]
    asked = GZIPPED | {"If-None-Match": tag}
    assert officer.get("/api/timeline", headers=asked).status_code == 304
    officer.post("/api/marks", json=mark_body(), headers=headers(officer))
    assert officer.get("/api/timeline", headers=asked).status_code == 200


def test_a_client_without_gzip_reads_it_too(client: FlaskClient) -> None:
    answer = client.get("/api/timeline", headers={"Accept-Encoding": "identity"})
    assert len(answer.get_json()["parcels"]) == 5


def test_the_page_shows_sums_and_list_of_its_days_without_scripts(built_on: FlaskClient) -> None:
    page = built_on.get(f"/progress/map?{SINCE}&on={DAY}&lang=en").text
    assert "What changed from 2025-01-01 to 2025-06-01" in page
    assert re.findall(r'<tr data-id="(.+?)">', page) == ["T-001"]
    assert 'value="2025-06-01"' in page and "/api/exports/moves.xlsx?from=2025-01-01" in page


def test_the_page_takes_a_day_outside_the_record_for_its_end(client: FlaskClient) -> None:
    page = client.get("/progress/map?from=1999-01-01&on=2999-01-01&lang=en").text
    assert f'value="{BEGAN.isoformat()}"' in page


def test_a_later_day_to_compare_with_is_taken_as_the_later(built_on: FlaskClient) -> None:
    page = built_on.get(f"/progress/map?on={BEGAN.isoformat()}&from={DAY}&lang=en").text
    assert "What changed from 2025-01-01 to 2025-06-01" in page


def test_the_list_is_narrowed_to_one_kind_of_change(built_on: FlaskClient) -> None:
    kinds = {kind: built_on.get(f"/api/moves?{SINCE}&kind={kind}").get_json()["matched"]
             for kind in ("idle-under_construction", "idle-in_use", "-idle")}  # fmt: skip
    assert kinds == {"idle-under_construction": 1, "idle-in_use": 0, "-idle": 0}


def test_moves_add_up_to_the_totals_of_both_days(built_on: FlaskClient) -> None:
    told = built_on.get(f"/api/moves?{SINCE}&to={DAY}").get_json()
    for row in told["sums"]:
        for name, day in (("was", BEGAN.isoformat()), ("now", DAY)):
            rows = built_on.get(f"/api/totals?on={day}").get_json()["rows"]
            assert row[name]["count"] == sum(one["count"] for one in rows if one["s"] == row["s"])
        assert row["net_mu"] == pytest.approx(row["now"]["mu"] - row["was"]["mu"], abs=0.011)


def test_moves_come_by_pages(built_on: FlaskClient) -> None:
    several = mark_body(parcels={"T-002": None, "T-003": None})
    versions = {
        one: built_on.get(f"/api/parcels/{one}/card").get_json()["v"] for one in several["parcels"]
    }
    built_on.post("/api/marks", json=several | {"parcels": versions}, headers=headers(built_on))
    first = built_on.get(f"/api/moves?{SINCE}&limit=2").get_json()
    rest = built_on.get(f"/api/moves?{SINCE}&limit=2&start={first['next']}").get_json()
    assert [one["id"] for one in first["items"] + rest["items"]] == ["T-001", "T-002", "T-003"]
    assert rest["next"] is None


@pytest.mark.parametrize("query", ["", "from=yesterday", "from=2025-06-01&to=2025-01-01",
                                   f"{SINCE}&start=-1", f"{SINCE}&to=2999-01-01"])  # fmt: skip
def test_days_that_cannot_be_are_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/api/moves?{query}").get_json(force=True)["code"] == "bad_value"


def test_a_file_that_is_not_made_is_refused_with_those_that_are(client: FlaskClient) -> None:
    answer = client.get(f"/api/exports/moves.shp?{SINCE}")
    assert answer.status_code == 404 and "geojson" in answer.get_json(force=True)["detail"]


def test_the_file_has_the_rows_that_the_list_was_narrowed_to(built_on: FlaskClient) -> None:
    answer = built_on.get(f"/api/exports/moves.geojson?{SINCE}&kind=idle-under_construction")
    assert [one["id"] for one in json.loads(answer.data)["features"]] == ["T-001"]
    assert answer.headers["X-Parkmap-Count"] == "1"


def test_the_board_leads_to_the_map(client: FlaskClient) -> None:
    assert 'href="/progress/map?on=' in client.get("/progress").text
