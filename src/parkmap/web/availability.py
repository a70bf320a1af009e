"""Whether a parcel can be had, with its reasons: for its page, its card and the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.land.availability import KINDS, Availability
from parkmap.land.speaking import field_word
from parkmap.services.offering import offered
from parkmap.services.record import Actor, Record
from parkmap.web.answers import json_answer
from parkmap.web.context import current_actor, current_record
from parkmap.web.language import current_language
from parkmap.web.telling import told

blueprint = Blueprint("availability", __name__)


@blueprint.get("/api/parcels/<parcel_id>/availability")
def show(parcel_id: str) -> ResponseReturnValue:
    body = availability_body(current_record(), current_actor(), parcel_id, current_language())
    return json_answer(body | {"on": current_record().today()})


def availability_body(record: Record, actor: Actor, parcel_id: str, lang: str) -> dict[str, Any]:
    """Kind, its word, reasons as sentences, the day on which it ends, and what the offer lacks."""
    found = offered(record, actor, parcel_id)
    return body_of(found.availability, found.missing, lang)


def body_of(found: Availability, missing: Sequence[str], lang: str) -> dict[str, Any]:
    """An availability in the words of the page."""
    kind = KINDS[found.kind]
    return {
        "kind": found.kind,
        "label": kind.zh if lang == "zh" else kind.en,
        "reasons": [told(one.sentence) for one in found.reasons],
        "until": found.until,
        "missing": [{"name": name, "label": field_word(name, lang)} for name in missing],
    }


__all__ = ["availability_body", "blueprint", "body_of"]
