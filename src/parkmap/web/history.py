"""`/api/differences` and the history of a parcel: what changed, for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue
from parkmap.land.ledger import Delta
from parkmap.services import histories
from parkmap.services.differing import collection, counts
from parkmap.services.histories import HistoryLine
from parkmap.services.record import Actor, Record
from parkmap.web.answers import GEOJSON, json_answer
from parkmap.web.arguments import day, day_argument, limit_argument, text_argument
from parkmap.web.context import current_actor, current_record
from parkmap.web.language import current_language
from parkmap.web.stories import history_lines

PAGE: Final = 500

blueprint = Blueprint("history", __name__)


@blueprint.get("/api/differences")
def differences() -> ResponseReturnValue:
    """GeoJSON of a page, with the counts of all."""
    record = current_record()
    text = request.args.get("from", "").strip()
    if not text:
        raise BadValue("from is missing; write a day as 2026-11-23")
    from_on, to_on = day(text, "from"), day_argument("to") or record.today()
    found = histories.differences(record, current_actor(), from_on, to_on)
    after, limit = text_argument("after"), limit_argument(PAGE)
    rest = [one for one in found if one.id > after]
    more = rest[limit - 1].id if len(rest) > limit else None
    body = collection(rest[:limit], from_on, to_on, next=more) | {"counts": counts(found)}
    return json_answer(body, kind=GEOJSON)


@blueprint.get("/api/parcels/<parcel_id>/history")
def history(parcel_id: str) -> ResponseReturnValue:
    record, actor = current_record(), current_actor()
    lines = histories.history(record, actor, "parcel", parcel_id)
    found = histories.lineage(record, actor, parcel_id)
    return json_answer(
        {
            "id": parcel_id,
            "made_from": [one._asdict() for one in found.made_from],
            "became": [one._asdict() for one in found.became],
            "lines": [
                _line(one) | {"actor_name": told["actor"], "sentences": told["sentences"]}
                for one, told in zip(lines, _told(record, actor, lines), strict=True)
            ],
        }
    )


def _told(record: Record, actor: Actor, lines: Sequence[HistoryLine]) -> list[dict[str, Any]]:
    return history_lines(record, actor, lines, current_language())


def _line(line: HistoryLine) -> dict[str, Any]:
    return {
        "seq": line.seq,
        "recorded_at": line.recorded_at.isoformat(),
        "effective_on": line.effective_on.isoformat(),
        "action": line.action,
        "reason": line.reason,
        "actor": line.actor,
        "undoes": line.undoes,
        "restores": line.restores,
        "undone_by": line.undone_by,
        "changes": [_change(one) for one in line.changes],
    }


def _change(one: Delta) -> dict[str, Any]:
    told: dict[str, Any] = {"field": one.field, "effective_on": one.effective_on.isoformat()}
    if one.field == "geometry":
        # An outline goes out by the collection, where the policy may have simplified it.
        return told
    return told | {"old": one.old, "new": one.new}
