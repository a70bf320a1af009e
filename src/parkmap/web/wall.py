"""`/wall` and its API: scenes for a meeting-room screen, its link, and a phone as its remote."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, g, make_response, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from parkmap.errors import NotFound, SignInNeeded
from parkmap.land.wall import SCENES, Playlist
from parkmap.services import wall, wall_devices, wall_screens
from parkmap.services.record import PUBLIC_ACTOR, Actor, Record
from parkmap.services.wall_scene import word
from parkmap.services.wall_screens import Showing, Told
from parkmap.web.addresses import public_address
from parkmap.web.answers import json_answer
from parkmap.web.arguments import json_body, text_argument, text_of
from parkmap.web.assets import asset_url
from parkmap.web.config_script import zone_words
from parkmap.web.context import current_actor, current_record
from parkmap.web.etags import tagged
from parkmap.web.kept import kept, token_now
from parkmap.web.language import current_language
from parkmap.web.pages import plain_page
from parkmap.web.wall_body import scene_bytes, tag_of
from parkmap.web.words import words

COOKIE: Final = "parkmap_wall"
LASTS_SECONDS: Final = 400 * 24 * 3600
"""As long as browsers keep a cookie; renewed whenever the wall is opened."""

blueprint = Blueprint("wall", __name__)


def wall_reader() -> Actor:
    """Who looks at the wall: a person who signed in, a screen by its link, or the public.

    Only this module knows of such links: to all others whoever comes by one is the public.
    """
    actor = current_actor()
    if actor.may(wall.READ):
        return actor
    if "parkmap_wall_reader" not in g:
        secret = request.cookies.get(COOKIE, "")
        g.parkmap_wall_reader = wall_devices.reader(current_record(), secret) or PUBLIC_ACTOR
    found: Actor = g.parkmap_wall_reader
    return found


@blueprint.get("/wall")
def page() -> ResponseReturnValue:
    record, actor, lang = current_record(), wall_reader(), current_language()
    try:
        shown = wall.playlist(record, actor, text_argument("playlist"))
    except SignInNeeded as error:
        raise SignInNeeded(
            "the wall is for people of the zone, and for screens with a link that an administrator "
            "made; sign in first"
        ) from error
    config = {
        "lang": lang,
        "zone": zone_words(record, lang),
        "build": asset_url("wall.js"),
        "playlist": shown.name,
        "playlists": [_listed(one, lang) for one in wall.playlists(record, actor)],
        "remote": actor.may(wall.READ),
        "context": [f"/context/{layer.file}" for layer in record.zone.context],
        "csrf": generate_csrf() if actor.may(wall.READ) else "",
        "words": kept(record, PUBLIC_ACTOR, f"words-{lang}", lambda: words(desk=False)),
        "moment": _state(record)["at"],
    }
    answer = make_response(plain_page("wall.html", "wall", config=config))
    secret = request.cookies.get(COOKIE, "")
    if secret and actor.roles == {"wall"}:
        _remember(answer, secret)
    return answer


@blueprint.get("/wall/link/<secret>")
def link(secret: str) -> ResponseReturnValue:
    if wall_devices.reader(current_record(), secret) is None:
        raise NotFound(
            "this link of a screen is not valid or was ended; ask the administrator for a new one"
        )
    answer = make_response(redirect("/wall", 303))
    _remember(answer, secret)
    return answer


@blueprint.get("/wall/remote/<code>")
def remote(code: str) -> ResponseReturnValue:
    record, actor = current_record(), wall_reader()
    told = wall_screens.screen(record, actor, code.upper())
    return _remote_page(record, actor, told)


@blueprint.post("/wall/remote/<code>")
def press(code: str) -> ResponseReturnValue:
    sent = request.form
    wall_screens.ask(current_record(), wall_reader(), code.upper(), sent.get("action", ""),
                     sent.get("value", ""))  # fmt: skip
    return redirect(f"/wall/remote/{code.upper()}", 303)


@blueprint.get("/api/wall")
def state() -> ResponseReturnValue:
    record, actor, lang = current_record(), wall_reader(), current_language()
    body = _state(record) | {
        "playlists": [_listed(one, lang) for one in wall.playlists(record, actor)],
    }
    return json_answer(body)


@blueprint.get("/api/wall/scenes/<playlist>/<scene>")
def scene(playlist: str, scene: str) -> ResponseReturnValue:
    record, lang = current_record(), current_language()
    wall.playlist(record, wall_reader(), playlist)  # whether they may, before what is kept

    def make() -> bytes:
        found = wall.scene(record, wall_reader(), playlist, scene, lang)
        return scene_bytes(found, record.zone.name(lang), lang)

    body = kept(record, PUBLIC_ACTOR, f"wall-{playlist}-{scene}-{lang}", make)
    answer = make_response(body)
    answer.mimetype = "application/json"
    return tagged(answer, tag_of(body))


@blueprint.post("/api/wall/screens")
def open_screen() -> ResponseReturnValue:
    record, actor = current_record(), wall_reader()
    name = text_of(json_body(), "playlist", optional=True)
    code = wall_screens.open_screen(record, actor, name)
    path = f"/wall/remote/{code}"
    return json_answer({"code": code, "path": path, "address": public_address(path)}, 201)


@blueprint.get("/api/wall/screens/<code>")
def screen(code: str) -> ResponseReturnValue:
    """What was asked of a wall; the wall itself says along what it `shows`."""
    record, actor = current_record(), wall_reader()
    if request.args.get("shows"):
        told = wall_screens.note(record, actor, code.upper(), _showing(record, actor))
    else:
        told = wall_screens.screen(record, actor, code.upper())
    return json_answer(_state(record) | _told(told))


@blueprint.post("/api/wall/screens/<code>")
def ask(code: str) -> ResponseReturnValue:
    body = json_body()
    told = wall_screens.ask(current_record(), wall_reader(), code.upper(), text_of(body, "action"),
                            text_of(body, "value", optional=True))  # fmt: skip
    return json_answer(_told(told))


def _state(record: Record) -> dict[str, Any]:
    """What the wall asks for again and again: whether anything changed since."""
    return {
        "token": token_now(record),
        "day": record.today().isoformat(),
        "at": record.clock().isoformat(timespec="seconds"),
        "build": asset_url("wall.js"),
    }


def _showing(record: Record, actor: Actor) -> Showing:
    shown = wall.playlist(record, actor, text_argument("playlist"))
    named = text_argument("shows")
    count = text_argument("n")
    n = int(count) if count.isdecimal() and len(count) < 9 else 0
    code = named if named in shown.scenes else shown.scenes[0]
    return Showing(n, shown.name, code, request.args.get("paused") == "1")


def _told(told: Told) -> dict[str, Any]:
    return {"code": told.code, "asked": told.asked.body(), "now": told.now.body()}


def _listed(one: Playlist, lang: str) -> dict[str, Any]:
    return {
        "name": one.name, "title": word(one.title, lang), "seconds": one.seconds,
        "audience": one.audience,
        "scenes": [{"code": code, "title": word(SCENES[code], lang)} for code in one.scenes],
    }  # fmt: skip


def _remote_page(record: Record, actor: Actor, told: Told) -> str:
    lang = current_language()
    lists = [_listed(one, lang) for one in wall.playlists(record, actor)]
    shown = next((one for one in lists if one["name"] == told.now.playlist), lists[0])
    behind = ""
    if actor.may("read_internal"):
        behind = wall.scene(record, actor, told.now.playlist, told.now.scene, lang).page
    config = {
        "lang": lang, "code": told.code, "csrf": generate_csrf(), "now": told.now.body(),
        "words": kept(record, PUBLIC_ACTOR, f"words-{lang}", lambda: words(desk=False)),
    }  # fmt: skip
    return plain_page("wall_remote.html", "remote", config=config, told=told, lists=lists,
                      shown=shown, behind=behind)  # fmt: skip


def _remember(answer: Any, secret: str) -> None:
    answer.set_cookie(COOKIE, secret, max_age=LASTS_SECONDS, httponly=True, samesite="Lax",
                      secure=request.is_secure)  # fmt: skip
