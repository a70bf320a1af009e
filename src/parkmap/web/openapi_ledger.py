"""The whole ledger, stories and earlier states in the OpenAPI document; all for staff."""

from __future__ import annotations

from typing import Final

from parkmap.web.openapi_files import BUSY
from parkmap.web.openapi_parts import (
    CSRF,
    DAY,
    ID,
    IF_MATCH,
    KEY,
    STAFF,
    TEXT,
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
    responses,
    write,
)

MOMENT: Final[Schema] = {"type": "string", "format": "date-time"}
SHAPES: Final[Schema] = {"type": "object", "description": "GeoJSON geometries by parcel."}
SEQ: Final = path("seq", WHOLE)
FILTERS: Final = (
    query("from", DAY, "Recorded from this day of the zone on."),
    query("to", DAY, "Recorded up to this day."),
    query("actor", TEXT, "Ids of people, separated by commas."),
    query("action", TEXT, "Actions, separated by commas."),
    query("parcel", TEXT, "Entries about this parcel, and undos of them."),
    query("park", TEXT, "Entries about this park or parcels in it, and undos of them."),
    query("q", TEXT, "A part of the reason."),
)

LEDGER_SCHEMAS: Final[dict[str, Schema]] = {
    "LedgerLine": object_of(
        ("seq", "recorded_at", "effective_on", "actor", "action", "reason", "deltas"),
        seq=WHOLE, recorded_at=MOMENT, effective_on=DAY, actor=TEXT, actor_name=TEXT, action=TEXT,
        action_name=TEXT, reason=TEXT, undoes=WHOLE_OR_NULL, restores=WHOLE_OR_NULL,
        undone_by=WHOLE_OR_NULL, deltas=WHOLE,
        subjects=list_of(object_of(("kind", "id"), kind=TEXT, id=TEXT)),
    ),
    "LedgerLines": object_of(
        ("entries",), entries=list_of(ref("LedgerLine")), before=WHOLE_OR_NULL
    ),
    "LedgerDeltas": object_of(
        ("seq", "count", "deltas"), seq=WHOLE, count=WHOLE,
        deltas=list_of(object_of(
            ("kind", "id", "field"), kind=TEXT, id=TEXT, field=TEXT, effective_on=DAY,
            sentence=TEXT)),
    ),
    "Story": object_of(
        ("id", "parts"), id=TEXT, ancestors=WHOLE,
        parts=list_of(object_of(("id", "lines"), id=TEXT, lines=list_of({"type": "object"}))),
    ),
    "Outlines": object_of(("seq", "before", "after"), seq=WHOLE, before=SHAPES, after=SHAPES),
    "Version": object_of(
        ("id", "seq", "differs", "outline_differs"), id=TEXT, seq=WHOLE,
        outline_differs=YES,
        differs=list_of(object_of(
            ("field", "then", "now"), field=TEXT, label=TEXT, then=TEXT, now=TEXT)),
    ),
    "Return": object_of(
        ("effective_on", "reason"), version=WHOLE, effective_on=DAY, reason=TEXT
    ),
}  # fmt: skip


def _file() -> Schema:
    problems = responses("Problem", "application/json", ("400", "401", "403", "404"))
    return {
        "operationId": "exportLedger",
        "summary": "The entries that match as a file, a row a change.",
        "parameters": [path("ext", {"type": "string", "enum": ["csv", "xlsx"]}), *FILTERS],
        "responses": problems
        | {
            "200": {
                "description": "X-Parkmap-Count tells the rows.",
                "content": {"text/csv": {}},
            },
            "429": BUSY,
        },
    } | STAFF


LEDGER_PATHS: Final[dict[str, Schema]] = {
    "/api/ledger": {
        "get": read("ledger", "Entries, newest first.", "LedgerLines", *FILTERS,
                    query("before", WHOLE, "Continue under this number; `before` carries it."),
                    query("limit", WHOLE, "How many at once.")) | STAFF
    },
    "/api/ledger/{seq}": {
        "get": read("ledgerEntry", "What an entry says, the first 500 changes.", "LedgerDeltas",
                    SEQ) | STAFF
    },
    "/api/exports/ledger.{ext}": {"get": _file()},
    "/api/parcels/{id}/story": {
        "get": read("story", "What happened to a parcel and to those it was made from.", "Story",
                    ID) | STAFF
    },
    "/api/entries/{seq}/outlines": {
        "get": read("outlines", "Outlines before and after an entry.", "Outlines", SEQ,
                    query("parcel", TEXT, "The parcel in the middle.")) | STAFF
    },
    "/api/parcels/{id}/versions/{seq}": {
        "get": read("version", "How a parcel after an entry differs from now.", "Version", ID,
                    SEQ) | STAFF
    },
    "/api/parcels/{id}/versions/{seq}/restore": {
        "post": write("restoreVersion", "Bring back a parcel as an entry left it.", "Return",
                      "Receipt", ID, SEQ, IF_MATCH, CSRF, KEY, kind="application/json")
    },
}  # fmt: skip
