"""The writes of the record in the OpenAPI document: annotate, correct, retire, undo, restore."""

from __future__ import annotations

from typing import Final

from parkmap.web.openapi_parts import (
    CSRF,
    DAY,
    KEY,
    PAPERS,
    TEXT,
    TEXT_OR_NULL,
    WHOLE,
    WHOLE_OR_NULL,
    Schema,
    list_of,
    object_of,
    path,
    ref,
    write,
)

JSON: Final = "application/json"
SEEN: Final[Schema] = {
    "type": "object",
    "description": "Each parcel id with the version that was seen.",
    "additionalProperties": WHOLE_OR_NULL,
}
VALUE: Final[Schema] = {"type": ["string", "number", "boolean", "null"]}

WRITE_SCHEMAS: Final[dict[str, Schema]] = {
    "Annotation": object_of(
        ("parcels", "fields", "effective_on", "reason"),
        parcels=SEEN,
        fields={
            "type": "object",
            "description": "Field name -> value; null empties the field.",
            "additionalProperties": VALUE,
        },
        effective_on=DAY, reason=TEXT, papers=PAPERS,
    ),
    "Correction": object_of(
        ("parcel", "version", "field", "values", "reason"),
        parcel=TEXT, version=WHOLE_OR_NULL, field=TEXT,
        values=list_of(object_of(("on", "value"), on=DAY, value=VALUE)), reason=TEXT,
    ),
    "Retirement": object_of(
        ("parcels", "effective_on", "reason"), parcels=SEEN, effective_on=DAY, reason=TEXT
    ),
    "Undo": object_of(("reason",), reason=TEXT),
    "Receipt": object_of(
        ("seq", "token", "changed", "unchanged", "gone"),
        seq=WHOLE_OR_NULL, recorded_at=TEXT_OR_NULL, token=TEXT,
        changed=list_of(ref("Short")), unchanged=list_of(TEXT), gone=list_of(TEXT),
    ),
}  # fmt: skip


def _post(name: str, says: str, body: str, *parameters: Schema) -> Schema:
    return {"post": write(name, says, body, "Receipt", *parameters, CSRF, KEY, kind=JSON)}


WRITE_PATHS: Final[dict[str, Schema]] = {
    "/api/annotations": _post("annotate", "Give fields values from a day on.", "Annotation"),
    "/api/corrections": _post("correct", "Set a field for past days.", "Correction"),
    "/api/retirements": _post("retire", "Retire parcels from a day on.", "Retirement"),
    "/api/entries/{seq}/undo": _post("undo", "Take an entry back.", "Undo", path("seq", WHOLE)),
    "/api/entries/{seq}/restore": _post(
        "restore", "Bring an undone entry back.", "Undo", path("seq", WHOLE)
    ),
}
