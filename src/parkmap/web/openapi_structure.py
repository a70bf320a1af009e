"""The structural writes in the OpenAPI document: split, merge, reshape, trim, plan."""

from __future__ import annotations

from typing import Final

from parkmap.web.openapi_parts import (
    CSRF,
    DAY,
    FIGURE,
    IF_MATCH,
    KEY,
    PAPERS,
    STAFF,
    STATUS,
    TEXT,
    TEXT_OR_NULL,
    WHOLE,
    WHOLE_OR_NULL,
    YES,
    Schema,
    list_of,
    object_of,
    path,
    query,
    read,
    ref,
    write,
)

JSON: Final = "application/json"
VERSION: Final[Schema] = {
    "type": ["integer", "null"],
    "description": "The version that was seen; If-Match may carry it instead.",
}
SEEN: Final[Schema] = {
    "type": "object",
    "description": "Each parcel id with the version that was seen.",
    "additionalProperties": WHOLE_OR_NULL,
}
DRY_RUN: Final[Schema] = {
    "type": "boolean",
    "default": False,
    "description": "Work everything out and write nothing.",
}
SIDE: Final[Schema] = {"type": "string", "enum": ["south", "west", "north", "east"]}
AREA: Final[Schema] = {"type": ["number", "string"], "description": "m2, or a text as '30 mu'."}
PLAN_ID: Final = path("plan_id", TEXT)
COMMON: Final[dict[str, Schema]] = {
    "effective_on": DAY, "reason": TEXT, "dry_run": DRY_RUN, "papers": PAPERS,
}  # fmt: skip
ONE: Final = ("parcel", "effective_on", "reason")

STRUCTURE_SCHEMAS: Final[dict[str, Schema]] = {
    "Cut": {
        "type": "object",
        "description": "One of line, area, areas and parts; all but a line with from or bearing.",
        "properties": {
            "line": {"type": ["array", "object"], "description": "Positions, or a LineString."},
            "area": AREA, "areas": list_of(AREA), "parts": WHOLE, "from": SIDE, "bearing": FIGURE,
        },
    },
    "Split": object_of((*ONE, "cut"), parcel=TEXT, version=VERSION, cut=ref("Cut"), **COMMON),
    "Merge": object_of(
        ("parcels", "keep", "effective_on", "reason"), parcels=SEEN, keep=TEXT,
        fields={"type": "object", "additionalProperties": TEXT,
                "description": "Field -> the parcel that gives it, where that is not `keep`."},
        **COMMON,
    ),
    "Reshape": object_of(
        (*ONE, "shape"), parcel=TEXT, version=VERSION, neighbours=SEEN,
        shape={"type": "object", "description": "The new boundary as a GeoJSON geometry."},
        **COMMON,
    ),
    "Trim": object_of(ONE, parcel=TEXT, version=VERSION, **COMMON),
    "Drawing": object_of(
        ("shape", "status", "effective_on", "reason"),
        shape={"type": "object", "description": "The boundary as a GeoJSON geometry."},
        status=STATUS, name=TEXT, park=TEXT,
        trimmed={"type": "boolean", "description": "Take off what neighbours have."}, **COMMON,
    ),
    "PlanStep": object_of(("effective_on", "reason"), version=VERSION, **COMMON),
    "Proof": object_of(
        ("before_m2", "after_m2", "difference_m2", "tolerance_m2", "coverage_valid", "holds"),
        before_m2=FIGURE, after_m2=FIGURE, difference_m2=FIGURE, tolerance_m2=FIGURE,
        overlap_m2=FIGURE, gap_m2=FIGURE, gain_m2=FIGURE, coverage_valid=YES,
        coverage_was_valid=YES, holds=YES,
    ),
    "Outcome": object_of(
        ("seq", "dry_run", "parcels", "retired", "recorded"),
        seq=WHOLE_OR_NULL, recorded_at=TEXT_OR_NULL, token=TEXT,
        changed=list_of(ref("Short")), unchanged=list_of(TEXT), gone=list_of(TEXT),
        dry_run=YES, effective_on=DAY, parcels=ref("FeatureCollection"),
        retired=list_of(TEXT), recorded=object_of(before_m2=FIGURE, after_m2=FIGURE),
        proof={"oneOf": [ref("Proof"), {"type": "null"}]}, plan=TEXT_OR_NULL,
    ),
    "Plans": object_of(
        ("plans",),
        plans=list_of(object_of(
            ("id", "version", "stage", "parcel"),
            id=TEXT, version=WHOLE, stage={"enum": ["planned", "registered", "dropped"]},
            parcel=TEXT, planned_on=DAY, reason=TEXT, cut=ref("Cut"),
            pieces=ref("FeatureCollection"),
        )),
    ),
}  # fmt: skip


def _post(name: str, says: str, body: str, *parameters: Schema) -> Schema:
    return write(name, says, body, "Outcome", *parameters, CSRF, KEY, kind=JSON)


STRUCTURE_PATHS: Final[dict[str, Schema]] = {
    "/api/splits": {"post": _post("split", "Split a parcel.", "Split", IF_MATCH)},
    "/api/merges": {"post": _post("merge", "Merge touching parcels.", "Merge")},
    "/api/reshapes": {"post": _post("reshape", "Move a boundary.", "Reshape", IF_MATCH)},
    "/api/trims": {"post": _post("trim", "Give way to neighbours.", "Trim", IF_MATCH)},
    "/api/drawings": {"post": _post("draw", "Enter a drawn parcel.", "Drawing")},
    "/api/plans": {
        "get": read("plans", "Planned splits; for staff.", "Plans",
                    query("parcel", TEXT, "Only the plans of this parcel."))
               | STAFF,
        "post": _post("plan", "Plan a split; the parcel stays whole.", "Split", IF_MATCH),
    },
    "/api/plans/{plan_id}/register": {
        "post": _post("register", "Perform a planned split.", "PlanStep", PLAN_ID, IF_MATCH)
    },
    "/api/plans/{plan_id}/drop": {
        "post": _post("drop", "Give a plan up.", "PlanStep", PLAN_ID, IF_MATCH)
    },
}  # fmt: skip
