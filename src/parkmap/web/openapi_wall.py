"""The wall in the OpenAPI document: playlists, scenes, and what a remote asks of a screen."""

from __future__ import annotations

from typing import Final

from parkmap.land.wall import AUDIENCES, PLAIN, SCENES
from parkmap.services.wall_screens import ACTIONS
from parkmap.web.openapi_parts import (
    CSRF,
    DAY,
    FIGURE,
    OBJECT_OR_NULL,
    TEXT,
    WHOLE,
    YES,
    Schema,
    list_of,
    object_of,
    path,
    query,
    read,
    ref,
    write,
)

SCENE: Final[Schema] = {"type": "string", "enum": list(SCENES)}
PLAYLIST: Final = path("playlist", TEXT | {"enum": [one.name for one in PLAIN][::-1]})
SCENE_HERE: Final = path("scene", {"type": "string", "enum": ["map", "supply"]})
CODE: Final = path("code", TEXT)
_FIGURES: Final = {"type": ["array"], "items": {"type": ["number", "null"]}}

WALL_SCHEMAS: Final[dict[str, Schema]] = {
    "Wall": object_of(
        ("token", "day", "at", "build", "playlists"),
        token=TEXT, day=DAY, at=TEXT, build=TEXT,
        playlists=list_of(object_of(
            ("name", "title", "seconds", "audience", "scenes"),
            name=TEXT, title=TEXT, seconds=WHOLE,
            audience={"type": "string", "enum": list(AUDIENCES)},
            scenes=list_of(object_of(("code", "title"), code=SCENE, title=TEXT)),
        )),
    ),
    "WallScene": object_of(
        ("on", "seq", "page", "heading", "sentence", "tiles", "bars", "rows", "empty"),
        zone=TEXT, on=DAY, seq=WHOLE, page=TEXT, heading=TEXT, sentence=TEXT, empty=TEXT,
        tiles=list_of(object_of(("label", "value", "unit", "note", "tone"), label=TEXT,
                                value=TEXT, unit=TEXT, note=TEXT, tone=TEXT)),
        bars_title=TEXT, bars=list_of(object_of(("label", "share", "text"), label=TEXT,
                                                share=FIGURE, text=TEXT, tone=TEXT)),
        rows_title=TEXT, rows=list_of(object_of(("cells",), cells=list_of(TEXT), tone=TEXT)),
        chart=OBJECT_OR_NULL | {"properties": {"values": _FIGURES}},
        land=OBJECT_OR_NULL | {
            "description": "unit: degrees of a step; styles: how each code is drawn; parcels: each "
            "[style, rings], a ring its longitudes and latitudes in turn, in steps.",
        },
    ),
    "WallShowing": object_of(
        ("n", "playlist", "scene", "paused"), n=WHOLE, playlist=TEXT, scene=SCENE, paused=YES
    ),
    "WallScreen": object_of(
        ("code", "asked", "now"), code=TEXT, asked=ref("WallShowing"), now=ref("WallShowing"),
        token=TEXT, day=DAY, at=TEXT, build=TEXT,
    ),
    "WallOpening": object_of((), playlist=TEXT),
    "WallOpened": object_of(("code", "path", "address"), code=TEXT, path=TEXT, address=TEXT),
    "WallWish": object_of(
        ("action",), action={"type": "string", "enum": list(ACTIONS)},
        value=TEXT | {"description": "The playlist or the scene that is wished for."},
    ),
}  # fmt: skip

_SCREEN: Final = read(
    "wall_screen", "What was asked of an open wall; the wall says along what it shows.",
    "WallScreen", CODE, query("shows", SCENE, "Of the wall itself: the scene that it shows."),
    query("playlist", TEXT, "Of the wall itself: its playlist."),
    query("n", WHOLE, "Of the wall itself: the last wish that it fulfilled."),
    query("paused", TEXT, "Of the wall itself: 1 while it stands still."),
)  # fmt: skip
_SCENE: Final = read(
    "wall_scene", "One scene of a playlist as it stands today, with an ETag.", "WallScene",
    PLAYLIST, SCENE_HERE,
)  # fmt: skip
SECURED: Final[Schema] = {"security": [{"session": []}, {"screen": []}]}

WALL_PATHS: Final[Schema] = {
    "/api/wall": {
        "get": read(
            "wall", "The playlists that the reader may show, and where the record stands.", "Wall"
        )
    },
    "/api/wall/scenes/{playlist}/{scene}": {"get": _SCENE | SECURED},
    "/api/wall/screens": {
        "post": write(
            "open_wall",
            "A code under which a phone steers a wall.",
            "WallOpening",
            "WallOpened",
            CSRF,
            kind="application/json",
        )
        | SECURED
    },
    "/api/wall/screens/{code}": {
        "get": _SCREEN | SECURED,
        "post": write(
            "steer_wall",
            "Ask something of an open wall.",
            "WallWish",
            "WallScreen",
            CODE,
            CSRF,
            kind="application/json",
        )
        | SECURED,
    },
}

__all__ = ["WALL_PATHS", "WALL_SCHEMAS"]
