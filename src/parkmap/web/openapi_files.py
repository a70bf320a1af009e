"""Exports, differences and histories in the OpenAPI document."""

from __future__ import annotations

from typing import Final

from parkmap.formats.writing import FORMS
from parkmap.web.arguments import MAX_LIMIT
from parkmap.web.openapi_parts import (
    DAY,
    GEOJSON,
    ID,
    TEXT,
    TEXT_OR_NULL,
    WHOLE,
    Schema,
    list_of,
    object_of,
    path,
    query,
    read,
    ref,
    responses,
)
from parkmap.web.openapi_search import WISH

EXT: Final = path("ext", {"type": "string", "enum": [form.suffix for form in FORMS.values()]})
BUSY: Final[Schema] = {
    "description": "Other files are being made; Retry-After says when to come again.",
    "content": {"application/problem+json": {"schema": ref("Problem")}},
}
BINARY: Final[Schema] = {
    "description": "The file.",
    "content": {form.media: {} for form in FORMS.values()},
}

FILE_SCHEMAS: Final[dict[str, Schema]] = {
    "Differences": object_of(
        ("type", "from", "to", "counts", "features"),
        type={"const": "FeatureCollection"}, to=DAY, next=TEXT_OR_NULL,
        counts=object_of((), appeared=WHOLE, retired=WHOLE, changed=WHOLE),
        park_counts=object_of((), appeared=WHOLE, retired=WHOLE, changed=WHOLE),
        features=list_of(ref("Feature")), **{"from": DAY},
    ),
    "History": object_of(
        ("id", "lines"),
        id=TEXT, made_from=list_of(ref("Step")), became=list_of(ref("Step")),
        lines=list_of(object_of(
            ("seq", "recorded_at", "effective_on", "action", "changes"),
            seq=WHOLE, recorded_at=TEXT, effective_on=DAY, action=TEXT,
            reason=TEXT_OR_NULL, actor=TEXT_OR_NULL,
            actor_name=TEXT_OR_NULL, sentences=list_of(TEXT),
            changes=list_of({"type": "object"}),
        )),
    ),
    "Step": object_of(("id", "generation"), id=TEXT, generation=WHOLE),
}  # fmt: skip

FILE_PATHS: Final[Schema] = {
    "/api/exports/parcels.{ext}": {
        "get": read(
            "export", "Parcels as a file; docs/formats.md says what each format keeps.", "Problem",
            EXT,
            query("status", TEXT, "One or more statuses, separated by commas."),
            query("park", TEXT, "Id of a park."),
            query("ids", TEXT, "Ids, separated by commas."),
            query("offer", TEXT, "One or more offers, separated by commas."),
            query("bbox", TEXT, "west,south,east,north in degrees (CRS84)."),
            query("on", DAY, "The land as it stood on this day."),
            query("known_at", TEXT, "As the record stood at a moment; for staff."),
            query("encoding", TEXT, "utf-8 or gb18030, for csv and txt."),
            *(one for one in WISH if one["name"] not in {"park", "ids"}),
        )
        | {
            "responses": responses("Problem", "application/json", ("400", "401", "403", "404"))
            | {"200": BINARY, "429": BUSY}
        }
    },
    "/api/differences": {
        "get": read(
            "differences", "Which parcels and parks changed between two days.", "Differences",
            query("from", DAY, "The first day.") | {"required": True},
            query("to", DAY, "The second day; today if left out."),
            query("after", TEXT, "Continue after this id; `next` carries it."),
            query("limit", WHOLE | {"minimum": 1, "maximum": MAX_LIMIT}, "How many at once."),
            kind=GEOJSON,
        )
    },
    "/api/parcels/{id}/history": {
        "get": read("history", "The entries about a parcel, and its lineage.", "History", ID)
    },
    "/api/parks/{id}/history": {
        "get": read("parkHistory", "The entries about a park.", "History", ID)
    },
}  # fmt: skip
