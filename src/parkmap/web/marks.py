"""`/api/marks` and undo: the writes of the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue
from parkmap.services import marking, undoing
from parkmap.services.changes import map_fact
from parkmap.services.marking import Mark
from parkmap.services.recording import Receipt
from parkmap.services.undoing import EntryView
from parkmap.web.answers import json_answer
from parkmap.web.arguments import day, json_body, text_of
from parkmap.web.context import current_record, needed
from parkmap.web.language import current_language

LONGEST_KEY = 128

blueprint = Blueprint("marks", __name__)


@blueprint.post("/api/marks")
def mark() -> ResponseReturnValue:
    actor = needed("mark")
    body = json_body()
    wanted = mark_of(body, _versions(body.get("parcels")))
    receipt = marking.mark(current_record(), actor, wanted, _idempotency_key())
    return json_answer(receipt_body(receipt))


@blueprint.post("/api/entries/<int:seq>/undo")
def undo(seq: int) -> ResponseReturnValue:
    actor = needed("undo")
    reason = text_of(json_body(), "reason")
    return json_answer(receipt_body(undoing.undo(current_record(), actor, seq, reason)))


@blueprint.get("/api/entries/last")
def last() -> ResponseReturnValue:
    actor = needed("read_internal")
    found = undoing.last_entry(current_record(), actor)
    return json_answer({"entry": _entry_body(found) if found else None})


def mark_of(body: Mapping[str, Any], versions: dict[str, int | None]) -> Mark:
    """A mark as sent; the service checks what it means."""
    return Mark(
        versions=versions,
        status=text_of(body, "status"),
        effective_on=day(text_of(body, "effective_on"), "effective_on"),
        reason=text_of(body, "reason"),
        route=text_of(body, "route", optional=True) or None,
    )


def receipt_body(receipt: Receipt) -> dict[str, Any]:
    """What a write answers: the entry, and what the map has to draw anew."""
    lang = current_language()
    return {
        "seq": receipt.seq,
        "recorded_at": receipt.recorded_at,
        "token": receipt.token,
        "changed": [map_fact(view, lang) for view in receipt.changed],
        "unchanged": list(receipt.unchanged),
    }


def _versions(value: object) -> dict[str, int | None]:
    if not isinstance(value, dict) or not value:
        raise BadValue(
            'parcels is missing or empty; send {"CZ-0001": 17}: each id with the version you saw'
        )
    if len(value) > marking.MAX_PARCELS:
        raise BadValue(
            "%(count)s parcels in one entry; at most %(most)s: mark them in parts",
            count=len(value),
            most=marking.MAX_PARCELS,
        )
    for parcel_id, version in value.items():
        whole = isinstance(version, int) and not isinstance(version, bool)
        if version is not None and not whole:
            raise BadValue(
                "the version of %(id)s is '%(value)s'; send a whole number",
                id=str(parcel_id)[:80],
                value=str(version)[:40],
            )
    return {str(parcel_id): version for parcel_id, version in value.items()}


def _idempotency_key() -> str | None:
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > LONGEST_KEY:
        raise BadValue(
            "Idempotency-Key has %(length)s characters; at most %(most)s",
            length=len(key),
            most=LONGEST_KEY,
        )
    return key or None


def _entry_body(entry: EntryView) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "action": entry.action,
        "reason": entry.reason,
        "recorded_at": entry.recorded_at,
        "effective_on": entry.effective_on,
        "actor": entry.actor,
        "subjects": list(entry.subjects),
        "undoable": entry.undoable,
    }
