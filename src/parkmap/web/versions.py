"""The story of a parcel and its ancestors, its outlines then, and any state brought back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.errors import NotFound
from parkmap.land.fields import label
from parkmap.services import histories, versions
from parkmap.services.histories import HistoryLine
from parkmap.services.record import Actor, Record
from parkmap.services.versions import Return
from parkmap.web.answers import json_answer
from parkmap.web.arguments import day, json_body, text_argument, text_of
from parkmap.web.context import current_record, needed
from parkmap.web.etags import version_seen
from parkmap.web.facts import field_of, shown_value, unit_of
from parkmap.web.language import current_language
from parkmap.web.ledger import action_name
from parkmap.web.marks import idempotency_key, receipt_body, version_of
from parkmap.web.stories import actor_names, history_lines

MOST_ANCESTORS: Final = 20

blueprint = Blueprint("versions", __name__)


@blueprint.get("/api/parcels/<parcel_id>/story")
def story(parcel_id: str) -> ResponseReturnValue:
    actor, record = needed("read_internal"), current_record()
    before = histories.lineage(record, actor, parcel_id).made_from
    ids = [parcel_id, *(one.id for one in before[:MOST_ANCESTORS])]
    redrawn = versions.redrawn_in(record, actor, ids)
    parts = [_part(record, actor, one, redrawn) for one in ids]
    return json_answer({"id": parcel_id, "parts": parts, "ancestors": len(before)})


@blueprint.get("/api/entries/<int:seq>/outlines")
def outlines(seq: int) -> ResponseReturnValue:
    actor, record = needed("read_internal"), current_record()
    parcel_id = text_argument("parcel")
    found = versions.redrawing(record, actor, seq, parcel_id)
    return json_answer({"seq": seq, "before": found.before, "after": found.after})


@blueprint.get("/api/parcels/<parcel_id>/versions/<int:seq>")
def version(parcel_id: str, seq: int) -> ResponseReturnValue:
    actor, record, lang = needed("read_internal"), current_record(), current_language()
    found = versions.version(record, actor, parcel_id, seq)
    told = [
        {"field": name, "label": label(field_of("parcel", name), lang),
         "then": _text(name, then, lang), "now": _text(name, now, lang)}
        for name, (then, now) in found.differs.items()
    ]  # fmt: skip
    return json_answer(
        {"id": parcel_id, "seq": seq, "differs": told, "outline_differs": found.outline_differs}
    )


@blueprint.post("/api/parcels/<parcel_id>/versions/<int:seq>/restore")
def bring_back(parcel_id: str, seq: int) -> ResponseReturnValue:
    actor, body = needed("edit"), json_body()
    named = version_seen()
    seen = named if named is not None else version_of(parcel_id, body.get("version"))
    asked = Return(
        parcel_id, seen, seq, day(text_of(body, "effective_on"), "effective_on"),
        text_of(body, "reason"),
    )  # fmt: skip
    done = versions.bring_back(current_record(), actor, asked, idempotency_key())
    return json_answer(receipt_body(done))


def _part(
    record: Record, actor: Actor, parcel_id: str, redrawn: set[tuple[str, int]]
) -> dict[str, Any]:
    lines: Sequence[HistoryLine] = histories.history(record, actor, "parcel", parcel_id)
    if not lines:
        raise NotFound("there is no '%(id)s' here; look it up in the list", id=parcel_id[:80])
    names = actor_names(record)
    told = history_lines(record, actor, lines, current_language())
    return {
        "id": parcel_id,
        "lines": [
            {
                "seq": line.seq,
                "recorded_at": line.recorded_at,
                "effective_on": line.effective_on,
                "action": line.action,
                "action_name": action_name(line.action),
                "sentences": one["sentences"],
                "reason": line.reason,
                "actor_name": names.get(line.actor or "", line.actor),
                "undone_by": line.undone_by,
                "undoes": line.undoes,
                "redrawn": (parcel_id, line.undoes or line.seq) in redrawn,
            }
            for line, one in zip(lines, told, strict=True)
        ],
    }


def _text(name: str, value: Any, lang: str) -> str:
    field = field_of("parcel", name)
    text, unit = shown_value(field, value, lang), unit_of(field, lang)
    return f"{text} {unit}" if text and unit else text
