"""四至 of a parcel: as it was entered, else worked out from neighbours and named streets."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parkmap.land.fields import PARCEL_FIELDS, label
from parkmap.services import reading
from parkmap.services.bounding import Bounds, bounds_of
from parkmap.services.record import Actor, Record
from parkmap.services.views import View
from parkmap.web.answers import json_answer
from parkmap.web.context import current_actor, current_record
from parkmap.web.language import current_language

FIELD: Final = "bounds"
SIDES: Final = {
    "east": ("东至", "east: "),
    "south": ("南至", "south: "),
    "west": ("西至", "west: "),
    "north": ("北至", "north: "),
}

blueprint = Blueprint("bounds", __name__)


@blueprint.get("/api/parcels/<parcel_id>/bounds")
def bounds(parcel_id: str) -> ResponseReturnValue:
    record, actor, lang = current_record(), current_actor(), current_language()
    view = reading.parcel(record, actor, parcel_id)
    shown = record.zone.policy.shows(actor.audience, "parcel", FIELD, view.state)
    found = bounds_of(record, actor, view, lang) if shown else {}
    return json_answer(
        {"entered": view.state.get(FIELD), "sides": found, "computed": bounds_text(found, lang)}
    )


def bounds_text(found: Bounds, lang: str) -> str:
    """The four sides as one text; a side that nothing is known of is left out.

    Examples
    --------
    >>> bounds_text({"east": ["光明路"], "south": [], "west": ["甲", "乙"], "north": []}, "zh")
    '东至光明路；西至甲、乙'
    """
    zh = lang == "zh"
    told = (
        SIDES[side][0 if zh else 1] + ("、" if zh else ", ").join(names)
        for side, names in found.items() if names
    )  # fmt: skip
    return ("；" if zh else "; ").join(told)


def bounds_row(record: Record, actor: Actor, view: View, lang: str) -> dict[str, Any] | None:
    """The line of a data sheet where no bounds were entered; None where there is nothing to say."""
    if view.state.get("retired_on") or view.state.get(FIELD):
        return None
    if not record.zone.policy.shows(actor.audience, "parcel", FIELD, view.state):
        return None
    text = bounds_text(bounds_of(record, actor, view, lang), lang)
    if not text:
        return None
    return {
        "label": label(PARCEL_FIELDS[FIELD], lang), "value": text,
        "unit": str(gettext("worked out")),
        "help": str(gettext("Worked out from neighbours and streets; nothing was entered.")),
    }  # fmt: skip


__all__ = ["blueprint", "bounds_row", "bounds_text"]
