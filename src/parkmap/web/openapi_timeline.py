"""Land through time and what moved between two days, in the OpenAPI document."""

from __future__ import annotations

from typing import Final

from parkmap.land.moves import KINDS
from parkmap.services.moves_file import FORMS
from parkmap.web.arguments import MAX_LIMIT
from parkmap.web.openapi_files import BUSY
from parkmap.web.openapi_parts import (
    DAY,
    FIGURE,
    FIGURE_OR_NULL,
    TEXT,
    WHOLE,
    WHOLE_OR_NULL,
    YES,
    Schema,
    list_of,
    object_of,
    path,
    query,
    read,
    ref,
    responses,
)

EXT: Final = path("ext", {"type": "string", "enum": list(FORMS)})
FROM: Final = query("from", DAY, "The earlier day.") | {"required": True}
TO: Final = query("to", DAY, "The later day; today if left out.")
KIND: Final = query("kind", TEXT, "Only from one status to another: idle-in_use; -idle: new.")
BINARY: Final[Schema] = {
    "description": "The file.",
    "content": {form.media: {} for form in FORMS.values()},
}

_SIDE: Final = object_of(("count", "mu"), count=WHOLE, mu=FIGURE)
_PAIR: Final[Schema] = {"type": "array", "items": {"anyOf": [TEXT, DAY]}}

TIMELINE_SCHEMAS: Final[dict[str, Schema]] = {
    "LandInTime": object_of(
        ("token", "first", "last", "styles", "parks", "origin", "unit", "parcels"),
        token=TEXT, first=DAY, last=DAY, styles=list_of(TEXT), parks=list_of(TEXT),
        origin=list_of(FIGURE), unit=FIGURE, areas=YES,
        parcels={
            "type": "array",
            "description": "Each [id, name, steps, outlines]. Steps are four numbers each: day "
            "since the first, place in styles (-1: not there), place in parks, recorded area in "
            "0.01 m2. An outline is [day, rings]; a ring its first corner from the origin, then "
            "the way to each next one, east and north, in units of a degree.",
            "items": {"type": "array"},
        },
    ),
    "Moves": object_of(
        ("from", "to", "token", "sums", "kinds", "matched", "mu", "items", "next"),
        to=DAY, token=TEXT, matched=WHOLE, mu=FIGURE_OR_NULL, next=WHOLE_OR_NULL,
        sums=list_of(object_of(("s", "net_mu", "was", "now"),
                               s=TEXT, net_mu=FIGURE, was=_SIDE, now=_SIDE)),
        kinds=list_of(object_of(
            ("before", "after", "rows"),
            before=TEXT, after=TEXT, rows=WHOLE, before_m2=FIGURE_OR_NULL, after_m2=FIGURE_OR_NULL,
            before_mu=FIGURE_OR_NULL, after_mu=FIGURE_OR_NULL,
        )),
        items=list_of(ref("Move")), **{"from": DAY},
    ),
    "Move": object_of(
        ("id", "kind", "before", "after", "turns", "mu"),
        id=TEXT, name=TEXT, park=TEXT, kind={"type": "string", "enum": list(KINDS)}, before=TEXT,
        after=TEXT, turns=list_of(_PAIR), before_m2=FIGURE_OR_NULL, after_m2=FIGURE_OR_NULL,
        mu=FIGURE_OR_NULL,
        made_from=list_of(TEXT), became=list_of(TEXT), redrawn=YES,
    ),
}  # fmt: skip

TIMELINE_PATHS: Final[Schema] = {
    "/api/timeline": {
        "get": read(
            "timeline", "All land on every day of the record, in one answer.", "LandInTime"
        )
    },
    "/api/moves": {
        "get": read(
            "moves", "Land that counts otherwise on the later of two days, and its sums.", "Moves",
            FROM, TO, KIND,
            query("start", WHOLE, "Continue with this line; `next` carries it."),
            query("limit", WHOLE | {"minimum": 1, "maximum": MAX_LIMIT}, "How many at once."),
        )
    },
    "/api/exports/moves.{ext}": {
        "get": read("exportMoves", "Those moves as a file.", "Problem", EXT, FROM, TO, KIND)
        | {
            "responses": responses("Problem", "application/json", ("400", "404"))
            | {"200": BINARY, "429": BUSY}
        }
    },
}  # fmt: skip
