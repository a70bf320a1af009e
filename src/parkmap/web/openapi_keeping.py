"""Proof, edits by hand and backups in the OpenAPI document."""

from __future__ import annotations

from typing import Final

from parkmap.web.arguments import MAX_LIMIT
from parkmap.web.openapi_files import BUSY
from parkmap.web.openapi_imports import ROW
from parkmap.web.openapi_parts import (
    CSRF,
    DAY,
    FIGURE,
    GEOJSON,
    STAFF,
    TEXT,
    TEXT_OR_NULL,
    WHOLE,
    YES,
    Schema,
    list_of,
    object_of,
    query,
    read,
    ref,
    responses,
    write,
)

FILES: Final[Schema] = {
    "type": "object",
    "description": "Edited file -> SHA-256 of what was looked at.",
    "additionalProperties": TEXT,
}

KEEPING_SCHEMAS: Final[dict[str, Schema]] = {
    "Verification": object_of(
        ("clean", "entries", "deltas", "head", "matched", "differences"),
        clean=YES, entries=WHOLE, deltas=WHOLE, head=TEXT, matched=WHOLE,
        differences=list_of(TEXT),
    ),
    "Edits": object_of(
        ("type", "files", "counts", "gone", "findings", "features"),
        type={"const": "FeatureCollection"}, files=FILES,
        counts={"type": "object", "additionalProperties": WHOLE}, gone=list_of(TEXT),
        findings=list_of({"type": "object"}), features=list_of({"type": "object"}),
        next=TEXT_OR_NULL,
    ),
    "EditsDecision": object_of(
        ("action", "files"),
        action={"type": "string", "enum": ["take", "discard"]}, files=FILES,
        reason=TEXT | {"description": "Of the entry; needed to take."}, on=DAY,
        tolerance_m=FIGURE, take=list_of(ROW), leave=list_of(ROW),
        ids={"type": "object", "additionalProperties": TEXT},
        retire={"type": ["boolean", "array"], "items": TEXT},
    ),
    "EditsDecided": object_of(
        ("aside",),
        aside=list_of(TEXT | {"description": "Names of the files that were put aside."}),
        taken={"oneOf": [ref("Taken"), {"type": "null"}],
               "description": "null where the files say what the record says."},
    ),
}  # fmt: skip


def _backup() -> Schema:
    problems = responses("Problem", "application/json", ("401", "403", "507"))
    return {
        "operationId": "backup",
        "summary": "The workspace in one file, for `parkmap restore`; for administrators.",
        "parameters": [],
        "responses": problems
        | {
            "200": {
                "description": "X-Parkmap-Ledger, -Entry and -Head name what it holds; "
                "X-Parkmap-Note (percent-encoded) what was left out.",
                "content": {"application/zip": {}},
            },
            "429": BUSY,
        },
    } | STAFF


def _busy(made: Schema) -> Schema:
    return made | {"responses": made["responses"] | {"429": BUSY}} | STAFF


KEEPING_PATHS: Final[Schema] = {
    "/api/verification": {
        "get": _busy(read(
            "verification", "Proves ledger, derived tables and boundary files; takes seconds.",
            "Verification",
        ))
    },
    "/api/edits": {
        "get": _busy(read(
            "edits", "What was edited by hand in the boundary files, as GeoJSON.", "Edits",
            query("on", DAY, "The day from which the edits would hold; today if left out."),
            query("tolerance_m", FIGURE, "Boundaries that moved less (m) were not edited."),
            query("after", TEXT, "Continue after this row; `next` carries it."),
            query("limit", WHOLE | {"minimum": 1, "maximum": MAX_LIMIT}, "How many at once."),
            kind=GEOJSON,
        )),
        "post": _busy(write(
            "decideEdits", "Take the edits in as one entry, or put the edited files aside.",
            "EditsDecision", "EditsDecided", CSRF, kind="application/json",
        )),
    },
    "/api/backup": {"get": _backup()},
}  # fmt: skip
