"""`/api/list`, `/api/matches` and the card of a parcel: what stands beside the map."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from parkmap.land.asked import wanted_of
from parkmap.land.availability import KINDS
from parkmap.land.criteria import Wanted
from parkmap.land.sieve import Sieve, counted
from parkmap.services import reading, sifting
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
from parkmap.web.land_filters import chips, counts_told, loosened, reaches
from parkmap.web.language import current_language

PAGE = 24
EVERYWHERE: Final = (-180.0, -90.0, 180.0, 90.0)

blueprint = Blueprint("listing", __name__)


@blueprint.get("/api/list")
def parcel_list() -> ResponseReturnValue:
    record, actor, lang = current_record(), current_actor(), current_language()
    on = day_argument("on")
    if on is not None and on < record.today():  # the land of another day has no filters of today
        return json_answer(listed(record, actor, asked_query(), lang))
    return json_answer(found(record, actor, asked_wanted(), lang))


@blueprint.get("/api/matches")
def matches() -> ResponseReturnValue:
    """Ids of what fits within the map's view, so that the rest of it fades."""
    record, actor, wanted = current_record(), current_actor(), asked_wanted()
    box = bbox_argument()
    ids = sifting.fitting_within(record, actor, wanted, box or EVERYWHERE)
    return json_answer({"ids": ids})


@blueprint.get("/api/parcels/<parcel_id>/card")
def parcel_card(parcel_id: str) -> ResponseReturnValue:
    record, actor, lang = current_record(), current_actor(), current_language()
    view = reading.parcel(record, actor, parcel_id)
    body = card(view, park_names(record, actor, lang), lang)
    return json_answer(body | {"available": availability_body(record, actor, parcel_id, lang)})


def asked_wanted() -> Wanted:
    """The land that the address asks for; a style code that there is not is refused."""
    codes_argument("s")
    return wanted_of(dict(request.args.lists()))


def found(record: Record, actor: Actor, wanted: Wanted, lang: str) -> dict[str, Any]:
    """A page of what fits; the first one tells the counts of the filters and what to loosen."""
    page = asked_page(record, actor, wanted)
    body = rows_of(record, actor, page, lang)
    return body if text_argument("after") else body | told_of(record, actor, page.sieve, lang)


def asked_page(record: Record, actor: Actor, wanted: Wanted) -> sifting.Found:
    """The page of the list that the address asks for."""
    return sifting.find(
        record, actor, wanted, after=text_argument("after"), limit=limit_argument(PAGE),
        box=bbox_argument(),
    )  # fmt: skip


def told_of(record: Record, actor: Actor, sieve: Sieve, lang: str) -> dict[str, Any]:
    """What the page says of the filters: counts, chips, sums by park, what to loosen."""
    ways = [] if sieve.fits.any() else sieve.loosened()
    return {
        "counts": counts_told(counted(sieve)),
        "reach": reaches(sieve),
        "parks": {
            park: {"count": n, "mu": dm2_to_mu(area, 1)}
            for park, (n, area) in sieve.by_park().items()
        }
        if sieve.wanted.filters
        else None,
        "chips": chips(record, actor, sieve.wanted, lang),
        "loosely": sieve.loosely,
        "loosen": loosened(record, actor, sieve.wanted, ways, lang),
        "address": sieve.wanted.address(),
    }


def rows_of(
    record: Record, actor: Actor, page: sifting.Found | reading.Page, lang: str
) -> dict[str, Any]:
    names = park_names(record, actor, lang)
    return {
        "matched": page.matched,
        "mu": dm2_to_mu(page.area_dm2, 1),
        "next": page.next_after,
        "items": [list_item(view, names, lang) | _available(page, view.id, lang)
                  for view in page.views],
    }  # fmt: skip


def _available(
    page: sifting.Found | reading.Page, parcel_id: str, lang: str
) -> dict[str, dict[str, str]]:
    """Whether a row can be had today; nothing in a list of another day."""
    if not isinstance(page, sifting.Found):
        return {}
    kind = page.availability(parcel_id)
    return {"avail": {"kind": kind, "label": KINDS[kind].zh if lang == "zh" else KINDS[kind].en}}


def asked_query(limit: int = PAGE) -> ParcelQuery:
    """The parcels of a day, as lists of the staff and of days in the past ask for them."""
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
    """A page of the list of a day, with how many and how many mu match in all."""
    return rows_of(record, actor, reading.parcels(record, actor, query), lang)


def park_names(record: Record, actor: Actor, lang: str) -> dict[str, str]:
    """Park id -> name."""
    return {park.id: park.name(lang) or park.id for park in parks_now(record, actor)}
