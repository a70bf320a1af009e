"""What the desk asks before it writes, in the OpenAPI document."""

from __future__ import annotations

from typing import Final

from parkmap.web.openapi_parts import (
    CSRF,
    DAY,
    FIGURE,
    STAFF,
    STATUS,
    TEXT,
    TEXT_OR_NULL,
    WHOLE,
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
from parkmap.web.openapi_writes import SEEN

PREVIEW_SCHEMAS: Final[dict[str, Schema]] = {
    "MarkPreview": object_of(
        ("parcels", "status", "effective_on"), parcels=SEEN, status=STATUS, effective_on=DAY
    ),
    "MarkOutcome": object_of(
        ("count", "mu", "moves", "already", "questions"),
        count=WHOLE, mu=FIGURE,
        moves=list_of(object_of(("before", "count", "mu"), before=STATUS, count=WHOLE, mu=FIGURE)),
        already=list_of(TEXT),
        questions=list_of(object_of(
            ("code", "says", "parcels"), code=TEXT, says=TEXT, parcels=list_of(TEXT))),
    ),
    "Neighbours": object_of(("items",), items=list_of(ref("Short"))),
    "Bounds": object_of(
        ("entered", "sides", "computed"), entered=TEXT_OR_NULL, computed=TEXT,
        sides={"type": "object", "additionalProperties": list_of(TEXT)},
    ),
    "FieldGroups": object_of(
        ("groups",),
        groups=list_of(object_of(
            ("group", "label", "fields"), group=TEXT, label=TEXT,
            fields=list_of(object_of(
                ("name", "label", "kind"), name=TEXT, label=TEXT, kind=TEXT, unit=TEXT, help=TEXT,
                source=TEXT, public=YES, goes_on=YES,
                codes=list_of(list_of(TEXT)))))),
    ),
}  # fmt: skip

PREVIEW_PATHS: Final[dict[str, Schema]] = {
    "/api/marks/preview": {
        "post": write("previewMark", "What a mark would do; nothing is written.", "MarkPreview",
                      "MarkOutcome", CSRF, kind="application/json")
    },
    "/api/neighbours": {
        "get": read("neighbours", "Parcels that touch any of these; for staff.", "Neighbours",
                    query("ids", TEXT, "Ids, separated by commas.")) | STAFF
    },
    "/api/fields": {
        "get": read("fields", "The fields of a parcel by group, for forms; for staff.",
                    "FieldGroups") | STAFF
    },
    "/api/parcels/{parcel_id}/bounds": {
        "get": read("bounds", "What bounds a parcel on its four sides: as entered, and worked "
                    "out from neighbours and streets.", "Bounds", path("parcel_id", TEXT))
    },
}  # fmt: skip
