"""`/api/parcels/<id>/ties`: what is tied to a parcel, for the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.land.availability import KINDS
from parkmap.land.cases import next_step
from parkmap.land.items import Item
from parkmap.land.matters import CRITERION_ITEMS, MATTER_ITEMS
from parkmap.land.projects import PROJECT_ITEMS
from parkmap.services.ties import ties
from parkmap.web.answers import json_answer
from parkmap.web.context import current_record, needed
from parkmap.web.language import current_language

READ: Final = "read_internal"

blueprint = Blueprint("ties", __name__)


@blueprint.get("/api/parcels/<parcel_id>/ties")
def show(parcel_id: str) -> ResponseReturnValue:
    found, lang = ties(current_record(), needed(READ), parcel_id), current_language()
    taking = [
        _row(_named(one.state), f"/projects/{quote(one.id)}", _stage(one.state))
        for one in found.projects
    ]  # fmt: skip
    standing = []
    for plant in found.plants:
        kind = KINDS[plant.availability.kind]
        standing.append(_row(plant.name(lang), f"/plants/{quote(plant.id)}",
                             kind.zh if lang == "zh" else kind.en))  # fmt: skip
    cases = []
    for one in found.cases:
        step = next_step(one.state)
        cases.append(_row(one.id, f"/cases/{quote(one.id)}", step.label(lang) if step else ""))
    matters = [
        _row(str(one.state["title"]), f"/matters#{quote(one.id)}",
             f"{_code(MATTER_ITEMS['light'], one.state['light'])} · {one.state['due_on']}")
        for one in found.matters
    ]  # fmt: skip
    criteria = [
        _row(str(one.state["criterion"]), f"/checklists?parcel={quote(parcel_id)}",
             _code(CRITERION_ITEMS["met"], one.state["met"]))
        for one in found.criteria
    ]  # fmt: skip
    firms = [_row(str(one.state["name"]), f"/enterprises/{quote(one.id)}",
                  str(one.state.get("code") or "")) for one in found.enterprises]  # fmt: skip
    return json_answer({"projects": taking, "plants": standing, "cases": cases, "matters": matters,
                        "criteria": criteria, "enterprises": firms})  # fmt: skip


def _row(text: str, href: str, note: str) -> dict[str, Any]:
    return {"text": text, "href": href, "note": note}


def _named(state: Mapping[str, Any]) -> str:
    zh = current_language().startswith("zh")
    return str(state["name_zh"] if zh else state.get("name_en") or state["name_zh"])


def _stage(state: Mapping[str, Any]) -> str:
    stage = _code(PROJECT_ITEMS["stage"], state["stage"])
    halted = state.get("halted")
    return f"{stage} · {_code(PROJECT_ITEMS['halted'], halted)}" if halted else stage


def _code(item: Item, code: str) -> str:
    found = (item.codes or {}).get(code)
    if found is None:
        return code
    return found.zh if current_language().startswith("zh") else found.en
