"""What the desk asks before it writes: a mark's outcome, neighbours, the fields of a form."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.land.codes import CODE_LISTS
from parkmap.land.field_help import help_of
from parkmap.land.fields import FIELDS, GROUPS, Field, label
from parkmap.land.joining import STAYS
from parkmap.land.status import QUESTIONS, checked_status
from parkmap.land.unit_words import unit_word
from parkmap.land.values import NOT_WRITTEN
from parkmap.services.adjoining import adjoining
from parkmap.services.changes import map_fact
from parkmap.services.previewing import Preview, preview
from parkmap.services.record import Record
from parkmap.units import dm2_to_mu
from parkmap.web.answers import json_answer
from parkmap.web.arguments import day, ids_argument, json_body, text_of
from parkmap.web.context import current_record, needed
from parkmap.web.language import current_language
from parkmap.web.marks import versions_of

blueprint = Blueprint("previews", __name__)


@blueprint.post("/api/marks/preview")
def mark_preview() -> ResponseReturnValue:
    actor, body = needed("mark"), json_body()
    found = preview(
        current_record(), actor, versions_of(body.get("parcels")),
        checked_status(text_of(body, "status")), day(text_of(body, "effective_on"), "effective_on"),
    )  # fmt: skip
    return json_answer(_preview_body(found, current_language()))


@blueprint.get("/api/neighbours")
def neighbours() -> ResponseReturnValue:
    actor = needed("read_internal")
    found = adjoining(current_record(), actor, ids_argument())
    return json_answer({"items": [map_fact(view, current_language()) for view in found]})


@blueprint.get("/api/fields")
def fields() -> ResponseReturnValue:
    needed("read_internal")
    lang, record = current_language(), current_record()
    groups = [
        {"group": group, "label": names[0] if lang == "zh" else names[1],
         "fields": [_field_body(record, one, lang) for one in FIELDS["parcel"].values()
                    if one.group == group and one.name not in NOT_WRITTEN]}
        for group, names in GROUPS.items()
    ]  # fmt: skip
    return json_answer({"groups": [one for one in groups if one["fields"]]})


def _preview_body(found: Preview, lang: str) -> dict[str, Any]:
    words = {one.code: one.zh if lang == "zh" else one.en for one in QUESTIONS}
    return {
        "count": found.count,
        "mu": dm2_to_mu(found.area_dm2, 1),
        "moves": [
            {"before": one.before, "count": one.count, "mu": dm2_to_mu(one.area_dm2, 1)}
            for one in found.moves
        ],
        "already": list(found.already),
        "questions": [
            {"code": code, "says": words[code], "parcels": list(ids)}
            for code, ids in found.questions.items()
        ],
    }


def _field_body(record: Record, field: Field, lang: str) -> dict[str, Any]:
    told = help_of(field.name, lang)
    codes = CODE_LISTS.get(field.name, {})
    return {
        "name": field.name,
        "label": label(field, lang),
        "kind": field.kind,
        "goes_on": field.name not in STAYS,
        "unit": unit_word(field.unit, lang),
        "help": told.text,
        "source": told.source,
        "public": record.zone.policy.shows("public", "parcel", field.name),
        "codes": [[code, word.zh if lang == "zh" else word.en] for code, word in codes.items()],
    }
