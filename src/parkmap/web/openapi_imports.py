"""Imports in the OpenAPI document."""

from __future__ import annotations

from typing import Any, Final, get_args

from parkmap.land.finding import Severity
from parkmap.services.lines import VERDICTS
from parkmap.web.arguments import MAX_LIMIT
from parkmap.web.openapi_parts import (
    CSRF,
    DAY,
    FIGURE,
    GEOJSON,
    STAFF,
    TEXT,
    TEXT_OR_NULL,
    WHOLE,
    WHOLE_OR_NULL,
    Schema,
    list_of,
    object_of,
    path,
    query,
    read,
    ref,
    responses,
    write,
)

NUMBER: Final = path("import_id", WHOLE)
ROW: Final[Schema] = {"type": ["integer", "string"], "description": "12, or park:3."}
STATES: Final = (
    "waiting", "reading", "ready", "confirmed", "dropped", "refused", "failed"
)  # fmt: skip

IMPORT_SCHEMAS: Final[dict[str, Schema]] = {
    "Upload": object_of(
        ("file",),
        file={"type": "string", "format": "binary"}, crs=TEXT, layer=TEXT, id_field=TEXT,
        status_field=TEXT, status=TEXT, on=DAY, tolerance_m=FIGURE, profile=TEXT,
        kind={"type": "string", "enum": ["parcel", "park"]},
        scope={"type": "string", "enum": ["near", "all"]},
    ),
    "Received": object_of(("id", "location"), id=WHOLE, state=TEXT, job=TEXT, location=TEXT),
    "Import": object_of(
        ("id", "source", "state", "progress"),
        id=WHOLE, source=TEXT, created_at=TEXT, state={"type": "string", "enum": list(STATES)},
        progress=object_of((), done=WHOLE, total=WHOLE), on=DAY, kind=TEXT, tolerance_m=FIGURE,
        columns=list_of(object_of((), name=TEXT, samples=list_of(TEXT), target=TEXT)),
        mapping={"type": "object", "additionalProperties": TEXT},
        counts={"type": "object", "additionalProperties": WHOLE},
        format=TEXT_OR_NULL, epsg=WHOLE_OR_NULL, asked_epsg=WHOLE_OR_NULL, layer=TEXT_OR_NULL,
        status=TEXT, scope=TEXT, box={"type": ["array", "null"], "items": FIGURE},
        told={"type": "object", "additionalProperties": WHOLE,
              "description": "Findings by severity."},
        draft={"type": ["object", "null"], "description": "Choices kept so far."},
        proposal={"type": ["object", "null"], "description": "By which it waits, or came back."},
        taken={"type": ["object", "null"], "description": "What confirming did."},
        findings=list_of({"type": "object"}), gone=list_of(TEXT), refusal=TEXT_OR_NULL,
        asks={**TEXT_OR_NULL, "description": "What a refused file waits for: layer, or crs."},
        choices=list_of(TEXT), compared_seq=WHOLE_OR_NULL, seq=WHOLE_OR_NULL,
    ),
    "Imports": object_of(("imports",), imports=list_of(ref("Import"))),
    "Mapping": object_of(
        (),
        columns={"type": "object", "additionalProperties": TEXT,
                 "description": "Column -> field, id, effective_on, keep or skip."},
        save_as=TEXT, profile=TEXT,
    ),
    "Reread": object_of(
        (),
        crs=TEXT | {"description": "EPSG:4547; empty: as the file has it."},
        layer=TEXT, on=DAY, status=TEXT, tolerance_m=FIGURE,
        kind={"type": "string", "enum": ["parcel", "park"]},
        scope={"type": "string", "enum": ["near", "all"]},
    ),
    "Mappings": object_of(
        ("mappings",),
        mappings=list_of(object_of((), name=TEXT, columns={"type": "object"})),
    ),
    "Choices": object_of(
        ("reason",),
        reason=TEXT, take=list_of(ROW | {"description": "12, park:3, matched or overlapping."}),
        leave=list_of(ROW | {"description": "12, park:3, new or changed."}),
        ids={"type": "object", "additionalProperties": TEXT,
             "description": "Row -> the id that it gets."},
        retire={"type": ["boolean", "array"], "items": TEXT,
                "description": "Gone parcels to retire, or true for all of them."},
    ),
    "Taken": object_of(
        ("seq", "token", "new", "changed", "retired", "left"),
        seq=WHOLE, token=TEXT, new=list_of(TEXT), changed=list_of(TEXT), retired=list_of(TEXT),
        left=WHOLE,
    ),
}  # fmt: skip


