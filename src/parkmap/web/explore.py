"""`/explore`: the public map with a list beside it; the address holds the filters."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from parkmap.services.reading import ParcelQuery
from parkmap.web.context import current_actor, current_record
from parkmap.web.kept import kept
from parkmap.web.language import current_language
from parkmap.web.listing import PAGE, asked_query, listed
from parkmap.web.pages import map_page

blueprint = Blueprint("explore", __name__)


@blueprint.get("/explore")
def explore() -> ResponseReturnValue:
    record, actor, lang = current_record(), current_actor(), current_language()
    query = asked_query()
    if query == ParcelQuery(limit=PAGE):  # the page that most people open: kept while it holds
        found = kept(record, actor, f"first-{lang}", lambda: listed(record, actor, query, lang))
    else:
        found = listed(record, actor, query, lang)
    return map_page(
        "explore.html",
        "explore",
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
