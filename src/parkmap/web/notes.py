"""`/api/annotations`, corrections, retirements, and entries that come back: writes of the desk."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue
from parkmap.services import undoing
from parkmap.services.correcting import Correction, correct
from parkmap.services.noting import Annotation, annotate
from parkmap.services.retiring import Retirement, retire
from parkmap.web.answers import json_answer
from parkmap.web.arguments import day, json_body, text_of
from parkmap.web.context import current_record, needed
from parkmap.web.marks import idempotency_key, named_papers, receipt_body, version_of, versions_of

blueprint = Blueprint("notes", __name__)


@blueprint.post("/api/annotations")
def note() -> ResponseReturnValue:
    actor, body = needed("edit"), json_body()
    fields = body.get("fields")
    if not isinstance(fields, dict):
        raise BadValue('fields is missing or not an object; send {"holder": "..."}')
    asked = Annotation(
        versions_of(body.get("parcels")), fields,
        day(text_of(body, "effective_on"), "effective_on"), text_of(body, "reason"),
        papers=named_papers(body),
    )  # fmt: skip
    return json_answer(receipt_body(annotate(current_record(), actor, asked, idempotency_key())))


@blueprint.post("/api/corrections")
def correction() -> ResponseReturnValue:
    actor, body = needed("edit"), json_body()
    parcel = text_of(body, "parcel")
    asked = Correction(
        parcel, version_of(parcel, body.get("version")), text_of(body, "field"),
        _values(body.get("values")), text_of(body, "reason"),
    )  # fmt: skip
    return json_answer(receipt_body(correct(current_record(), actor, asked, idempotency_key())))


@blueprint.post("/api/retirements")
def retirement() -> ResponseReturnValue:
    actor, body = needed("edit"), json_body()
    asked = Retirement(
        versions_of(body.get("parcels")), day(text_of(body, "effective_on"), "effective_on"),
        text_of(body, "reason"),
    )  # fmt: skip
    return json_answer(receipt_body(retire(current_record(), actor, asked, idempotency_key())))


@blueprint.post("/api/entries/<int:seq>/restore")
def restore(seq: int) -> ResponseReturnValue:
    actor, reason = needed("undo"), text_of(json_body(), "reason")
    done = undoing.restore(current_record(), actor, seq, reason, idempotency_key())
    return json_answer(receipt_body(done))


def _values(sent: object) -> tuple[tuple[date, Any], ...]:
    """The values of a correction, as sent: `[{"on": "2025-06-01", "value": "idle"}]`."""
    if not isinstance(sent, list) or not all(isinstance(one, dict) for one in sent):
        raise BadValue(
            'values is missing or not a list; send [{"on": "2025-06-01", "value": "idle"}]'
        )
    return tuple((day(text_of(one, "on"), "on"), one.get("value")) for one in sent)
