"""`/api/findings` and `/api/parcels/<id>/measures`: what a check finds, what a parcel measures."""

from __future__ import annotations

from typing import Any, Final

import orjson
import shapely
from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.land.checks import Checked
from parkmap.land.finding import Finding
from parkmap.services.checking import check, finding_facts, in_park
from parkmap.services.measuring import measure
from parkmap.services.record import Actor, Record, require
from parkmap.web.answers import json_answer
from parkmap.web.arguments import bbox_argument, limit_argument, text_argument
from parkmap.web.context import current_actor, current_record
from parkmap.web.kept import kept
from parkmap.web.telling import told

FINDINGS: Final = 200

blueprint = Blueprint("checks", __name__)


@blueprint.get("/api/findings")
def findings() -> ResponseReturnValue:
    record, actor = current_record(), current_actor()
    require(actor, "read_internal")
    checked = _checked(record, actor)
    most = limit_argument(FINDINGS)
    return json_answer(
        {
            "matched": len(checked.findings),
            "parcels": checked.parcels,
            "counts": checked.counts,
            "findings": [_facts(one) for one in checked.findings[:most]],
        }
    )


@blueprint.get("/api/parcels/<parcel_id>/measures")
def measures(parcel_id: str) -> ResponseReturnValue:
    return json_answer(measure(current_record(), current_actor(), parcel_id).facts())


def _checked(record: Record, actor: Actor) -> Checked:
    bbox, park = bbox_argument(), text_argument("park")
    checked = (
        kept(record, actor, "findings", lambda: check(record, actor))
        if bbox is None
        else check(record, actor, bbox=bbox)
    )
    return in_park(record, checked, park) if park else checked


def _facts(finding: Finding) -> dict[str, Any]:
    shape = None if finding.geometry is None else shapely.to_geojson(finding.geometry)
    drawn = None if shape is None else orjson.Fragment(shape)
    return finding_facts(finding, told) | {"geometry": drawn}
