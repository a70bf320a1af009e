"""`/api/differences` and the history of a parcel or a park: what changed, for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue, NotFound
from parkmap.land.ledger import Delta
from parkmap.services import histories
from parkmap.services.differing import collection, counts
from parkmap.services.histories import Difference, HistoryLine, Lineage
from parkmap.services.record import Actor, Record
from parkmap.web.answers import GEOJSON, json_answer
from parkmap.web.arguments import day, day_argument, limit_argument, text_argument
from parkmap.web.context import current_actor, current_record
from parkmap.web.language import current_language
from parkmap.web.stories import history_lines

PAGE: Final = 500
PARK: Final = "park/"
"""Before the id of a park where a page of differences ends; a parcel's stands alone."""

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
    start = ("park", after.removeprefix(PARK)) if after.startswith(PARK) else ("parcel", after)
    rest = [one for one in found if histories.place(one) > start]
    more = _cursor(rest[limit - 1]) if len(rest) > limit else None
    every = {"counts": counts(found), "park_counts": counts(found, "park")}
    return json_answer(collection(rest[:limit], from_on, to_on, next=more) | every, kind=GEOJSON)


def _lineage(record: Record, actor: Actor, parcel_id: str) -> Lineage:
    """The lineage; empty where the entry that brought the parcel in was undone."""
    try:
        return histories.lineage(record, actor, parcel_id)
    except NotFound:
        return Lineage(parcel_id, (), ())


def _cursor(one: Difference) -> str:
    return f"{PARK}{one.id}" if one.kind == "park" else one.id


@blueprint.get("/api/parks/<park_id>/history")
def park_history(park_id: str) -> ResponseReturnValue:
    record, actor = current_record(), current_actor()
    lines = histories.history(record, actor, "park", park_id)
    return json_answer({"id": park_id, "lines": _lines(record, actor, lines)})


@blueprint.get("/api/parcels/<parcel_id>/history")
def history(parcel_id: str) -> ResponseReturnValue:
    record, actor = current_record(), current_actor()
    lines = histories.history(record, actor, "parcel", parcel_id)
    found = _lineage(record, actor, parcel_id)
    return json_answer(
        {
            "id": parcel_id,
            "made_from": [one._asdict() for one in found.made_from],
            "became": [one._asdict() for one in found.became],
            "lines": _lines(record, actor, lines),
        }
    )


def _lines(record: Record, actor: Actor, lines: Sequence[HistoryLine]) -> list[dict[str, Any]]:
    return [
        _line(one) | {"actor_name": told["actor"], "sentences": told["sentences"]}
        for one, told in zip(
            lines, history_lines(record, actor, lines, current_language()), strict=True
        )
    ]


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
