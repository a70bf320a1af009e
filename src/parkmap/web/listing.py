"""`/api/list` and the card of a parcel: what stands beside the map."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.services import reading
from parkmap.services.reading import ParcelQuery
from parkmap.services.record import Actor, Record
from parkmap.units import dm2_to_mu
from parkmap.web.answers import json_answer
from parkmap.web.arguments import (
    bbox_argument,
    codes_argument,
    day_argument,
    ids_argument,
    limit_argument,
    text_argument,
)
from parkmap.web.availability import availability_body
from parkmap.web.context import current_actor, current_record
from parkmap.web.items import card, list_item
from parkmap.web.kept import parks_now
from parkmap.web.language import current_language

PAGE = 24

blueprint = Blueprint("listing", __name__)


@blueprint.get("/api/list")
def parcel_list() -> ResponseReturnValue:
    record, actor = current_record(), current_actor()
    return json_answer(listed(record, actor, asked_query(), current_language()))


@blueprint.get("/api/parcels/<parcel_id>/card")
def parcel_card(parcel_id: str) -> ResponseReturnValue:
    record, actor, lang = current_record(), current_actor(), current_language()
    view = reading.parcel(record, actor, parcel_id)
    body = card(view, park_names(record, actor, lang), lang)
    return json_answer(body | {"available": availability_body(record, actor, parcel_id, lang)})


def asked_query(limit: int = PAGE) -> ParcelQuery:
    """The parcels that the address asks for; pages and the API read the same parameters."""
    return ParcelQuery(
        bbox=bbox_argument(),
        statuses=codes_argument("s"),
        park=text_argument("park") or None,
        ids=ids_argument(),
        text=text_argument("q"),
        as_of=day_argument("on"),
        after=text_argument("after"),
        limit=limit_argument(limit),
    )


def listed(record: Record, actor: Actor, query: ParcelQuery, lang: str) -> dict[str, Any]:
    """A page of the list, with how many and how many mu match in all."""
    page = reading.parcels(record, actor, query)
    names = park_names(record, actor, lang)
    return {
        "matched": page.matched,
        "mu": dm2_to_mu(page.area_dm2, 1),
        "next": page.next_after,
        "items": [list_item(view, names, lang) for view in page.views],
    }


def park_names(record: Record, actor: Actor, lang: str) -> dict[str, str]:
    """Park id -> name."""
    return {park.id: park.name(lang) or park.id for park in parks_now(record, actor)}
