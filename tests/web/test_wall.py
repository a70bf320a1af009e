"""The wall over HTTP: what guests read of it, a link that reads it alone, tags, a remote."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from parkmap.errors import BadValue
from parkmap.land.wall import playlists_of
from parkmap.services import wall_devices
from parkmap.services.accounts import ROLES
from parkmap.services.record import Actor
from parkmap.web.logs import without_keys
from parkmap.web.wall import COOKIE
from tests.web.conftest import (
    form_token,
    headers,
    make_app,
    mark_body,
    record_of,
    sign_in,
    write_workspace,
)
from tests.web.test_permissions import RULES
from tests.web.wall_rules import WALL_RULES

ADMIN = Actor("u-admin", frozenset({"admin"}))
INTERNAL = ("progress", "campaign", "projects", "matters", "indicators", "map")
WORDS_FOR_STAFF = re.compile(r"闲置|idle|Idle|评级|grade|T-00\d|supplied|已供")


def scene(client: FlaskClient, playlist: str, code: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/api/wall/scenes/{playlist}/{code}").get_json()
    return found


@pytest.fixture
def screen(app: Flask) -> FlaskClient:
    """A screen that opened the link which an administrator made for it."""
    client = app.test_client()
    secret = wall_devices.make(record_of(app), ADMIN, "302 会议室")
    assert client.get(f"/wall/link/{secret}").headers["Location"] == "/wall"
    return client


def opened(client: FlaskClient) -> tuple[str, dict[str, str]]:
    """The code of a wall that was just opened, and what goes along with a write."""
    page = client.get("/wall").text
    config = json.loads(page.split('id="parkmap-config"')[1].split(">", 1)[1].split("</script>")[0])
    sent = {"X-CSRFToken": config["csrf"]}
    return client.post("/api/wall/screens", json={}, headers=sent).get_json()["code"], sent


def test_guests_read_nothing_internal_in_any_answer(client: FlaskClient) -> None:
    answers = [client.get("/wall?playlist=guests").text, client.get("/api/wall").text]
    answers += [client.get(f"/api/wall/scenes/guests/{code}").text for code in ("supply", "map")]
    told = "".join(one.split('"words"')[0] for one in answers)
    assert not WORDS_FOR_STAFF.search(told), WORDS_FOR_STAFF.search(told)


def test_guests_see_no_land_that_is_idle_and_not_on_offer(client: FlaskClient) -> None:
    assert scene(client, "guests", "map")["land"]["parcels"] == []


def test_guests_see_land_on_offer_by_name_and_area(tmp_path: Path) -> None:
    folder = write_workspace(tmp_path / "zone", ["东一地块"], offer="open")
    app = make_app(folder)
    told = scene(app.test_client(), "guests", "supply")
    assert told["rows"][0]["cells"][0] == "东一地块" and told["tiles"][0]["tone"] == "available"
    record_of(app).store.close()


@pytest.mark.parametrize("code", INTERNAL)
def test_internal_scenes_are_refused_to_the_public(client: FlaskClient, code: str) -> None:
    assert client.get(f"/api/wall/scenes/internal/{code}").status_code == 401


def test_the_wall_without_a_playlist_sends_the_public_to_the_sign_in(client: FlaskClient) -> None:
    assert client.get("/wall").headers["Location"] == "/login?next=/wall"


@pytest.mark.parametrize("code", INTERNAL)
def test_a_screen_reads_every_scene_by_its_link(screen: FlaskClient, code: str) -> None:
    told = scene(screen, "internal", code)
    assert told["on"] and told["seq"] == 1 and (told["tiles"] or told["empty"])


def test_the_link_of_a_screen_opens_nothing_but_the_wall(screen: FlaskClient) -> None:
    """What is refused to the public is refused to it, route by route."""
    walls = {(method, rule) for method, rule, *_ in WALL_RULES if not rule.startswith("/admin")}
    sent = {"X-CSRFToken": form_token(screen), "Accept": "application/json"}
    for method, rule, address, allowed, body in RULES:
        if (method, rule) in walls or address in {"/login", "/logout"}:
            continue
        answer = screen.open(address, method=method, json=body, headers=sent)
        refused = answer.status_code in {401, 403}
        assert refused == ("public" not in allowed), (method, address, answer.status_code)


def test_a_screen_is_the_public_where_the_policy_speaks(
    screen: FlaskClient, officer: FlaskClient
) -> None:
    officer.post("/api/marks", json=mark_body(reason="内部事由"), headers=headers(officer))
    assert "内部事由" not in screen.get("/parcels/T-001").text


def test_a_link_that_was_ended_opens_no_scene_more(screen: FlaskClient, app: Flask) -> None:
    wall_devices.revoke(record_of(app), ADMIN, 1)
    assert screen.get("/api/wall/scenes/internal/map").status_code == 401


def test_a_screen_stays_signed_in_for_days_without_a_hand(screen: FlaskClient, app: Flask) -> None:
    record = record_of(app)
    later = record.clock() + timedelta(days=90)
    app.extensions["parkmap"] = (
        type(record)(record.store, record.zone, record.folder, lambda: later, record.outward),
        app.extensions["parkmap"][1],
    )
    assert screen.get("/api/wall/scenes/internal/map").status_code == 200


def test_the_secret_of_a_link_is_kept_as_its_hash_and_shown_once(
    signed_in: Callable[[str], FlaskClient], app: Flask
) -> None:
    admin = signed_in("admin")
    sent = {"name": "大厅", "csrf_token": form_token(admin, "/admin/walls")}
    page = admin.post("/admin/walls", data=sent).text
    secret = re.findall(r"/wall/link/([\w-]{43})", page)[0]
    assert secret not in admin.get("/admin/walls").text and "大厅" in admin.get("/admin/walls").text
    kept = wall_devices.devices(record_of(app), ADMIN)[0]
    assert secret not in str(kept) and kept.seen_at == ""
    app.test_client().get(f"/wall/link/{secret}")
    assert wall_devices.devices(record_of(app), ADMIN)[0].seen_at


def test_the_cookie_of_a_screen_is_out_of_reach_of_scripts(screen: FlaskClient) -> None:
    cookie = screen.get_cookie(COOKIE)
    assert cookie is not None and cookie.http_only and cookie.same_site == "Lax"


def test_a_scene_that_did_not_change_is_not_sent_again(officer: FlaskClient) -> None:
    address = "/api/wall/scenes/internal/progress"
    tag = {"If-None-Match": officer.get(address).headers["ETag"]}
    assert officer.get(address, headers=tag).status_code == 304
    officer.post("/api/marks", json=mark_body(), headers=headers(officer))
    assert officer.get(address, headers=tag).status_code == 200


def test_progress_on_the_wall_is_progress_of_the_measures(officer: FlaskClient) -> None:
    officer.post("/api/marks", json=mark_body(), headers=headers(officer))
    told = {one["tone"]: one["value"] for one in scene(officer, "internal", "progress")["tiles"]}
    rows = officer.get("/api/measures").get_json()["measures"]
    for name in ("idle", "under_construction"):
        value = next(one["value"] for one in rows if one["name"] == name)
        assert told[name] == f"{value:,.1f}"


def test_a_remote_moves_the_wall_from_scene_to_scene(screen: FlaskClient) -> None:
    code, sent = opened(screen)
    address = f"/api/wall/screens/{code}"

    def pressed(action: str, value: str = "") -> dict[str, Any]:
        body = {"action": action, "value": value}
        found: dict[str, Any] = screen.post(address, json=body, headers=sent).get_json()["now"]
        return found

    assert [pressed("next")["scene"], pressed("next")["scene"]] == ["campaign", "projects"]
    assert pressed("previous")["scene"] == "campaign"
    assert pressed("pause")["paused"] and not pressed("play")["paused"]
    assert pressed("scene", "map")["scene"] == "map"
    assert pressed("playlist", "guests") == {
        "n": 7, "playlist": "guests", "scene": "supply", "paused": False,
    }  # fmt: skip


def test_a_wall_that_went_on_by_itself_is_moved_from_where_it_is(screen: FlaskClient) -> None:
    code, sent = opened(screen)
    address = f"/api/wall/screens/{code}"
    screen.get(f"{address}?shows=matters&playlist=internal&n=0&paused=0")
    told = screen.post(address, json={"action": "next"}, headers=sent).get_json()
    assert told["now"]["scene"] == "indicators"


def test_a_wish_that_there_is_not_names_those_there_are(screen: FlaskClient) -> None:
    code, sent = opened(screen)
    body = {"action": "scene", "value": "grades"}
    answer = screen.post(f"/api/wall/screens/{code}", json=body, headers=sent)
    assert answer.status_code == 400 and "progress" in answer.get_json()["detail"]


def test_the_remote_works_without_scripts(screen: FlaskClient, app: Flask) -> None:
    code, _ = opened(screen)
    leader = sign_in(app.test_client(), "leader")
    sent = {"action": "next", "csrf_token": form_token(leader, f"/wall/remote/{code}")}
    assert leader.post(f"/wall/remote/{code}", data=sent).headers["Location"].endswith(code)
    page = leader.get(f"/wall/remote/{code}").text
    assert 'value="campaign" type="submit" aria-pressed="true"' in page


def test_a_screen_steers_no_other_screen(screen: FlaskClient, app: Flask) -> None:
    other = app.test_client()
    other.get(f"/wall/link/{wall_devices.make(record_of(app), ADMIN, 'B')}")
    code, _ = opened(screen)
    assert other.get(f"/api/wall/screens/{code}").status_code == 404


def test_roles_of_people_all_read_the_wall(signed_in: Callable[[str], FlaskClient]) -> None:
    for role in ROLES:
        assert signed_in(role).get("/wall").status_code == 200


def test_the_secret_of_a_link_stands_in_no_log() -> None:
    assert without_keys("GET /wall/link/abc_1-2 x") == "GET /wall/link/<token> x"


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"scenes": ["progress"], "audience": "guests"}, "supply, map"),
        ({"scenes": []}, "scenes"),
        ({"seconds": 4}, "5 to 600"),
        ({"audience": "all"}, "internal or guests"),
        ({"colour": "red"}, "colour"),
        ({"name": "A B"}, "a-z"),
    ],
)
def test_a_playlist_that_cannot_be_says_what_can(changed: dict[str, Any], named: str) -> None:
    with pytest.raises(BadValue, match=re.escape(named)):
        playlists_of({"playlist": [{"name": "hall", "scenes": ["map"]} | changed]})
