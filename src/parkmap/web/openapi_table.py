"""The table of parcels in the OpenAPI document; for staff."""

from __future__ import annotations

from typing import Final

from parkmap.web.openapi_parts import (
    BOX,
    CSRF,
    DAY,
    FIGURE,
    KEY,
    STAFF,
    TEXT,
    WHOLE,
    Schema,
    list_of,
    object_of,
    query,
    read,
    ref,
    write,
)

TABLE_SCHEMAS: Final[dict[str, Schema]] = {
    "TableRow": object_of(
        ("id", "v", "s", "values"), id=TEXT, v=WHOLE, s=TEXT, name=TEXT, park=TEXT, mu=FIGURE,
        bbox=BOX,
        values={"type": "object", "description": "The columns that were asked for."},
    ),
    "Table": object_of(
        ("matched", "offset", "rows"), matched=WHOLE, mu=FIGURE, offset=WHOLE,
        rows=list_of(ref("TableRow")),
        ids=list_of(TEXT) | {"description": "All of them, where asked for and at most 5,000."},
    ),
    "TableEdits": object_of(
        ("parcels", "effective_on", "reason"), effective_on=DAY, reason=TEXT,
        parcels={
            "type": "object",
            "additionalProperties": object_of(
                ("version", "fields"), version=WHOLE, fields={"type": "object"}
            ),
        },
    ),
}  # fmt: skip

TABLE_PATHS: Final[dict[str, Schema]] = {
    "/api/table": {
        "get": read(
            "table", "Parcels as rows, in order, a stretch at a time; for staff.", "Table",
            query("q", TEXT, "Words in names, ids and locations."),
            query("park", TEXT, "Id of a park."),
            query("s", TEXT, "One or more statuses, separated by commas."),
            query("field", TEXT, "A field that has to fit."),
            query("fits", TEXT, "A part of it, a comparison such as >= 10, or = for empty."),
            query("sort", TEXT, "A field, or id."),
            query("order", TEXT, "desc turns the order round."),
            query("columns", TEXT, "Fields, separated by commas."),
            query("offset", WHOLE, "How many rows to leave out."),
            query("limit", WHOLE, "How many at once."),
            query("ids_too", TEXT, "Anything: send all ids that match along."),
        ) | STAFF,
        "post": write("editTable", "Give each parcel its own values, as one entry.", "TableEdits",
                      "Receipt", CSRF, KEY, kind="application/json"),
    },
}  # fmt: skip
