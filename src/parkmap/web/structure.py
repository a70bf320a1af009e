"""`/api/splits`, merges, reshapes, trims and plans: the structural writes of the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue
from parkmap.land.cuts import cut_of
from parkmap.services import planning
from parkmap.services.drawing import Drawing, draw
from parkmap.services.merging import Merge, merge
from parkmap.services.outcome import Outcome
from parkmap.services.planning import Plan, Step
from parkmap.services.reshaping import Reshape, Trim, reshape, trim
from parkmap.services.splitting import Split, split
from parkmap.services.structure import EDIT
from parkmap.units import dm2_to_m2
from parkmap.web.answers import json_answer
from parkmap.web.arguments import day, json_body, text_argument, text_of
from parkmap.web.context import current_record, needed
from parkmap.web.etags import version_seen
from parkmap.web.marks import idempotency_key, named_papers, receipt_body, version_of, versions_of

blueprint = Blueprint("structure", __name__)


@blueprint.post("/api/splits")
def splits() -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    asked = _split(body)
    done = split(current_record(), actor, asked, idempotency_key(), dry_run=_dry(body))
    return json_answer(outcome_body(done))


@blueprint.post("/api/merges")
def merges() -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    asked = Merge(
        versions_of(body.get("parcels")), text_of(body, "keep"), _day(body),
        text_of(body, "reason"), named_papers(body), _chosen(body),
    )  # fmt: skip
    done = merge(current_record(), actor, asked, idempotency_key(), dry_run=_dry(body))
    return json_answer(outcome_body(done))


def _chosen(body: Mapping[str, Any]) -> dict[str, str]:
    """Field -> the parcel that gives it, as sent."""
    sent = body.get("fields", {})
    if not isinstance(sent, dict) or not all(isinstance(one, str) for one in sent.values()):
        raise BadValue('fields is no object of texts; send {"far": "CZ-0002"}')
    return sent


@blueprint.post("/api/reshapes")
def reshapes() -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    parcel_id = text_of(body, "parcel")
    others = body.get("neighbours")
    seen = versions_of(others) if others else {}
    asked = Reshape(
        parcel_id, seen | {parcel_id: _version(body, parcel_id)}, _shape(body), _day(body),
        text_of(body, "reason"), named_papers(body),
    )  # fmt: skip
    done = reshape(current_record(), actor, asked, idempotency_key(), dry_run=_dry(body))
    return json_answer(outcome_body(done))


@blueprint.post("/api/trims")
def trims() -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    parcel_id = text_of(body, "parcel")
    asked = Trim(
        parcel_id, _version(body, parcel_id), _day(body), text_of(body, "reason"),
        named_papers(body),
    )  # fmt: skip
    done = trim(current_record(), actor, asked, idempotency_key(), dry_run=_dry(body))
    return json_answer(outcome_body(done))


@blueprint.post("/api/drawings")
def drawings() -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    asked = Drawing(
        _shape(body), text_of(body, "status"), _day(body), text_of(body, "reason"),
        text_of(body, "name", optional=True), text_of(body, "park", optional=True) or None,
        trimmed=_flag(body, "trimmed"), papers=named_papers(body),
    )  # fmt: skip
    done = draw(current_record(), actor, asked, idempotency_key(), dry_run=_dry(body))
    return json_answer(outcome_body(done))


@blueprint.get("/api/plans")
def plans() -> ResponseReturnValue:
    actor = needed("read_internal")
    found = planning.plans(current_record(), actor, text_argument("parcel") or None)
    return json_answer({"plans": [_plan_body(one) for one in found]})


@blueprint.post("/api/plans")
def plan() -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    asked = _split(body)
    done = planning.plan(current_record(), actor, asked, idempotency_key(), dry_run=_dry(body))
    return json_answer(outcome_body(done))


@blueprint.post("/api/plans/<plan_id>/register")
def register(plan_id: str) -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    asked = _step(plan_id, body)
    done = planning.register(current_record(), actor, asked, idempotency_key(), dry_run=_dry(body))
    return json_answer(outcome_body(done))


@blueprint.post("/api/plans/<plan_id>/drop")
def drop(plan_id: str) -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    done = planning.drop(current_record(), actor, _step(plan_id, body), idempotency_key())
    return json_answer(outcome_body(done))


def outcome_body(done: Outcome) -> dict[str, Any]:
    """What a structural change answers: the receipt, the parcels with their areas, the proof."""
    written = {"seq": None} if done.receipt is None else receipt_body(done.receipt)
    shown = done.proof
    return written | {
        "dry_run": done.receipt is None,
        "effective_on": done.effective_on,
        "parcels": done.as_geojson(),
        "retired": list(done.retired),
        "recorded": {
            "before_m2": dm2_to_m2(done.before_dm2),
            "after_m2": dm2_to_m2(done.after_dm2),
        },
        "proof": None
        if shown is None
        else asdict(shown) | {"difference_m2": shown.difference_m2, "holds": shown.holds},
        "plan": done.plan_id,
    }


def _plan_body(one: Plan) -> dict[str, Any]:
    return {
        "id": one.id,
        "version": one.version,
        "stage": one.stage,
        "parcel": one.parcel_id,
        "planned_on": one.planned_on,
        "reason": one.reason,
        "cut": one.cut,
        "pieces": one.as_geojson(),
    }


def _split(body: Mapping[str, Any]) -> Split:
    parcel_id = text_of(body, "parcel")
    return Split(
        parcel_id, _version(body, parcel_id), cut_of(body.get("cut")), _day(body),
        text_of(body, "reason"), named_papers(body),
    )  # fmt: skip


def _step(plan_id: str, body: Mapping[str, Any]) -> Step:
    return Step(plan_id, _version(body, plan_id), _day(body), text_of(body, "reason"))


def _version(body: Mapping[str, Any], subject_id: str) -> int | None:
    """The version that was seen: from `If-Match`, else from the body."""
    seen = version_seen()
    return seen if seen is not None else version_of(subject_id, body.get("version"))


def _day(body: Mapping[str, Any]) -> Any:
    return day(text_of(body, "effective_on"), "effective_on")


def _dry(body: Mapping[str, Any]) -> bool:
    return _flag(body, "dry_run")


def _flag(body: Mapping[str, Any], name: str) -> bool:
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise BadValue(
            "%(name)s is '%(value)s'; send true or false", name=name, value=str(value)[:40]
        )
    return value


def _shape(body: Mapping[str, Any]) -> dict[str, Any]:
    value = body.get("shape")
    if not isinstance(value, dict):
        raise BadValue("shape is missing; send the new boundary as a GeoJSON geometry")
    return value