def _upload() -> Schema:
    made: dict[str, Any] = write(
        "sendImport", "Send a file; a job reads it.", "Upload", "Received", CSRF,
        kind="application/json",
    )  # fmt: skip
    made["requestBody"]["content"] = {"multipart/form-data": {"schema": ref("Upload")}}
    answers = made["responses"]
    problem = answers["400"]
    return made | {
        "responses": {"202": answers["200"], "413": problem, "507": problem}
        | {code: one for code, one in answers.items() if code != "200"}
    }


def _drop() -> Schema:
    return {
        "operationId": "dropImport",
        "summary": "Throw an import away, with its file.",
        "parameters": [NUMBER, CSRF],
        "responses": {"204": {"description": "It is gone."}}
        | {code: one for code, one in
           responses("Problem", "application/json", ("401", "403", "404", "409")).items()
           if code != "200"},
        **STAFF,
    }  # fmt: skip


def _mapping() -> Schema:
    return _again("mapImport", "Map columns otherwise; it is compared anew.", "Mapping")


def _choices() -> Schema:
    made: dict[str, Any] = write(
        "keepChoices", "Keep what was chosen so far.", "Choices", "Import", NUMBER, CSRF,
        kind="application/json",
    )  # fmt: skip
    answers = {code: one for code, one in made["responses"].items() if code != "200"}
    return made | {"responses": {"204": {"description": "Kept."}, **answers}}


def _again(name: str, summary: str, body: str) -> Schema:
    made = write(name, summary, body, "Import", NUMBER, CSRF, kind="application/json")
    answers = dict(made["responses"])
    answers["202"] = answers.pop("200")
    return made | {"responses": answers}


IMPORT_PATHS: Final[Schema] = {
    "/api/imports": {
        "get": read("imports", "Imports, newest first.", "Imports") | STAFF,
        "post": _upload(),
    },
    "/api/imports/{import_id}": {
        "get": read("import", "Progress, mapping, findings, counts.", "Import", NUMBER) | STAFF,
        "delete": _drop(),
    },
    "/api/imports/{import_id}/rows": {
        "get": read(
            "importRows", "Rows with what they would do, as GeoJSON.", "FeatureCollection", NUMBER,
            query("verdict", {"type": "string", "enum": [*VERDICTS, "gone"]}, "Only of this."),
            query("severity", {"type": "string", "enum": [*get_args(Severity)]},
                  "Only with such a finding."),
            query("after", TEXT, "Continue after this row; `next` carries it."),
            query("limit", WHOLE | {"minimum": 1, "maximum": MAX_LIMIT}, "How many at once."),
            kind=GEOJSON,
        ) | STAFF
    },
    "/api/imports/{import_id}/shapes": {
        "get": read(
            "importShapes", "Outlines to draw, with verdict and worst severity, 5,000 at once.",
            "FeatureCollection", NUMBER,
            query("after", TEXT, "Continue after this row; `next` carries it."), kind=GEOJSON,
        ) | STAFF
    },
    "/api/imports/{import_id}/mapping": {"post": _mapping()},
    "/api/imports/{import_id}/read": {"post": _again("readImport", "Read or compare it anew with "
                                                     "another system, layer or day.", "Reread")},
    "/api/imports/{import_id}/choices": {"put": _choices()},
    "/api/import-mappings": {
        "get": read("importMappings", "Saved mappings of columns.", "Mappings") | STAFF
    },
    "/api/imports/{import_id}/confirm": {
        "post": write("confirmImport", "Take it in, as one entry.", "Choices", "Taken", NUMBER,
                      CSRF, kind="application/json")
    },
}  # fmt: skip
