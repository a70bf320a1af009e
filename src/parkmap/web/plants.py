"""`/plants`: 标准厂房 on offer, for everybody; entered and changed by the staff."""

from __future__ import annotations

from functools import partial
from typing import Any, Final
from urllib.parse import quote

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.land.availability import NOT_FOR_TAKING
from parkmap.land.plant_finding import Candidate, found, looser
from parkmap.land.plants import MODES, PLANT_ITEMS
from parkmap.services import plants
from parkmap.services.changes import map_fact
from parkmap.services.distances import PLACES, distances
from parkmap.services.papers import paper_of
from parkmap.services.plants import PlantView
from parkmap.services.record import Actor, Record
from parkmap.web.answers import json_answer
from parkmap.web.arguments import json_body, text_argument, text_of
from parkmap.web.availability import body_of
from parkmap.web.cases import entered_body, fields_of
from parkmap.web.config_script import page_config
from parkmap.web.context import current_actor, current_record, needed
from parkmap.web.item_facts import item_rows
from parkmap.web.kept import parks_now
from parkmap.web.language import current_language
from parkmap.web.marks import idempotency_key, named_papers, receipt_body, version_of
from parkmap.web.pages import map_page, plain_page
from parkmap.web.plant_query import conditions, query_of, sort_of, sorts, written
from parkmap.web.registers import form_config
from parkmap.web.stories import history_lines

EDIT: Final = "edit"
ON_CARDS: Final = (
    "storey_height_m", "floor_load_t_per_m2", "crane_t", "rent_yuan_per_m2_month",
    "price_yuan_per_m2", "available_from",
)  # fmt: skip
GROUPS: Final = {
    "building": ("building", "floor", "floor_area_m2", "storeys"),
    "structure": ("storey_height_m", "floor_load_t_per_m2", "crane_t", "clear_span_m", "power_kva",
                  "fire_class"),
    "terms": ("mode", "rent_yuan_per_m2_month", "price_yuan_per_m2", "available_from",
              "offer_ends_on", "contact"),
}  # fmt: skip

blueprint = Blueprint("plants", __name__)


@blueprint.get("/plants")
def every_page() -> ResponseReturnValue:
    record, actor, lang = current_record(), current_actor(), current_language()
    query, sort, parcel = query_of(), sort_of(), text_argument("parcel")
    every = plants.plants(record, actor, parcel)
    parks = {park.id: park.name(lang) for park in parks_now(record, actor)}
    candidates = [_candidate(one) for one in every]
    by_id = {one.id: one for one in every}
    chosen = [by_id[one.id] for one in found(query, candidates, sort)]
    loose = () if chosen else looser(query, candidates)
    return plain_page(
        "plants.html", "plants", config=form_config() if actor.may(EDIT) else None,
        rows=[plant_card(one, parks, lang) for one in chosen], every=len(every), parcel=parcel,
        area=sum(one.state.get("floor_area_m2") or 0 for one in chosen), fields=PLANT_ITEMS,
        asked=conditions(query, sort, parks, lang, loose, parcel=parcel), query=written(query),
        sort=sort, sorts=sorts(lang), parks=parks, modes=MODES,
    )  # fmt: skip


@blueprint.get("/plants/<plant_id>")
def page(plant_id: str) -> ResponseReturnValue:
    record, actor, lang = current_record(), current_actor(), current_language()
    one = plants.plant(record, actor, plant_id)
    config = page_config(record, actor, lang)
    near = distances(record, one.parcel) if one.parcel else []
    if one.parcel:
        config["parcel"] = map_fact(one.parcel, lang) | {"bbox": list(one.parcel.bbox)}
    shown = partial(map_page if one.parcel else plain_page, "plant.html", "plants")
    return shown(
        one=one, available=body_of(one.availability, one.missing, lang), config=config,
        groups={code: item_rows(PLANT_ITEMS, one.state, names, lang)
                for code, names in GROUPS.items()},
        distances=near, places=PLACES, fields=PLANT_ITEMS, paper=partial(paper_of, record, actor),
        park={park.id: park.name(lang) for park in parks_now(record, actor)}.get(one.park, ""),
        history=history_lines(record, actor, plants.plant_history(record, actor, plant_id), lang),
        asked_here=record.zone.enquiries.open,
    )  # fmt: skip


@blueprint.get("/api/plants")
def list_() -> ResponseReturnValue:
    record, actor = current_record(), current_actor()
    every = plants.plants(record, actor, text_argument("parcel"))
    by_id = {one.id: one for one in every}
    chosen = found(query_of(), [_candidate(one) for one in every], sort_of())
    area = sum(one.state.get("floor_area_m2") or 0 for one in chosen)
    rows = [_body(by_id[one.id]) for one in chosen]
    return json_answer({"plants": rows, "count": len(rows), "floor_area_m2": area})


@blueprint.post("/api/plants")
def enter() -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    done = plants.enter_plant(
        current_record(), actor, fields_of(body), text_of(body, "reason", optional=True),
        idempotency_key(), named_papers(body),
    )  # fmt: skip
    return json_answer(entered_body(done))


@blueprint.get("/api/plants/<subject_id>")
def show(subject_id: str) -> ResponseReturnValue:
    return json_answer(_body(plants.plant(current_record(), current_actor(), subject_id)))


@blueprint.patch("/api/plants/<subject_id>")
def amend(subject_id: str) -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    done = plants.amend_plant(
        current_record(), actor, subject_id, version_of(subject_id, body.get("version")),
        fields_of(body), text_of(body, "reason", optional=True), idempotency_key(),
        named_papers(body),
    )  # fmt: skip
    return json_answer(receipt_body(done))


def offered_on(record: Record, actor: Actor, parcel_id: str, lang: str) -> list[dict[str, Any]]:
    """Cards of what stands on a parcel and is offered, for the page of the parcel."""
    every = plants.plants(record, actor, parcel_id)
    parks = {park.id: park.name(lang) for park in parks_now(record, actor)}
    return [plant_card(one, parks, lang) for one in every
            if one.availability.kind != NOT_FOR_TAKING]  # fmt: skip


def plant_card(one: PlantView, parks: dict[str, str], lang: str) -> dict[str, Any]:
    """A plant as lists show it."""
    state = one.state
    place = [parks.get(one.park, one.park), state.get("building"), state.get("floor")]
    mode = item_rows(PLANT_ITEMS, state, ("mode",), lang)
    return {
        "id": one.id, "name": one.name(lang), "url": f"/plants/{quote(one.id, safe='')}",
        "place": " · ".join(str(part) for part in place if part),
        "area": state.get("floor_area_m2"), "mode": mode[0]["value"] if mode else "",
        "facts": item_rows(PLANT_ITEMS, state, ON_CARDS, lang),
        "available": body_of(one.availability, one.missing, lang),
    }  # fmt: skip


def _candidate(one: PlantView) -> Candidate:
    return Candidate(one.id, one.state, one.park, one.availability.kind)


def _body(one: PlantView) -> dict[str, Any]:
    lang = current_language()
    return {
        "id": one.id, "version": one.version, "name": one.name(lang),
        "url": f"/plants/{quote(one.id, safe='')}", "parcel": one.state.get("parcel"),
        "park": one.park or None, "fields": one.state,
        "available": body_of(one.availability, one.missing, lang),
    }  # fmt: skip


__all__ = ["blueprint", "offered_on", "plant_card"]
