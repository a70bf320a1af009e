"""`/api/imports`, step by step: read otherwise, choices kept, outlines to draw, saved mappings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import orjson
from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from parkmap.crs import accepted_epsg
from parkmap.errors import BadValue
from parkmap.land.status import checked_status
from parkmap.services import drafting, imports
from parkmap.services.imports import LOOK, PERMISSION
from parkmap.services.rereading import reread
from parkmap.store.imports import StoredRow
from parkmap.web.answers import GEOJSON, json_answer
from parkmap.web.arguments import day, json_body, text_argument, text_of
from parkmap.web.context import current_record, needed
from parkmap.web.imports import choices_of, row_key, shown, tolerance_of

SHAPES: Final = 5_000

blueprint = Blueprint("import_steps", __name__)


@blueprint.get("/api/imports/<int:import_id>/shapes")
def shapes(import_id: int) -> ResponseReturnValue:
    record = current_record()
    imports.show(record, needed(LOOK), import_id)
    after = text_argument("after")
    found = imports.rows_of(
        record, import_id, after=row_key(after) if after else None, limit=SHAPES + 1
    )
    last = found[SHAPES - 1] if len(found) > SHAPES else None
    features = [_shape(row) for row in found[:SHAPES]]
    body = {
        "type": "FeatureCollection", "features": features,
        "next": None if last is None else f"{last.kind}:{last.row}",
    }  # fmt: skip
    return json_answer(body, kind=GEOJSON)


@blueprint.post("/api/imports/<int:import_id>/read")
def read(import_id: int) -> ResponseReturnValue:
    actor, record = needed(PERMISSION), current_record()
    reread(record, actor, import_id, **changed_options(json_body()))
    return json_answer(shown(import_id, actor), 202)


@blueprint.put("/api/imports/<int:import_id>/choices")
def choices(import_id: int) -> ResponseReturnValue:
    actor, body = needed(PERMISSION), json_body()
    drafting.keep_choices(current_record(), actor, import_id, choices_of(body))
    return Response(status=204)


@blueprint.get("/api/import-mappings")
def mappings() -> ResponseReturnValue:
    found = drafting.saved_mappings(current_record(), needed(LOOK))
    return json_answer(
        {"mappings": [{"name": name, "columns": one} for name, one in found.items()]}
    )


def changed_options(body: Mapping[str, Any]) -> dict[str, Any]:
    """What is to be read otherwise, as sent; what is not named stays as it is."""
    made: dict[str, Any] = {}
    if "crs" in body:
        text = text_of(body, "crs").strip()
        made["epsg"] = accepted_epsg(text) if text else None
    if "layer" in body:
        made["layer"] = text_of(body, "layer").strip() or None
    if "on" in body:
        made["on"] = day(text_of(body, "on"), "on")
    if "status" in body:
        made["status"] = checked_status(text_of(body, "status"))
    if "tolerance_m" in body:
        made["tolerance_m"] = tolerance_of(str(body["tolerance_m"]))
    for name, allowed in (("kind", ("parcel", "park")), ("scope", ("near", "all"))):
        if name in body:
            made[name] = _one_of(name, text_of(body, name), allowed)
    return made


def _one_of(name: str, text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        raise BadValue(
            "%(name)s is '%(value)s'; use one of %(allowed)s",
            name=name,
            value=text[:40],
            allowed=", ".join(allowed),
        )
    return text


def _shape(row: StoredRow) -> dict[str, Any]:
    """A row as it is drawn: its outline, what it would do, how bad its worst finding is."""
    compared = row.compared or {}
    told = {one["severity"] for one in compared.get("findings", [])}
    return {
        "type": "Feature",
        "id": f"{row.kind}:{row.row}",
        "geometry": orjson.Fragment(row.geojson or "null"),
        "properties": {
            "verdict": row.verdict,
            "severity": next((one for one in ("error", "warning", "info") if one in told), None),
        },
    }


__all__ = ["blueprint", "changed_options"]
