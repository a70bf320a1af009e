"""`/explore`: the public map with a list beside it; the address holds the filters."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from parkmap.services.reading import ParcelQuery
from parkmap.web.context import current_actor, current_record
from parkmap.web.kept import kept
from parkmap.web.language import current_language
from parkmap.web.listing import PAGE, asked_query, listed
from parkmap.web.pages import kept_page, map_page

blueprint = Blueprint("explore", __name__)

EDGE: Final = [12, 12, 12, 12]
ROOMS: Final[list[dict[str, Any]]] = [
    {"from": 1024, "less": [400, 105], "share": 1, "padding": EDGE},
    {"from": 0, "less": [0, 147], "share": 0.72, "padding": EDGE},
]
"""The map's room in a window at least `from` wide: beside the list, above it on a phone."""


@blueprint.get("/explore")
def explore() -> ResponseReturnValue:
    return kept_page("explore", _explore)


def _explore() -> str:
    record, actor, lang = current_record(), current_actor(), current_language()
    query = asked_query()
    if query == ParcelQuery(limit=PAGE):  # the page that most people open: kept while it holds
        found = kept(record, actor, f"first-{lang}", lambda: listed(record, actor, query, lang))
    else:
        found = listed(record, actor, query, lang)
    return map_page(
        "explore.html",
        "explore",
        rooms=ROOMS,
        first=found["items"],
        matched=found["matched"],
        matched_mu=found["mu"],
        query={
            "q": query.text,
            "s": list(query.statuses),
            "park": query.park or "",
            "ids": list(query.ids),
            "id": request.args.get("id", "")[:200],
        },
    )
