"""`/match`: land for a project, ranked with its points; put together or cut where none fits."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote, urlencode

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from parkmap.errors import ParkmapError
from parkmap.land.codes import SUPPLY_MODE
from parkmap.land.suitability import DEMANDS, ROOMY, Project, Suited
from parkmap.services.assembling import assemblies
from parkmap.services.inventories import inventory
from parkmap.services.parting import parting
from parkmap.services.record import Actor, Record
from parkmap.services.suiting import match
from parkmap.services.views import View, view_of
from parkmap.store import present
from parkmap.units import dm2_to_mu
from parkmap.web.answers import json_answer
from parkmap.web.assembling import assembly_body, part_body
from parkmap.web.config_script import page_config
from parkmap.web.context import current_actor, current_record
from parkmap.web.facts import fact_line
from parkmap.web.language import current_language
from parkmap.web.pages import map_page
from parkmap.web.project_asked import asked_project, preparing_too, said_of
from parkmap.web.telling import filled

FEW: Final = 3
"""Where fewer single parcels are large enough, sets that touch are looked for too."""

MOST_SETS: Final = 4

blueprint = Blueprint("match", __name__)


@blueprint.get("/match")
def page() -> ResponseReturnValue:
    record, actor, lang = current_record(), current_actor(), current_language()
    project = asked_project()
    body = _body(record, actor, project, lang) if project.needs else None
    config = page_config(record, actor, lang)
    part = _part(record, actor, project, lang)
    config["match"] = _drawn(body, part)
    return map_page(
        "match.html", "match", config=config, demands=DEMANDS, project=project, found=body,
        preparing=preparing_too(), chains=_chains(record, actor, project), modes=SUPPLY_MODE,
        part=part, address=_address(),
    )  # fmt: skip


@blueprint.get("/api/match")
def api() -> ResponseReturnValue:
    record, actor, lang = current_record(), current_actor(), current_language()
    return json_answer(_body(record, actor, asked_project(), lang))


def _body(record: Record, actor: Actor, project: Project, lang: str) -> dict[str, Any]:
    found = match(record, actor, project, preparing=preparing_too())
    views = _views(record, actor, found.suited)
    sets = []
    if project.area_mu and found.large_enough < FEW:
        made = assemblies(record, actor, None, project.area_mu, most=MOST_SETS)
        sets = [assembly_body(one, lang) | {"ask": _ask(one.ids, project, lang)} for one in made]
    return {
        "on": record.today(),
        "candidates": found.candidates,
        "large_enough": found.large_enough,
        "parcels": [_row(one, views[one.id], project, lang) for one in found.suited
                    if one.id in views],
        "assemblies": sets,
    }  # fmt: skip


def _row(one: Suited, view: View, project: Project, lang: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": view.name(lang),
        "mu": dm2_to_mu(view.area_dm2, 1),
        "s": view.drawn_as,
        "bbox": list(view.bbox),
        "facts": fact_line(view, lang),
        "url": f"/parcels/{quote(one.id, safe='')}",
        "score": one.score,
        "reasons": [
            {"name": each.name, "label": DEMANDS[each.name].label(lang), "points": each.points,
             "of": each.of, "have": said_of(each.name, each.have, lang),
             "need": said_of(each.name, each.need, lang)}
            for each in one.reasons
        ],
        "too_large": bool(project.area_mu) and view.area_mu > project.area_mu * ROOMY,
        "ask": _ask((one.id,), project, lang),
    }  # fmt: skip


def _ask(ids: tuple[str, ...], project: Project, lang: str) -> str:
    """The address of an enquiry about land, with what the project needs written in it."""
    need = "；".join(
        f"{DEMANDS[name].label(lang)} {said_of(name, value, lang)}"
        for name, value in project.needs.items()
    )
    return f"/enquiries/new?{urlencode({'ids': ','.join(ids), 'need': need}, safe=',')}"


def _part(record: Record, actor: Actor, project: Project, lang: str) -> dict[str, Any] | None:
    """A proposed cut of the parcel that the address names, or why there is none."""
    asked = request.args.get("part", "")[:200]
    if not asked or not project.area_mu:
        return None
    try:
        return part_body(parting(record, actor, asked, project.area_mu), lang)
    except ParkmapError as refused:
        return {"id": asked, "refused": filled(refused.template, refused.values)}


def _views(record: Record, actor: Actor, found: tuple[Suited, ...]) -> dict[str, View]:
    ids = [one.id for one in found]
    with record.store.read() as connection:
        stored = present.some(connection, record.zone_id, "parcel", ids, with_geometry=False)
    return {one.id: view for one in stored if (view := view_of(record, actor, one)) is not None}


def _drawn(body: dict[str, Any] | None, part: dict[str, Any] | None) -> dict[str, Any]:
    """What the page's map shows: the parcels that were found, outlines of sets, a part."""
    cut = part["part"] if part and "part" in part else None
    if body is None:
        return {"ids": [], "boxes": [], "sets": [], "part": None}
    rows, sets = body["parcels"], body["assemblies"]
    return {
        "ids": [row["id"] for row in rows] + [one for each in sets for one in each["ids"]],
        "boxes": [row["bbox"] for row in rows] + [list(each["bbox"]) for each in sets],
        "sets": [each["geometry"] for each in sets],
        "part": cut and {"geometry": cut["geometry"], "bbox": list(cut["bbox"])},
    }


def _chains(record: Record, actor: Actor, project: Project) -> list[str]:
    """The chains that the land names."""
    named = {one for one in inventory(record, actor).codes["chain"].words if one}
    asked = project.needs.get("chain")
    return sorted(named | ({str(asked)} if asked else set()))


def _address() -> str:
    """What was asked, without the part that is shown."""
    return urlencode([(name, value) for name, value in request.args.items(multi=True)
                      if name not in {"part", "lang"} and value])  # fmt: skip


__all__ = ["blueprint"]
