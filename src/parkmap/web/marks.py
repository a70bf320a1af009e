"""`/api/marks` and undo: the writes of the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue
from parkmap.services import marking, undoing
from parkmap.services.asking import MAX_PARCELS
from parkmap.services.changes import map_fact
from parkmap.services.marking import Mark
from parkmap.services.recording import Receipt
from parkmap.services.undoing import EntryView
from parkmap.web.answers import json_answer
from parkmap.web.arguments import day, json_body, text_of
from parkmap.web.context import current_record, needed
from parkmap.web.language import current_language
from parkmap.web.stories import actor_names

LONGEST_KEY = 128

blueprint = Blueprint("marks", __name__)


@blueprint.post("/api/marks")
def mark() -> ResponseReturnValue:
    actor = needed("mark")
    body = json_body()
    wanted = mark_of(body, versions_of(body.get("parcels")))
    receipt = marking.mark(current_record(), actor, wanted, idempotency_key())
    return json_answer(receipt_body(receipt))


@blueprint.post("/api/entries/<int:seq>/undo")
def undo(seq: int) -> ResponseReturnValue:
    actor = needed("undo")
    reason = text_of(json_body(), "reason")
    done = undoing.undo(current_record(), actor, seq, reason, idempotency_key())
    return json_answer(receipt_body(done))


@blueprint.get("/api/entries/last")
def last() -> ResponseReturnValue:
    actor = needed("read_internal")
    record = current_record()
    found = undoing.last_entry(record, actor)
    return json_answer({"entry": _entry_body(found, actor_names(record)) if found else None})


def mark_of(body: Mapping[str, Any], versions: dict[str, int | None]) -> Mark:
    """A mark as sent; the service checks what it means."""
    return Mark(
        versions=versions,
        status=text_of(body, "status"),
        effective_on=day(text_of(body, "effective_on"), "effective_on"),
        reason=text_of(body, "reason"),
        route=text_of(body, "route", optional=True) or None,
        confirmed=_confirmed(body.get("confirmed")),
        papers=named_papers(body),
    )


def named_papers(body: Mapping[str, Any]) -> tuple[str, ...]:
    """The papers that an entry names, as sent."""
    sent = body.get("papers", [])
    if not isinstance(sent, list) or not all(isinstance(one, str) for one in sent):
        raise BadValue("papers is not a list of texts; send the SHA-256 of each")
    return tuple(sent)


def _confirmed(sent: object) -> frozenset[str] | None:
    if sent is None:
        return None
    if not isinstance(sent, list) or not all(isinstance(one, str) for one in sent):
        raise BadValue('confirmed is not a list of texts; send ["idle_again"], or []')
    return frozenset(sent)


def receipt_body(receipt: Receipt) -> dict[str, Any]:
    """What a write answers: the entry, and what the map has to draw anew.

    No entry is named where none was written: the last one is somebody else's.
    """
    lang = current_language()
    return {
        "seq": receipt.seq if receipt.written else None,
        "recorded_at": receipt.recorded_at if receipt.written else None,
        "token": receipt.token,
        "changed": [map_fact(view, lang) for view in receipt.changed],
        "unchanged": list(receipt.unchanged),
        "gone": list(receipt.gone),
    }


def versions_of(value: object) -> dict[str, int | None]:
    """Each id with the version that was seen, as sent."""
    if not isinstance(value, dict) or not value:
        raise BadValue(
            'parcels is missing or empty; send {"CZ-0001": 17}: each id with the version you saw'
        )
    if len(value) > MAX_PARCELS:
        raise BadValue(
            "%(count)s parcels in one entry; at most %(most)s: mark them in parts",
            count=len(value),
            most=MAX_PARCELS,
        )
    return {str(one): version_of(str(one), version) for one, version in value.items()}


def version_of(subject_id: str, version: object) -> int | None:
    """The version of one subject, as sent; None where it was not."""
    if version is None or (isinstance(version, int) and not isinstance(version, bool)):
        return version
    raise BadValue(
        "the version of %(id)s is '%(value)s'; send a whole number",
        id=subject_id[:80],
        value=str(version)[:40],
    )


def idempotency_key() -> str | None:
    """The key by which a request that is sent twice is done once; None where it names none."""
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > LONGEST_KEY:
        raise BadValue(
            "Idempotency-Key has %(length)s characters; at most %(most)s",
            length=len(key),
            most=LONGEST_KEY,
        )
    return key or None


def _entry_body(entry: EntryView, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "action": entry.action,
        "reason": entry.reason,
        "recorded_at": entry.recorded_at,
        "effective_on": entry.effective_on,
        "actor": entry.actor,
        "actor_name": names.get(entry.actor, entry.actor),
        "subjects": list(entry.subjects),
        "undoable": entry.undoable,
    }
