"""`/parcels/<id>`: the data sheet of one parcel."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.errors import NotFound
from parkmap.land.fields import GROUPS
from parkmap.land.ledger import Subject
from parkmap.land.paper import PUBLIC
from parkmap.services import histories, reading
from parkmap.services.changes import map_fact
from parkmap.services.distances import PLACES, distances
from parkmap.services.enquiring import applicants
from parkmap.services.papers import Paper, papers_of
from parkmap.services.record import Actor, Record
from parkmap.services.views import View
from parkmap.web.about import about_parcel
from parkmap.web.availability import availability_body
from parkmap.web.bounds import bounds_row
from parkmap.web.config_script import page_config
from parkmap.web.context import current_actor, current_record
from parkmap.web.facts import fact_groups
from parkmap.web.language import current_language
from parkmap.web.pages import map_page
from parkmap.web.plants import offered_on
from parkmap.web.reaching import reach_body
from parkmap.web.sheet_parts import sheet_parts, standing_apart
from parkmap.web.stories import history_lines, lineage_story

blueprint = Blueprint("parcels", __name__)


@blueprint.get("/parcels/<parcel_id>")
def sheet(parcel_id: str) -> ResponseReturnValue:
    record, actor, lang = current_record(), current_actor(), current_language()
    view = reading.parcel(record, actor, parcel_id)
    lines = histories.history(record, actor, "parcel", parcel_id)
    config = page_config(record, actor, lang)
    config["parcel"] = map_fact(view, lang) | {"bbox": list(view.bbox)}
    return map_page(
        "parcel.html",
        "parcel",
        parcel=view,
        available=availability_body(record, actor, parcel_id, lang),
        facts=_facts(record, actor, view, lang),
        **sheet_parts(record, actor, view, lang),
        distances=distances(record, view),
        places=PLACES,
        plants=offered_on(record, actor, parcel_id, lang),
        history=history_lines(record, actor, lines, lang),
        lineage=lineage_story(view, lines, histories.lineage(record, actor, parcel_id)),
        photos=_photos(record, actor, parcel_id),
        park=_park(record, actor, view),
        asked_here=record.zone.enquiries.open,
        applied=applicants(record, [parcel_id])[parcel_id],
        reach=reach_body(view, lang),
        about=about_parcel(parcel_id),
        style=config["styles"].get(view.drawn_as),
        config=config,
    )


def _facts(record: Record, actor: Actor, view: View, lang: str) -> list[dict[str, Any]]:
    """The groups of the data sheet; 四至 are worked out where nobody entered them."""
    groups = fact_groups(view, lang, standing_apart(view))
    row = bounds_row(record, actor, view, lang)
    if row is None:
        return groups
    title = GROUPS["identity"][lang != "zh"]
    if not groups or groups[0]["title"] != title:
        groups.insert(0, {"title": title, "rows": []})
    groups[0]["rows"].append(row)
    return groups


def _photos(record: Record, actor: Actor, parcel_id: str) -> list[Paper]:
    """What was made public; the rest is on the desk."""
    found = papers_of(record, actor, Subject("parcel", parcel_id))
    return [one for one in found if one.facts.get("visibility", PUBLIC) == PUBLIC]


def _park(record: Record, actor: Actor, view: View) -> View | None:
    park_id = view.state.get("park")
    if not park_id:
        return None
    try:
        return reading.park(record, actor, str(park_id))
    except NotFound:
        return None  # a parcel may name a park that was never given a boundary
